//! The image code, with a voice that reads it.

use leptos::{html::Audio, prelude::*};

use super::part::{IntoPart, Part};
use crate::{
    hooks::captcha::{CodeTask, UseCaptchaReturn},
    i18n::texts,
};

/// The field for an image code; nothing while the form's proof of work is enough. `prefix` makes its ids
/// unlike those of other forms of the page.
pub fn captcha_code(captcha: UseCaptchaReturn, prefix: &'static str) -> Part {
    let shown = Memo::new(move |_| captcha.code.with(Option::is_some));
    (move || shown.get().then(|| code_fields(captcha, prefix))).part()
}

fn code_fields(captcha: UseCaptchaReturn, prefix: &'static str) -> Part {
    let text = &texts().captcha;
    let audio = NodeRef::<Audio>::new();
    let url = move |of: fn(&CodeTask) -> &String| {
        captcha
            .code
            .with(|code| code.as_ref().map(of).cloned().unwrap_or_default())
    };
    let listen = move |_| {
        if let Some(audio) = audio.get_untracked() {
            audio.set_current_time(0.0);
            // A browser that cannot play it leaves the image.
            let _ = audio.play();
        }
    };
    let input_id = format!("{prefix}-captcha");
    let help_id = format!("{prefix}-captcha-help");
    let error_id = format!("{prefix}-captcha-error");
    let described_by = format!("{help_id} {error_id}");
    view! {
        <div class="captcha" role="group" aria-label=text.legend>
            <img
                class="captcha__image"
                src=move || url(|code| &code.image_url)
                alt=text.image_alt
                width="220"
                height="80"
            />
            <div class="captcha__actions">
                <audio node_ref=audio preload="none" src=move || url(|code| &code.audio_url)></audio>
                <button type="button" class="button button--quiet" on:click=listen>
                    {text.listen}
                </button>
                <button
                    type="button"
                    class="button button--quiet"
                    on:click=move |_| captcha.another_code()
                >
                    {text.another}
                </button>
            </div>
            <label class="captcha__label" for=input_id.clone()>
                {text.code_label}
            </label>
            <input
                class="captcha__input"
                id=input_id
                node_ref=captcha.code_input
                type="text"
                name="captcha_answer"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                maxlength="16"
                aria-describedby=described_by
                aria-invalid=move || captcha.wrong.get().then_some("true")
            />
            <p class="captcha__help" id=help_id>
                {text.code_help}
            </p>
            <div id=error_id>
                {move || {
                    captcha
                        .wrong
                        .get()
                        .then(|| {
                            view! {
                                <p class="form-error" role="alert">
                                    {text.wrong}
                                </p>
                            }
                        })
                }}
            </div>
        </div>
    }
    .part()
}
