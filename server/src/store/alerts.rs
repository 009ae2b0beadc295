//! Alerts: written by the command line, read by every page.

use conglang_contract::{
    alert::{Alert, AlertLevel, AlertText},
    map::AreaLink,
    timestamp::Timestamp,
};
use sqlx::{FromRow, QueryBuilder, Sqlite, SqliteConnection};
use time::UtcOffset;

use super::{Store, StoreError, StoreResult, push};
use crate::push::{alert as alert_event, alert_subject, is_news};

/// An alert as it is to be. Times are seconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAlert {
    pub level: AlertLevel,
    pub title: String,
    pub body: String,
    pub english: Option<AlertText>,
    /// Empty when it holds everywhere.
    pub areas: Vec<AreaLink>,
    pub starts_at: i64,
    pub ends_at: i64,
}

/// An alert as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAlert {
    pub id: i64,
    pub alert: NewAlert,
    pub updated_at: i64,
}

/// Why an alert was not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AlertRefusal {
    /// There is none with that number.
    NotFound,
    /// This one says the same and has not ended.
    SameAs(i64),
    /// What it would become is wrong; told as the check tells it.
    Wrong(Vec<String>),
}

#[derive(FromRow)]
struct Row {
    id: i64,
    level: String,
    title: String,
    body: String,
    title_en: Option<String>,
    body_en: Option<String>,
    areas: String,
    starts_at: i64,
    ends_at: i64,
    updated_at: i64,
}

const SELECT: &str = "SELECT id, level, title, body, title_en, body_en, areas, starts_at, ends_at,
    updated_at FROM alerts ";

impl Store {
    /// Keeps a new alert, or what `change` makes of the one called `id`, and gives it back as it is then.
    /// The store is locked meanwhile, so that of two changes at once the second one sees the first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_alert(
        &self,
        id: Option<i64>,
        change: impl FnOnce(Option<NewAlert>) -> Result<NewAlert, Vec<String>>,
        now: i64,
    ) -> StoreResult<Result<StoredAlert, AlertRefusal>> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let before = match id {
            Some(id) => match alert(&mut transaction, id).await? {
                Some(before) => Some(before.alert),
                None => return Ok(Err(AlertRefusal::NotFound)),
            },
            None => None,
        };
        let new = match change(before.clone()) {
            Ok(new) => new,
            Err(mistakes) => return Ok(Err(AlertRefusal::Wrong(mistakes))),
        };
        let same: Option<i64> = sqlx::query_scalar(
            "SELECT id FROM alerts WHERE level = $1 AND title = $2 AND body = $3 AND ends_at > $4
                 AND id <> $5 ORDER BY id LIMIT 1",
        )
        .bind(new.level.as_str())
        .bind(&new.title)
        .bind(&new.body)
        .bind(now)
        .bind(id.unwrap_or_default())
        .fetch_optional(&mut *transaction)
        .await?;
        if let Some(same) = same {
            return Ok(Err(AlertRefusal::SameAs(same)));
        }
        let id = write(&mut transaction, id, &new, now).await?;
        let stored = StoredAlert {
            id,
            alert: new,
            updated_at: now,
        };
        let event = alert_event(&stored, now);
        if is_news(&stored.alert, before.as_ref(), now) {
            push::enqueue(&mut transaction, &event, now).await?;
        } else {
            push::amend(&mut transaction, &event).await?;
        }
        transaction.commit().await?;
        Ok(Ok(stored))
    }

    /// Ends an alert now; one that has ended stays as it is. Gives it as it was before; `None` when there is
    /// no such alert.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_alert(&self, id: i64, now: i64) -> StoreResult<Option<StoredAlert>> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let before = alert(&mut transaction, id).await?;
        sqlx::query(
            "UPDATE alerts SET ends_at = $2, updated_at = $2 WHERE id = $1 AND ends_at > $2",
        )
        .bind(id)
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        push::withdraw(&mut transaction, &alert_subject(id)).await?;
        transaction.commit().await?;
        Ok(before)
    }

    /// What is in force at `now`: the most urgent first, of those the newest.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn alerts_in_force(&self, now: i64) -> StoreResult<Vec<StoredAlert>> {
        in_force(&mut *self.reader.acquire().await?, now).await
    }

    /// What has ended since `since`, the last first; what was called off before it began is left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn alerts_ended(&self, since: i64, now: i64) -> StoreResult<Vec<StoredAlert>> {
        let rows: Vec<Row> = QueryBuilder::<Sqlite>::new(SELECT)
            .push("WHERE ends_at <= ")
            .push_bind(now)
            .push(" AND ends_at >= ")
            .push_bind(since)
            .push(" AND starts_at <= ends_at ORDER BY ends_at DESC, id DESC")
            .build_query_as()
            .fetch_all(&self.reader)
            .await?;
        rows.into_iter().map(Row::into_alert).collect()
    }

    /// All alerts that end after `since`, in the order in which they begin.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn alerts_ending_after(&self, since: i64) -> StoreResult<Vec<StoredAlert>> {
        let rows: Vec<Row> = QueryBuilder::<Sqlite>::new(SELECT)
            .push("WHERE ends_at > ")
            .push_bind(since)
            .push(" ORDER BY starts_at, id")
            .build_query_as()
            .fetch_all(&self.reader)
            .await?;
        rows.into_iter().map(Row::into_alert).collect()
    }
}

