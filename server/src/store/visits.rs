//! Visits: sums by day, open visits, and views of articles.

use std::collections::HashMap;

use conglang_contract::{slug::Slug, visits::VisitDay};

use super::{Store, StoreResult};

/// What was counted since the last write.
#[derive(Clone, Debug, Default)]
pub struct VisitBatch {
    /// New visits by day (`2026-11-23`).
    pub days: HashMap<String, u64>,
    /// New views by day and article.
    pub views: HashMap<(String, Slug), u64>,
    /// Visits that went on or began, by visitor.
    pub sessions: HashMap<String, StoredSession>,
}

/// An open visit; seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredSession {
    pub started_at: i64,
    pub last_seen: i64,
}

impl VisitBatch {
    pub fn is_empty(&self) -> bool {
        self.days.is_empty() && self.views.is_empty() && self.sessions.is_empty()
    }

    /// Adds a batch that could not be written; what this one knows of a visit is newer.
    pub fn put_back(&mut self, older: Self) {
        for (day, visits) in older.days {
            *self.days.entry(day).or_default() += visits;
        }
        for (key, views) in older.views {
            *self.views.entry(key).or_default() += views;
        }
        for (visitor, session) in older.sessions {
            self.sessions.entry(visitor).or_insert(session);
        }
    }
}

impl Store {
    /// Adds a batch, and drops the visits last seen before `oldest_open`.
    pub async fn add_visits(&self, batch: &VisitBatch, oldest_open: i64) -> StoreResult<()> {
        let mut transaction = self.writer.begin().await?;
        for (day, visits) in &batch.days {
            sqlx::query(
                "INSERT INTO visit_days (day, visits) VALUES ($1, $2)
                 ON CONFLICT (day) DO UPDATE SET visits = visit_days.visits + excluded.visits",
            )
            .bind(day)
            .bind(signed(*visits))
            .execute(&mut *transaction)
            .await?;
        }
        for ((day, slug), views) in &batch.views {
            sqlx::query("UPDATE articles SET views = views + $1 WHERE slug = $2")
                .bind(signed(*views))
                .bind(slug.as_str())
                .execute(&mut *transaction)
                .await?;
            sqlx::query(
                "INSERT INTO article_views (article_id, day, views)
                 SELECT id, $1, $2 FROM articles WHERE slug = $3
                 ON CONFLICT (article_id, day) DO UPDATE
                    SET views = article_views.views + excluded.views",
            )
            .bind(day)
            .bind(signed(*views))
            .bind(slug.as_str())
            .execute(&mut *transaction)
            .await?;
        }
        for (visitor, session) in &batch.sessions {
            sqlx::query(
                "INSERT INTO visit_sessions (visitor, started_at, last_seen) VALUES ($1, $2, $3)
                 ON CONFLICT (visitor) DO UPDATE
                 SET started_at = excluded.started_at, last_seen = excluded.last_seen",
            )
            .bind(visitor)
            .bind(session.started_at)
            .bind(session.last_seen)
            .execute(&mut *transaction)
            .await?;
        }
        sqlx::query("DELETE FROM visit_sessions WHERE last_seen <= $1")
            .bind(oldest_open)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The days with visits since `first` (`2026-11-23`), oldest first.
    pub async fn visit_days(&self, first: &str) -> StoreResult<Vec<VisitDay>> {
        let rows: Vec<(String, i64)> =
            sqlx::query_as("SELECT day, visits FROM visit_days WHERE day >= $1 ORDER BY day")
                .bind(first)
                .fetch_all(&self.reader)
                .await?;
        Ok(rows
            .into_iter()
            .map(|(date, visits)| VisitDay {
                date,
                visits: u64::try_from(visits).unwrap_or_default(),
            })
            .collect())
    }

    /// The visits last seen after `oldest_open`, by visitor.
    pub async fn visit_sessions(
        &self,
        oldest_open: i64,
    ) -> StoreResult<Vec<(String, StoredSession)>> {
        let rows: Vec<(String, i64, i64)> = sqlx::query_as(
            "SELECT visitor, started_at, last_seen FROM visit_sessions WHERE last_seen > $1",
        )
        .bind(oldest_open)
        .fetch_all(&self.reader)
        .await?;
        Ok(rows
            .into_iter()
            .map(|(visitor, started_at, last_seen)| {
                (
                    visitor,
                    StoredSession {
                        started_at,
                        last_seen,
                    },
                )
            })
            .collect())
    }
}

/// Counts are far from the end of what the database holds.
fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
