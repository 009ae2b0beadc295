//! The end of a form that is sent with a captcha: its code, its button, and what is told.

use conglang_contract::{
    extra::OUTBOX_CLASS,
    problem::{FieldProblem, ProblemCode},
};
use leptos::prelude::*;
use web_sys::Element;

use super::{
    captcha::captcha_code,
    part::{IntoPart, Part},
    states::error_text,
};
use crate::{
    api::ApiError,
    hooks::{
        captcha::{UseCaptchaReturn, WriteError},
        extras,
    },
    i18n::texts,
};

/// What has become of a form; `T` is what the server answers when it has taken it.
#[derive(Clone, Debug, PartialEq)]
pub enum SendState<T> {
    NotSent,
    UnderWay,
    Done(T),
    /// Something is asked for before the form can be sent.
    Asked(&'static str),
    Failed {
        why: String,
        fields: Vec<FieldProblem>,
    },
}

/// See [`form_end`].
pub struct FormEnd<T: Send + Sync + 'static> {
    pub state: RwSignal<SendState<T>>,
    pub captcha: UseCaptchaReturn,
    /// Makes the ids of the code's field unlike those of other forms of the page.
    pub prefix: &'static str,
    /// The label of the button.
    pub submit: &'static str,
    /// What is told while the form is under way.
    pub sending: &'static str,
    /// What is told when it was taken.
    pub done: fn(&T) -> Part,
}

impl<T> SendState<T> {
    /// What is told of `error`; `hint` comes after what no server has told.
    pub fn failed(error: WriteError, hint: &str) -> Self {
        let captcha = &texts().captcha;
        let told = |why: String| Self::Failed {
            why,
            fields: Vec::new(),
        };
        match error {
            WriteError::CodeAsked => Self::Asked(captcha.please_type),
            WriteError::CodeEmpty => told(captcha.empty.to_owned()),
            // The field of the code tells that itself.
            WriteError::CodeWrong => Self::NotSent,
            WriteError::Api(ApiError::Problem(problem)) => Self::Failed {
                why: problem.title,
                fields: problem.fields,
            },
            WriteError::Api(error) => {
                let why = format!("{} {hint}", error_text(&error));
                told(why.trim_end().to_owned())
            }
        }
    }

    /// What is wrong with `field`, if anything.
    pub fn problem(&self, field: &str) -> Option<String> {
        let Self::Failed { fields, .. } = self else {
            return None;
        };
        let problem = fields.iter().find(|problem| problem.field == field)?;
        Some(problem.message.clone())
    }

    pub fn is_under_way(&self) -> bool {
        matches!(self, Self::UnderWay)
    }
}

/// Whether what `form` holds is kept on the device after `error`, and sent by itself when it can be. The extras tell
/// so at the end of the form.
pub async fn is_posted(form: Option<Element>, error: &WriteError) -> bool {
    match form {
        Some(form) if is_for_later(error) => extras::post(&form).await,
        _ => false,
    }
}

/// Whether the same may be taken later: there is no network, or a proxy answers, in words of its own, for a server
/// that is away, or the server that it is too busy.
fn is_for_later(error: &WriteError) -> bool {
    match error {
        WriteError::Api(ApiError::Problem(problem)) => problem.code == ProblemCode::Unavailable,
        WriteError::Api(_) => true,
        _ => false,
    }
}

/// The field for a code where one is needed, the button, and what is told to eyes and ears.
pub fn form_end<T: Send + Sync + 'static>(form: FormEnd<T>) -> Part {
    let FormEnd {
        state,
        captcha,
        prefix,
        submit,
        sending,
        done,
    } = form;
    let status = move || {
        state.with(|state| match state {
            SendState::UnderWay => Some(sending.part()),
            SendState::Asked(what) => Some(what.part()),
            SendState::Done(answer) => Some(done(answer)),
            SendState::NotSent | SendState::Failed { .. } => None,
        })
    };
    let alert = move || {
        state.with(|state| match state {
            SendState::Failed { why, .. } => Some(view! {
                <p class="form-error" role="alert">
                    {why.clone()}
                </p>
            }),
            _ => None,
        })
    };
    view! {
        {captcha_code(captcha, prefix)}
        <button
            type="submit"
            class="button button--primary"
            aria-disabled=move || state.with(SendState::is_under_way).then_some("true")
        >
            {submit}
        </button>
        <div class="form-status" role="status">
            {status}
        </div>
        {alert}
        <div class=OUTBOX_CLASS></div>
    }
    .part()
}

#[cfg(test)]
mod tests {
    use conglang_contract::problem::Problem;

    use super::*;

    #[test]
    fn what_no_portal_has_refused_is_for_later() {
        let refused = |code| WriteError::Api(ApiError::Problem(Problem::new(code)));
        assert!(is_for_later(&WriteError::Api(ApiError::Unreachable)));
        assert!(is_for_later(&WriteError::Api(ApiError::Unreadable)));
        assert!(is_for_later(&refused(ProblemCode::Unavailable)));
        assert!(!is_for_later(&refused(ProblemCode::Validation)));
        assert!(!is_for_later(&WriteError::CodeWrong));
    }
}
