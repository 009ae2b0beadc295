//! Disclosures that close as a menu does.

use leptos::{ev::KeyboardEvent, html::Details, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Closes `disclosure` at Escape, and gives the focus back to what opened it; for its `keydown`.
pub fn close_on_escape(disclosure: NodeRef<Details>) -> impl Fn(KeyboardEvent) {
    move |event| {
        if event.key() != "Escape" {
            return;
        }
        let Some(disclosure) = disclosure.get_untracked() else {
            return;
        };
        disclosure.set_open(false);
        // What had the focus is hidden now.
        if let Ok(Some(summary)) = disclosure.query_selector("summary")
            && let Ok(summary) = summary.dyn_into::<HtmlElement>()
        {
            // An element that cannot take the focus leaves it where it was.
            let _ = summary.focus();
        }
    }
}
