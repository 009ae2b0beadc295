//! Colours of the page for what is drawn on a canvas, and how much may move.

use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{HtmlElement, MutationObserver, MutationObserverInit};

use super::{areas::Areas, basemap::Basemap};
use crate::{asked::document, dom, listener::Listener};

/// What the page's theme follows while none is chosen.
const DARK: &str = "(prefers-color-scheme: dark)";
const CONTRAST: &str = "(prefers-contrast: more)";

/// The one of three that fits the page's theme.
pub fn pick<T>(light: T, dark: T, contrast: T) -> T {
    let chosen = document()
        .and_then(|document| document.document_element())
        .and_then(|root| root.get_attribute("data-theme"));
    match chosen.as_deref() {
        Some("dark") => dark,
        Some("light") => light,
        Some("contrast") => contrast,
        _ if matches(CONTRAST) => contrast,
        _ if matches(DARK) => dark,
        _ => light,
    }
}

/// Whether the media query holds.
pub fn matches(query: &str) -> bool {
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

/// Draws `areas` and `basemap` anew when the page changes its colours.
///
/// # Errors
/// Those of the browser.
pub fn follow(
    areas: &Areas,
    basemap: Option<&Basemap>,
    listeners: &mut Vec<Listener>,
) -> Result<ThemeObserver, JsValue> {
    let root = document()
        .and_then(|document| document.document_element())
        .ok_or(JsValue::NULL)?;
    let (areas, basemap) = (areas.clone(), basemap.cloned());
    let draw_anew = Rc::new(move || {
        areas.draw_anew();
        if let Some(basemap) = &basemap {
            basemap.draw_anew();
        }
    });
    let drawn = Rc::clone(&draw_anew);
    let changed = Closure::<dyn FnMut()>::new(move || drawn());
    let observer = MutationObserver::new(changed.as_ref().unchecked_ref())?;
    let options = MutationObserverInit::new();
    options.set_attributes(true);
    options.set_attribute_filter(&js_sys::Array::of1(&"data-theme".into()));
    observer.observe_with_options(&root, &options)?;
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    for query in [DARK, CONTRAST] {
        if let Some(query) = window.match_media(query)? {
            let draw_anew = Rc::clone(&draw_anew);
            listeners.push(Listener::new(&query, "change", move |_| draw_anew()));
        }
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
