//! The forms of an article: what they hold, and how they get it back.

use conglang_contract::{
    draft::{self, Draft, ReplyTarget, SentComment, draft_key, sent_key, vote_key},
    extra::OUTBOX_CLASS,
    slug::Slug,
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, Event, EventInit, HtmlElement, HtmlInputElement, HtmlTextAreaElement, Storage,
};

use super::entry::{Entry, Kind, slug_of};
use crate::{asked::document, dom, texts::language};

const COMMENT_FORM: &str = "viet-binh-luan";
/// What the page of a form is called, noted when it was sent (src/hooks/extras.rs).
const TITLE_ATTRIBUTE: &str = "data-title";

/// What the form holds now, to be sent later.
///
/// # Errors
/// Where nothing can be remembered, and for a form that is none of an article.
pub fn read(form: &Element) -> Result<Entry, JsValue> {
    let (kind, slug) = about(form).ok_or(JsValue::NULL)?;
    let document = document().ok_or(JsValue::NULL)?;
    let title = form.get_attribute(TITLE_ATTRIBUTE);
    let title = title.unwrap_or_else(|| document.title());
    let mut entry = Entry {
        id: format!("rating:{slug}"),
        kind,
        slug,
        title,
        language: language().code().to_owned(),
        author_name: String::new(),
        body: String::new(),
        reply_to: None,
        stars: None,
        key: String::new(),
        is_tried: false,
        state: super::entry::State::default(),
        at: String::new(),
        why: String::new(),
        receipt: None,
        status: None,
    };
    match kind {
        Kind::Rating => {
            entry.stars = chosen(form);
            let kept = storage()?.get_item(&vote_key(&article(&entry.slug)?))?;
            entry.key = kept.map_or_else(random_key, Ok)?;
        }
        Kind::Comment => {
            let draft: Draft = load(&draft_key(&article(&entry.slug)?))?.unwrap_or_default();
            entry.author_name = input(form, "[name=author_name]")?.value();
            entry.body = textarea(form)?.value();
            (entry.id, entry.reply_to) = match draft.key_of(&entry.author_name, &entry.body) {
                // Whom the writer answers now, they may have chosen since.
                Some(key) => (key, draft.reply_to),
                None => (random_key()?, answered(form, draft.reply_to)?),
            };
        }
    }
    Ok(entry)
}

/// The comment that the form is an answer to now.
fn answered(form: &Element, known: Option<ReplyTarget>) -> Result<Option<ReplyTarget>, JsValue> {
    Ok(answered_id(form)?.map(|id| {
        let name = known.filter(|target| target.id == id);
        ReplyTarget {
            id,
            name: name.map(|target| target.name).unwrap_or_default(),
        }
    }))
}

fn answered_id(form: &Element) -> Result<Option<i64>, JsValue> {
    let field = form.query_selector("[name=reply_to]")?;
    Ok(field.and_then(|field| field.get_attribute("value")?.parse().ok()))
}

/// Which writes and which article a form is for.
pub fn about(form: &Element) -> Option<(Kind, String)> {
    let slug = slug_of(&form.get_attribute("action")?)?.to_owned();
    let kind = if form.id() == COMMENT_FORM {
        Kind::Comment
    } else {
        Kind::Rating
    };
    Some((kind, slug))
}

/// The places for what waits from the page's forms.
pub fn places() -> Vec<Element> {
    dom::all(&format!(".{OUTBOX_CLASS}"))
}

/// Whether the form holds another comment, which [`fill`] would take away. The same one is there when the worker did
/// not let go of it in time.
pub fn is_taken(form: &Element, entry: &Entry) -> bool {
    let Ok(body) = textarea(form).map(|field| field.value()) else {
        return false;
    };
    let target = entry.reply_to.as_ref().map(|target| target.id);
    let is_same = body == entry.body && answered_id(form).is_ok_and(|id| id == target);
    entry.kind == Kind::Comment && !body.trim().is_empty() && !is_same
}

/// How a form gets back what was written in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Filled {
    /// It has it.
    Now,
    /// It has it after [`reload`]: the comment that is answered is not on this part of the page, and the app takes
    /// it from the draft when it starts.
    AfterReload,
}

/// Gives the form what `entry` has, for its writer to change and to send. [`clear`] takes it back.
///
/// # Errors
/// Those of the browser, and where a draft is needed and cannot be kept. The form is as it was then.
pub fn fill(form: &Element, entry: &Entry) -> Result<Filled, JsValue> {
    match entry.kind {
        Kind::Rating => star(form, entry)?.set_checked(true),
        Kind::Comment => {
            let kept = save(&draft_key(&article(&entry.slug)?), &entry.draft());
            match &entry.reply_to {
                Some(target) if !answer(target.id)? => {
                    return kept.map(|()| Filled::AfterReload);
                }
                Some(_) => {}
                // The writer may have begun to answer somebody else.
                None => stop_answering(form)?,
            }
            // Where no draft is kept, the fields have the text all the same.
            input(form, "[name=author_name]")?.set_value(&entry.author_name);
            // It was given when the comment was written.
            input(form, "[name=consent]")?.set_checked(true);
            write(form, &entry.body)?;
        }
    }
    Ok(Filled::Now)
}

