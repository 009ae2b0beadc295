//! Whether the stage is still in the page.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, MutationObserver, MutationObserverInit};

/// Watches as long as it lives.
pub struct StageWatch {
    observer: MutationObserver,
    _closure: Closure<dyn FnMut()>,
}

impl StageWatch {
    /// Calls `left` when the app takes `stage` out of the page, alone or with what is around it.
    ///
    /// # Errors
    /// Those of the browser.
    pub fn new(stage: &Element, left: impl Fn() + 'static) -> Result<Self, JsValue> {
        let closure = Closure::<dyn FnMut()>::new({
            let stage = stage.clone();
            move || {
                if !stage.is_connected() {
                    left();
                }
            }
        });
        let observer = MutationObserver::new(closure.as_ref().unchecked_ref())?;
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        // Each alone: all that is inside of them would be the pins, too, which come and go at every move.
        let mut around = stage.parent_element();
        while let Some(element) = around {
            observer.observe_with_options(&element, &options)?;
            around = element.parent_element();
        }
        Ok(Self {
            observer,
            _closure: closure,
        })
    }
}

impl Drop for StageWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
