//! The viewer's own place in the browser's history, so that "back" closes the photograph and not the article.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use super::PhotoSwipe;
use crate::listener::Listener;

thread_local! {
    /// Of the photograph that was opened last. It has to hear of the step back that itself makes.
    static BACK: RefCell<Option<Listener>> = const { RefCell::new(None) };
}

/// Makes a place for `viewer`, which is open. It is left when the viewer closes, and the viewer closes when it
/// is left.
pub fn make(viewer: PhotoSwipe) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let Ok(history) = window.history() else {
        return;
    };
    // Where there is none, "back" leaves the article.
    if history.push_state(&JsValue::NULL, "").is_err() {
        return;
    }
    let is_there = Rc::new(Cell::new(true));
    let closed = Closure::<dyn FnMut()>::new({
        let is_there = Rc::clone(&is_there);
        move || {
            if is_there.get() {
                // A page may always step back.
                let _ = history.back();
            }
        }
    });
    viewer.on("close", &closed.into_js_value());
    let back = Listener::capturing(&window, "popstate", move |event| {
        if is_there.replace(false) {
            // The article stays, so the router has nothing to do.
            event.stop_immediate_propagation();
            close(&viewer);
        }
    });
    BACK.set(Some(back));
}

/// Closes `viewer` at once, or when it has faded in: until then it does not close.
fn close(viewer: &PhotoSwipe) {
    viewer.close();
    if !viewer.is_closing() {
        let fading = JsValue::clone(viewer).unchecked_into::<PhotoSwipe>();
        let faded_in = Closure::<dyn FnMut()>::new(move || fading.close());
        viewer.on("openingAnimationEnd", &faded_in.into_js_value());
    }
}