/// Takes out of the form what [`fill`] put there.
///
/// # Errors
/// Those of the browser.
pub fn clear(form: &Element, entry: &Entry) -> Result<(), JsValue> {
    match entry.kind {
        Kind::Rating => star(form, entry)?.set_checked(false),
        Kind::Comment => {
            input(form, "[name=consent]")?.set_checked(false);
            stop_answering(form)?;
            write(form, "")?;
            storage()?.remove_item(&draft_key(&article(&entry.slug)?))?;
        }
    }
    Ok(())
}

/// Takes the writer to where they change `entry`.
///
/// # Errors
/// Those of the browser.
pub fn focus(form: &Element, entry: &Entry) -> Result<(), JsValue> {
    match entry.kind {
        Kind::Rating => star(form, entry)?.focus(),
        Kind::Comment => textarea(form)?.focus(),
    }
}

/// Starts the page anew at the form.
///
/// # Errors
/// Those of the browser.
pub fn reload() -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let (location, history) = (window.location(), window.history()?);
    location.set_hash(COMMENT_FORM)?;
    // A comment that the address says is answered would come before that of the draft.
    let address = format!("{}#{COMMENT_FORM}", location.pathname()?);
    history.replace_state_with_url(&history.state()?, "", Some(&address))?;
    location.reload()
}

/// Forgets the key of a vote that has arrived.
///
/// # Errors
/// Where nothing is remembered.
pub fn forget_vote(slug: &str) -> Result<(), JsValue> {
    storage()?.remove_item(&vote_key(&article(slug)?))
}

/// Remembers a sent comment as the app does, which lists it from then on.
///
/// # Errors
/// Where nothing can be remembered.
pub fn remember(slug: &str, sent: SentComment) -> Result<(), JsValue> {
    let key = sent_key(&article(slug)?);
    let mut remembered = load(&key)?.unwrap_or_default();
    draft::remember(&mut remembered, sent);
    save(&key, &remembered)
}

/// Presses the link by which the comment `id` is answered, if it is shown.
fn answer(id: i64) -> Result<bool, JsValue> {
    let selector = format!("#binh-luan-{id} > .comment__reply");
    let link = document()
        .ok_or(JsValue::NULL)?
        .query_selector(&selector)?
        .and_then(|link| link.dyn_into::<HtmlElement>().ok());
    if let Some(link) = &link {
        link.click();
    }
    Ok(link.is_some())
}

/// Presses the button by which an answer becomes a comment of its own, if the form holds one.
fn stop_answering(form: &Element) -> Result<(), JsValue> {
    let button = form.query_selector(".comment-form__reply button")?;
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
    Ok(())
}

/// Writes `body` into the form as somebody who types it.
fn write(form: &Element, body: &str) -> Result<(), JsValue> {
    let field = textarea(form)?;
    field.set_value(body);
    let typed = EventInit::new();
    typed.set_bubbles(true);
    field.dispatch_event(&Event::new_with_event_init_dict("input", &typed)?)?;
    Ok(())
}

/// The star that `entry` has.
fn star(form: &Element, entry: &Entry) -> Result<HtmlInputElement, JsValue> {
    let stars = entry.stars.unwrap_or_default();
    input(form, &format!("[name=stars][value=\"{stars}\"]"))
}

fn chosen(form: &Element) -> Option<u8> {
    let star = input(form, "[name=stars]:checked").ok()?;
    star.value().parse().ok()
}

fn input(form: &Element, selector: &str) -> Result<HtmlInputElement, JsValue> {
    let field = form.query_selector(selector)?.ok_or(JsValue::NULL)?;
    field.dyn_into().map_err(JsValue::from)
}

fn textarea(form: &Element) -> Result<HtmlTextAreaElement, JsValue> {
    let field = form.query_selector("[name=body]")?.ok_or(JsValue::NULL)?;
    field.dyn_into().map_err(JsValue::from)
}

fn article(slug: &str) -> Result<Slug, JsValue> {
    slug.parse().map_err(|_| JsValue::NULL)
}

/// None when nothing is there, or what an older version wrote.
fn load<T: serde::de::DeserializeOwned>(key: &str) -> Result<Option<T>, JsValue> {
    let text = storage()?.get_item(key)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

fn save<T: serde::Serialize>(key: &str, value: &T) -> Result<(), JsValue> {
    let text = serde_json::to_string(value).map_err(|error| JsValue::from(error.to_string()))?;
    storage()?.set_item(key, &text)
}

fn storage() -> Result<Storage, JsValue> {
    dom::storage().ok_or(JsValue::NULL)
}

/// There is one wherever there are service workers.
fn random_key() -> Result<String, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    Ok(window.crypto()?.random_uuid())
}
