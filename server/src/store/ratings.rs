//! Ratings: one a visitor and article.

use conglang_contract::rating::{Rating, Stars};

use super::{Store, StoreError, StoreResult};

impl Store {
    /// How the article is rated, and what `visitor` gave; `None` when there is no such article.
    pub async fn rating(&self, slug: &str, visitor: Option<&str>) -> StoreResult<Option<Rating>> {
        let row: Option<(i64, i64, Option<i64>)> = sqlx::query_as(
            "SELECT articles.rating_count, articles.rating_sum, ratings.stars
             FROM articles
             LEFT JOIN ratings ON ratings.article_id = articles.id AND ratings.visitor = $1
             WHERE articles.slug = $2",
        )
        .bind(visitor)
        .bind(slug)
        .fetch_optional(&self.reader)
        .await?;
        row.map(|(count, sum, mine)| Ok(rating_of(count, sum, mine.map(stars_of).transpose()?)))
            .transpose()
    }

    /// Keeps the vote of `visitor` in place of an earlier one; `None` when there is no such article.
    pub async fn put_rating(
        &self,
        slug: &str,
        visitor: &str,
        stars: Stars,
        now: i64,
    ) -> StoreResult<Option<Rating>> {
        // Immediate: what is read below stays true until the end, whatever another process does.
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let article: Option<(i64, Option<i64>)> = sqlx::query_as(
            "SELECT articles.id, ratings.stars FROM articles
             LEFT JOIN ratings ON ratings.article_id = articles.id AND ratings.visitor = $1
             WHERE articles.slug = $2",
        )
        .bind(visitor)
        .bind(slug)
        .fetch_optional(&mut *transaction)
        .await?;
        let Some((article_id, before)) = article else {
            return Ok(None);
        };
        let given = i64::from(stars.get());
        sqlx::query(
            "INSERT INTO ratings (article_id, visitor, stars, rated_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (article_id, visitor)
             DO UPDATE SET stars = excluded.stars, rated_at = excluded.rated_at",
        )
        .bind(article_id)
        .bind(visitor)
        .bind(given)
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        let (count, sum): (i64, i64) = sqlx::query_as(
            "UPDATE articles SET rating_count = rating_count + $1, rating_sum = rating_sum + $2
             WHERE id = $3 RETURNING rating_count, rating_sum",
        )
        .bind(i64::from(before.is_none()))
        .bind(given - before.unwrap_or(0))
        .bind(article_id)
        .fetch_one(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(Some(rating_of(count, sum, Some(stars))))
    }
}

#[expect(clippy::cast_precision_loss, reason = "no article has 2^52 votes")]
fn rating_of(count: i64, sum: i64, mine: Option<Stars>) -> Rating {
    Rating {
        count: count.unsigned_abs(),
        average: (count > 0).then(|| sum as f64 / count as f64),
        mine,
    }
}

fn stars_of(stored: i64) -> StoreResult<Stars> {
    u8::try_from(stored)
        .ok()
        .and_then(|stars| Stars::try_from(stars).ok())
        .ok_or_else(|| StoreError::Corrupt {
            what: "rating",
            reason: format!("{stored} stars"),
        })
}
