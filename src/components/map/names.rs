//! Names on the map. They are Vietnamese in every language, and say so where the page is not; kinds are
//! told in the page's language.

use conglang_contract::{
    language::Language,
    map::{self, MapText},
};
use leptos::prelude::*;

use crate::{
    components::part::{IntoPart, Part},
    i18n::{language, other_lang},
};

/// "phường Bắc Hồng", for a title.
pub fn full_name(kind: &str, name: &str) -> String {
    map::full_name(kind, name, language())
}

/// [`full_name`], marked up.
pub fn area_name(kind: &str, name: &str) -> Part {
    if language() == Language::Vietnamese {
        return full_name(kind, name).part();
    }
    let kind = if kind.is_empty() {
        String::new()
    } else {
        format!(" {kind}")
    };
    view! { <span lang=name_lang()>{name.to_owned()}</span>{kind} }.part()
}

/// The `lang` of a name.
pub fn name_lang() -> Option<&'static str> {
    other_lang(Some(Language::Vietnamese))
}

/// The `lang` of a text that is Vietnamese when it is among the `untranslated` ones.
pub fn text_lang(untranslated: &[MapText], text: MapText) -> Option<&'static str> {
    untranslated.contains(&text).then(name_lang).flatten()
}
