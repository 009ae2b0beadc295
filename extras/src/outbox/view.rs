//! The list of what waits, under the form that it was written in, or on the page with everything.

use std::hash::{DefaultHasher, Hash, Hasher};

use conglang_contract::comment::CommentStatus;
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, HtmlElement, HtmlFormElement};

use super::{
    entry::{Entry, Kind, State},
    form::{self, Filled},
    show,
};
use crate::{
    asked::document,
    companion::moment,
    dom, keep,
    texts::{href, texts},
    worker::{self, Wish},
};

/// On a place, what it shows.
const SHOWN: &str = "data-shown";

/// What the worker answers to whoever wants an entry back.
#[derive(Deserialize)]
struct Withdrawn {
    #[serde(default)]
    entry: Option<Entry>,
    #[serde(default)]
    is_sent: bool,
}

/// Why an entry does not come back to its writer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    Sent,
    /// It is there no more: another window has taken it back, or noted that it was sent.
    Gone,
    Unanswered,
}

impl Why {
    fn text(self) -> &'static str {
        let texts = &texts().outbox;
        match self {
            Self::Sent => texts.too_late,
            Self::Gone => texts.gone,
            Self::Unanswered => texts.not_withdrawn,
        }
    }
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
    let mut heard = Vec::new();
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
                heard.push(state_text(entry));
            }
        }
    }
    if !heard.is_empty() {
        // At once, since the next one would take its place.
        hear(place, &sentences(heard))?;
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
        // The browser goes to the form; the app would stay at the top of the article.
        link.set_attribute("rel", "external")?;
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
            let (place, form, taken) = (place.clone(), form.clone(), entry.clone());
            way(&ways, "change", label, entry, move || {
                change(place.clone(), form.clone(), taken.clone())
            })?;
        }
        let (place, id) = (place.clone(), entry.id.clone());
        way(&ways, "withdraw", texts.withdraw, entry, move || {
            withdraw(place.clone(), id.clone())
        })?;
    } else if let Some(receipt) = &entry.receipt {
        let code = receipt.to_string();
        let link = dom::add_text(&row, "a", "outbox__receipt", &(texts.receipt)(&code))?;
        link.set_attribute("href", &href(&format!("/bien-nhan/{code}")))?;
    }
    Ok(())
}

/// One button, whose name tells what it is about. While what it began is under way it does nothing more.
fn way<F: Future<Output = ()> + 'static>(
    ways: &Element,
    name: &str,
    label: &str,
    entry: &Entry,
    act: impl Fn() -> F + 'static,
) -> Result<(), JsValue> {
    let button: HtmlElement = dom::add_text(ways, "button", "outbox__way", label)?;
    button.set_attribute("type", "button")?;
    button.set_attribute("data-way", name)?;
    let about = match entry.stars {
        Some(stars) => (texts().outbox.stars)(stars),
        None => entry.body.chars().take(40).collect(),
    };
    button.set_attribute("aria-label", &format!("{label}: {about}"))?;
    let pressed = button.clone();
    let act = Closure::<dyn FnMut()>::new(move || keep::unless_busy(&pressed, act()));
    button.set_onclick(Some(act.into_js_value().unchecked_ref()));
    Ok(())
}

/// Back into the form, and then out of the outbox, so that the text is always somewhere.
async fn change(place: Element, form: Element, entry: Entry) {
    let texts = &texts().outbox;
    if form::is_taken(&form, &entry) {
        tell(&place, texts.form_taken);
        return;
    }
    let Ok(filled) = form::fill(&form, &entry) else {
        tell(&place, texts.not_filled);
        return;
    };
    match taken_out(&entry.id).await {
        Ok(_) if filled == Filled::AfterReload => {
            // A page may always load itself anew.
            let _ = form::reload();
        }
        Ok(taken) if taken.state == State::Code => {
            // The app asks for the code, where it is still needed.
            let _ = form.unchecked_into::<HtmlFormElement>().request_submit();
        }
        Ok(taken) => {
            let _ = form::focus(&form, &taken);
            let _ = hear(&place, texts.back_in_form);
        }
        Err(why) => {
            if why == Why::Sent {
                // It is not to be sent a second time. What may be lost elsewhere stays.
                let _ = form::clear(&form, &entry);
            }
            tell(&place, why.text());
        }
    }
    show();
}

async fn withdraw(place: Element, id: String) {
    let told = match taken_out(&id).await {
        Ok(entry) if entry.is_tried => texts().outbox.withdrawn_late,
        Ok(_) => texts().outbox.withdrawn,
        Err(why) => why.text(),
    };
    tell(&place, told);
    show();
}

/// The entry, which is no longer in the outbox.
async fn taken_out(id: &str) -> Result<Entry, Why> {
    match worker::ask::<Withdrawn>(&Wish::Withdraw { id }).await {
        Ok(Withdrawn {
            entry: Some(entry), ..
        }) => Ok(entry),
        Ok(Withdrawn { is_sent: true, .. }) => Err(Why::Sent),
        Ok(_) => Err(Why::Gone),
        Err(_) => Err(Why::Unanswered),
    }
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
    let rows: Vec<Element> = dom::all_in(list, "[data-entry]");
    let rows = rows.into_iter();
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

/// Several states as one text, the same one once.
fn sentences(mut states: Vec<String>) -> String {
    states.dedup();
    states.into_iter().fold(String::new(), |text, state| {
        match text.chars().next_back() {
            None => state,
            Some('.' | '…') => format!("{text} {state}"),
            Some(_) => format!("{text}. {state}"),
        }
    })
}

/// Tells the ears what the list shows the eyes. It is put in a turn later: what comes together with its status is
/// not read out everywhere.
fn hear(place: &Element, text: &str) -> Result<(), JsValue> {
    let heard = part(place, "visually-hidden")?;
    let text = text.to_owned();
    let put_in = Closure::once_into_js(move || heard.set_text_content(Some(&text)));
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    window
        .set_timeout_with_callback(put_in.unchecked_ref())
        .map(drop)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_states_are_told_together() {
        let told =
            |states: &[&str]| sentences(states.iter().map(|&state| state.to_owned()).collect());
        assert_eq!(told(&["Đang gửi…"]), "Đang gửi…");
        assert_eq!(
            told(&["Đang chờ", "Đang chờ", "Đã nhận."]),
            "Đang chờ. Đã nhận."
        );
        assert_eq!(told(&["Đang gửi…", "Đang chờ"]), "Đang gửi… Đang chờ");
    }
}
