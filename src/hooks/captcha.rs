//! Solves captchas for a form: a proof of work in a worker, begun when the form is first touched, or
//! the code of an image where that cannot be.

mod worker;

use std::{cell::RefCell, future::Future, rc::Rc};

use conglang_contract::{
    captcha::{Captcha, CaptchaAnswer, CaptchaKind, CaptchaTask},
    problem::ProblemCode,
};
use leptos::{html::Input, prelude::*, task::spawn_local};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::focus::focus;
use crate::api::{ApiError, ApiResult, captcha::new_captcha};

/// A challenge is good for ten minutes; the last one is left for the way to the server.
const USABLE_MS: f64 = 9.0 * 60.0 * 1000.0;

/// The button of a form, when the focus is among what there is for the code (src/components/form_end.rs).
const BUTTON_AFTER_FOCUS: &str = ".captcha:focus-within ~ [type=submit]";

/// A captcha for one form.
#[derive(Clone, Copy)]
pub struct UseCaptchaReturn {
    /// The image code that is to be typed; none while the proof of work is enough.
    pub code: RwSignal<Option<CodeTask>>,
    /// Whether the code that was typed last was wrong.
    pub wrong: RwSignal<bool>,
    /// The field into which the code is typed.
    pub code_input: NodeRef<Input>,
    work: StoredValue<Option<SendWrapper<Work>>>,
    worker_failed: StoredValue<bool>,
}

/// An image code, and the voice that reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeTask {
    pub id: String,
    pub image_url: String,
    pub audio_url: String,
}

/// Why a guarded write did not happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// The form now shows an image code that has to be typed first.
    CodeAsked,
    /// The code field is empty.
    CodeEmpty,
    /// The typed code was wrong; the form shows a fresh one.
    CodeWrong,
    Api(ApiError),
}

/// What to do after a write was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AfterWrite {
    /// The answer is used up, and the write is done or refused for another reason.
    Forget,
    /// The answer may still be good for the next attempt.
    Keep,
    /// The answer was too old or used: solve again and repeat the write at once.
    SolveAgain,
    /// Only a typed code is taken.
    AskForCode,
    /// The typed code was wrong.
    WrongCode,
}

/// A proof of work under way.
#[derive(Clone)]
struct Work {
    begun_at_ms: f64,
    /// Fulfilled when `outcome` is there.
    done: js_sys::Promise,
    outcome: Rc<RefCell<Option<Outcome>>>,
}

#[derive(Clone)]
enum Outcome {
    Solved(CaptchaAnswer),
    /// Only a typed code will do; the form shows one unless that failed.
    CodeNeeded,
    Refused(ApiError),
}

/// Prepares a captcha; nothing is fetched before [`UseCaptchaReturn::begin`].
pub fn use_captcha() -> UseCaptchaReturn {
    UseCaptchaReturn {
        code: RwSignal::new(None),
        wrong: RwSignal::new(false),
        code_input: NodeRef::new(),
        work: StoredValue::new(None),
        worker_failed: StoredValue::new(false),
    }
}

impl UseCaptchaReturn {
    /// Starts the proof of work, unless one that is fresh enough is under way or done.
    ///
    /// Cheap to call at every touch of the form.
    pub fn begin(&self) {
        let typed = self.code.try_get_untracked().flatten().is_some();
        if !typed && !self.worker_failed.try_get_value().unwrap_or(true) {
            self.fresh_work();
        }
    }

    /// Calls `write` with a solved captcha, and again where the first had expired meanwhile.
    ///
    /// # Errors
    /// See [`WriteError`]; with all of them the form stays as it is, to be sent again.
    pub async fn guard<T, F, Fut>(&self, write: F) -> Result<T, WriteError>
    where
        F: Fn(CaptchaAnswer) -> Fut,
        Fut: Future<Output = ApiResult<T>>,
    {
        let mut attempt = 1;
        loop {
            let (kind, answer) = self.solve().await?;
            let result = write(answer).await;
            let next = after_write(kind, result.as_ref().err(), attempt);
            match next {
                AfterWrite::Keep => {}
                AfterWrite::Forget => self.forget(),
                AfterWrite::SolveAgain => {
                    self.forget();
                    attempt += 1;
                    continue;
                }
                AfterWrite::AskForCode => {
                    self.forget();
                    self.ask_for_code().await?;
                    return Err(WriteError::CodeAsked);
                }
                AfterWrite::WrongCode => {
                    self.ask_for_code().await?;
                    self.wrong.try_set(true);
                    return Err(WriteError::CodeWrong);
                }
            }
            return result.map_err(WriteError::Api);
        }
    }

