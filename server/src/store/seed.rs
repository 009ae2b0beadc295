//! Approved comments and ratings with which the demo town starts.

use super::{Store, StoreResult};

/// An approved comment or reply.
#[derive(Clone, Debug)]
pub struct SeedComment<'a> {
    pub article_id: i64,
    pub parent_id: Option<i64>,
    /// Whether an office speaks.
    pub is_official: bool,
    pub author_name: &'a str,
    pub body: &'a str,
    /// Seconds since 1970.
    pub created_at: i64,
}

impl Store {
    /// Whether any resident has said or rated anything.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_responses(&self) -> StoreResult<bool> {
        let found: i64 = sqlx::query_scalar(
            "SELECT (SELECT COUNT(*) FROM comments) + (SELECT COUNT(*) FROM ratings)",
        )
        .fetch_one(&self.reader)
        .await?;
        Ok(found > 0)
    }

    /// Puts in an approved comment, counts it, and gives its number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn seed_comment(&self, comment: &SeedComment<'_>) -> StoreResult<i64> {
        let mut transaction = self.writer.begin().await?;
        let author_kind = if comment.is_official {
            "office"
        } else {
            "resident"
        };
        let id = sqlx::query_scalar(
            "INSERT INTO comments (article_id, parent_id, author_kind, author_name, body, status,
                created_at, decided_at)
             VALUES ($1, $2, $3, $4, $5, 'approved', $6, $6) RETURNING id",
        )
        .bind(comment.article_id)
        .bind(comment.parent_id)
        .bind(author_kind)
        .bind(comment.author_name)
        .bind(comment.body)
        .bind(comment.created_at)
        .fetch_one(&mut *transaction)
        .await?;
        sqlx::query("UPDATE articles SET comment_count = comment_count + 1 WHERE id = $1")
            .bind(comment.article_id)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Puts in one vote of `stars` by `visitor`, who has not voted on the article yet.
    ///
    /// # Errors
    /// When the database fails, or the visitor has voted.
    pub async fn seed_rating(
        &self,
        article_id: i64,
        visitor: &str,
        stars: i64,
        rated_at: i64,
    ) -> StoreResult<()> {
        let mut transaction = self.writer.begin().await?;
        sqlx::query(
            "INSERT INTO ratings (article_id, visitor, stars, rated_at) VALUES ($1, $2, $3, $4)",
        )
        .bind(article_id)
        .bind(visitor)
        .bind(stars)
        .bind(rated_at)
        .execute(&mut *transaction)
        .await?;
        sqlx::query(
            "UPDATE articles SET rating_count = rating_count + 1, rating_sum = rating_sum + $2
             WHERE id = $1",
        )
        .bind(article_id)
        .bind(stars)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }
}
