//! How the reader wants to see the portal: theme and size of the text.

use leptos::{ev::KeyboardEvent, html::Details, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    components::part::{IntoPart, Part},
    hooks::preference::{Preference, TEXT_SIZE, THEME, use_preference},
    i18n::texts,
};

/// A disclosure with the choices. Style sheets hide it where there are no scripts to follow them.
pub fn display() -> Part {
    let texts = &texts().display;
    let disclosure = NodeRef::<Details>::new();
    let close = move |event: KeyboardEvent| {
        if event.key() == "Escape"
            && let Some(disclosure) = disclosure.get_untracked()
        {
            disclosure.set_open(false);
            // What had the focus is hidden now.
            if let Ok(Some(summary)) = disclosure.query_selector("summary")
                && let Ok(summary) = summary.dyn_into::<HtmlElement>()
            {
                // An element that cannot take the focus leaves it where it was.
                let _ = summary.focus();
            }
        }
    };
    view! {
        <details class="display" node_ref=disclosure on:keydown=close>
            <summary class="display__summary">
                <span class="display__sign" aria-hidden="true">"Aa"</span>
                <span class="display__title">{texts.title}</span>
            </summary>
            <div class="display__panel">
                {choice(texts.theme, THEME, &texts.themes)}
                {choice(texts.text_size, TEXT_SIZE, &texts.text_sizes)}
            </div>
        </details>
    }
    .part()
}

fn choice(
    legend: &'static str,
    preference: Preference,
    options: &'static [(&'static str, &'static str)],
) -> Part {
    let choice = use_preference(preference);
    let options = options
        .iter()
        .map(|&(value, label)| {
            view! {
                <label class="display__option">
                    <input
                        type="radio"
                        name=preference.key
                        value=value
                        prop:checked=move || choice.chosen.with(|chosen| chosen == value)
                        on:change=move |_| choice.choose(value)
                    />
                    {label}
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="display__choice">
            <legend class="display__legend">{legend}</legend>
            {options}
        </fieldset>
    }
    .part()
}
