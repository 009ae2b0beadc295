//! Where the focus is while a popup is open.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, KeyboardEvent};

use super::leaflet::{self, LeafletMap};
use crate::{asked::document, listener::Listener, texts::texts};

/// A popup takes the focus, so that the keyboard is where the reader looks. However it is closed, the focus
/// goes back to where it came from, unless the reader has taken it elsewhere.
pub struct Popups {
    _inner: Rc<Inner>,
}

struct Inner {
    canvas: HtmlElement,
    /// What had the focus before one was opened.
    before: RefCell<Option<HtmlElement>>,
}

impl Popups {
    /// Follows those of `map`, whose element is `canvas`, as long as it lives. Escape closes them.
    pub fn follow(map: &LeafletMap, canvas: &HtmlElement, listeners: &mut Vec<Listener>) -> Self {
        let inner = Rc::new(Inner {
            canvas: canvas.clone(),
            before: RefCell::default(),
        });
        let opened = leaflet::listener(&inner, |inner| {
            let focused = document().and_then(|document| document.active_element());
            let focused = focused.and_then(|element| element.dyn_into().ok());
            inner.before.replace(focused);
            // A popup that cannot take the focus is read all the same.
            let _ = inner.enter();
        });
        map.on("popupopen", &opened);
        let closed = leaflet::listener(&inner, |inner| inner.leave());
        map.on("popupclose", &closed);
        let map = map.clone();
        listeners.push(Listener::new(canvas, "keydown", move |event| {
            let is_escape = event
                .dyn_ref::<KeyboardEvent>()
                .is_some_and(|event| event.key() == "Escape");
            if is_escape {
                map.close_popup();
            }
        }));
        Self { _inner: inner }
    }
}

impl Inner {
    fn enter(&self) -> Result<(), JsValue> {
        let button = ".leaflet-popup-close-button";
        if let Some(button) = self.canvas.query_selector(button)? {
            button.set_attribute("aria-label", texts().map.close)?;
        }
        let link = self.canvas.query_selector(".leaflet-popup-content a")?;
        if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
            link.focus()?;
        }
        Ok(())
    }

    fn leave(&self) {
        let before = self.before.take().filter(|element| {
            // A place that a heap has taken in again is gone.
            element.is_connected() && element.tag_name() != "BODY"
        });
        if is_focus_lost() {
            // What takes no focus leaves it where it is.
            let _ = before.as_ref().unwrap_or(&self.canvas).focus();
        }
    }
}

/// Whether the focus is in a popup or nowhere: one that is closed fades out, or is gone already.
fn is_focus_lost() -> bool {
    let focused = document().and_then(|document| document.active_element());
    focused.is_none_or(|element| {
        element.tag_name() == "BODY" || matches!(element.closest(".leaflet-popup"), Ok(Some(_)))
    })
}
