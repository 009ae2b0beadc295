//! How many articles there are of each day.

use std::ops::Range;

use super::{Store, StoreResult};

const SECONDS_A_DAY: i64 = 24 * 3_600;
/// Days before 1970 are counted from here, since databases divide towards zero.
const FIRST_DAY: i64 = -1_000_000;

impl Store {
    /// The days on which articles were published between `times` (seconds since 1970), the newest first:
    /// days since 1970 by a clock that is `offset` seconds ahead, and how many articles.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn archive_days(
        &self,
        times: Range<i64>,
        offset: i64,
    ) -> StoreResult<Vec<(i64, u64)>> {
        let rows: Vec<(i64, i64)> = sqlx::query_as(
            "SELECT (published_at + $1) / 86400 AS day, COUNT(*) FROM articles
             WHERE published_at >= $2 AND published_at < $3 GROUP BY 1 ORDER BY 1 DESC",
        )
        .bind(offset - FIRST_DAY * SECONDS_A_DAY)
        .bind(times.start)
        .bind(times.end)
        .fetch_all(&self.reader)
        .await?;
        Ok(rows
            .into_iter()
            .map(|(day, articles)| (day + FIRST_DAY, u64::try_from(articles).unwrap_or_default()))
            .collect())
    }
}
