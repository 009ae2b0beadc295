//! The page `/da-luu`: what can be read on this device without network.

use conglang_contract::extra::OUTBOX_CLASS;
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, UrlSearchParams};

use crate::{
    companion::moment,
    dom, outbox,
    texts::{href, texts},
    worker::{self, Done, Wish},
};

#[derive(Deserialize)]
struct Shelf {
    kept: Vec<Item>,
    read: Vec<Item>,
    latest: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    path: String,
    title: String,
    saved_at: String,
    bytes: f64,
}

/// Fills `place` with lists.
pub fn show(place: &Element) {
    let place = place.clone();
    spawn_local(async move {
        if fill(&place).await.is_err() {
            place.set_inner_html("");
            let _ = dom::add_text(&place, "p", "notice", texts().shelf.impossible);
        }
    });
}

async fn fill(place: &Element) -> Result<(), JsValue> {
    let texts = &texts().shelf;
    let Shelf {
        kept,
        mut read,
        mut latest,
    } = worker::ask(&Wish::Shelf).await?;
    read.retain(|item| {
        kept.iter().all(|kept| kept.path != item.path) && item.path != href("/da-luu")
    });
    latest.retain(|item| {
        kept.iter()
            .chain(&read)
            .all(|known| known.path != item.path)
    });
    place.set_inner_html("");
    if let Some(wanted) = wanted() {
        let notice: Element = dom::add(place, "div", "notice")?;
        dom::add_text(&notice, "p", "", texts.not_here)?;
        let link = dom::add_text(&notice, "a", "button", texts.try_again)?;
        link.set_attribute("href", &wanted)?;
    }
    let _: Element = dom::add(place, "div", OUTBOX_CLASS)?;
    outbox::follow();
    list(place, texts.kept, texts.nothing_kept, &kept, true)?;
    list(place, texts.read, texts.nothing_read, &read, false)?;
    if !latest.is_empty() {
        list(place, texts.latest, "", &latest, false)?;
    }
    Ok(())
}

/// The address that somebody wanted and is not here, from `?tu=`. Only an address of the portal itself.
fn wanted() -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    let wanted = UrlSearchParams::new_with_str(&search).ok()?.get("tu")?;
    (wanted.starts_with('/') && !wanted.starts_with("//")).then_some(wanted)
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
        let kilobytes = (item.bytes / 1000.0).ceil().to_string();
        let about = (texts.saved)(&moment(&item.saved_at), &kilobytes);
        dom::add_text(&row, "p", "shelf__about", &about)?;
        if is_kept {
            let forget = dom::add_text(&row, "button", "shelf__forget", texts.forget)?;
            forget.set_attribute("type", "button")?;
            forget.set_attribute("aria-label", &format!("{}: {}", texts.forget, item.title))?;
            let (path, place) = (item.path.clone(), place.clone());
            let act = move || {
                let (path, place) = (path.clone(), place.clone());
                spawn_local(async move {
                    // What could not be let go is still listed.
                    let _: Result<Done, JsValue> = worker::ask(&Wish::Forget { path: &path }).await;
                    show(&place);
                });
            };
            let act = wasm_bindgen::closure::Closure::<dyn FnMut()>::new(act).into_js_value();
            forget.set_onclick(Some(act.unchecked_ref()));
        }
    }
    Ok(())
}
