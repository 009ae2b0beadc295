//! What is to be sent. A row is put in once for each subscription and event, together with what it tells of,
//! and leaves the state `waiting` when its outcome is known.

use conglang_contract::{language::Language, push::PushTopic};
use sqlx::{FromRow, Sqlite, SqliteConnection, Transaction};

use crate::{
    push::encryption::SubscriberKeys,
    store::{Store, StoreError, StoreResult},
};

/// Something that happened. Times are seconds since 1970.
#[derive(Clone, Debug)]
pub struct NewPushEvent {
    /// Told once.
    pub name: String,
    /// What it is about; what waits to be told of it goes.
    pub subject: String,
    pub topic: PushTopic,
    pub title: String,
    pub body: String,
    pub english: Option<(String, String)>,
    /// In Vietnamese.
    pub path: String,
    /// At any hour.
    pub urgent: bool,
    pub due_at: i64,
    pub expires_at: i64,
}

/// A message that the caller has to send, or to say why not. Nobody else gets it until its time is over.
#[derive(Clone, Debug)]
pub struct ClaimedPush {
    pub id: i64,
    pub endpoint: String,
    pub keys: SubscriberKeys,
    pub language: Language,
    pub event: String,
    pub subject: String,
    pub title: String,
    pub body: String,
    pub english: Option<(String, String)>,
    pub path: String,
    pub urgent: bool,
    /// With this one.
    pub attempts: u32,
    pub expires_at: i64,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    endpoint: String,
    p256dh: String,
    auth: String,
    language: String,
    name: String,
    subject: String,
    title: String,
    body: String,
    title_en: Option<String>,
    body_en: Option<String>,
    path: String,
    urgent: i64,
    attempts: i64,
    expires_at: i64,
}

