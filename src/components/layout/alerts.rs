//! The alerts in force, on top of every page.
//!
//! The server alone makes the notices, of a page and of the event `alert`, so that a phone on a bad
//! network shows a new one without loading anything for it. The app has two empty live regions: what
//! comes into the first one interrupts a screen reader, what comes into the second one waits. When a
//! notice ends, a script of the page hides it (`index.html`), also without the app or a network.

#[cfg(feature = "ssr")]
mod notices;

use conglang_contract::alert::{ALERTS_ID, SERVER_TIME_ATTRIBUTE, VERSION_ATTRIBUTE};
use js_sys::{JSON, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

#[cfg(feature = "ssr")]
pub use self::notices::{areas, in_force, notices, parts};
use crate::i18n::language;

/// The page with all alerts, which is no page of the app.
pub const ALERTS_PATH: &str = "/canh-bao";

#[cfg(feature = "ssr")]
#[component]
pub fn Alerts() -> impl IntoView {
    let [urgent, others] = in_force().map(|list| notices(&list)).unwrap_or_default();
    view! {
        <div id=ALERTS_ID class="alerts">
            <div aria-live="assertive" inner_html=urgent></div>
            <div aria-live="polite" inner_html=others></div>
        </div>
    }
}

#[cfg(not(feature = "ssr"))]
#[component]
pub fn Alerts() -> impl IntoView {
    view! {
        <div id=ALERTS_ID class="alerts">
            <div aria-live="assertive"></div>
            <div aria-live="polite"></div>
        </div>
    }
}

/// Shows what the event `alert` brought: JSON of a `contract::alert::AlertNews`. What stands there already
/// is left alone, so that nobody hears it twice.
pub fn show_alerts(news: &str) -> Option<()> {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    let news = JSON::parse(news).ok()?;
    let place = document().get_element_by_id(ALERTS_ID)?;
    // An element takes every attribute that has a valid name.
    let _ = place.set_attribute(SERVER_TIME_ATTRIBUTE, &get(&news, "now")?.as_string()?);
    let notices = get(&get(&news, "notices")?, language().code())?;
    for (index, region) in (0..).zip([place.first_element_child(), place.last_element_child()]) {
        let (region, html) = (
            region?,
            Reflect::get_u32(&notices, index).ok()?.as_string()?,
        );
        let shown = region.first_element_child();
        let shown = shown.and_then(|shown| shown.get_attribute(VERSION_ATTRIBUTE));
        if shown.is_none_or(|version| !html.contains(&version)) {
            // The server wrote it, with the texts escaped.
            region.set_inner_html(&html);
        }
    }
    Some(())
}
