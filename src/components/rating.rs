//! Residents' rating of an article.

use conglang_contract::{
    rating::{PutRating, Rating, Stars},
    slug::Slug,
};
use leptos::{ev::SubmitEvent, html::Form, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::{
    api::rating::put_rating,
    components::{
        captcha::captcha_code,
        outcome::{Place, outcome_notice},
        part::{IntoPart, Part},
        states::error_text,
    },
    hooks::{
        captcha::{WriteError, use_captcha},
        live::LiveRating,
    },
    i18n::texts,
};

/// What the form tells after it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    Nothing,
    Sending,
    Saved,
    /// Something is asked for before the vote can be sent.
    Asked(&'static str),
    Failed(String),
}

/// Five stars as a radio group, which works as a plain form until the app has started.
///
/// The radios are not bound to any state: what was chosen before the app started stays chosen, and is
/// read when the form is sent.
///
/// `rating` is what the article came with.
pub fn rating_form(slug: &Slug, rating: Rating) -> Part {
    let slug = slug.clone();
    let text = &texts().rating;
    let captcha = use_captcha();
    let form = NodeRef::<Form>::new();
    let current = RwSignal::new(rating);
    let outcome = RwSignal::new(Outcome::Nothing);

    if let Some(LiveRating(change)) = use_context::<LiveRating>() {
        let slug = slug.clone();
        Effect::new(move || {
            change.with(|change| {
                if let Some(change) = change.as_ref().filter(|change| change.slug == slug) {
                    current.update(|rating| {
                        rating.count = change.count;
                        rating.average = change.average;
                    });
                }
            });
        });
    }

    let action = format!("/bai-viet/{slug}/danh-gia");
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if outcome.get_untracked() == Outcome::Sending {
            return;
        }
        let Some(stars) = form.get_untracked().and_then(|form| chosen(&form)) else {
            outcome.set(Outcome::Asked(text.choose_first));
            return;
        };
        outcome.set(Outcome::Sending);
        let slug = slug.clone();
        spawn_local(async move {
            let slug = &slug;
            let result = captcha
                .guard(
                    |captcha| async move { put_rating(slug, &PutRating { stars, captcha }).await },
                )
                .await;
            outcome.try_set(match result {
                Ok(rating) => {
                    current.try_set(rating);
                    Outcome::Saved
                }
                Err(error) => Outcome::from(error),
            });
        });
    };
    let status = move || {
        outcome.with(|outcome| match outcome {
            Outcome::Sending => text.sending,
            Outcome::Saved => text.saved,
            Outcome::Asked(what) => what,
            Outcome::Nothing | Outcome::Failed(_) => "",
        })
    };
    let alert = move || {
        outcome.with(|outcome| match outcome {
            Outcome::Failed(why) => Some(view! {
                <p class="form-error" role="alert">
                    {why.clone()}
                </p>
            }),
            _ => None,
        })
    };
    view! {
        <form
            class="rating"
            id="danh-gia"
            method="post"
            action=action
            node_ref=form
            on:focusin=move |_| captcha.begin()
            on:input=move |_| captcha.begin()
            on:submit=send
        >
            {outcome_notice(Place::Rating)}
            <fieldset class="rating__stars">
                <legend class="rating__legend">{text.legend}</legend>
                {Stars::ALL.map(|stars| star(stars, rating.mine)).collect_view()}
            </fieldset>
            <p class="rating__summary">{move || (text.summary)(&current.get())}</p>
            {move || {
                current
                    .get()
                    .mine
                    .map(|stars| view! { <p class="rating__mine">{(text.mine)(stars)}</p> })
            }}
            {captcha_code(captcha, "rating")}
            <button
                type="submit"
                class="button button--primary"
                aria-disabled=move || (outcome.get() == Outcome::Sending).then_some("true")
            >
                {text.submit}
            </button>
            <p class="form-status" role="status">
                {status}
            </p>
            {alert}
        </form>
    }
    .part()
}

impl From<WriteError> for Outcome {
    fn from(error: WriteError) -> Self {
        let text = &texts().captcha;
        match error {
            WriteError::CodeAsked => Self::Asked(text.please_type),
            WriteError::CodeEmpty => Self::Failed(text.empty.to_owned()),
            // The field of the code tells that itself.
            WriteError::CodeWrong => Self::Nothing,
            WriteError::Api(error) => Self::Failed(error_text(&error)),
        }
    }
}

fn star(stars: Stars, mine: Option<Stars>) -> impl IntoView {
    let id = format!("rating-{}", stars.get());
    view! {
        <input
            class="rating__input"
            type="radio"
            name="stars"
            id=id.clone()
            value=stars.get().to_string()
            checked=mine == Some(stars)
        />
        <label class="rating__label" for=id>
            <span class="rating__name">{(texts().rating.stars)(stars)}</span>
        </label>
    }
}

/// The star that is chosen in `form` now.
fn chosen(form: &web_sys::HtmlFormElement) -> Option<Stars> {
    let checked = form.query_selector("input[name=stars]:checked").ok()??;
    let number: u8 = checked
        .dyn_into::<HtmlInputElement>()
        .ok()?
        .value()
        .parse()
        .ok()?;
    Stars::try_from(number).ok()
}
