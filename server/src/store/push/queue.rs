//! What is to be sent. An event is noted together with what it tells of. When it is due, a row is put in once for
//! each subscription that wants to be told of its topic then, and leaves the state `waiting` when its outcome is
//! known.

use conglang_contract::{language::Language, push::PushTopic};
use sqlx::{FromRow, Sqlite, SqliteConnection, Transaction};

use crate::{
    push::{MAKERS_DOMAINS, encryption::SubscriberKeys},
    store::{Store, StoreError, StoreResult},
};

/// Articles that come one after another are told together, when they come within so many seconds.
pub const GATHERING_SECONDS: i64 = 10;
/// Of the queue's rows, what [`Row`] wants and what they are sorted by.
const COLUMNS: &str = "push_queue.id, push_queue.urgent, push_queue.due_at, attempts + 1 AS attempts, stands_for,
    endpoint, p256dh, auth, language, name, subject, push_events.topic, title, body, title_en, body_en, path, expires_at";
/// In which order they are sent.
const TURN: &str = "push_queue.urgent DESC, push_queue.due_at, push_queue.id";
/// More notices of one topic at once are told as one.
const MOST_AT_ONCE: i64 = 3;

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

/// Which messages somebody who sends takes. Times are seconds since 1970.
#[derive(Clone, Copy, Debug)]
pub struct PushClaim {
    pub now: i64,
    /// Until then nobody else gets them.
    pub until: i64,
    /// Those who want to sleep then are left out, but for what is urgent.
    pub is_night: bool,
    pub services: PushServices,
    pub most: u32,
    /// How many of them one push service may get, if there is a limit.
    pub most_each: Option<u32>,
}

/// Whose push services.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PushServices {
    /// Of the browsers' makers ([`MAKERS_DOMAINS`]).
    Makers,
    /// Whatever else residents name.
    Others,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PushEnd {
    /// The push service has taken it.
    Sent,
    /// It could not be sent, for which its browser cannot be blamed.
    Missed,
    /// It could not be sent because of its browser's address. A browser for which that happened so many times in
    /// a row is forgotten.
    Refused { most: u32 },
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
    pub topic: PushTopic,
    /// How many notices of its topic it stands for, of which it is the newest.
    pub stands_for: u32,
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
    topic: String,
    stands_for: i64,
    title: String,
    body: String,
    title_en: Option<String>,
    body_en: Option<String>,
    path: String,
    urgent: i64,
    attempts: i64,
    expires_at: i64,
}

/// Notes `event`, of which everybody is told who wants to be told of its topic when it is due. Call it in the
/// transaction that makes it happen.
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
    sqlx::query(
        "INSERT INTO push_events (name, subject, topic, title, body, title_en, body_en, path, urgent,
            due_at, expires_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT (name) DO NOTHING",
    )
    .bind(&event.name)
    .bind(&event.subject)
    .bind(event.topic.to_string())
    .bind(&event.title)
    .bind(&event.body)
    .bind(english.map(|(title, _)| title))
    .bind(english.map(|(_, body)| body))
    .bind(&event.path)
    .bind(i64::from(event.urgent))
    .bind(event.due_at)
    .bind(event.expires_at)
    .bind(now)
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
    .execute(&mut *connection)
    .await?;
    unschedule(connection, subject).await
}

/// Lets nothing of `subject` come into the queue that is not there yet.
///
/// # Errors
/// When the database fails.
pub async fn unschedule(connection: &mut SqliteConnection, subject: &str) -> StoreResult<()> {
    sqlx::query("UPDATE push_events SET due_at = NULL WHERE subject = $1")
        .bind(subject)
        .execute(connection)
        .await?;
    Ok(())
}