    /// Shows another image code.
    pub fn another_code(&self) {
        let this = *self;
        this.wrong.set(false);
        spawn_local(async move {
            // When it fails, the code that is shown stays good.
            let _ = this.ask_for_code().await;
        });
    }

    async fn solve(&self) -> Result<(CaptchaKind, CaptchaAnswer), WriteError> {
        if let Some(task) = self.code.try_get_untracked().flatten() {
            self.wrong.try_set(false);
            let typed = self
                .code_input
                .try_get_untracked()
                .flatten()
                .map(|input| input.value().trim().to_owned())
                .unwrap_or_default();
            if typed.is_empty() {
                return Err(WriteError::CodeEmpty);
            }
            let answer = CaptchaAnswer {
                id: task.id,
                answer: typed,
            };
            return Ok((CaptchaKind::Code, answer));
        }
        if !self.worker_failed.try_get_value().unwrap_or(true)
            && let Some(work) = self.work_for_sending()
        {
            let _ = JsFuture::from(work.done.clone()).await;
            let outcome = work.outcome.borrow().clone();
            match outcome {
                Some(Outcome::Solved(answer)) => return Ok((CaptchaKind::Pow, answer)),
                Some(Outcome::Refused(error)) => return Err(WriteError::Api(error)),
                Some(Outcome::CodeNeeded) | None => {}
            }
        }
        if self.code.try_get_untracked().flatten().is_none() {
            self.show_code().await?;
        }
        self.focus_code();
        Err(WriteError::CodeAsked)
    }

    /// Like [`Self::fresh_work`], but asks once more where the server refused at the first touch. At each
    /// touch that would be a call for each letter that is typed.
    fn work_for_sending(&self) -> Option<Work> {
        let was_refused = self
            .work
            .try_get_value()?
            .is_some_and(|work| matches!(*work.outcome.borrow(), Some(Outcome::Refused(_))));
        if was_refused {
            self.work.try_set_value(None);
        }
        self.fresh_work()
    }

    /// The work that is under way or done, or a new one; none when the form is gone.
    fn fresh_work(&self) -> Option<Work> {
        let now_ms = js_sys::Date::now();
        let known = self.work.try_get_value()?;
        if let Some(work) = known
            && now_ms - work.begun_at_ms < USABLE_MS
        {
            return Some((*work).clone());
        }
        let work = Work::start(*self, now_ms);
        self.work
            .try_set_value(Some(SendWrapper::new(work.clone())));
        Some(work)
    }

    /// Drops an answer that is used up.
    fn forget(&self) {
        // The field of the code goes, and who pressed Enter in it goes on at the button.
        let input = self.code_input.try_get_untracked().flatten();
        let form = input.and_then(|input| input.form());
        focus(form.and_then(|form| form.query_selector(BUTTON_AFTER_FOCUS).ok()?));
        self.work.try_set_value(None);
        self.code.try_set(None);
        self.wrong.try_set(false);
    }

    /// Shows a fresh code, and takes the writer to its field.
    async fn ask_for_code(&self) -> Result<(), WriteError> {
        self.show_code().await?;
        self.focus_code();
        Ok(())
    }

    async fn show_code(&self) -> Result<(), WriteError> {
        let captcha = new_captcha(CaptchaKind::Code)
            .await
            .map_err(WriteError::Api)?;
        let CaptchaTask::Code {
            image_url,
            audio_url,
        } = captcha.task
        else {
            return Err(WriteError::Api(ApiError::Unreadable));
        };
        if let Some(input) = self.code_input.try_get_untracked().flatten() {
            input.set_value("");
        }
        self.code.try_set(Some(CodeTask {
            id: captcha.id,
            image_url,
            audio_url,
        }));
        Ok(())
    }

