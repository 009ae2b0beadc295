//! Whether an element is still in the page.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, MutationObserver, MutationObserverInit};

/// Watches as long as it lives.
pub struct PresenceWatch {
    observer: MutationObserver,
    _closure: Closure<dyn FnMut()>,
}

impl PresenceWatch {
    /// Calls `left` when the app takes `element` out of the page, alone or with what is around it.
    ///
    /// # Errors
    /// Those of the browser.
    pub fn new(element: &Element, left: impl Fn() + 'static) -> Result<Self, JsValue> {
        let closure = Closure::<dyn FnMut()>::new({
            let element = element.clone();
            move || {
                if !element.is_connected() {
                    left();
                }
            }
        });
        let observer = MutationObserver::new(closure.as_ref().unchecked_ref())?;
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        // Each alone: all that is inside of them would be the pins of a map, too, which come and go at every move.
        let mut around = element.parent_element();
        while let Some(parent) = around {
            observer.observe_with_options(&parent, &options)?;
            around = parent.parent_element();
        }
        Ok(Self {
            observer,
            _closure: closure,
        })
    }
}

impl Drop for PresenceWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
