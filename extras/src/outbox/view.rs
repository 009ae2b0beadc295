//! The list of what waits, under the form that it was written in, or on the page with everything.

use std::hash::{DefaultHasher, Hash, Hasher};

use conglang_contract::comment::CommentStatus;
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, HtmlFormElement};

use super::{
    entry::{Entry, Kind, State},
    form, show,
};
use crate::{
    asked::document,
    companion::moment,
    dom,
    texts::{href, texts},
    worker::{self, Wish},
};

/// On a place, what it shows.
const SHOWN: &str = "data-shown";

#[derive(Deserialize)]
struct Withdrawn {
    entry: Option<Entry>,
}

/// Whether nothing was ever put in.
pub fn is_empty(place: &Element) -> bool {
    !place.has_attribute(SHOWN)
}

/// Shows `entries` in `place`: those of `form`, or everything.
///
/// # Errors
/// Those of the browser.
pub fn fill(place: &Element, form: Option<&Element>, entries: Vec<Entry>) -> Result<(), JsValue> {
    let shown = fingerprint(&entries, form.is_some());
    let before = place.get_attribute(SHOWN);
    if before.as_ref() == Some(&shown) {
        return Ok(());
    }
    place.set_attribute(SHOWN, &shown)?;
    let focused = focused_way(place);
    let list = part(place, "outbox__entries")?;
    let states = states(&list);
    list.set_inner_html("");
    if !entries.is_empty() {
        let is_everything = form.is_none();
        let (title, class) = if is_everything {
            ("h2", "shelf__title")
        } else {
            ("p", "outbox__title")
        };
        dom::add_text(&list, title, class, texts().outbox.title)?;
        let rows: Element = dom::add(&list, "ul", "outbox__list")?;
        rows.set_attribute("aria-label", texts().outbox.title)?;
        for entry in &entries {
            row(place, form, &rows, entry)?;
            let was = states.iter().find(|(id, _)| *id == entry.id);
            if was.is_none_or(|(_, state)| *state != state_text(entry)) {
                hear(place, &state_text(entry))?;
            }
        }
    }
    if let Some(way) = focused {
        focus(place, &way)?;
    }
    Ok(())
}

/// Another one whenever something else is to be shown.
fn fingerprint(entries: &[Entry], has_form: bool) -> String {
    let mut hasher = DefaultHasher::new();
    format!("{entries:?}{has_form}").hash(&mut hasher);
    format!("{:x}", hasher.finish())
}

fn row(
    place: &Element,
    form: Option<&Element>,
    rows: &Element,
    entry: &Entry,
) -> Result<(), JsValue> {
    let texts = &texts().outbox;
    let row: Element = dom::add(rows, "li", "outbox__item")?;
    row.set_attribute("data-entry", &entry.id)?;
    let state: Element = dom::add_text(&row, "p", "outbox__state", &state_text(entry))?.into();
    if matches!(entry.state, State::Code | State::Refused) {
        state.class_list().add_1("outbox__state--needs")?;
    }
    if form.is_none() {
        let path = href(&format!("/bai-viet/{}#{}", entry.slug, anchor(entry.kind)));
        let link = dom::add_text(&row, "a", "outbox__article", &entry.title)?;
        link.set_attribute("href", &path)?;
    }
    match (entry.kind, entry.stars) {
        (Kind::Rating, Some(stars)) => {
            dom::add_text(&row, "p", "outbox__text", &(texts.stars)(stars))?;
        }
        _ => {
            let about = match &entry.reply_to {
                Some(target) if !target.name.is_empty() => {
                    format!(
                        "{} · {}",
                        entry.author_name,
                        (texts.replying_to)(&target.name)
                    )
                }
                _ => entry.author_name.clone(),
            };
            dom::add_text(&row, "p", "outbox__about", &about)?;
            let text = dom::add_text(&row, "p", "outbox__text", &entry.body)?;
            // Residents write in whatever language they like, which mostly is the town's.
            if let Some(language) = crate::texts::other_lang() {
                text.set_attribute("lang", language)?;
            }
        }
    }
    if !entry.at.is_empty() {
        let at = (texts.written)(&moment(&entry.at));
        dom::add_text(&row, "p", "outbox__about", &at)?;
    }
    if entry.is_unsent() {
        let ways: Element = dom::add(&row, "div", "outbox__ways")?;
        if let Some(form) = form {
            let label = if entry.state == State::Code {
                texts.type_code
            } else {
                texts.change
            };
            let (place, form, entry) = (place.clone(), form.clone(), entry.clone());
            way(&ways, "change", label, &entry.clone(), move || {
                spawn_local(change(place.clone(), form.clone(), entry.clone()));
            })?;
        }
        let (place, id) = (place.clone(), entry.id.clone());
        way(&ways, "withdraw", texts.withdraw, entry, move || {
            spawn_local(withdraw(place.clone(), id.clone()));
        })?;
    } else if let Some(receipt) = &entry.receipt {
        let code = receipt.to_string();
        let link = dom::add_text(&row, "a", "outbox__receipt", &(texts.receipt)(&code))?;
        link.set_attribute("href", &href(&format!("/bien-nhan/{code}")))?;
    }
    Ok(())
}

