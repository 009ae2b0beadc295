//! Loads scripts and style sheets of others, once each.

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlLinkElement, HtmlScriptElement};

use crate::asked::document;

/// Waits until the script at `address` has run.
///
/// # Errors
/// When it cannot be loaded; a later call tries again.
pub async fn script(address: &str) -> Result<(), JsValue> {
    let name = "script";
    if let Some(element) = loaded(name, "src", address) {
        return settled(&element).await;
    }
    let script: HtmlScriptElement = new(name)?.unchecked_into();
    script.set_src(address);
    load(&script).await
}

/// Waits until the style sheet at `address` applies.
///
/// # Errors
/// When it cannot be loaded; a later call tries again.
pub async fn style_sheet(address: &str) -> Result<(), JsValue> {
    let name = "link";
    if let Some(element) = loaded(name, "href", address) {
        return settled(&element).await;
    }
    let link: HtmlLinkElement = new(name)?.unchecked_into();
    link.set_rel("stylesheet");
    link.set_href(address);
    load(&link).await
}

/// Set on an element whose file is there.
const LOADED: &str = "data-loaded";

fn new(name: &str) -> Result<Element, JsValue> {
    document().ok_or(JsValue::NULL)?.create_element(name)
}

fn loaded(name: &str, attribute: &str, address: &str) -> Option<Element> {
    let selector = format!("head > {name}[{attribute}=\"{address}\"]");
    document()?.query_selector(&selector).ok()?
}

async fn load(element: &Element) -> Result<(), JsValue> {
    let head = document().and_then(|document| document.head());
    head.ok_or(JsValue::NULL)?.append_child(element)?;
    let outcome = settled(element).await;
    match outcome {
        Ok(()) => element.set_attribute(LOADED, "")?,
        // The next call finds no element and makes a new one.
        Err(_) => element.remove(),
    }
    outcome
}

async fn settled(element: &Element) -> Result<(), JsValue> {
    if element.has_attribute(LOADED) {
        return Ok(());
    }
    let listen = |event: &str, settle: &Function| {
        // Listening to an element does not fail.
        let _ = element.add_event_listener_with_callback(event, settle);
    };
    let promise = Promise::new(&mut |resolve, reject| {
        listen("load", &resolve);
        listen("error", &reject);
    });
    JsFuture::from(promise).await.map(drop)
}
