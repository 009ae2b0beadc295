//! The forms of an article: what they hold, and how they get it back.

use conglang_contract::{
    draft::{self, Draft, ReplyTarget, SentComment, draft_key, sent_key},
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

/// What the form holds now, to be sent later.
///
/// # Errors
/// Where nothing can be remembered, and for a form that is none of an article.
pub fn read(form: &Element) -> Result<Entry, JsValue> {
    let (kind, slug) = about(form).ok_or(JsValue::NULL)?;
    let document = document().ok_or(JsValue::NULL)?;
    let title = match document.query_selector("main h1")? {
        Some(title) => title.text_content().unwrap_or_default(),
        None => document.title(),
    };
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
        state: super::entry::State::default(),
        at: String::new(),
        why: String::new(),
        receipt: None,
        status: None,
    };
    match kind {
        Kind::Rating => entry.stars = chosen(form),
        Kind::Comment => {
            let draft: Draft = load(&draft_key(&article(&entry.slug)?))?.unwrap_or_default();
            entry.author_name = input(form, "[name=author_name]")?.value();
            entry.body = textarea(form)?.value();
            let reply_to: Option<i64> = form
                .query_selector("[name=reply_to]")?
                .and_then(|field| field.get_attribute("value")?.parse().ok());
            entry.id = draft
                .key_of(&entry.author_name, &entry.body, reply_to)
                .map_or_else(random_key, Ok)?;
            entry.reply_to = reply_to.map(|id| ReplyTarget {
                id,
                name: draft.reply_to.map(|target| target.name).unwrap_or_default(),
            });
        }
    }
    Ok(entry)
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

/// Whether the form holds a text that [`fill`] would take away.
pub fn is_taken(form: &Element, entry: &Entry) -> bool {
    entry.kind == Kind::Comment && textarea(form).is_ok_and(|body| !body.value().trim().is_empty())
}

/// Gives the form what `entry` has, for its writer to change and to send.
///
/// # Errors
/// Those of the browser.
pub fn fill(form: &Element, entry: &Entry) -> Result<(), JsValue> {
    match entry.kind {
        Kind::Rating => {
            let stars = entry.stars.unwrap_or_default();
            let star = input(form, &format!("[name=stars][value=\"{stars}\"]"))?;
            star.set_checked(true);
            star.focus()?;
        }
        Kind::Comment => {
            save(&draft_key(&article(&entry.slug)?), &entry.draft())?;
            if let Some(target) = &entry.reply_to
                && !answer(target.id)?
            {
                // The app takes the answered comment from the draft when it starts.
                return reload();
            }
            input(form, "[name=author_name]")?.set_value(&entry.author_name);
            let body = textarea(form)?;
            body.set_value(&entry.body);
            // It was given when the comment was written.
            input(form, "[name=consent]")?.set_checked(true);
            let typed = EventInit::new();
            typed.set_bubbles(true);
            body.dispatch_event(&Event::new_with_event_init_dict("input", &typed)?)?;
            body.focus()?;
        }
    }
    Ok(())
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

fn reload() -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    window.location().set_hash(COMMENT_FORM)?;
    window.location().reload()
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
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    window.local_storage()?.ok_or(JsValue::NULL)
}

/// There is one wherever there are service workers.
fn random_key() -> Result<String, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    Ok(window.crypto()?.random_uuid())
}
