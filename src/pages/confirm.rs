//! The second step of a form that was sent without JavaScript: what was chosen and typed, and the
//! code of an image. Rendered by the server only; it needs no wasm.

use conglang_contract::{
    captcha::{Captcha, CaptchaTask},
    comment::{AUTHOR_NAME_LIMITS, BODY_LIMITS},
    problem::Problem,
    rating::Stars,
};
use leptos::prelude::*;

use crate::{
    components::sanitised_html::escaped_text,
    i18n::{href, texts},
};

/// What the second step shows and sends.
#[derive(Clone, Debug)]
pub struct Confirmation {
    pub article_title: String,
    /// The article's path, to which the resident returns.
    pub article_path: String,
    /// Where the form is sent.
    pub action: String,
    pub form: ConfirmedForm,
    /// A `code` captcha.
    pub captcha: Captcha,
    /// What was wrong with the step before, if anything.
    pub problem: Option<Problem>,
}

/// The fields of the form that is to be confirmed.
#[derive(Clone, Debug)]
pub enum ConfirmedForm {
    Rating { stars: Option<Stars> },
    Comment(CommentFields),
}

/// A comment as it was typed.
#[derive(Clone, Debug, Default)]
pub struct CommentFields {
    pub author_name: String,
    pub body: String,
    pub consent: bool,
    pub reply_to: Option<i64>,
    pub idempotency_key: String,
}

#[component]
pub fn ConfirmPage(
    /// What to show and to send.
    confirmation: Confirmation,
) -> impl IntoView {
    let t = &texts().confirm;
    let Confirmation {
        article_title,
        article_path,
        action,
        form,
        captcha,
        problem,
    } = confirmation;
    let title = match form {
        ConfirmedForm::Rating { .. } => t.rating_title,
        ConfirmedForm::Comment(_) => t.comment_title,
    };
    let fields = match form {
        ConfirmedForm::Rating { stars } => view! { <RatingFields stars/> }.into_any(),
        ConfirmedForm::Comment(fields) => {
            view! { <CommentFieldsView fields problem=problem.clone()/> }.into_any()
        }
    };
    view! {
        <main class="confirm" id="noi-dung">
            <h1>{title}</h1>
            <p>{t.about} " " <a href=article_path.clone()>{article_title}</a></p>
            {problem.map(|problem| view! { <p class="confirm__problem" role="alert">{problem.title}</p> })}
            <form class="confirm__form" method="post" action=action>
                {fields}
                <p>{t.why}</p>
                <CodeFields captcha/>
                <p class="confirm__actions">
                    <button class="button" type="submit">{t.submit}</button>
                    <a href=article_path>{t.back}</a>
                </p>
            </form>
        </main>
    }
}

/// What stands in place of an answer to a form that cannot be mended on its page.
#[component]
pub fn RefusalPage(
    /// Why.
    problem: Problem,
    /// Where the resident came from.
    path: String,
    /// Whether the home page can be shown in the place of this one.
    with_home: bool,
) -> impl IntoView {
    let t = &texts().confirm;
    view! {
        <main class="confirm" id="noi-dung">
            <h1>{t.refused_title}</h1>
            <p class="confirm__problem" role="alert">{problem.title}</p>
            <p class="confirm__actions">
                <a class="button" href=path>{t.back}</a>
                {with_home.then(|| view! { <a href=href("/")>{texts().not_found.home}</a> })}
            </p>
        </main>
    }
}

#[component]
fn RatingFields(
    /// What was chosen, if anything.
    stars: Option<Stars>,
) -> impl IntoView {
    let t = &texts().rating;
    let choices = Stars::ALL.map(|choice| {
        view! {
            <label class="confirm__choice">
                <input
                    type="radio"
                    name="stars"
                    value=choice.get()
                    required
                    checked=stars == Some(choice)
                />
                {(t.stars)(choice)}
            </label>
        }
    });
    view! {
        <fieldset class="confirm__choices">
            <legend>{t.legend}</legend>
            {choices.into_iter().collect_view()}
        </fieldset>
    }
}

#[component]
fn CommentFieldsView(
    /// As they were typed.
    fields: CommentFields,
    /// What was wrong with them.
    problem: Option<Problem>,
) -> impl IntoView {
    let t = &texts().comments;
    let message = |field: &str| {
        problem
            .as_ref()
            .and_then(|problem| problem.field(field))
            .map(str::to_owned)
    };
    let error = |id: &'static str, message: Option<String>| {
        message.map(|message| view! { <span class="confirm__error" id=id>{message}</span> })
    };
    let (name_problem, body_problem, consent_problem) =
        (message("author_name"), message("body"), message("consent"));
    // Browsers leave out the first line break of a text area.
    let body_html = format!("\n{}", escaped_text(&fields.body));
    view! {
        <input type="hidden" name="idempotency_key" value=fields.idempotency_key/>
        {fields.reply_to.map(|id| view! { <input type="hidden" name="reply_to" value=id/> })}
        <p class="confirm__field">
            <label for="author-name">{t.author_name}</label>
            <input
                id="author-name"
                name="author_name"
                autocomplete="name"
                maxlength=AUTHOR_NAME_LIMITS.maximum
                value=fields.author_name
                aria-invalid=name_problem.is_some().to_string()
                aria-describedby="author-name-problem"
            />
            {error("author-name-problem", name_problem)}
        </p>
        <p class="confirm__field">
            <label for="body">{t.body}</label>
            <textarea
                id="body"
                name="body"
                rows="6"
                data-maximum=BODY_LIMITS.maximum
                aria-invalid=body_problem.is_some().to_string()
                aria-describedby="body-problem"
                inner_html=body_html
            ></textarea>
            {error("body-problem", body_problem)}
        </p>
        <p class="confirm__field">
            <label>
                <input
                    type="checkbox"
                    name="consent"
                    value="true"
                    checked=fields.consent
                    aria-describedby="consent-problem"
                />
                " "
                {t.consent}
            </label>
            {error("consent-problem", consent_problem)}
        </p>
    }
}

#[component]
fn CodeFields(
    /// What the code belongs to.
    captcha: Captcha,
) -> impl IntoView {
    let t = &texts().confirm;
    let media = match captcha.task {
        CaptchaTask::Code {
            image_url,
            audio_url,
        } => Some(view! {
            <img class="confirm__image" src=image_url alt=t.image_alt/>
            <audio class="confirm__audio" controls preload="none" src=audio_url aria-label=t.audio_label></audio>
        }),
        CaptchaTask::Pow { .. } => None,
    };
    view! {
        <input type="hidden" name="captcha_id" value=captcha.id/>
        {media}
        <p class="confirm__field">
            <label for="captcha-answer">{t.code_label}</label>
            <input
                id="captcha-answer"
                class="confirm__code"
                name="captcha_answer"
                required
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                aria-describedby="captcha-hint"
            />
            <span class="confirm__hint" id="captcha-hint">{t.code_hint}</span>
        </p>
    }
}
