//! Who is told of what.

use conglang_contract::{
    language::Language,
    push::{PushTopic, SubscriptionChoice},
};
use sqlx::{Sqlite, Transaction};

use crate::{
    push::encryption::SubscriberKeys,
    store::{Store, StoreError, StoreResult},
};

/// A browser that is to be told, as it is to be.
#[derive(Clone, Debug)]
pub struct NewSubscription {
    pub endpoint: String,
    pub keys: SubscriberKeys,
    /// Of the push service, out of `endpoint`.
    pub host: String,
    /// In which it is told, if there is a `choice`.
    pub language: Language,
    /// None when it stays as it was, and the language with it.
    pub choice: Option<SubscriptionChoice>,
    /// The endpoint that the browser had before.
    pub replaces: Option<String>,
}

impl Store {
    /// Keeps a subscription in place of the one with the same endpoint, or with the one that it replaces, whose
    /// messages it gets. `None` when there is neither a choice nor anything to replace.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_push_subscription(
        &self,
        new: &NewSubscription,
        now: i64,
    ) -> StoreResult<Option<SubscriptionChoice>> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        if let Some(replaced) = &new.replaces
            && *replaced != new.endpoint
        {
            replace(&mut transaction, replaced, &new.endpoint).await?;
        }
        let (language, choice) = match &new.choice {
            Some(choice) => (new.language, choice.clone()),
            None => match known(&mut transaction, &new.endpoint).await? {
                Some(known) => known,
                None => return Ok(None),
            },
        };
        let id: i64 = sqlx::query_scalar(
            "INSERT INTO push_subscriptions
                (endpoint, p256dh, auth, host, language, quiet_hours, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $7)
             ON CONFLICT (endpoint) DO UPDATE SET p256dh = $2, auth = $3, host = $4, language = $5,
                quiet_hours = $6, failures = 0, updated_at = $7
             RETURNING id",
        )
        .bind(&new.endpoint)
        .bind(hex::encode(new.keys.public))
        .bind(hex::encode(new.keys.auth))
        .bind(&new.host)
        .bind(language.code())
        .bind(i64::from(choice.quiet_hours))
        .bind(now)
        .fetch_one(&mut *transaction)
        .await?;
        sqlx::query("DELETE FROM push_topics WHERE subscription_id = $1")
            .bind(id)
            .execute(&mut *transaction)
            .await?;
        for topic in &choice.topics {
            sqlx::query(
                "INSERT INTO push_topics (subscription_id, topic) VALUES ($1, $2)
                 ON CONFLICT DO NOTHING",
            )
            .bind(id)
            .bind(topic.to_string())
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await?;
        Ok(Some(choice))
    }

    /// What the browser with this endpoint is told; `None` when it is not known.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn push_choice(&self, endpoint: &str) -> StoreResult<Option<SubscriptionChoice>> {
        let mut transaction = self.reader.begin().await?;
        let known = known(&mut transaction, endpoint).await?;
        Ok(known.map(|(_, choice)| choice))
    }

    /// Forgets the browser with this endpoint, and what it was still to be told.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_push_subscription(&self, endpoint: &str) -> StoreResult<bool> {
        let deleted = sqlx::query("DELETE FROM push_subscriptions WHERE endpoint = $1")
            .bind(endpoint)
            .execute(&self.writer)
            .await?;
        Ok(deleted.rows_affected() > 0)
    }
}

/// Gives the subscription of the endpoint `before` another one, unless that is known by itself.
async fn replace(
    transaction: &mut Transaction<'_, Sqlite>,
    before: &str,
    endpoint: &str,
) -> StoreResult<()> {
    sqlx::query(
        "UPDATE push_subscriptions SET endpoint = $2 WHERE endpoint = $1
             AND NOT EXISTS (SELECT 1 FROM push_subscriptions WHERE endpoint = $2)",
    )
    .bind(before)
    .bind(endpoint)
    .execute(&mut **transaction)
    .await?;
    sqlx::query("DELETE FROM push_subscriptions WHERE endpoint = $1")
        .bind(before)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// The language and the choice of the browser with this endpoint.
async fn known(
    transaction: &mut Transaction<'_, Sqlite>,
    endpoint: &str,
) -> StoreResult<Option<(Language, SubscriptionChoice)>> {
    let found: Option<(i64, String, i64)> = sqlx::query_as(
        "SELECT id, language, quiet_hours FROM push_subscriptions WHERE endpoint = $1",
    )
    .bind(endpoint)
    .fetch_optional(&mut **transaction)
    .await?;
    let Some((id, language, quiet_hours)) = found else {
        return Ok(None);
    };
    let topics: Vec<String> = sqlx::query_scalar(
        "SELECT topic FROM push_topics WHERE subscription_id = $1 ORDER BY topic",
    )
    .bind(id)
    .fetch_all(&mut **transaction)
    .await?;
    let topics = topics.iter().map(|topic| topic.parse::<PushTopic>());
    let choice = SubscriptionChoice {
        topics: topics
            .collect::<Result<_, _>>()
            .map_err(|error| StoreError::Corrupt {
                what: "push topic",
                reason: error.to_string(),
            })?,
        quiet_hours: quiet_hours != 0,
    };
    Ok(Some((
        Language::of_code(&language).unwrap_or_default(),
        choice,
    )))
}
