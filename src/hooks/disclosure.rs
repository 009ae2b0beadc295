//! Disclosures that close as a menu does.

use leptos::{ev::KeyboardEvent, html::Details, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Node;

use super::focus::focus;

/// Closes `disclosure` when the focus or a click goes elsewhere, and at Escape, which gives the focus back to
/// what opened it; the latter for its `keydown`.
pub fn close_when_left(disclosure: NodeRef<Details>) -> impl Fn(KeyboardEvent) {
    let opened = move || {
        disclosure
            .get_untracked()
            .filter(|disclosure| disclosure.open())
    };
    Effect::new(move || {
        for event in ["focusin", "click"] {
            let left = window_event_listener_untyped(event, move |event| {
                let target = event
                    .target()
                    .and_then(|target| target.dyn_into::<Node>().ok());
                if let Some(disclosure) = opened()
                    && !disclosure.contains(target.as_ref())
                {
                    disclosure.set_open(false);
                }
            });
            on_cleanup(move || left.remove());
        }
    });
    move |event| {
        if event.key() != "Escape" {
            return;
        }
        let Some(disclosure) = opened() else {
            return;
        };
        disclosure.set_open(false);
        // What closes next waits for the next press.
        event.prevent_default();
        // What had the focus is hidden now.
        focus(disclosure.query_selector("summary").ok().flatten());
    }
}
