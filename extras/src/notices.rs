//! The alerts above a page that was kept: those of the day on which it was read may be over, and others in force. The
//! worker keeps the home page as it was when the portal last told of alerts (service-worker/src/latest.js).

use std::cell::RefCell;

use conglang_contract::alert::{ALERTS_ID, SERVER_TIME_ATTRIBUTE};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, DomParser, Element, SupportedType};

use crate::{asked::document, companion::SAVED_AT, fetch, texts::href};

thread_local! {
    /// When the page was kept whose notices were looked at last.
    static RENEWED: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Puts the newest notices that the device has above the page, which was kept at `saved_at` (RFC 3339).
pub fn renew(saved_at: &str) {
    if RENEWED.replace(Some(saved_at.to_owned())).as_deref() == Some(saved_at) {
        return;
    }
    let saved_at = saved_at.to_owned();
    // A page that has no others keeps its own.
    spawn_local(async move { drop(put_newer(&saved_at).await) });
}

async fn put_newer(saved_at: &str) -> Result<(), JsValue> {
    let home = fetch::text(&href("/")).await?;
    let home = DomParser::new()?.parse_from_string(&home, SupportedType::TextHtml)?;
    let kept_at = home
        .document_element()
        .and_then(|root| root.get_attribute(SAVED_AT));
    let is_older = kept_at.is_some_and(|at| at.as_str() < saved_at);
    let page = document().ok_or(JsValue::NULL)?;
    let (Some(shown), Some(newer)) = (alerts(&page), alerts(&home)) else {
        return Ok(());
    };
    // What the portal itself has told meanwhile is newer than anything that was kept.
    if is_older || shown.has_attribute(SERVER_TIME_ATTRIBUTE) {
        return Ok(());
    }
    for (shown, newer) in regions(&shown).into_iter().zip(regions(&newer)) {
        let html = newer.inner_html();
        if shown.inner_html() != html {
            shown.set_inner_html(&html);
        }
    }
    Ok(())
}

fn alerts(page: &Document) -> Option<Element> {
    page.get_element_by_id(ALERTS_ID)
}

/// What interrupts a screen reader, and what waits.
fn regions(alerts: &Element) -> Vec<Element> {
    let regions = [alerts.first_element_child(), alerts.last_element_child()];
    regions.into_iter().flatten().collect()
}
