//! Whether the article is still in the page.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, MutationObserver, MutationObserverInit};

/// Watches as long as it lives.
pub struct PlaceWatch {
    observer: MutationObserver,
    _closure: Closure<dyn FnMut()>,
}

impl PlaceWatch {
    /// Calls `left` when `article` is taken out of the page, as when the app shows another one without a
    /// load.
    ///
    /// # Errors
    /// When it is in no page.
    pub fn new(article: &Element, left: impl Fn() + 'static) -> Result<Self, JsValue> {
        let parent = article.parent_element().ok_or(JsValue::NULL)?;
        let closure = Closure::<dyn FnMut()>::new({
            let article = article.clone();
            move || {
                if !article.is_connected() {
                    left();
                }
            }
        });
        let observer = MutationObserver::new(closure.as_ref().unchecked_ref())?;
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        observer.observe_with_options(&parent, &options)?;
        Ok(Self {
            observer,
            _closure: closure,
        })
    }
}

impl Drop for PlaceWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
