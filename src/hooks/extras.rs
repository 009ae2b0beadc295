//! The second wasm, loaded when somebody uses what it has; see [`conglang_contract::extra`].

use conglang_contract::extra::{ASK_ATTRIBUTE, ASK_EVENT, ASK_FAILED_ATTRIBUTE, Extra};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{CustomEvent, CustomEventInit, Element, HtmlScriptElement};

/// Where Trunk puts the script that starts the extras.
const LOADER: &str = "/extras_loader.js";

/// Asks the extras for `extra` at `element`, and loads them if they are not there.
pub fn ask(element: &Element, extra: Extra) {
    if try_to_ask(element, extra).is_err() {
        leptos::logging::warn!("{} cannot be asked for", extra.as_str());
    }
}

fn try_to_ask(element: &Element, extra: Extra) -> Result<(), JsValue> {
    element.remove_attribute(ASK_FAILED_ATTRIBUTE)?;
    element.set_attribute(ASK_ATTRIBUTE, extra.as_str())?;
    let event = CustomEventInit::new();
    event.set_bubbles(true);
    element.dispatch_event(&*CustomEvent::new_with_event_init_dict(ASK_EVENT, &event)?)?;
    load()
}

fn load() -> Result<(), JsValue> {
    let selector = format!("script[src=\"{LOADER}\"]");
    if document().query_selector(&selector)?.is_some() {
        return Ok(());
    }
    let script: HtmlScriptElement = document().create_element("script")?.unchecked_into();
    script.set_type("module");
    script.set_src(LOADER);
    let failed = Closure::once_into_js({
        let script = script.clone();
        move || {
            // The next call makes a new one.
            script.remove();
            follow_waiting_link();
            give_up_waiting();
        }
    });
    script.set_onerror(Some(failed.unchecked_ref()));
    document()
        .head()
        .ok_or(JsValue::NULL)?
        .append_child(&script)?;
    Ok(())
}

/// A link that asked in vain leads where it would lead without scripts.
fn follow_waiting_link() {
    let waiting = document().query_selector(&format!("a[href][{ASK_ATTRIBUTE}]"));
    if let Ok(Some(link)) = waiting
        && link.remove_attribute(ASK_ATTRIBUTE).is_ok()
        && let Some(address) = link.get_attribute("href")
    {
        // Leaving for a file of the portal itself is always allowed.
        let _ = window().location().assign(&address);
    }
}

/// What else asked in vain is marked, so that its style sheet can show what there is without extras.
fn give_up_waiting() {
    while let Ok(Some(waiting)) = document().query_selector(&format!("[{ASK_ATTRIBUTE}]"))
        && waiting.remove_attribute(ASK_ATTRIBUTE).is_ok()
        && waiting.set_attribute(ASK_FAILED_ATTRIBUTE, "").is_ok()
    {}
}
