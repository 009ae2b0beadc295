//! What a resident has written and not yet sent, and what they have sent and is not yet published: kept in the
//! browser's local storage by article. The app and the extras both read and write it.

use serde::{Deserialize, Serialize};

use crate::{comment::CommentStatus, receipt::Receipt, slug::Slug};

/// How many sent comments an article remembers.
const MAXIMUM_SENT: usize = 20;

/// Under which a [`Draft`] is kept.
pub fn draft_key(article: &Slug) -> String {
    format!("conglang.comment-draft.{article}")
}

/// Under which a list of [`SentComment`] is kept, the newest at its end.
pub fn sent_key(article: &Slug) -> String {
    format!("conglang.sent-comments.{article}")
}

/// Under which the `Idempotency-Key` of the vote on an article is kept until the vote has arrived: every attempt
/// has the same, so that the server takes them for one visitor's.
pub fn vote_key(article: &Slug) -> String {
    format!("conglang.vote-key.{article}")
}

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

    /// The key of the attempt that failed, if it had this text: it may have arrived, and is not to arrive twice.
    /// Where the storage is full, the draft may be older than what was tried.
    pub fn key_of(&self, author_name: &str, body: &str) -> Option<String> {
        let is_same = self.author_name == author_name && self.body == body;
        self.idempotency_key.clone().filter(|_| is_same)
    }

    pub fn is_empty(&self) -> bool {
        self.author_name.is_empty() && self.body.is_empty()
    }
}

/// Puts `sent` at the end of what is remembered, once, and lets the oldest go that are too many.
pub fn remember(remembered: &mut Vec<SentComment>, sent: SentComment) {
    remembered.retain(|comment| comment.receipt != sent.receipt);
    remembered.push(sent);
    let excess = remembered.len().saturating_sub(MAXIMUM_SENT);
    remembered.drain(..excess);
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

    fn sent(number: u8) -> SentComment {
        SentComment {
            receipt: Receipt::from_random([number; Receipt::LENGTH]),
            author_name: "An".to_owned(),
            body: format!("Bình luận {number}"),
            status: CommentStatus::Pending,
        }
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
    fn only_the_same_text_has_the_key_of_the_failed_attempt() {
        let mut draft = draft();
        draft.key(|| "first".to_owned());
        let (name, body) = ("Nguyễn Văn A", "Xin cảm ơn");
        assert_eq!(draft.key_of(name, body).as_deref(), Some("first"));
        assert_eq!(draft.key_of(name, "Xin"), None);
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

    #[test]
    fn a_receipt_is_remembered_once_and_the_oldest_go() {
        let mut remembered = vec![sent(1), sent(2)];
        remember(&mut remembered, sent(1));
        assert_eq!(remembered, [sent(2), sent(1)]);
        for number in 0..30 {
            remember(&mut remembered, sent(number));
        }
        assert_eq!(remembered.len(), MAXIMUM_SENT);
        assert_eq!(remembered.last(), Some(&sent(29)));
    }
}
