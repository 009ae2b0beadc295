//! Small calls of the browser that several extras make.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use crate::asked::document;

/// An element at the end of `parent`.
///
/// # Errors
/// Those of the browser.
pub fn add<T: JsCast>(parent: &Element, name: &str, class: &str) -> Result<T, JsValue> {
    let element = new(name, class)?;
    parent.append_child(&element)?;
    element.dyn_into().map_err(JsValue::from)
}

/// [`add`] with a text in it, whatever characters it has.
///
/// # Errors
/// Those of the browser.
pub fn add_text(
    parent: &Element,
    name: &str,
    class: &str,
    text: &str,
) -> Result<HtmlElement, JsValue> {
    let element: HtmlElement = add(parent, name, class)?;
    element.set_text_content(Some(text));
    Ok(element)
}

/// An element that is not in the page yet.
///
/// # Errors
/// Those of the browser.
pub fn new(name: &str, class: &str) -> Result<Element, JsValue> {
    let element = document().ok_or(JsValue::NULL)?.create_element(name)?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    Ok(element)
}

/// All elements of the page that `selector` takes.
pub fn all(selector: &str) -> Vec<Element> {
    let Some(found) = document().and_then(|document| document.query_selector_all(selector).ok())
    else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.get(index)?.dyn_into().ok())
        .collect()
}

/// Whether the reader saves data (src/hooks/preference.rs).
pub fn is_sparing() -> bool {
    document()
        .and_then(|document| document.document_element()?.get_attribute("data-sparing"))
        .is_some_and(|chosen| chosen == "on")
}

/// A plain object with these entries.
///
/// # Errors
/// Those of the browser.
pub fn object(entries: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, value) in entries {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object.into())
}

/// Shows or hides an element by its `hidden`.
pub fn set_hidden(element: &Element, hidden: bool) {
    // Setting an attribute fails only for a name that is none.
    let _ = element.toggle_attribute_with_force("hidden", hidden);
}
