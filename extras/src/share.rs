//! An article passed on: by the device's own sheet, or by its address in the clipboard.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;

use crate::{dom, texts::texts};

/// Opens the device's sheet for the article of `disclosure`, or else the disclosure.
pub fn open(disclosure: &Element) {
    let disclosure = disclosure.clone();
    let sheet = dom::object(&[
        ("title", disclosure.get_attribute("data-title").into()),
        ("url", disclosure.get_attribute("data-address").into()),
    ]);
    spawn_local(async move {
        let sharing = navigator().zip(sheet.ok());
        let outcome = match sharing.and_then(|(navigator, sheet)| call(&navigator, "share", &sheet))
        {
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
