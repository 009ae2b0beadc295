//! The comments that were sent from this browser and are not published.

use conglang_contract::{
    comment::CommentStatus,
    draft::{SentComment, remember},
    slug::Slug,
};
use leptos::{prelude::*, task::spawn_local};

use super::part::{IntoPart, Part};
use crate::{
    api::{ApiError, ApiResult, comments::followed_comment},
    hooks::draft::{load_sent, save_sent},
    i18n::{href, texts},
};

/// The sent comments of one article.
#[derive(Clone, Copy)]
pub struct UseSentCommentsReturn {
    pub comments: RwSignal<Vec<SentComment>>,
    article: StoredValue<Slug>,
}

/// Reads what this browser remembers, and asks the server what has become of it.
pub fn use_sent_comments(article: Slug) -> UseSentCommentsReturn {
    let sent = UseSentCommentsReturn {
        comments: RwSignal::new(Vec::new()),
        article: StoredValue::new(article),
    };
    Effect::new(move || {
        let changed = window_event_listener_untyped("storage", move |_| {
            let now = sent.article.with_value(load_sent);
            if sent.comments.with_untracked(|shown| *shown != now) {
                sent.comments.set(now);
            }
        });
        on_cleanup(move || changed.remove());
        let remembered = sent.article.with_value(load_sent);
        if remembered.is_empty() {
            return;
        }
        sent.comments.set(remembered.clone());
        spawn_local(async move {
            for comment in remembered {
                let answer = followed_comment(&comment.receipt)
                    .await
                    .map(|followed| followed.status);
                sent.replace(&comment, still_shown(&comment, answer));
            }
        });
    });
    sent
}

impl UseSentCommentsReturn {
    /// Remembers a comment that was just sent; one that the server had already is not doubled.
    pub fn add(&self, comment: SentComment) {
        self.replace(&comment.clone(), Some(comment));
    }

    /// Puts `now` in the place of the comment with the receipt of `old`.
    fn replace(&self, old: &SentComment, now: Option<SentComment>) {
        let Some(article) = self.article.try_get_value() else {
            return;
        };
        // Other tabs and the extras write there too.
        let stored = load_sent(&article);
        self.comments.try_update(|comments| {
            // A browser that keeps nothing has it here alone.
            if !stored.is_empty() {
                *comments = stored;
            }
            comments.retain(|comment| comment.receipt != old.receipt);
            if let Some(now) = now {
                remember(comments, now);
            }
            save_sent(&article, comments);
        });
    }
}

/// The comments that their writer has sent on this article, with what has become of them.
pub fn sent_comments(sent: UseSentCommentsReturn) -> Part {
    let shown = move || {
        let comments = sent.comments.get();
        (!comments.is_empty()).then(|| list(comments))
    };
    shown.part()
}

fn list(comments: Vec<SentComment>) -> Part {
    let text = &texts().comments;
    view! {
        <section class="sent-comments" aria-labelledby="sent-comments-title">
            <h3 class="sent-comments__title" id="sent-comments-title">
                {text.yours_title}
            </h3>
            <ul class="sent-comments__list">{comments.into_iter().map(item).collect_view()}</ul>
        </section>
    }
    .part()
}

fn item(comment: SentComment) -> impl IntoView {
    let text = &texts().comments;
    view! {
        <li class="comment comment--sent">
            <p class="comment__header">
                <strong class="comment__author">{comment.author_name}</strong>
                " "
                <span class="comment__mark">{(text.status)(comment.status)}</span>
            </p>
            <p class="comment__body">{comment.body}</p>
            <p>
                <a href=href(&format!("/bien-nhan/{}", comment.receipt))>
                    {text.follow} " " {comment.receipt.to_string()}
                </a>
            </p>
        </li>
    }
}

/// A published or deleted comment needs no reminder; of an unknown fate it is kept.
fn still_shown(comment: &SentComment, answer: ApiResult<CommentStatus>) -> Option<SentComment> {
    match answer {
        Ok(CommentStatus::Approved) => None,
        Ok(status) => Some(SentComment {
            status,
            ..comment.clone()
        }),
        Err(error) => (!ApiError::is_not_found(&error)).then(|| comment.clone()),
    }
}

#[cfg(test)]
mod tests {
    use conglang_contract::{
        problem::{Problem, ProblemCode},
        receipt::Receipt,
    };

    use super::*;

    #[test]
    fn only_what_waits_or_was_rejected_is_shown() {
        let comment = SentComment {
            receipt: Receipt::from_random([7; Receipt::LENGTH]),
            author_name: "An".to_owned(),
            body: "Hay quá".to_owned(),
            status: CommentStatus::Pending,
        };
        let shown = |answer| still_shown(&comment, answer).map(|comment| comment.status);
        let not_found = ApiError::Problem(Problem::new(ProblemCode::NotFound));
        assert_eq!(shown(Ok(CommentStatus::Approved)), None);
        assert_eq!(shown(Err(not_found)), None);
        assert_eq!(
            shown(Ok(CommentStatus::Rejected)),
            Some(CommentStatus::Rejected)
        );
        assert_eq!(
            shown(Err(ApiError::Unreachable)),
            Some(CommentStatus::Pending)
        );
    }
}
