//! Colours of the page for what is drawn on a canvas, and how much may move.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{HtmlElement, MutationObserver, MutationObserverInit};

use super::areas::Areas;
use crate::{
    asked::document,
    dom::{self, Listeners},
};

/// Whether the reader wants nothing to move.
pub fn is_still() -> bool {
    prefers("(prefers-reduced-motion: reduce)")
}

/// Whether the page is dark.
pub fn is_dark() -> bool {
    let chosen = document()
        .and_then(|document| document.document_element())
        .and_then(|root| root.get_attribute("data-theme"));
    match chosen.as_deref() {
        Some("dark") => true,
        Some("light" | "contrast") => false,
        _ => prefers("(prefers-color-scheme: dark)"),
    }
}

fn prefers(query: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.match_media(query).ok()?)
        .is_some_and(|query| query.matches())
}

/// What the custom property `name` is as a colour.
///
/// # Errors
/// Those of the browser.
pub fn color(name: &str) -> Result<String, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let body = document()
        .and_then(|document| document.body())
        .ok_or(JsValue::NULL)?;
    // A property that mixes colours is one only where it is used.
    let probe: HtmlElement = dom::add(&body, "span", "")?;
    probe
        .style()
        .set_property("color", &format!("var({name})"))?;
    let color = match window.get_computed_style(&probe)? {
        Some(style) => style.get_property_value("color"),
        None => Err(JsValue::NULL),
    };
    probe.remove();
    color
}

/// Draws `areas` anew when the page changes its colours.
///
/// # Errors
/// Those of the browser.
pub fn follow(areas: &Areas, listeners: &mut Listeners) -> Result<ThemeObserver, JsValue> {
    let root = document()
        .and_then(|document| document.document_element())
        .ok_or(JsValue::NULL)?;
    let drawn = areas.clone();
    let changed = Closure::<dyn FnMut()>::new(move || drawn.draw_anew());
    let observer = MutationObserver::new(changed.as_ref().unchecked_ref())?;
    let options = MutationObserverInit::new();
    options.set_attributes(true);
    options.set_attribute_filter(&js_sys::Array::of1(&"data-theme".into()));
    observer.observe_with_options(&root, &options)?;
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    if let Some(query) = window.match_media("(prefers-color-scheme: dark)")? {
        let drawn = areas.clone();
        listeners.listen(&query, "change", move |_| drawn.draw_anew())?;
    }
    Ok(ThemeObserver {
        observer,
        _changed: changed,
    })
}

/// Looks at the chosen theme until it is dropped.
pub struct ThemeObserver {
    observer: MutationObserver,
    _changed: Closure<dyn FnMut()>,
}

impl Drop for ThemeObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