/// What waits to be told under the name of `event` says what `event` says, and comes into the queue when `event`
/// does, unless it is there already.
///
/// # Errors
/// When the database fails.
pub async fn revise(connection: &mut SqliteConnection, event: &NewPushEvent) -> StoreResult<()> {
    let english = event.english.as_ref();
    sqlx::query(
        "UPDATE push_events SET title = $2, body = $3, title_en = $4, body_en = $5 WHERE name = $1",
    )
    .bind(&event.name)
    .bind(&event.title)
    .bind(&event.body)
    .bind(english.map(|(title, _)| title))
    .bind(english.map(|(_, body)| body))
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "UPDATE push_events SET topic = $2, due_at = $3, expires_at = $4
         WHERE name = $1 AND due_at IS NOT NULL",
    )
    .bind(&event.name)
    .bind(event.topic.to_string())
    .bind(event.due_at)
    .bind(event.expires_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// What waits to be told of the subject of `event` says in English what `event` says, and is worth telling as long.
///
/// # Errors
/// When the database fails.
pub async fn amend(connection: &mut SqliteConnection, event: &NewPushEvent) -> StoreResult<()> {
    let english = event.english.as_ref();
    sqlx::query(
        "UPDATE push_events SET title_en = $2, body_en = $3, expires_at = $4 WHERE subject = $1",
    )
    .bind(&event.subject)
    .bind(english.map(|(title, _)| title))
    .bind(english.map(|(_, body)| body))
    .bind(event.expires_at)
    .execute(connection)
    .await?;
    Ok(())
}

impl Store {
    /// Messages that are due, the most urgent first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claim_pushes(&self, claim: PushClaim) -> StoreResult<Vec<ClaimedPush>> {
        self.spread_due_events(claim.now).await?;
        let due = due(claim.services);
        // Mostly there is nothing to do, and that needs no lock.
        let first: Option<i64> = sqlx::query_scalar(sqlx::AssertSqlSafe(format!(
            "SELECT push_queue.id {due} LIMIT 1"
        )))
        .bind(claim.now)
        .bind(i64::from(claim.is_night))
        .fetch_optional(&self.reader)
        .await?;
        if first.is_none() {
            return Ok(Vec::new());
        }
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let sql = match claim.most_each {
            // The index has this order: of ten thousand that wait, those that are taken are read.
            None => {
                format!("SELECT {COLUMNS} {due} ORDER BY {TURN} LIMIT $3")
            }
            Some(_) => format!(
                "WITH due AS (
                    SELECT {COLUMNS}, ROW_NUMBER() OVER (PARTITION BY host ORDER BY {TURN}) AS place
                    {due}
                 )
                 SELECT * FROM due WHERE place <= $4 ORDER BY urgent DESC, due_at, id LIMIT $3"
            ),
        };
        let query = sqlx::query_as(sqlx::AssertSqlSafe(sql))
            .bind(claim.now)
            .bind(i64::from(claim.is_night))
            .bind(claim.most);
        let query = match claim.most_each {
            Some(most) => query.bind(most),
            None => query,
        };
        let rows: Vec<Row> = query.fetch_all(&mut *transaction).await?;
        for row in &rows {
            sqlx::query("UPDATE push_queue SET due_at = $2, attempts = attempts + 1 WHERE id = $1")
                .bind(row.id)
                .bind(claim.until)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        let mut claimed = Vec::new();
        for row in rows {
            let id = row.id;
            match row.into_claimed() {
                Ok(push) => claimed.push(push),
                // It would come again, and hold up those beside it.
                Err(error) => {
                    tracing::error!(%error, id, "a message is given up");
                    self.finish_push(id, PushEnd::Missed).await?;
                }
            }
        }
        Ok(claimed)
    }

    /// Puts events whose time has come in the queue of everybody who wants to be told of them.
    async fn spread_due_events(&self, now: i64) -> StoreResult<()> {
        let due: Option<i64> =
            sqlx::query_scalar("SELECT id FROM push_events WHERE due_at <= $1 LIMIT 1")
                .bind(now)
                .fetch_optional(&self.reader)
                .await?;
        if due.is_none() {
            return Ok(());
        }
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        // Articles that would come right after go along.
        const DUE: &str = "(push_events.due_at <= $1
             OR (push_events.topic LIKE 'chuyen-muc/%' AND push_events.due_at <= $2))";
        sqlx::query(sqlx::AssertSqlSafe(format!(
            "INSERT INTO push_queue (event_id, subscription_id, state, urgent, due_at)
             SELECT push_events.id, subscription_id, 'waiting', urgent, push_events.due_at FROM push_events
             JOIN push_topics ON push_topics.topic = push_events.topic
             WHERE {DUE} AND expires_at > $1 ORDER BY push_events.id, subscription_id"
        )))
        .bind(now)
        .bind(now + GATHERING_SECONDS)
        .execute(&mut *transaction)
        .await?;
        sqlx::query(sqlx::AssertSqlSafe(format!(
            "UPDATE push_events SET due_at = NULL WHERE {DUE}"
        )))
        .bind(now)
        .bind(now + GATHERING_SECONDS)
        .execute(&mut *transaction)
        .await?;
        gather(&mut transaction, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Writes down what became of a message.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn finish_push(&self, id: i64, end: PushEnd) -> StoreResult<()> {
        let state = match end {
            PushEnd::Sent => "sent",
            PushEnd::Missed | PushEnd::Refused { .. } => "dropped",
        };
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let subscription: Option<i64> = sqlx::query_scalar(
            "UPDATE push_queue SET state = $2 WHERE id = $1 RETURNING subscription_id",
        )
        .bind(id)
        .bind(state)
        .fetch_optional(&mut *transaction)
        .await?;
        match end {
            PushEnd::Sent => {
                sqlx::query("UPDATE push_subscriptions SET failures = 0 WHERE id = $1")
                    .bind(subscription)
                    .execute(&mut *transaction)
                    .await?;
            }
            PushEnd::Missed => {}
            PushEnd::Refused { most } => {
                sqlx::query("UPDATE push_subscriptions SET failures = failures + 1 WHERE id = $1")
                    .bind(subscription)
                    .execute(&mut *transaction)
                    .await?;
                sqlx::query("DELETE FROM push_subscriptions WHERE id = $1 AND failures >= $2")
                    .bind(subscription)
                    .bind(most)
                    .execute(&mut *transaction)
                    .await?;
            }
        }
        transaction.commit().await?;
        Ok(())
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
}

/// What is due at `$1` by way of `services`; `$2` is 1 by night. Nobody is told of what they have unticked since.
/// The queue is gone through first (in SQLite a cross join keeps its order), as its index sorts by urgency and time.
fn due(services: PushServices) -> String {
    let makers = MAKERS_DOMAINS.map(|domain| format!("host LIKE '%.{domain}'"));
    let makers = makers.join(" OR ");
    let not = match services {
        PushServices::Makers => "",
        PushServices::Others => "NOT ",
    };
    format!(
        "FROM push_queue
         CROSS JOIN push_events ON push_events.id = push_queue.event_id
         CROSS JOIN push_subscriptions ON push_subscriptions.id = push_queue.subscription_id
         WHERE state = 'waiting' AND push_queue.due_at <= $1 AND expires_at > $1
             AND ($2 = 0 OR push_queue.urgent = 1 OR quiet_hours = 0)
             AND EXISTS (SELECT 1 FROM push_topics
                 WHERE push_topics.subscription_id = push_queue.subscription_id
                     AND push_topics.topic = push_events.topic)
             AND {not}({makers})"
    )
}

/// Lets the newest of many articles that somebody would be told of at once stand for them all.
async fn gather(connection: &mut SqliteConnection, now: i64) -> StoreResult<()> {
    sqlx::query(
        "WITH waiting AS (
            SELECT push_queue.id, subscription_id, push_events.topic, stands_for FROM push_queue
            JOIN push_events ON push_events.id = push_queue.event_id
            WHERE state = 'waiting' AND push_queue.due_at <= $2 AND expires_at > $1
                AND push_events.topic LIKE 'chuyen-muc/%'
         ), many AS (
            SELECT subscription_id, topic, MAX(id) AS newest, SUM(stands_for) AS total FROM waiting
            GROUP BY subscription_id, topic HAVING COUNT(*) > 1 AND SUM(stands_for) > $3
         )
         UPDATE push_queue SET
            state = CASE WHEN push_queue.id = newest THEN 'waiting' ELSE 'dropped' END,
            stands_for = CASE WHEN push_queue.id = newest THEN total ELSE push_queue.stands_for END
         FROM waiting JOIN many
            ON many.subscription_id = waiting.subscription_id AND many.topic = waiting.topic
         WHERE push_queue.id = waiting.id",
    )
    .bind(now)
    .bind(now + GATHERING_SECONDS)
    .bind(MOST_AT_ONCE)
    .execute(connection)
    .await?;
    Ok(())
}

impl Row {
    fn into_claimed(self) -> StoreResult<ClaimedPush> {
        let corrupt = |reason: &str| StoreError::Corrupt {
            what: "push message",
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
            topic: self.topic.parse().map_err(|_| corrupt("its topic"))?,
            stands_for: u32::try_from(self.stands_for).unwrap_or(u32::MAX),
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
