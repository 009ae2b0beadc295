//! What the portal has to tell about itself, at the foot of the window: that there is no network, that what
//! one reads is old, that a new version waits, that it can be installed.

use std::cell::Cell;

use js_sys::{Date, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement};

use crate::{
    asked::document,
    dom,
    listener::Listener,
    notices, outbox,
    texts::{href, language, texts},
    timer::Timer,
    worker,
};

/// Where service-worker/src/install.js leaves the browser's offer to install, or a text where the reader has
/// to do it by hand; nothing while it is not the time.
const OFFER: &str = "conglangInstall";
/// In local storage, once the offer was made.
const OFFERED: &str = "conglang.install";
/// On the root, when the page was kept (RFC 3339).
pub const SAVED_AT: &str = "data-saved-at";
/// How long a reader who wants the new version waits for it.
const LONGEST_CHANGE_MS: i32 = 5000;

thread_local! {
    static LISTENS: Cell<bool> = const { Cell::new(false) };
    /// Whether there was no network at some time since the last page that came over it.
    static WAS_OFFLINE: Cell<bool> = const { Cell::new(false) };
    /// Whether the reader has put the new version off.
    static LATER: Cell<bool> = const { Cell::new(false) };
}

/// Tells what there is to tell now, and follows the network.
pub fn tell() {
    if let Some(window) = web_sys::window()
        && !LISTENS.replace(true)
    {
        for event in ["online", "offline"] {
            Listener::new(&window, event, |_| show_network()).forever();
        }
        // By the browser's own menu, too.
        Listener::new(&window, "appinstalled", |_| drop(remove("install"))).forever();
    }
    show_network();
    outbox::follow();
    spawn_local(async {
        if worker::waiting().await.is_some() {
            // A page that is going away takes no more lines.
            let _ = offer_update();
        } else {
            let _ = offer_to_install();
        }
    });
}

fn show_network() {
    let texts = &texts().companion;
    let is_online = web_sys::window().is_some_and(|window| window.navigator().on_line());
    if !is_online {
        WAS_OFFLINE.set(true);
    }
    let saved_at =
        document().and_then(|document| document.document_element()?.get_attribute(SAVED_AT));
    if let Some(at) = &saved_at {
        notices::renew(at);
    }
    let saved_at = saved_at.map(|at| moment(&at));
    let told = match (is_online, saved_at) {
        (true, None) => {
            WAS_OFFLINE.set(false);
            None
        }
        (true, Some(at)) if WAS_OFFLINE.get() => Some((texts.back)(&at)),
        (true, Some(at)) => Some((texts.slow)(&at)),
        (false, None) => Some(texts.offline.to_owned()),
        (false, Some(at)) => Some((texts.saved)(&at)),
    };
    let _ = match told {
        Some(text) if is_told("network", &text).unwrap_or(false) => Ok(()),
        Some(text) => line("network", &text, |line| {
            if is_online {
                button(line, texts.load_anew, reload)
            } else {
                link(line, texts.to_shelf, "/da-luu")
            }
        }),
        None => remove("network"),
    };
}

fn offer_update() -> Result<(), JsValue> {
    let texts = &texts().companion;
    if LATER.get() || is_told("update", texts.update)? {
        return Ok(());
    }
    line("update", texts.update, |line| {
        button(line, texts.load_anew, || spawn_local(update()))?;
        button(line, texts.later, || {
            LATER.set(true);
            let _ = remove("update");
        })
    })
}

/// The new version takes over, and this page, whose reader asked for it, begins anew. Other pages stay as
/// they are: somebody may be writing in them.
async fn update() {
    let (Some(waiting), Some(workers)) = (worker::waiting().await, worker::container()) else {
        return reload();
    };
    let took_over = Promise::new(&mut |resolve, _| workers.set_oncontrollerchange(Some(&resolve)));
    // The old worker may hold its place while it is busy; the offer then comes again.
    let _late = Timer::new(LONGEST_CHANGE_MS, reload);
    let message = dom::object(&[("kind", "replace".into())]).unwrap_or_default();
    if waiting.post_message(&message).is_ok() {
        let _ = JsFuture::from(took_over).await;
    }
    reload();
}

fn reload() {
    if let Some(window) = web_sys::window() {
        // A page may always load itself anew.
        let _ = window.location().reload();
    }
}

