//! What areas are called in the page's language. `GET map` has their kinds in Vietnamese; the stage has
//! what these are called where the page is not.

use std::cell::RefCell;

use conglang_contract::map::{self, KindName};
use wasm_bindgen::JsValue;
use web_sys::Element;

use crate::{
    dom,
    texts::{language, other_lang},
};

thread_local! {
    static KINDS: RefCell<Vec<KindName>> = const { RefCell::new(Vec::new()) };
}

/// Takes the kinds' names from `stage`.
pub fn read(stage: &Element) {
    let written = stage.get_attribute("data-kinds");
    let kinds = written.and_then(|text| serde_json::from_str(&text).ok());
    KINDS.set(kinds.unwrap_or_default());
}

/// "phường Bắc Hồng", in English "Bắc Hồng ward".
pub fn full_name(kind: &str, name: &str) -> String {
    KINDS.with_borrow(|kinds| {
        let known = kinds.iter().find(|known| known.kind == kind);
        let kind = known.map_or(kind, |known| known.name.as_str());
        map::full_name(kind, name, language())
    })
}

/// An element with a text that is Vietnamese in every language.
///
/// # Errors
/// Those of the browser.
pub fn add_vietnamese(
    parent: &Element,
    element: &str,
    class: &str,
    text: &str,
) -> Result<web_sys::HtmlElement, JsValue> {
    let added = dom::add_text(parent, element, class, text)?;
    if let Some(lang) = other_lang() {
        added.set_attribute("lang", lang)?;
    }
    Ok(added)
}
