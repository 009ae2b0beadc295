//! What moderators do with comments.

use conglang_contract::comment::CommentStatus;
use sqlx::{Connection, FromRow, SqliteConnection};

use super::{ArticleComments, recount};
use crate::store::{Store, StoreResult};

/// A comment as its moderator sees it.
#[derive(Clone, Debug, FromRow)]
pub struct ModeratedComment {
    pub id: i64,
    pub receipt: Option<String>,
    pub status: String,
    pub author_kind: String,
    pub author_name: String,
    pub body: String,
    pub reason: Option<String>,
    pub created_at: i64,
    pub article_slug: String,
    pub article_title: String,
}

/// What a moderator decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    Approve,
    Reject { reason: Option<String> },
}

/// Why an official answer was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyRefusal {
    NotFound,
    NotApproved,
}

impl Store {
    /// All comments of a status, oldest first.
    pub async fn comments_with_status(
        &self,
        status: CommentStatus,
    ) -> StoreResult<Vec<ModeratedComment>> {
        Ok(sqlx::query_as(
            "SELECT comments.id, receipt, status, author_kind, author_name, body, reason,
                 created_at, slug AS article_slug, title AS article_title
             FROM comments JOIN articles ON articles.id = comments.article_id
             WHERE status = $1 AND author_kind <> 'removed' ORDER BY created_at, comments.id",
        )
        .bind(match status {
            CommentStatus::Pending => "pending",
            CommentStatus::Approved => "approved",
            CommentStatus::Rejected => "rejected",
        })
        .fetch_all(&self.reader)
        .await?)
    }

    /// The comment that an id or a receipt names.
    pub async fn comment_id(&self, name: &str) -> StoreResult<Option<i64>> {
        let receipt = name
            .parse::<conglang_contract::receipt::Receipt>()
            .map(|receipt| receipt.as_str().to_owned())
            .ok();
        Ok(
            sqlx::query_scalar("SELECT id FROM comments WHERE id = $1 OR receipt = $2")
                .bind(name.parse::<i64>().ok())
                .bind(receipt)
                .fetch_optional(&self.reader)
                .await?,
        )
    }

    /// `None` when there is no such comment.
    pub async fn decide_comment(
        &self,
        id: i64,
        decision: &Decision,
        now: i64,
    ) -> StoreResult<Option<ArticleComments>> {
        let (status, reason) = match decision {
            Decision::Approve => ("approved", None),
            Decision::Reject { reason } => ("rejected", reason.as_deref()),
        };
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let article_id: Option<i64> = sqlx::query_scalar(
            "UPDATE comments SET status = $1, reason = $2, decided_at = $3
             WHERE id = $4 AND author_kind <> 'removed' RETURNING article_id",
        )
        .bind(status)
        .bind(reason)
        .bind(now)
        .bind(id)
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(article_id) = article_id else {
            return Ok(None);
        };
        let article = recount(&mut transaction, article_id).await?;
        transaction.commit().await?;
        Ok(Some(article))
    }

    /// Keeps an official answer to an approved comment; to a reply it is hung beside it.
    pub async fn reply_officially(
        &self,
        id: i64,
        office: &str,
        body: &str,
        now: i64,
    ) -> StoreResult<Result<ArticleComments, ReplyRefusal>> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let found: Option<(i64, Option<i64>, String)> = sqlx::query_as(
            "SELECT article_id, parent_id, status FROM comments
                 WHERE id = $1 AND author_kind <> 'removed'",
        )
        .bind(id)
        .fetch_optional(&mut *transaction)
        .await?;
        let Some((article_id, parent_id, status)) = found else {
            return Ok(Err(ReplyRefusal::NotFound));
        };
        if status != "approved" {
            return Ok(Err(ReplyRefusal::NotApproved));
        }
        sqlx::query(
            "INSERT INTO comments (article_id, parent_id, author_kind, author_name, body, status,
                 created_at, decided_at)
             VALUES ($1, $2, 'office', $3, $4, 'approved', $5, $5)",
        )
        .bind(article_id)
        .bind(parent_id.unwrap_or(id))
        .bind(office)
        .bind(body)
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        let article = recount(&mut transaction, article_id).await?;
        transaction.commit().await?;
        Ok(Ok(article))
    }

    /// A connection of its own, to look for what other processes write.
    pub async fn watch_connection(&self) -> StoreResult<SqliteConnection> {
        Ok(SqliteConnection::connect_with(self.reader.connect_options().as_ref()).await?)
    }
}

/// A number that changes whenever another connection has written.
pub async fn data_version(connection: &mut SqliteConnection) -> StoreResult<i64> {
    Ok(sqlx::query_scalar("PRAGMA data_version")
        .fetch_one(connection)
        .await?)
}

/// Articles with comments decided at or after `since`: slug, comment count, last decision.
pub async fn decided_since(
    connection: &mut SqliteConnection,
    since: i64,
) -> StoreResult<Vec<(String, i64, i64)>> {
    Ok(sqlx::query_as(
        "SELECT articles.slug, articles.comment_count, MAX(comments.id + comments.decided_at)
         FROM comments JOIN articles ON articles.id = comments.article_id
         WHERE comments.decided_at >= $1 GROUP BY articles.slug, articles.comment_count",
    )
    .bind(since)
    .fetch_all(connection)
    .await?)
}
