//! Small calls of the browser that several extras make.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, FocusOptions, HtmlElement, NodeList, Storage};

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

/// A drawing of the sprite.
///
/// # Errors
/// When there is no document.
pub fn icon(id: &str) -> Result<Element, JsValue> {
    const SVG: Option<&str> = Some("http://www.w3.org/2000/svg");
    let document = document().ok_or(JsValue::NULL)?;
    let svg = document.create_element_ns(SVG, "svg")?;
    for (name, value) in [
        ("class", "icon"),
        ("aria-hidden", "true"),
        ("focusable", "false"),
    ] {
        svg.set_attribute(name, value)?;
    }
    let drawing = document.create_element_ns(SVG, "use")?;
    drawing.set_attribute("href", &format!("/icons.svg#{id}"))?;
    svg.append_child(&drawing)?;
    Ok(svg)
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
    let found = document().and_then(|document| document.query_selector_all(selector).ok());
    found.map_or_else(Vec::new, listed)
}

/// All those inside `element`.
pub fn all_in<T: JsCast>(element: &Element, selector: &str) -> Vec<T> {
    let found = element.query_selector_all(selector).ok();
    found.map_or_else(Vec::new, listed)
}

fn listed<T: JsCast>(found: NodeList) -> Vec<T> {
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

/// Whether the reader wants nothing to move.
pub fn is_still() -> bool {
    web_sys::window()
        .and_then(|window| {
            window
                .match_media("(prefers-reduced-motion: reduce)")
                .ok()?
        })
        .is_some_and(|query| query.matches())
}

/// Puts the focus on the page's heading, and leaves the page scrolled to where it is being read.
pub fn focus_heading() {
    let heading = document().and_then(|document| document.query_selector("main h1").ok()?);
    let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    heading.set_tab_index(-1);
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // A heading that cannot take the focus leaves it where it was.
    let _ = heading.focus_with_options(&options);
}

/// What the browser keeps for the portal; none where that is forbidden.
pub fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The language of `element`, as the nearest `lang` says it.
pub fn language(element: &Element) -> String {
    let nearest = element.closest("[lang]").ok().flatten();
    nearest
        .and_then(|element| element.get_attribute("lang"))
        .unwrap_or_default()
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
