//! Residents' rating of an article.

use conglang_contract::{
    draft::vote_key,
    rating::{PutRating, Rating, Stars},
    slug::Slug,
};
use leptos::{ev::SubmitEvent, html::Form, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::{
    api::rating::put_rating,
    components::{
        article_card::article_path,
        form_end::{FormEnd, SendState, form_end, is_posted},
        outcome::{Place, outcome_notice},
        part::{IntoPart, Part},
    },
    hooks::{
        captcha::use_captcha, draft::random_key, extras::note_page, live::LiveRating, storage,
    },
    i18n::{href, texts},
};

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
    let state = RwSignal::new(SendState::NotSent);

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

    let action = href(&format!("{}/danh-gia", article_path(slug.as_str())));
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if state.with_untracked(SendState::is_under_way) {
            return;
        }
        let form = form.get_untracked();
        let Some(stars) = form.as_ref().and_then(chosen) else {
            state.set(SendState::Asked(text.choose_first));
            return;
        };
        state.set(SendState::UnderWay);
        if let Some(form) = &form {
            note_page(form);
        }
        let slug = slug.clone();
        spawn_local(async move {
            let slug = &slug;
            let kept_as = &vote_key(slug);
            let key = &storage::read(kept_as).unwrap_or_else(random_key);
            storage::write(kept_as, Some(key));
            let result = captcha
                .guard(|captcha| async move {
                    put_rating(slug, &PutRating { stars, captcha }, key.clone()).await
                })
                .await;
            state.try_set(match result {
                Ok(rating) => {
                    storage::write(kept_as, None);
                    current.try_set(rating);
                    SendState::Done(())
                }
                Err(error) if is_posted(form.map(Into::into), &error).await => SendState::NotSent,
                Err(error) => SendState::failed(error, ""),
            });
        });
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
            {form_end(FormEnd {
                state,
                captcha,
                prefix: "rating",
                submit: text.submit,
                sending: text.sending,
                done: |()| texts().rating.saved.part(),
            })}
        </form>
    }
    .part()
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
