//! The second wasm, loaded when somebody uses what it has; see [`conglang_contract::extra`].

use conglang_contract::extra::{
    ASK_ATTRIBUTE, ASK_EVENT, ASK_FAILED_ATTRIBUTE, Extra, OUTBOX_EVENT,
};
use js_sys::{Promise, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, CustomEventInit, Element, Event, HtmlScriptElement};

/// The script that starts the extras (extras/src). It tells as its own failure what of them does not come.
const LOADER: &str = "/extras_loader.js";
/// Set on such a script that failed.
const FAILED: &str = "data-failed";
/// On a form, what its page is called (extras/src/outbox/form.rs).
const TITLE_ATTRIBUTE: &str = "data-title";
/// A form is given up to the extras no longer than that.
const PATIENCE_MS: i32 = 15_000;

/// Asks the extras for `extra` at `element`, and loads them if they are not there.
pub fn ask(element: &Element, extra: Extra) {
    if try_to_ask(element, extra).is_err() {
        leptos::logging::warn!("{} cannot be asked for", extra.as_str());
    }
}

/// Notes on `form`, which is about to be sent, what [`post`] needs of its page: the reader may leave it meanwhile.
pub fn note_page(form: &Element) {
    if let Ok(Some(heading)) = document().query_selector("main h1") {
        let title = heading.text_content().unwrap_or_default();
        // A valid name; it does not fail.
        let _ = form.set_attribute(TITLE_ATTRIBUTE, &title);
    }
}

/// Asks the extras to send what `form` holds when there is a network; whether they keep it until then.
pub async fn post(form: &Element) -> bool {
    // The extras look in the document alone. In its head nobody sees the form of a page that was left.
    let place = document().head().filter(|_| !form.is_connected());
    if let Some(place) = &place {
        let _ = place.append_child(form);
    }
    let answered = Promise::new(&mut |answer, _| {
        // Neither fails. Extras that break while they start never answer.
        let _ = form.add_event_listener_with_callback(OUTBOX_EVENT, &answer);
        let _ =
            window().set_timeout_with_callback_and_timeout_and_arguments_0(&answer, PATIENCE_MS);
    });
    ask(form, Extra::Outbox);
    let answer = JsFuture::from(answered).await;
    if place.is_some() {
        form.remove();
    }
    let detail = answer.and_then(|event| Reflect::get(&event, &"detail".into()));
    detail.is_ok_and(|is_kept| is_kept.is_truthy())
}

fn try_to_ask(element: &Element, extra: Extra) -> Result<(), JsValue> {
    element.remove_attribute(ASK_FAILED_ATTRIBUTE)?;
    element.set_attribute(ASK_ATTRIBUTE, extra.as_str())?;
    let event = CustomEventInit::new();
    event.set_bubbles(true);
    element.dispatch_event(&*CustomEvent::new_with_event_init_dict(ASK_EVENT, &event)?)?;
    load()
}

thread_local! {
    /// For whichever script fails, also one that the page itself put in.
    static ON_FAILURE: Closure<dyn FnMut(Event)> = Closure::new(|event: Event| {
        if let Some(script) = event.target() {
            // The next call makes a new one. A name that is valid is always taken.
            let _ = script.unchecked_ref::<Element>().set_attribute(FAILED, "");
        }
        follow_waiting_link();
        give_up_waiting();
    });
}

fn load() -> Result<(), JsValue> {
    let running = format!("script[src^=\"{LOADER}\"]:not([{FAILED}])");
    let running = document().query_selector(&running)?;
    let is_new = running.is_none();
    let script: HtmlScriptElement = match running {
        Some(script) => script,
        None => document().create_element("script")?,
    }
    .unchecked_into();
    ON_FAILURE.with(|act| script.set_onerror(Some(act.as_ref().unchecked_ref())));
    if is_new {
        let failures = document().query_selector_all(&format!("script[{FAILED}]"))?;
        let address = match failures.length() {
            0 => LOADER.to_owned(),
            // Browsers do not ask again for a module that did not come.
            count => format!("{LOADER}?{count}"),
        };
        script.set_type("module");
        script.set_src(&address);
        document()
            .head()
            .ok_or(JsValue::NULL)?
            .append_child(&script)?;
    }
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

/// What else asked in vain is marked, so that its style sheet can show what there is without extras. A
/// disclosure opens.
fn give_up_waiting() {
    while let Ok(Some(waiting)) = document().query_selector(&format!("[{ASK_ATTRIBUTE}]"))
        && waiting.remove_attribute(ASK_ATTRIBUTE).is_ok()
        && waiting.set_attribute(ASK_FAILED_ATTRIBUTE, "").is_ok()
        && let Ok(refusal) = CustomEvent::new(OUTBOX_EVENT)
        && waiting.dispatch_event(&refusal).is_ok()
    {
        if let Ok(Some(disclosure)) = waiting.closest("details") {
            // A valid name; it does not fail.
            let _ = disclosure.set_attribute("open", "");
        }
    }
}
