//! How the reader wants to see the portal: theme, size of the text and photographs.

use leptos::{html::Details, prelude::*};

use crate::{
    components::part::{IntoPart, Part},
    hooks::{
        disclosure::close_when_left,
        preference::{Preference, SPARING, TEXT_SIZE, THEME, use_preference},
    },
    i18n::texts,
};

/// A disclosure with the choices. Style sheets hide it where there are no scripts to follow them.
pub fn display() -> Part {
    let texts = &texts().display;
    let disclosure = NodeRef::<Details>::new();
    view! {
        <details class="display" node_ref=disclosure on:keydown=close_when_left(disclosure)>
            <summary class="display__summary">
                <span class="display__sign" aria-hidden="true">"Aa"</span>
                <span class="display__title">{texts.title}</span>
            </summary>
            <div class="display__panel">
                {choice(texts.theme, THEME, &texts.themes)}
                {choice(texts.text_size, TEXT_SIZE, &texts.text_sizes)}
                {choice(texts.photos, SPARING, &texts.photo_choices)}
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