impl StoredAlert {
    /// As the API tells it, with times in `offset`.
    ///
    /// # Errors
    /// When a stored time is none.
    pub fn into_contract(self, offset: UtcOffset) -> StoreResult<Alert> {
        let time = |seconds| Timestamp::from_unix_seconds(seconds, offset).map_err(corrupt);
        Ok(Alert {
            id: self.id,
            level: self.alert.level,
            from: time(self.alert.starts_at)?,
            until: time(self.alert.ends_at)?,
            updated_at: time(self.updated_at)?,
            title: self.alert.title,
            body: self.alert.body,
            english: self.alert.english,
            areas: self.alert.areas,
        })
    }
}

/// [`Store::alerts_in_force`] over a connection of one's own.
///
/// # Errors
/// When the database fails.
pub async fn in_force(
    connection: &mut SqliteConnection,
    now: i64,
) -> StoreResult<Vec<StoredAlert>> {
    let rows: Vec<Row> = QueryBuilder::<Sqlite>::new(SELECT)
        .push("WHERE ends_at > ")
        .push_bind(now)
        .push(" AND starts_at <= ")
        .push_bind(now)
        // `khan_cap` comes behind `canh_bao`.
        .push(" ORDER BY level DESC, starts_at DESC, id DESC")
        .build_query_as()
        .fetch_all(connection)
        .await?;
    rows.into_iter().map(Row::into_alert).collect()
}

/// When the next alert begins or ends after `now`.
///
/// # Errors
/// When the database fails.
pub async fn next_change(connection: &mut SqliteConnection, now: i64) -> StoreResult<Option<i64>> {
    Ok(sqlx::query_scalar(
        "SELECT MIN(CASE WHEN starts_at > $1 THEN starts_at ELSE ends_at END) FROM alerts
         WHERE ends_at > $1",
    )
    .bind(now)
    .fetch_one(connection)
    .await?)
}

async fn alert(connection: &mut SqliteConnection, id: i64) -> StoreResult<Option<StoredAlert>> {
    let row: Option<Row> = QueryBuilder::<Sqlite>::new(SELECT)
        .push("WHERE id = ")
        .push_bind(id)
        .build_query_as()
        .fetch_optional(connection)
        .await?;
    row.map(Row::into_alert).transpose()
}

async fn write(
    connection: &mut SqliteConnection,
    id: Option<i64>,
    alert: &NewAlert,
    now: i64,
) -> StoreResult<i64> {
    const INSERT: &str = "INSERT INTO alerts (level, title, body, title_en, body_en, areas,
            starts_at, ends_at, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) RETURNING id";
    const UPDATE: &str = "UPDATE alerts SET level = $1, title = $2, body = $3, title_en = $4,
            body_en = $5, areas = $6, starts_at = $7, ends_at = $8, updated_at = $9
        WHERE id = $10 RETURNING id";
    let english = alert.english.as_ref();
    let mut query = sqlx::query_scalar(if id.is_some() { UPDATE } else { INSERT })
        .bind(alert.level.as_str())
        .bind(&alert.title)
        .bind(&alert.body)
        .bind(english.map(|text| &text.title))
        .bind(english.map(|text| &text.body))
        .bind(serde_json::to_string(&alert.areas).map_err(corrupt)?)
        .bind(alert.starts_at)
        .bind(alert.ends_at)
        .bind(now);
    if let Some(id) = id {
        query = query.bind(id);
    }
    Ok(query.fetch_one(connection).await?)
}

impl Row {
    fn into_alert(self) -> StoreResult<StoredAlert> {
        let english = self.title_en.zip(self.body_en);
        Ok(StoredAlert {
            id: self.id,
            updated_at: self.updated_at,
            alert: NewAlert {
                level: AlertLevel::of(&self.level).ok_or_else(|| corrupt(&self.level))?,
                title: self.title,
                body: self.body,
                english: english.map(|(title, body)| AlertText { title, body }),
                areas: serde_json::from_str(&self.areas).map_err(corrupt)?,
                starts_at: self.starts_at,
                ends_at: self.ends_at,
            },
        })
    }
}

fn corrupt(error: impl std::fmt::Display) -> StoreError {
    StoreError::Corrupt {
        what: "alert",
        reason: error.to_string(),
    }
}