/// Puts `event` in the queue of everybody who wants to be told of its topic. Call it in the transaction that
/// makes it happen.
///
/// # Errors
/// When the database fails.
pub async fn enqueue(
    transaction: &mut Transaction<'_, Sqlite>,
    event: &NewPushEvent,
    now: i64,
) -> StoreResult<()> {
    withdraw(transaction, &event.subject).await?;
    let english = event.english.as_ref();
    let id: Option<i64> = sqlx::query_scalar(
        "INSERT INTO push_events (name, subject, title, body, title_en, body_en, path, urgent,
            expires_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (name) DO NOTHING RETURNING id",
    )
    .bind(&event.name)
    .bind(&event.subject)
    .bind(&event.title)
    .bind(&event.body)
    .bind(english.map(|(title, _)| title))
    .bind(english.map(|(_, body)| body))
    .bind(&event.path)
    .bind(i64::from(event.urgent))
    .bind(event.expires_at)
    .bind(now)
    .fetch_optional(&mut **transaction)
    .await?;
    let Some(id) = id else { return Ok(()) };
    sqlx::query(
        "INSERT INTO push_queue (event_id, subscription_id, state, due_at)
         SELECT $1, subscription_id, 'waiting', $2 FROM push_topics WHERE topic = $3",
    )
    .bind(id)
    .bind(event.due_at)
    .bind(event.topic.to_string())
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// Takes back what waits to be told of `subject`.
///
/// # Errors
/// When the database fails.
pub async fn withdraw(connection: &mut SqliteConnection, subject: &str) -> StoreResult<()> {
    sqlx::query(
        "UPDATE push_queue SET state = 'dropped' WHERE state = 'waiting'
             AND event_id IN (SELECT id FROM push_events WHERE subject = $1)",
    )
    .bind(subject)
    .execute(connection)
    .await?;
    Ok(())
}

/// What waits to be told of `subject` is worth telling until `expires_at`.
///
/// # Errors
/// When the database fails.
pub async fn set_expiry(
    connection: &mut SqliteConnection,
    subject: &str,
    expires_at: i64,
) -> StoreResult<()> {
    sqlx::query("UPDATE push_events SET expires_at = $2 WHERE subject = $1")
        .bind(subject)
        .bind(expires_at)
        .execute(connection)
        .await?;
    Ok(())
}

impl Store {
    /// At most `most` messages that are due, the most urgent first. Those of whom it is night and who want to
    /// sleep are left out while `is_night`, but for what is urgent.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claim_pushes(
        &self,
        now: i64,
        until: i64,
        is_night: bool,
        most: u32,
    ) -> StoreResult<Vec<ClaimedPush>> {
        const DUE: &str = "FROM push_queue
             JOIN push_events ON push_events.id = push_queue.event_id
             JOIN push_subscriptions ON push_subscriptions.id = push_queue.subscription_id
             WHERE state = 'waiting' AND due_at <= $1 AND expires_at > $1
                 AND ($2 = 0 OR urgent = 1 OR quiet_hours = 0)";
        // Mostly there is nothing to do, and that needs no lock.
        let due: Option<i64> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "SELECT push_queue.id {DUE} LIMIT 1"
        )))
        .bind(now)
        .bind(i64::from(is_night))
        .fetch_optional(&self.reader)
        .await?;
        if due.is_none() {
            return Ok(Vec::new());
        }
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "SELECT push_queue.id, endpoint, p256dh, auth, language, name, subject, title, body,
                title_en, body_en, path, urgent, attempts + 1 AS attempts, expires_at
             {DUE} ORDER BY urgent DESC, due_at, push_queue.id LIMIT $3"
        )))
        .bind(now)
        .bind(i64::from(is_night))
        .bind(most)
        .fetch_all(&mut *transaction)
        .await?;
        for row in &rows {
            sqlx::query("UPDATE push_queue SET due_at = $2, attempts = attempts + 1 WHERE id = $1")
                .bind(row.id)
                .bind(until)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        rows.into_iter().map(Row::into_claimed).collect()
    }

    /// The message has been taken by the push service.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn push_was_sent(&self, id: i64) -> StoreResult<()> {
        self.finish_push(id, "sent", "failures = 0", None).await
    }

    /// The message is not sent. A browser for which that happened `most` times in a row is forgotten.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn push_was_dropped(&self, id: i64, most: u32) -> StoreResult<()> {
        self.finish_push(id, "dropped", "failures = failures + 1", Some(most))
            .await
    }

    /// The message is to be sent at `due_at`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_push_off(&self, id: i64, due_at: i64) -> StoreResult<()> {
        sqlx::query("UPDATE push_queue SET due_at = $2 WHERE id = $1 AND state = 'waiting'")
            .bind(id)
            .bind(due_at)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Forgets what has not been worth telling since `before`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_pushes(&self, before: i64) -> StoreResult<()> {
        sqlx::query("DELETE FROM push_events WHERE expires_at < $1")
            .bind(before)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    async fn finish_push(
        &self,
        id: i64,
        state: &str,
        failures: &'static str,
        most_failures: Option<u32>,
    ) -> StoreResult<()> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let subscription: Option<i64> = sqlx::query_scalar(
            "UPDATE push_queue SET state = $2 WHERE id = $1 RETURNING subscription_id",
        )
        .bind(id)
        .bind(state)
        .fetch_optional(&mut *transaction)
        .await?;
        sqlx::query(sqlx::AssertSqlSafe(format!(
            "UPDATE push_subscriptions SET {failures} WHERE id = $1"
        )))
        .bind(subscription)
        .execute(&mut *transaction)
        .await?;
        if let Some(most) = most_failures {
            sqlx::query("DELETE FROM push_subscriptions WHERE id = $1 AND failures >= $2")
                .bind(subscription)
                .bind(most)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(())
    }
}

impl Row {
    fn into_claimed(self) -> StoreResult<ClaimedPush> {
        let corrupt = |reason: &str| StoreError::Corrupt {
            what: "push subscription",
            reason: reason.to_owned(),
        };
        let bytes = |digits: &str| hex::decode(digits).map_err(|_| corrupt("its keys"));
        Ok(ClaimedPush {
            keys: SubscriberKeys::read(&bytes(&self.p256dh)?, &bytes(&self.auth)?)
                .ok_or_else(|| corrupt("its keys"))?,
            language: Language::of_code(&self.language).unwrap_or_default(),
            id: self.id,
            endpoint: self.endpoint,
            event: self.name,
            subject: self.subject,
            title: self.title,
            body: self.body,
            english: self.title_en.zip(self.body_en),
            path: self.path,
            urgent: self.urgent != 0,
            attempts: u32::try_from(self.attempts).unwrap_or(u32::MAX),
            expires_at: self.expires_at,
        })
    }
}
