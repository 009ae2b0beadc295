//! Making elements.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use crate::asked::document;
pub use crate::dom::icon;

/// An element called `name` with its attributes.
///
/// # Errors
/// When there is no document.
pub fn element(name: &str, attributes: &[(&str, &str)]) -> Result<Element, JsValue> {
    let element = document().ok_or(JsValue::NULL)?.create_element(name)?;
    for (name, value) in attributes {
        element.set_attribute(name, value)?;
    }
    Ok(element)
}

/// [`element`] as its own type.
///
/// # Errors
/// When there is no document.
pub fn typed<T: JsCast>(name: &str, attributes: &[(&str, &str)]) -> Result<T, JsValue> {
    element(name, attributes)?.dyn_into().map_err(JsValue::from)
}

/// Puts `children` into `parent` behind what is there.
///
/// # Errors
/// When the tree does not take them.
pub fn append(parent: &Element, children: &[&Element]) -> Result<(), JsValue> {
    for child in children {
        parent.append_child(child)?;
    }
    Ok(())
}

/// A button that shows only a drawing; `label` is its name and its tooltip.
///
/// # Errors
/// When there is no document.
pub fn icon_button(class: &str, label: &str, drawing: &str) -> Result<Element, JsValue> {
    let class = format!("player__button {class}");
    let button = element("button", &[("type", "button"), ("class", &class)])?;
    name_button(&button, label);
    button.append_child(&*icon(drawing)?)?;
    Ok(button)
}

/// Gives `button` another name.
pub fn name_button(button: &Element, label: &str) {
    set(button, "aria-label", Some(label));
    set(button, "title", Some(label));
}

/// Shows another drawing on an [`icon_button`].
pub fn draw(button: &Element, drawing: &str) {
    if let Ok(Some(shown)) = button.query_selector("use") {
        set(&shown, "href", Some(&format!("/icons.svg#{drawing}")));
    }
}

/// Sets an attribute, or removes it. Nothing is done when it is so already, so that no screen reader is
/// told of a change that is none.
pub fn set(element: &Element, name: &str, value: Option<&str>) {
    if element.get_attribute(name).as_deref() == value {
        return;
    }
    // Names are well formed.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Sets the text of `element`, unless it is the one that is there.
pub fn write(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// Shows or hides `element`.
pub fn show(element: &Element, is_shown: bool) {
    set(element, "hidden", (!is_shown).then_some(""));
}
