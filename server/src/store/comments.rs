//! Comments: kept as pending, shown when approved, followed by receipt.
//!
//! An article's `comment_count` is counted anew in every transaction that changes what is shown.

pub mod moderation;

use std::{cmp::Reverse, collections::HashMap};

use conglang_contract::{
    comment::{Comment, CommentAuthor, CommentStatus, FollowedComment},
    language::Language,
    receipt::Receipt,
    slug::Slug,
    timestamp::Timestamp,
};
use sqlx::{FromRow, SqliteConnection};
use time::UtcOffset;

use super::{
    Store, StoreError, StoreResult,
    captchas::{CaptchaUse, insert_use},
};
use crate::site::settings::Settings;

/// A comment to keep.
#[derive(Clone, Debug)]
pub struct NewComment {
    pub article_id: i64,
    pub parent_id: Option<i64>,
    pub author_name: String,
    pub body: String,
    pub receipt: Receipt,
    pub idempotency: Option<Idempotency>,
    pub created_at: i64,
}

/// The key that a client gave its request, and what the request said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idempotency {
    pub key: String,
    pub digest: String,
}

/// What an `Idempotency-Key` was used for before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Earlier {
    Same {
        receipt: Receipt,
        status: CommentStatus,
    },
    Other,
}

/// What became of a [`NewComment`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Posted {
    Kept,
    Earlier(Earlier),
    CaptchaUsed,
    CaptchaWrong,
    /// What it replies to is no longer shown.
    ParentGone,
}

/// A deleted comment's article, as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleComments {
    pub slug: String,
    pub comment_count: u64,
}

/// A comment; or, in `id`, how many there are, where `author_kind` is `total`.
#[derive(FromRow)]
struct CommentRow {
    id: i64,
    parent_id: Option<i64>,
    author_kind: String,
    author_name: String,
    body: String,
    created_at: i64,
}

#[derive(FromRow)]
struct FollowedRow {
    id: i64,
    status: String,
    slug: String,
    title: String,
    translated_into: Option<String>,
    author_name: String,
    body: String,
    reason: Option<String>,
    created_at: i64,
}

/// `$1` is the article's slug, `$2` the most comments, `$3` how many are passed over. One statement, since
/// most of a query's time is its way to the database's thread and back, and all of one moment.
const APPROVED: &str = "WITH shown AS (
        SELECT id, parent_id, author_kind, author_name, body, created_at
        FROM comments AS parent
        WHERE article_id = (SELECT id FROM articles WHERE slug = $1)
            AND parent_id IS NULL AND status = 'approved'
            AND (author_kind <> 'removed' OR EXISTS (SELECT 1 FROM comments AS reply
                WHERE reply.parent_id = parent.id AND reply.status = 'approved'))
    ), page AS (
        SELECT * FROM shown ORDER BY created_at DESC, id DESC LIMIT $2 OFFSET $3
    )
    SELECT (SELECT COUNT(*) FROM shown) AS id, NULL AS parent_id, 'total' AS author_kind,
        '' AS author_name, '' AS body, 0 AS created_at
    FROM articles WHERE slug = $1
    UNION ALL
    SELECT * FROM page
    UNION ALL
    SELECT reply.id, reply.parent_id, reply.author_kind, reply.author_name, reply.body,
        reply.created_at
    FROM comments AS reply JOIN page ON page.id = reply.parent_id
    WHERE reply.status = 'approved' AND reply.author_kind <> 'removed'";

impl Store {
    /// Whether `id` is a comment that can be replied to; see [`find_parent`].
    pub async fn takes_replies(&self, article_id: i64, id: i64) -> StoreResult<bool> {
        let mut connection = self.reader.acquire().await?;
        find_parent(&mut connection, article_id, id).await
    }

    pub async fn earlier_comment(&self, idempotency: &Idempotency) -> StoreResult<Option<Earlier>> {
        let mut connection = self.reader.acquire().await?;
        find_earlier(&mut connection, idempotency).await
    }

