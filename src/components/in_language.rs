//! Texts in the other language, which screen readers have to be told of.

use conglang_contract::language::Language;
use leptos::prelude::*;

use super::part::{IntoPart, Part};
use crate::i18n::{other_lang, texts};

/// `text`, which is in `language`; without one it is in the page's. One function makes the element, so
/// that the wasm does not have its attribute with each element that holds a text.
pub fn in_language(text: String, language: Option<Language>) -> Part {
    match other_lang(language) {
        Some(lang) => view! { <span lang=lang>{text}</span> }.part(),
        None => text.part(),
    }
}

/// Says of what a link leads to that it is in `language`; nothing when that is the page's.
pub fn language_note(language: Option<Language>) -> Option<Part> {
    other_lang(language).map(|_| {
        view! { <span class="language-note">{texts().article.in_other_language}</span> }.part()
    })
}
