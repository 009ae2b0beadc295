//! What a resident has written and not yet sent, and what they have sent and is not yet published,
//! kept in the browser's local storage by article.

use conglang_contract::{comment::CommentStatus, receipt::Receipt, slug::Slug};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use wasm_bindgen::JsCast;

use super::storage;

/// How many sent comments an article remembers.
const MAXIMUM_SENT: usize = 20;

/// The comment that is being answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyTarget {
    pub id: i64,
    /// The name of its writer.
    pub name: String,
}

/// A comment that was not sent yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    pub author_name: String,
    pub body: String,
    pub reply_to: Option<ReplyTarget>,
    /// Given to the first attempt, so that a second one makes no second comment.
    pub idempotency_key: Option<String>,
}

/// A comment that was sent from this browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentComment {
    pub receipt: Receipt,
    pub author_name: String,
    pub body: String,
    pub status: CommentStatus,
}

impl Draft {
    /// Takes over what the form holds. A changed comment is another one and needs its own key.
    pub fn edit(&mut self, author_name: String, body: String, reply_to: Option<ReplyTarget>) {
        let unchanged =
            self.author_name == author_name && self.body == body && self.reply_to == reply_to;
        if !unchanged {
            *self = Self {
                author_name,
                body,
                reply_to,
                idempotency_key: None,
            };
        }
    }

    /// The key of this comment, made with `new_key` at the first attempt.
    pub fn key(&mut self, new_key: impl FnOnce() -> String) -> String {
        self.idempotency_key.get_or_insert_with(new_key).clone()
    }

    fn is_empty(&self) -> bool {
        self.author_name.is_empty() && self.body.is_empty()
    }
}

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

/// Keeps the newest of `sent`.
pub fn save_sent(article: &Slug, sent: &[SentComment]) {
    let newest = &sent[sent.len().saturating_sub(MAXIMUM_SENT)..];
    save(&sent_key(article), (!newest.is_empty()).then_some(newest));
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

fn draft_key(article: &Slug) -> String {
    format!("conglang.comment-draft.{article}")
}

fn sent_key(article: &Slug) -> String {
    format!("conglang.sent-comments.{article}")
}

/// None when nothing is kept, or what an older version wrote.
fn load<T: DeserializeOwned>(key: &str) -> Option<T> {
    serde_json::from_str(&storage::read(key)?).ok()
}

fn save<T: Serialize + ?Sized>(key: &str, value: Option<&T>) {
    let text = value.and_then(|value| serde_json::to_string(value).ok());
    storage::write(key, text.as_deref());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target() -> Option<ReplyTarget> {
        Some(ReplyTarget {
            id: 4,
            name: "Trần Thị B".to_owned(),
        })
    }

    fn draft() -> Draft {
        let mut draft = Draft::default();
        draft.edit("Nguyễn Văn A".to_owned(), "Xin cảm ơn".to_owned(), target());
        draft
    }

    #[test]
    fn another_attempt_has_the_same_key() {
        let mut draft = draft();
        assert_eq!(draft.key(|| "first".to_owned()), "first");
        let (name, body) = (draft.author_name.clone(), draft.body.clone());
        draft.edit(name, body, target());
        assert_eq!(draft.key(|| "second".to_owned()), "first");
    }

    #[test]
    fn a_changed_comment_has_another_key() {
        let mut draft = draft();
        draft.key(|| "first".to_owned());
        let name = draft.author_name.clone();
        draft.edit(name, "Tôi có ý kiến khác".to_owned(), target());
        assert_eq!(draft.key(|| "second".to_owned()), "second");
    }

    #[test]
    fn a_draft_survives_storage_and_newer_fields() {
        let mut draft = draft();
        draft.key(|| "first".to_owned());
        let text = serde_json::to_string(&draft).expect("JSON");
        assert_eq!(
            serde_json::from_str::<Draft>(&text).expect("a draft"),
            draft
        );
        let partial: Draft = serde_json::from_str(r#"{"body":"a","mood":1}"#).expect("a draft");
        assert_eq!(partial.body, "a");
        assert_eq!(partial.reply_to, None);
    }
}