    /// Keeps the comment and uses its captcha in one transaction, so that of several requests with
    /// one key the first is kept and the others are told of it.
    pub async fn post_comment(
        &self,
        comment: &NewComment,
        captcha: &CaptchaUse,
    ) -> StoreResult<Posted> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        if let Some(idempotency) = &comment.idempotency
            && let Some(earlier) = find_earlier(&mut transaction, idempotency).await?
        {
            return Ok(Posted::Earlier(earlier));
        }
        // Its writer or a moderator may have taken it away since it was looked for.
        if let Some(parent_id) = comment.parent_id
            && !find_parent(&mut transaction, comment.article_id, parent_id).await?
        {
            return Ok(Posted::ParentGone);
        }
        if !insert_use(&mut transaction, captcha, comment.created_at).await? {
            return Ok(Posted::CaptchaUsed);
        }
        if !captcha.correct {
            transaction.commit().await?;
            return Ok(Posted::CaptchaWrong);
        }
        let idempotency = comment.idempotency.as_ref();
        sqlx::query(
            "INSERT INTO comments (article_id, parent_id, author_kind, author_name, body, status,
                 receipt, idempotency_key, idempotency_digest, created_at)
             VALUES ($1, $2, 'resident', $3, $4, 'pending', $5, $6, $7, $8)",
        )
        .bind(comment.article_id)
        .bind(comment.parent_id)
        .bind(&comment.author_name)
        .bind(&comment.body)
        .bind(comment.receipt.as_str())
        .bind(idempotency.map(|idempotency| &idempotency.key))
        .bind(idempotency.map(|idempotency| &idempotency.digest))
        .bind(comment.created_at)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(Posted::Kept)
    }

    /// One page of the approved comments of the article called `slug`, newest first, with their approved
    /// replies, and how many comments there are; `None` when there is no such article.
    pub async fn approved_comments(
        &self,
        slug: &Slug,
        limit: u32,
        offset: u64,
        utc_offset: UtcOffset,
    ) -> StoreResult<Option<(Vec<Comment>, u64)>> {
        let offset = i64::try_from(offset).unwrap_or(i64::MAX);
        let rows: Vec<CommentRow> = sqlx::query_as(APPROVED)
            .bind(slug.as_str())
            .bind(i64::from(limit))
            .bind(offset)
            .fetch_all(&self.reader)
            .await?;
        let mut total = None;
        let mut parents = Vec::new();
        let mut replies = HashMap::<i64, Vec<CommentRow>>::new();
        for row in rows {
            match (row.author_kind.as_str(), row.parent_id) {
                ("total", _) => total = Some(row.id.unsigned_abs()),
                (_, Some(parent)) => replies.entry(parent).or_default().push(row),
                (_, None) => parents.push(row),
            }
        }
        let Some(total) = total else { return Ok(None) };
        parents.sort_by_key(|row| Reverse((row.created_at, row.id)));
        let comments = parents
            .into_iter()
            .map(|row| {
                let mut replies = replies.remove(&row.id).unwrap_or_default();
                replies.sort_by_key(|row| (row.author_kind != "office", row.created_at, row.id));
                let replies = replies
                    .into_iter()
                    .map(|row| row.into_comment(Vec::new(), utc_offset))
                    .collect::<StoreResult<_>>()?;
                row.into_comment(replies, utc_offset)
            })
            .collect::<StoreResult<_>>()?;
        Ok(Some((comments, total)))
    }

    pub async fn followed_comment(
        &self,
        receipt: &Receipt,
        settings: &Settings,
    ) -> StoreResult<Option<FollowedComment>> {
        let utc_offset = settings.utc_offset;
        let mut transaction = self.reader.begin().await?;
        let row: Option<FollowedRow> = sqlx::query_as(
            "SELECT comments.id, comments.status, articles.slug,
                 COALESCE(translated.title, articles.title) AS title,
                 translated.language AS translated_into,
                 comments.author_name, comments.body, comments.reason, comments.created_at
             FROM comments JOIN articles ON articles.id = comments.article_id
             LEFT JOIN article_translations AS translated
                 ON translated.article_id = articles.id AND translated.language = $2
             WHERE comments.receipt = $1",
        )
        .bind(receipt.as_str())
        .bind(settings.text_language.code())
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let replies = replies(&mut transaction, row.id, utc_offset).await?;
        Ok(Some(FollowedComment {
            receipt: receipt.clone(),
            status: status_of(&row.status)?,
            article_slug: row
                .slug
                .parse()
                .map_err(|error| corrupt("article slug", &error))?,
            article_title: row.title,
            article_language: (row.translated_into.is_none()
                && settings.text_language != Language::Vietnamese)
                .then_some(Language::Vietnamese),
            author_name: row.author_name,
            body: row.body,
            created_at: time_of(row.created_at, utc_offset)?,
            reason: row.reason,
            replies,
        }))
    }

    /// Deletes a comment for its writer. Where others replied, an empty one stays in its place.
    /// `None` when no comment has this receipt.
    pub async fn delete_comment(&self, receipt: &Receipt) -> StoreResult<Option<ArticleComments>> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let found: Option<(i64, i64, Option<i64>)> =
            sqlx::query_as("SELECT id, article_id, parent_id FROM comments WHERE receipt = $1")
                .bind(receipt.as_str())
                .fetch_optional(&mut *transaction)
                .await?;
        let Some((id, article_id, parent_id)) = found else {
            return Ok(None);
        };
        sqlx::query(
            "UPDATE comments SET author_kind = 'removed', author_name = '', body = '',
                 reason = NULL, receipt = NULL, idempotency_key = NULL, idempotency_digest = NULL
             WHERE id = $1",
        )
        .bind(id)
        .execute(&mut *transaction)
        .await?;
        // The comment itself, and a parent that only stood for it.
        for id in [Some(id), parent_id].into_iter().flatten() {
            sqlx::query(
                "DELETE FROM comments WHERE id = $1 AND author_kind = 'removed'
                     AND NOT EXISTS (SELECT 1 FROM comments AS reply WHERE reply.parent_id = $1)",
            )
            .bind(id)
            .execute(&mut *transaction)
            .await?;
        }
        let article = recount(&mut transaction, article_id).await?;
        transaction.commit().await?;
        Ok(Some(article))
    }
}

