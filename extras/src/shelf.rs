//! The page `/da-luu`: what can be read on this device without network.

use std::cell::RefCell;

use conglang_contract::{address::is_own_path, extra::OUTBOX_CLASS, format::file_size};
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, UrlSearchParams};

use crate::{
    asked::document,
    companion::moment,
    dom, keep,
    listener::Listener,
    outbox,
    texts::{language, texts},
    worker::{self, Wish},
};

/// Where this page is, in each language behind its prefix.
const SHELF: &str = "/da-luu";

#[derive(Deserialize)]
struct Shelf {
    kept: Vec<Item>,
    read: Vec<Item>,
    /// Fetched for the time without network, and not read.
    #[serde(default)]
    ready: Vec<Item>,
    latest: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    path: String,
    title: String,
    saved_at: String,
    bytes: u64,
}

thread_local! {
    /// What follows the network for the line of the shelf that was filled last.
    static NETWORK: RefCell<Option<[Listener; 2]>> = const { RefCell::new(None) };
}

/// Fills `place` with lists.
pub fn show(place: &Element) {
    let place = place.clone();
    spawn_local(async move {
        let texts = &texts().shelf;
        let why_nothing = if worker::is_switched_off() {
            texts.switched_off
        } else if fill(&place).await.is_err() {
            texts.impossible
        } else {
            return;
        };
        place.set_inner_html("");
        let _ = dom::add_text(&place, "p", "notice", why_nothing);
        // A portal that does without pages on the device still has what waits to be sent.
        let _ = outbox_of(&place);
    });
}

async fn fill(place: &Element) -> Result<(), JsValue> {
    if !worker::is_running().await {
        place.set_inner_html("");
        let waits = dom::add_text(place, "p", "notice", texts().keep.keeping)?;
        waits.set_attribute("role", "status")?;
    }
    worker::arrived().await?;
    let texts = &texts().shelf;
    let Shelf {
        kept,
        mut read,
        mut ready,
        mut latest,
    } = worker::ask(&Wish::Shelf).await?;
    for pages in [&mut read, &mut ready] {
        pages.retain(|item| {
            kept.iter().all(|kept| kept.path != item.path) && !item.path.ends_with(SHELF)
        });
    }
    latest.retain(|item| {
        kept.iter()
            .chain(&read)
            .all(|known| known.path != item.path)
    });
    place.set_inner_html("");
    if let Some(wanted) = wanted() {
        let notice: Element = dom::add(place, "div", "notice")?;
        let told = dom::add_text(&notice, "p", "", why_not_here())?;
        show_network(told)?;
        let link = dom::add_text(&notice, "a", "button", texts.try_again)?;
        link.set_attribute("href", &wanted)?;
        // In place of a page, the app is at this address already.
        link.set_attribute("rel", "external")?;
    }
    outbox_of(place)?;
    list(place, texts.kept, texts.nothing_kept, &kept, true)?;
    list(place, texts.read, texts.nothing_read, &read, false)?;
    for (title, items) in [(texts.ready, &ready), (texts.latest, &latest)] {
        if !items.is_empty() {
            list(place, title, "", items, false)?;
        }
    }
    Ok(())
}

/// What waits to be sent, from everywhere.
fn outbox_of(place: &Element) -> Result<(), JsValue> {
    dom::add::<Element>(place, "div", OUTBOX_CLASS)?;
    outbox::follow();
    Ok(())
}

/// What is told of a page that is not on the device, with and without a network.
fn why_not_here() -> &'static str {
    let texts = &texts().shelf;
    if web_sys::window().is_some_and(|window| window.navigator().on_line()) {
        texts.did_not_come
    } else {
        texts.not_here
    }
}

/// Keeps [`why_not_here`] true in `told`.
fn show_network(told: HtmlElement) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let listeners = ["online", "offline"].map(|event| {
        let told = told.clone();
        Listener::new(&window, event, move |_| {
            told.set_text_content(Some(why_not_here()));
        })
    });
    NETWORK.set(Some(listeners));
    Ok(())
}

