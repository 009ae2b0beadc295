//! Items of the list beside the map that are pointed at.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, FocusEvent, MouseEvent};

use crate::{asked::document, listener::Listener};

/// Calls `point` with the id of an item of the class `kind`, which stands in its `data-{kind}`, when a
/// pointer or the focus comes to it (true) or leaves it (false). Items may come and go meanwhile.
pub fn listen(kind: &str, point: impl Fn(&str, bool) + Clone + 'static) -> Vec<Listener> {
    let Some(document) = document() else {
        return Vec::new();
    };
    let attribute = format!("data-{kind}");
    let selector = format!(".{kind}[{attribute}]");
    let events = [
        ("mouseover", true),
        ("focusin", true),
        ("mouseout", false),
        ("focusout", false),
    ];
    let listeners = events.map(|(event, is_pointed)| {
        let (point, attribute, selector) = (point.clone(), attribute.clone(), selector.clone());
        Listener::new(&document, event, move |event| {
            let around = |target: Option<EventTarget>| {
                target?.dyn_ref::<Element>()?.closest(&selector).ok()?
            };
            // What moves inside of an item neither comes nor leaves.
            if let Some(item) = around(event.target())
                && around(other_side(&event)).as_ref() != Some(&item)
            {
                point(
                    &item.get_attribute(&attribute).unwrap_or_default(),
                    is_pointed,
                );
            }
        })
    });
    listeners.into()
}

/// Where the pointer or the focus came from, or goes to.
fn other_side(event: &Event) -> Option<EventTarget> {
    let by_mouse = event.dyn_ref::<MouseEvent>();
    let by_mouse = by_mouse.and_then(MouseEvent::related_target);
    by_mouse.or_else(|| event.dyn_ref::<FocusEvent>()?.related_target())
}
