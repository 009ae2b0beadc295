//! An article passed on: by the device's own sheet, or by its address in the clipboard.

use std::cell::OnceCell;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, Event, Node};

use crate::{asked::document, dom::all, listener::Listener, texts::texts};

/// What leads from one way to share to the next, or away.
const WAYS_TO_LEAVE: [&str; 2] = ["focusin", "click"];

thread_local! {
    static LEAVING: OnceCell<Vec<Listener>> = const { OnceCell::new() };
}

/// Opens the device's sheet for the article of `disclosure`; where there is none, the browser has opened the
/// disclosure itself. It closes when the focus or a click goes elsewhere.
pub fn open(disclosure: &Element) {
    let has_sheet = navigator()
        .is_some_and(|navigator| Reflect::has(&navigator, &"share".into()).unwrap_or(false));
    if has_sheet {
        by_device(disclosure);
    }
    let Some(document) = document() else { return };
    LEAVING.with(|leaving| {
        leaving.get_or_init(|| {
            let listen = |event| Listener::new(&document, event, |event| close_left(&event));
            WAYS_TO_LEAVE.map(listen).into()
        });
    });
}

/// Closes what does not contain the target of `event`.
fn close_left(event: &Event) {
    let target: Option<Node> = event.target().and_then(|target| target.dyn_into().ok());
    for disclosure in all("details.share[open]") {
        if !disclosure.contains(target.as_ref()) {
            // Removing an attribute fails only for a name that is none.
            let _ = disclosure.remove_attribute("open");
        }
    }
}

/// Opens the device's sheet, or else the disclosure.
fn by_device(disclosure: &Element) {
    let disclosure = disclosure.clone();
    let sheet = Object::new();
    let is_told = ["title", "url"]
        .into_iter()
        .zip(["data-title", "data-address"]);
    for (name, attribute) in is_told {
        // A new object takes every property.
        let _ = Reflect::set(
            &sheet,
            &name.into(),
            &disclosure.get_attribute(attribute).into(),
        );
    }
    spawn_local(async move {
        let outcome = match navigator().and_then(|navigator| call(&navigator, "share", &sheet)) {
            Some(sharing) => JsFuture::from(sharing).await,
            None => Err(JsValue::UNDEFINED),
        };
        // Who closed the sheet has had the choice; a sheet that did not come is replaced.
        if outcome.is_err_and(|error| !is_abort(&error)) {
            let _ = disclosure.set_attribute("open", "");
        }
    });
}

/// Copies the address, and says so in the disclosure.
pub fn copy_address(disclosure: &Element) {
    let texts = &texts().share;
    let disclosure = disclosure.clone();
    let address = disclosure.get_attribute("data-address").unwrap_or_default();
    spawn_local(async move {
        let copied = match write_to_clipboard(&address) {
            Some(writing) => JsFuture::from(writing).await.is_ok(),
            None => false,
        };
        let told = if copied {
            texts.copied.to_owned()
        } else {
            format!("{} {address}", texts.copy_failed)
        };
        if let Ok(Some(line)) = disclosure.query_selector("[role=status]") {
            line.set_text_content(Some(&told));
        }
    });
}

fn navigator() -> Option<JsValue> {
    web_sys::window().map(|window| window.navigator().into())
}

/// The promise of a copy; none where the browser does not let pages copy, as over plain HTTP.
fn write_to_clipboard(text: &str) -> Option<Promise> {
    let clipboard = Reflect::get(&navigator()?, &"clipboard".into()).ok()?;
    call(&clipboard, "writeText", &text.into())
}

/// Calls the method `name`, if there is one, which gives a promise.
fn call(object: &JsValue, name: &str, argument: &JsValue) -> Option<Promise> {
    // What is undefined has no properties to get.
    let method: Function = Reflect::get(object, &name.into()).ok()?.dyn_into().ok()?;
    method.call1(object, argument).ok()?.dyn_into().ok()
}

fn is_abort(error: &JsValue) -> bool {
    Reflect::get(error, &"name".into()).is_ok_and(|name| name == "AbortError")
}