/// The address that somebody wanted and is not here: from `?tu=`, where only one of the portal itself is taken, or that
/// of the page, in whose place the app shows this one.
fn wanted() -> Option<String> {
    let location = web_sys::window()?.location();
    let (path, search) = (location.pathname().ok()?, location.search().ok()?);
    if !path.ends_with(SHELF) {
        return Some(path + &search);
    }
    let wanted = UrlSearchParams::new_with_str(&search).ok()?.get("tu")?;
    is_own_path(&wanted).then_some(wanted)
}

fn list(
    place: &Element,
    title: &str,
    empty: &str,
    items: &[Item],
    is_kept: bool,
) -> Result<(), JsValue> {
    let texts = &texts().shelf;
    dom::add_text(place, "h2", "shelf__title", title)?;
    if items.is_empty() {
        dom::add_text(place, "p", "notice", empty)?;
        return Ok(());
    }
    let list: Element = dom::add(place, "ul", "shelf")?;
    for item in items {
        let row: Element = dom::add(&list, "li", "shelf__item")?;
        let link = dom::add_text(&row, "a", "shelf__link", &item.title)?;
        link.set_attribute("href", &item.path)?;
        let size = file_size(language(), item.bytes);
        let about = (texts.saved)(&moment(&item.saved_at), &size);
        dom::add_text(&row, "p", "shelf__about", &about)?;
        if is_kept {
            forget_button(&row, item)?;
        }
    }
    if is_kept {
        let told: Element = dom::add(place, "p", "keep__told")?;
        told.set_attribute("role", "status")?;
    }
    Ok(())
}

fn forget_button(row: &Element, item: &Item) -> Result<(), JsValue> {
    let texts = &texts().shelf;
    let button = dom::add_text(row, "button", "shelf__forget", texts.forget)?;
    button.set_attribute("type", "button")?;
    button.set_attribute("aria-label", &format!("{}: {}", texts.forget, item.title))?;
    let (pressed, row, path) = (button.clone(), row.clone(), item.path.clone());
    let act = move || {
        let (row, path) = (row.clone(), path.clone());
        keep::unless_busy(&pressed, async move {
            // A page that is going away loses no more rows.
            let _ = forget(&row, &path).await;
        });
    };
    let act = wasm_bindgen::closure::Closure::<dyn FnMut()>::new(act).into_js_value();
    button.set_onclick(Some(act.unchecked_ref()));
    Ok(())
}

/// Lets the page of `row` go, and tells so behind the list.
async fn forget(row: &Element, path: &str) -> Result<(), JsValue> {
    let list = row.parent_element().ok_or(JsValue::NULL)?;
    let told = list.next_element_sibling().ok_or(JsValue::NULL)?;
    // The same text once more would not be read out.
    told.set_text_content(None);
    let is_forgotten = keep::forget(path).await;
    if is_forgotten {
        take_away(row, &list)?;
    }
    told.set_text_content(Some(keep::told_of_forgetting(is_forgotten)));
    Ok(())
}

/// Takes a row out of its list. Whoever was in it with a keyboard goes on at the row beside it, or with the list's
/// heading.
fn take_away(row: &Element, list: &Element) -> Result<(), JsValue> {
    let focused = document().and_then(|document| document.active_element());
    let had_focus = focused.is_some_and(|focused| row.contains(Some(&focused)));
    let beside = row
        .next_element_sibling()
        .or_else(|| row.previous_element_sibling());
    row.remove();
    let next = match beside {
        Some(row) => row.query_selector(".shelf__forget")?,
        None => {
            let empty = dom::new("p", "notice")?;
            empty.set_text_content(Some(texts().shelf.nothing_kept));
            let heading = list.previous_element_sibling();
            list.replace_with_with_node_1(&empty)?;
            heading
        }
    };
    match next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        Some(next) if had_focus => {
            // Headings take the focus only so.
            next.set_tab_index(if next.tag_name() == "BUTTON" { 0 } else { -1 });
            next.focus()
        }
        _ => Ok(()),
    }
}