/// One button, whose name tells what it is about.
fn way(
    ways: &Element,
    name: &str,
    label: &str,
    entry: &Entry,
    act: impl FnMut() + 'static,
) -> Result<(), JsValue> {
    let button: HtmlElement = dom::add_text(ways, "button", "outbox__way", label)?;
    button.set_attribute("type", "button")?;
    button.set_attribute("data-way", name)?;
    let about = match entry.stars {
        Some(stars) => (texts().outbox.stars)(stars),
        None => entry.body.chars().take(40).collect(),
    };
    button.set_attribute("aria-label", &format!("{label}: {about}"))?;
    let act = Closure::<dyn FnMut()>::new(act).into_js_value();
    button.set_onclick(Some(act.unchecked_ref()));
    Ok(())
}

/// Back into the form; out of the outbox first, so that it is not sent as it was.
async fn change(place: Element, form: Element, entry: Entry) {
    let texts = &texts().outbox;
    if form::is_taken(&form, &entry) {
        tell(&place, texts.form_taken);
        return;
    }
    match taken_out(&entry.id).await {
        Some(entry) => {
            // The draft is kept before anything else, and the form starts with it.
            if form::fill(&form, &entry).is_ok() && entry.state == State::Code {
                // The app asks for the code, where it is still needed.
                let _ = form.unchecked_into::<HtmlFormElement>().request_submit();
            } else {
                let _ = hear(&place, texts.back_in_form);
            }
        }
        None => tell(&place, texts.too_late),
    }
    show();
}

async fn withdraw(place: Element, id: String) {
    let texts = &texts().outbox;
    let told = match taken_out(&id).await {
        Some(_) => texts.withdrawn,
        None => texts.too_late,
    };
    tell(&place, told);
    show();
}

async fn taken_out(id: &str) -> Option<Entry> {
    let wish = Wish::Withdraw { id };
    worker::ask::<Withdrawn>(&wish).await.ok()?.entry
}

fn state_text(entry: &Entry) -> String {
    let texts = &texts().outbox;
    match (entry.state, entry.kind) {
        (State::Waiting, _) => texts.waiting.to_owned(),
        (State::Sending, _) => texts.sending.to_owned(),
        (State::Code, _) => texts.code.to_owned(),
        (State::Refused, _) => (texts.refused)(&entry.why),
        (State::Sent, Kind::Rating) => texts.rated.to_owned(),
        (State::Sent, Kind::Comment) => {
            (texts.received)(entry.status.unwrap_or(CommentStatus::Pending))
        }
    }
}

fn anchor(kind: Kind) -> &'static str {
    match kind {
        Kind::Comment => "viet-binh-luan",
        Kind::Rating => "danh-gia",
    }
}

/// What each entry says of itself until now.
fn states(list: &Element) -> Vec<(String, String)> {
    let Ok(rows) = list.query_selector_all("[data-entry]") else {
        return Vec::new();
    };
    let rows = (0..rows.length()).filter_map(|index| rows.get(index)?.dyn_into::<Element>().ok());
    rows.filter_map(|row| {
        let id = row.get_attribute("data-entry")?;
        let state = row.query_selector(".outbox__state").ok()??;
        Some((id, state.text_content().unwrap_or_default()))
    })
    .collect()
}

/// The entry and the name of the button that has the focus.
fn focused_way(place: &Element) -> Option<(String, String)> {
    let focused = document()?.active_element()?;
    let way = focused.get_attribute("data-way")?;
    let row = focused.closest("[data-entry]").ok()??;
    place
        .contains(Some(&row))
        .then_some((row.get_attribute("data-entry")?, way))
}

fn focus(place: &Element, (id, way): &(String, String)) -> Result<(), JsValue> {
    let same = place.query_selector(&format!("[data-entry=\"{id}\"] [data-way={way}]"))?;
    match same.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        Some(button) => button.focus(),
        None => to_told(place)?.focus(),
    }
}

/// Tells the eyes something, and the ears, since the focus goes there.
fn tell(place: &Element, text: &str) {
    if let Ok(told) = to_told(place) {
        told.set_text_content(Some(text));
        // An element of the page takes the focus.
        let _ = told.focus();
    }
}

fn to_told(place: &Element) -> Result<HtmlElement, JsValue> {
    let told = part(place, "outbox__told")?;
    told.set_attribute("tabindex", "-1")?;
    told.dyn_into().map_err(JsValue::from)
}

/// Tells the ears what the list shows the eyes.
fn hear(place: &Element, text: &str) -> Result<(), JsValue> {
    part(place, "visually-hidden")?.set_text_content(Some(text));
    Ok(())
}

/// The part of the place that has `class`; all three are made together, so that a status is there before
/// it is filled.
fn part(place: &Element, class: &str) -> Result<Element, JsValue> {
    let selector = format!(":scope > .{class}");
    if let Some(part) = place.query_selector(&selector)? {
        return Ok(part);
    }
    dom::add::<Element>(place, "p", "outbox__told")?;
    let heard: Element = dom::add(place, "p", "visually-hidden")?;
    heard.set_attribute("role", "status")?;
    dom::add::<Element>(place, "div", "outbox__entries")?;
    place.query_selector(&selector)?.ok_or(JsValue::NULL)
}
