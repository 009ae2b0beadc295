//! Calls that come later, unless nobody waits for them any more.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// Waits as long as it lives.
pub struct Timer {
    id: i32,
    _closure: Closure<dyn FnMut()>,
}

impl Timer {
    /// Calls `act` once, after `delay_ms`.
    ///
    /// # Errors
    /// Where there is no window.
    pub fn new(delay_ms: i32, act: impl FnOnce() + 'static) -> Result<Self, JsValue> {
        let closure = Closure::once(act);
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        let id = window.set_timeout_with_callback_and_timeout_and_arguments_0(
            closure.as_ref().unchecked_ref(),
            delay_ms,
        )?;
        Ok(Self {
            id,
            _closure: closure,
        })
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.id);
        }
    }
}