impl CommentRow {
    fn into_comment(self, replies: Vec<Comment>, utc_offset: UtcOffset) -> StoreResult<Comment> {
        let name = self.author_name;
        Ok(Comment {
            id: self.id,
            author: match self.author_kind.as_str() {
                "office" => CommentAuthor::Office { name },
                "removed" => CommentAuthor::Removed,
                _ => CommentAuthor::Resident { name },
            },
            body: self.body,
            created_at: time_of(self.created_at, utc_offset)?,
            replies,
        })
    }
}

async fn replies(
    connection: &mut SqliteConnection,
    parent_id: i64,
    utc_offset: UtcOffset,
) -> StoreResult<Vec<Comment>> {
    let rows: Vec<CommentRow> = sqlx::query_as(
        "SELECT id, parent_id, author_kind, author_name, body, created_at FROM comments
         WHERE parent_id = $1 AND status = 'approved' AND author_kind <> 'removed'
         ORDER BY CASE author_kind WHEN 'office' THEN 0 ELSE 1 END, created_at, id",
    )
    .bind(parent_id)
    .fetch_all(connection)
    .await?;
    debug_assert!(rows.iter().all(|row| row.parent_id == Some(parent_id)));
    rows.into_iter()
        .map(|row| row.into_comment(Vec::new(), utc_offset))
        .collect()
}

/// Whether `id` is an approved comment of the article that is no reply itself and was not deleted.
async fn find_parent(
    connection: &mut SqliteConnection,
    article_id: i64,
    id: i64,
) -> StoreResult<bool> {
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT id FROM comments
         WHERE id = $1 AND article_id = $2 AND parent_id IS NULL AND status = 'approved'
             AND author_kind <> 'removed'",
    )
    .bind(id)
    .bind(article_id)
    .fetch_optional(connection)
    .await?;
    Ok(found.is_some())
}

async fn find_earlier(
    connection: &mut SqliteConnection,
    idempotency: &Idempotency,
) -> StoreResult<Option<Earlier>> {
    let row: Option<(Option<String>, Option<String>, String)> = sqlx::query_as(
        "SELECT receipt, idempotency_digest, status FROM comments WHERE idempotency_key = $1",
    )
    .bind(&idempotency.key)
    .fetch_optional(connection)
    .await?;
    row.map(|(receipt, digest, status)| match receipt {
        Some(receipt) if digest.as_ref() == Some(&idempotency.digest) => Ok(Earlier::Same {
            receipt: receipt
                .parse()
                .map_err(|error| corrupt("receipt", &error))?,
            status: status_of(&status)?,
        }),
        _ => Ok(Earlier::Other),
    })
    .transpose()
}

/// Counts what is shown under the article: approved comments, and approved replies to them.
async fn recount(
    connection: &mut SqliteConnection,
    article_id: i64,
) -> StoreResult<ArticleComments> {
    let (slug, count): (String, i64) = sqlx::query_as(
        "UPDATE articles SET comment_count = (
             SELECT COUNT(*) FROM comments
             LEFT JOIN comments AS parent ON parent.id = comments.parent_id
             WHERE comments.article_id = $1 AND comments.status = 'approved'
                 AND comments.author_kind <> 'removed'
                 AND (comments.parent_id IS NULL OR parent.status = 'approved'))
         WHERE id = $1 RETURNING slug, comment_count",
    )
    .bind(article_id)
    .fetch_one(connection)
    .await?;
    Ok(ArticleComments {
        slug,
        comment_count: count.unsigned_abs(),
    })
}

fn status_of(stored: &str) -> StoreResult<CommentStatus> {
    match stored {
        "pending" => Ok(CommentStatus::Pending),
        "approved" => Ok(CommentStatus::Approved),
        "rejected" => Ok(CommentStatus::Rejected),
        other => Err(corrupt("comment status", &other)),
    }
}

fn time_of(unix_seconds: i64, utc_offset: UtcOffset) -> StoreResult<Timestamp> {
    Timestamp::from_unix_seconds(unix_seconds, utc_offset)
        .map_err(|error| corrupt("comment time", &error))
}

fn corrupt(what: &'static str, reason: &dyn std::fmt::Display) -> StoreError {
    StoreError::Corrupt {
        what,
        reason: reason.to_string(),
    }
}
