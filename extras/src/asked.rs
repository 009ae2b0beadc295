//! Takes what the app asks for.

use conglang_contract::extra::{ASK_ATTRIBUTE, ASK_EVENT, Extra};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element};

use crate::{dom, listener::Listener};

/// Gives `answer` everything that has been asked for, and whatever will be.
pub fn listen(answer: fn(Extra, &Element)) {
    let Some(document) = document() else { return };
    Listener::new(&document, ASK_EVENT, move |event| {
        if let Some(element) = event.target().and_then(|target| target.dyn_into().ok()) {
            take(&element, answer);
        }
    })
    .forever();
    for element in dom::all(&format!("[{ASK_ATTRIBUTE}]")) {
        take(&element, answer);
    }
}

/// The page.
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn take(element: &Element, answer: fn(Extra, &Element)) {
    let Some(asked) = element.get_attribute(ASK_ATTRIBUTE) else {
        return;
    };
    // Removing an attribute fails only for a name that is none.
    let _ = element.remove_attribute(ASK_ATTRIBUTE);
    if let Some(extra) = Extra::from_value(&asked) {
        answer(extra, element);
    }
}
