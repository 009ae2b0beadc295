//! The focus, where the browser would lose it.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Gives it to `element`, and scrolls there. An element that cannot take it leaves it where it was.
pub fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}
