//! What waits to be sent, as the service worker keeps it (service-worker/src/outbox.js).

use conglang_contract::{
    comment::CommentStatus,
    draft::{Draft, ReplyTarget, SentComment},
    receipt::Receipt,
    text::{clean, clean_line},
};
use serde::{Deserialize, Serialize};

/// A comment or a vote on its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Of a comment its `Idempotency-Key`; of a vote `rating:{slug}`, so that the last one counts.
    pub id: String,
    pub kind: Kind,
    /// Of the article.
    pub slug: String,
    /// Of the article.
    pub title: String,
    /// In which the server tells why it refuses.
    pub language: String,
    #[serde(default)]
    pub author_name: String,
    #[serde(default)]
    pub body: String,
    #[serde(default)]
    pub reply_to: Option<ReplyTarget>,
    #[serde(default)]
    pub stars: Option<u8>,
    /// Of a vote: its `Idempotency-Key`.
    #[serde(default)]
    pub key: String,
    /// Of a vote: it may have arrived, though nobody was told.
    #[serde(default, skip_serializing)]
    pub is_tried: bool,
    #[serde(default, skip_serializing)]
    pub state: State,
    /// When it was written (RFC 3339).
    #[serde(default, skip_serializing)]
    pub at: String,
    /// Why the server refused it.
    #[serde(default, skip_serializing)]
    pub why: String,
    /// What the server gave for a comment.
    #[serde(default, skip_serializing)]
    pub receipt: Option<Receipt>,
    #[serde(default, skip_serializing)]
    pub status: Option<CommentStatus>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Comment,
    Rating,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    #[default]
    Waiting,
    Sending,
    /// Only a typed code is taken now.
    Code,
    Refused,
    Sent,
}

impl Entry {
    /// The draft from which its writer goes on.
    pub fn draft(&self) -> Draft {
        Draft {
            author_name: self.author_name.clone(),
            body: self.body.clone(),
            reply_to: self.reply_to.clone(),
            idempotency_key: None,
        }
    }

    /// What is remembered once the server has given a receipt.
    pub fn sent(&self) -> Option<SentComment> {
        Some(SentComment {
            receipt: self.receipt.clone()?,
            author_name: clean_line(&self.author_name),
            body: clean(&self.body),
            status: self.status?,
        })
    }

    /// Whether it still has to go out.
    pub fn is_unsent(&self) -> bool {
        self.state != State::Sent
    }
}

/// The article's slug in the address to which its form is sent: `/en/bai-viet/{slug}/binh-luan`.
pub fn slug_of(action: &str) -> Option<&str> {
    let (_, after) = action.split_once("/bai-viet/")?;
    let (slug, _) = after.split_once('/')?;
    (!slug.is_empty()).then_some(slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comment() -> Entry {
        let json = r#"{"id":"k","kind":"comment","slug":"ho-dai","title":"Hồ Đại","language":"vi",
            "author_name":" Lê  Văn Sáu ","body":"Mát lắm\r\n","reply_to":{"id":4,"name":"An"},
            "mark":"m","at":"2026-11-25T08:00:00.000Z","state":"sent",
            "receipt":"2222-2222-2222","status":"pending"}"#;
        serde_json::from_str(json).expect("an entry")
    }

    #[test]
    fn a_sent_comment_is_remembered_as_the_app_does() {
        let remembered = comment().sent().expect("a receipt");
        assert_eq!(remembered.author_name, "Lê Văn Sáu");
        assert_eq!(remembered.body, "Mát lắm");
        let json = serde_json::to_string(&remembered).expect("JSON");
        assert!(json.contains(r#""status":"pending""#), "{json}");
    }

    #[test]
    fn what_was_changed_has_no_key_yet() {
        assert_eq!(comment().draft().idempotency_key, None);
    }

    #[test]
    fn what_the_worker_tells_is_not_written_back() {
        let json = serde_json::to_string(&comment()).expect("JSON");
        for name in ["state", "receipt", "why", "\"at\""] {
            assert!(!json.contains(name), "{json}");
        }
    }

    #[test]
    fn the_article_is_read_from_its_form() {
        assert_eq!(slug_of("/bai-viet/ho-dai/binh-luan"), Some("ho-dai"));
        assert_eq!(slug_of("/en/bai-viet/ho-dai/danh-gia"), Some("ho-dai"));
        assert_eq!(slug_of("/bien-nhan/2222"), None);
        assert_eq!(slug_of("/bai-viet//binh-luan"), None);
    }
}
