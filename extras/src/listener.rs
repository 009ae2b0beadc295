//! Event listeners that go when nobody keeps them.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, EventTarget};

/// Listens as long as it lives.
#[must_use]
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    is_capturing: bool,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `act` at every `event` of `target`.
    pub fn new(
        target: &EventTarget,
        event: &'static str,
        act: impl FnMut(Event) + 'static,
    ) -> Self {
        Self::listening(target, event, false, Closure::new(act))
    }

    /// [`Listener::new`], but before the elements inside `target` hear of it, and also of events that do
    /// not bubble, as those of media.
    pub fn capturing(
        target: &EventTarget,
        event: &'static str,
        act: impl FnMut(Event) + 'static,
    ) -> Self {
        Self::listening(target, event, true, Closure::new(act))
    }

    /// Listens as long as the page lives.
    pub fn forever(self) {
        std::mem::forget(self);
    }

    fn listening(
        target: &EventTarget,
        event: &'static str,
        is_capturing: bool,
        closure: Closure<dyn FnMut(Event)>,
    ) -> Self {
        // Listening to what can be listened to does not fail.
        let _ = target.add_event_listener_with_callback_and_bool(
            event,
            closure.as_ref().unchecked_ref(),
            is_capturing,
        );
        Self {
            target: target.clone(),
            event,
            is_capturing,
            closure,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // What no longer listens need not be told.
        let _ = self.target.remove_event_listener_with_callback_and_bool(
            self.event,
            self.closure.as_ref().unchecked_ref(),
            self.is_capturing,
        );
    }
}