/// Once, and never again.
fn offer_to_install() -> Result<(), JsValue> {
    let texts = &texts().companion;
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let offer = Reflect::get(&window, &OFFER.into())?;
    let storage = dom::storage().ok_or(JsValue::NULL)?;
    if offer.is_undefined() || storage.get_item(OFFERED)?.is_some() {
        return Ok(());
    }
    let by_hand = offer.is_string();
    storage.set_item(OFFERED, "1")?;
    let text = if by_hand {
        texts.install_on_iphone
    } else {
        texts.install
    };
    line("install", text, |line| {
        if !by_hand {
            button(line, texts.install_now, move || {
                let _ = prompt(&offer);
                let _ = remove("install");
            })?;
        }
        button(line, texts.no_thanks, || drop(remove("install")))
    })
}

fn prompt(offer: &JsValue) -> Result<(), JsValue> {
    let prompt: Function = Reflect::get(offer, &"prompt".into())?.dyn_into()?;
    prompt.call0(offer).map(drop)
}

/// Tells of what waits to be sent and is not shown on this page, and of how much of it needs its writer.
///
/// # Errors
/// Those of the browser.
pub fn tell_outbox(waiting: usize, need_you: usize) -> Result<(), JsValue> {
    let texts = &texts().outbox;
    let text = match (waiting, need_you) {
        (0, _) => return remove("outbox"),
        (_, 0) => (texts.count)(waiting),
        _ => (texts.needs_you)(need_you),
    };
    if is_told("outbox", &text)? {
        return Ok(());
    }
    line("outbox", &text, |line| link(line, texts.see, "/da-luu"))
}

/// Date and time as the reader's language writes them.
pub fn moment(rfc3339: &str) -> String {
    let options = dom::object(&[("dateStyle", "short".into()), ("timeStyle", "short".into())]);
    let date = Date::new(&rfc3339.into());
    let written = date.to_locale_string(language().code(), &options.unwrap_or_default());
    String::from(written)
}

/// The line called `name` with `text`, and what `fill` adds to it, in place of an older one.
fn line(
    name: &str,
    text: &str,
    fill: impl FnOnce(&Element) -> Result<(), JsValue>,
) -> Result<(), JsValue> {
    let place = place()?;
    let had_focus = take_away(name)?;
    let line: Element = dom::add(&place, "div", "companion__line")?;
    line.set_attribute("data-line", name)?;
    dom::add_text(&line, "p", "companion__text", text)?;
    fill(&line)?;
    if had_focus {
        focus_way(&line)?;
    }
    Ok(())
}

/// Whether a line says so already; it is not read out again then.
fn is_told(name: &str, text: &str) -> Result<bool, JsValue> {
    let line = place()?.query_selector(&format!("[data-line={name}] .companion__text"))?;
    Ok(line.is_some_and(|line| line.text_content().as_deref() == Some(text)))
}

/// Takes a line away. Whoever was in it with a keyboard goes on at the next one, or with the page's heading.
fn remove(name: &str) -> Result<(), JsValue> {
    if take_away(name)? && !focus_way(&place()?)? {
        dom::focus_heading();
    }
    Ok(())
}

/// Takes a line away; whether the focus was in it.
fn take_away(name: &str) -> Result<bool, JsValue> {
    let Some(line) = place()?.query_selector(&format!("[data-line={name}]"))? else {
        return Ok(false);
    };
    let focused = document().and_then(|document| document.active_element());
    let had_focus = focused.is_some_and(|focused| line.contains(Some(&focused)));
    line.remove();
    Ok(had_focus)
}

/// Puts the focus on the first way in `part`; whether there is one.
fn focus_way(part: &Element) -> Result<bool, JsValue> {
    let way = part.query_selector(".companion__way")?;
    match way.and_then(|way| way.dyn_into::<HtmlElement>().ok()) {
        Some(way) => way.focus().map(|()| true),
        None => Ok(false),
    }
}

/// Where the lines stand: a status behind everything else in the page, so that it is read out and hides nothing
/// for good.
fn place() -> Result<Element, JsValue> {
    let document = document().ok_or(JsValue::NULL)?;
    if let Some(place) = document.query_selector(".companion")? {
        return Ok(place);
    }
    let body = document.body().ok_or(JsValue::NULL)?;
    let place: Element = dom::add(&body, "div", "companion")?;
    place.set_attribute("role", "status")?;
    Ok(place)
}

fn button(line: &Element, label: &str, act: impl FnMut() + 'static) -> Result<(), JsValue> {
    let button: HtmlElement = dom::add_text(line, "button", "companion__way", label)?;
    button.set_attribute("type", "button")?;
    let act = wasm_bindgen::closure::Closure::<dyn FnMut()>::new(act).into_js_value();
    button.set_onclick(Some(act.unchecked_ref()));
    Ok(())
}

fn link(line: &Element, label: &str, path: &str) -> Result<(), JsValue> {
    let link = dom::add_text(line, "a", "companion__way", label)?;
    link.set_attribute("href", &href(path))
}
