//! Drafts and sent comments in the browser's local storage.

use conglang_contract::{
    draft::{Draft, SentComment, draft_key, sent_key},
    receipt::Receipt,
    slug::Slug,
};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsCast;

use super::storage;

/// The draft for `article`, empty when there is none.
pub fn load_draft(article: &Slug) -> Draft {
    load(&draft_key(article)).unwrap_or_default()
}

/// Keeps `draft`; an empty one is removed.
pub fn save_draft(article: &Slug, draft: &Draft) {
    save(&draft_key(article), (!draft.is_empty()).then_some(draft));
}

/// The comments that were sent on `article` from here and are not published.
pub fn load_sent(article: &Slug) -> Vec<SentComment> {
    load(&sent_key(article)).unwrap_or_default()
}

/// Keeps `sent`; an empty list is removed.
pub fn save_sent(article: &Slug, sent: &[SentComment]) {
    save(&sent_key(article), (!sent.is_empty()).then_some(sent));
}

/// Removes a comment that its writer has deleted.
pub fn forget_sent(article: &Slug, receipt: &Receipt) {
    let mut sent = load_sent(article);
    sent.retain(|comment| comment.receipt != *receipt);
    save_sent(article, &sent);
}

/// A key that no other comment has.
pub fn random_key() -> String {
    // `crypto.randomUUID` is missing outside secure contexts, where the town may test on its own network.
    let unique = js_sys::Reflect::get(&js_sys::global(), &"crypto".into())
        .and_then(|crypto| {
            let random_uuid: js_sys::Function =
                js_sys::Reflect::get(&crypto, &"randomUUID".into())?.dyn_into()?;
            random_uuid.call0(&crypto)
        })
        .ok()
        .and_then(|value| value.as_string());
    unique.unwrap_or_else(|| {
        format!(
            "{:x}-{:x}-{:x}",
            js_sys::Date::now() as u64,
            (js_sys::Math::random() * 1e15) as u64,
            (js_sys::Math::random() * 1e15) as u64
        )
    })
}

/// None when nothing is kept, or what an older version wrote.
fn load<T: DeserializeOwned>(key: &str) -> Option<T> {
    serde_json::from_str(&storage::read(key)?).ok()
}

fn save<T: Serialize + ?Sized>(key: &str, value: Option<&T>) {
    let text = value.and_then(|value| serde_json::to_string(value).ok());
    storage::write(key, text.as_deref());
}