    fn focus_code(&self) {
        let input = self.code_input;
        // The field is in the page only after this turn.
        request_animation_frame(move || {
            if let Some(input) = input.try_get_untracked().flatten() {
                let _ = input.focus();
            }
        });
    }

    /// Solves a proof of work. Where none will do, the code is shown at once, so that the writer sees it
    /// before they send; the focus stays where they type.
    async fn prove(self) -> Outcome {
        match new_captcha(CaptchaKind::Pow).await {
            Ok(Captcha {
                id,
                task: CaptchaTask::Pow { challenge },
                ..
            }) => {
                if let Some(answer) = worker::solve(challenge.get()).await {
                    return Outcome::Solved(CaptchaAnswer { id, answer });
                }
                self.worker_failed.try_set_value(true);
            }
            Ok(_) => return Outcome::Refused(ApiError::Unreadable),
            Err(error) if error.code() == Some(ProblemCode::CaptchaCodeRequired) => {}
            Err(error) => return Outcome::Refused(error),
        }
        // When this fails, sending tries again.
        let _ = self.show_code().await;
        Outcome::CodeNeeded
    }
}

impl Work {
    fn start(captcha: UseCaptchaReturn, begun_at_ms: f64) -> Self {
        let outcome = Rc::new(RefCell::new(None));
        let slot = Rc::clone(&outcome);
        let done = future_to_promise(async move {
            let found = captcha.prove().await;
            *slot.borrow_mut() = Some(found);
            Ok(JsValue::UNDEFINED)
        });
        Self {
            begun_at_ms,
            done,
            outcome,
        }
    }
}

fn after_write(kind: CaptchaKind, error: Option<&ApiError>, attempt: u32) -> AfterWrite {
    let Some(error) = error else {
        return AfterWrite::Forget;
    };
    match (error.code(), kind) {
        (Some(ProblemCode::CaptchaCodeRequired), _)
        | (Some(ProblemCode::CaptchaWrong), CaptchaKind::Pow) => AfterWrite::AskForCode,
        (Some(ProblemCode::CaptchaWrong), CaptchaKind::Code) => AfterWrite::WrongCode,
        (Some(ProblemCode::CaptchaExpired | ProblemCode::CaptchaUsed), CaptchaKind::Code) => {
            AfterWrite::AskForCode
        }
        (Some(ProblemCode::CaptchaExpired | ProblemCode::CaptchaUsed), CaptchaKind::Pow) => {
            if attempt == 1 {
                AfterWrite::SolveAgain
            } else {
                AfterWrite::Forget
            }
        }
        // The server says so when it has used the answer up; until then typing again would be in vain.
        _ => AfterWrite::Keep,
    }
}

#[cfg(test)]
mod tests {
    use conglang_contract::problem::Problem;

    use super::*;

    fn after(kind: CaptchaKind, code: ProblemCode, attempt: u32) -> AfterWrite {
        let error = ApiError::Problem(Problem::new(code));
        after_write(kind, Some(&error), attempt)
    }

    #[test]
    fn a_used_proof_is_made_again_once() {
        use ProblemCode::{CaptchaExpired, CaptchaUsed};
        let pow = CaptchaKind::Pow;
        assert_eq!(after(pow, CaptchaUsed, 1), AfterWrite::SolveAgain);
        assert_eq!(after(pow, CaptchaExpired, 1), AfterWrite::SolveAgain);
        assert_eq!(after(pow, CaptchaUsed, 2), AfterWrite::Forget);
    }

    #[test]
    fn only_a_typed_code_can_be_told_wrong() {
        let wrong = ProblemCode::CaptchaWrong;
        assert_eq!(after(CaptchaKind::Code, wrong, 1), AfterWrite::WrongCode);
        assert_eq!(after(CaptchaKind::Pow, wrong, 1), AfterWrite::AskForCode);
    }

    #[test]
    fn an_answer_outlives_a_broken_connection_and_refused_fields() {
        let unreachable = Some(&ApiError::Unreachable);
        assert_eq!(
            after_write(CaptchaKind::Code, unreachable, 1),
            AfterWrite::Keep
        );
        assert_eq!(
            after(CaptchaKind::Code, ProblemCode::Validation, 1),
            AfterWrite::Keep
        );
        assert_eq!(after_write(CaptchaKind::Pow, None, 1), AfterWrite::Forget);
    }
}
