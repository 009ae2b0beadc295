//! What waits to be sent, as the service worker keeps it (service-worker/src/outbox.js).

use conglang_contract::{
    comment::CommentStatus,
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

/// The comment that is answered, as the app keeps it with a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyTarget {
    pub id: i64,
    pub name: String,
}

/// What the app keeps of a comment that is not sent (src/hooks/draft.rs).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    pub author_name: String,
    pub body: String,
    pub reply_to: Option<ReplyTarget>,
    pub idempotency_key: Option<String>,
}

/// What the app remembers of a comment that was sent (src/hooks/draft.rs).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SentComment {
    pub receipt: Receipt,
    pub author_name: String,
    pub body: String,
    pub status: CommentStatus,
}

/// How many sent comments an article remembers, as in the app.
const MAXIMUM_SENT: usize = 20;

impl Draft {
    /// The key of the attempt that failed, if that is what the form holds: it may have arrived, and is not to
    /// arrive twice.
    pub fn key_of(&self, author_name: &str, body: &str, reply_to: Option<i64>) -> Option<String> {
        let is_same = self.author_name == author_name
            && self.body == body
            && self.reply_to.as_ref().map(|target| target.id) == reply_to;
        self.idempotency_key.clone().filter(|_| is_same)
    }
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

/// `remembered` with `sent` at its end, once, and no more than an article remembers.
pub fn with_sent(mut remembered: Vec<SentComment>, sent: SentComment) -> Vec<SentComment> {
    remembered.retain(|comment| comment.receipt != sent.receipt);
    remembered.push(sent);
    let excess = remembered.len().saturating_sub(MAXIMUM_SENT);
    remembered.split_off(excess)
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

    fn sent(number: u8) -> SentComment {
        SentComment {
            receipt: Receipt::from_random([number; Receipt::LENGTH]),
            author_name: "An".to_owned(),
            body: format!("Bình luận {number}"),
            status: CommentStatus::Pending,
        }
    }

    fn comment() -> Entry {
        let json = r#"{"id":"k","kind":"comment","slug":"ho-dai","title":"Hồ Đại","language":"vi",
            "author_name":" Lê  Văn Sáu ","body":"Mát lắm\r\n","reply_to":{"id":4,"name":"An"},
            "mark":"m","at":"2026-11-25T08:00:00.000Z","state":"sent",
            "receipt":"2222-2222-2222","status":"pending"}"#;
        serde_json::from_str(json).expect("an entry")
    }

    #[test]
    fn only_the_same_text_has_the_key_of_the_failed_attempt() {
        let draft = Draft {
            idempotency_key: Some("k".to_owned()),
            ..comment().draft()
        };
        let (name, body) = (" Lê  Văn Sáu ", "Mát lắm\r\n");
        assert_eq!(draft.key_of(name, body, Some(4)), Some("k".to_owned()));
        assert_eq!(draft.key_of(name, body, None), None);
        assert_eq!(draft.key_of(name, "Mát", Some(4)), None);
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
    fn a_receipt_is_remembered_once_and_the_oldest_go() {
        let twice = with_sent(vec![sent(1), sent(2)], sent(1));
        assert_eq!(twice, [sent(2), sent(1)]);
        let many = (0..30).fold(Vec::new(), |sum, number| with_sent(sum, sent(number)));
        assert_eq!(many.len(), MAXIMUM_SENT);
        assert_eq!(many.last(), Some(&sent(29)));
    }

    #[test]
    fn the_article_is_read_from_its_form() {
        assert_eq!(slug_of("/bai-viet/ho-dai/binh-luan"), Some("ho-dai"));
        assert_eq!(slug_of("/en/bai-viet/ho-dai/danh-gia"), Some("ho-dai"));
        assert_eq!(slug_of("/bien-nhan/2222"), None);
        assert_eq!(slug_of("/bai-viet//binh-luan"), None);
    }
}
