//! The captchas that were used: each is good for one write.

use sqlx::SqliteConnection;

use super::{Store, StoreResult};

/// How long after its end a use is still remembered, in case the clock is set back.
const KEPT_AFTER_EXPIRY_SECONDS: i64 = 3600;

/// A captcha about to be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaptchaUse {
    pub id: String,
    pub expires_at: i64,
    /// Whether its answer is right. A wrong answer uses it up as well.
    pub correct: bool,
}

impl Store {
    /// Marks a captcha as used; false when it was before. Of many at once one gets true.
    pub async fn use_captcha(&self, captcha: &CaptchaUse, now: i64) -> StoreResult<bool> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let is_first = insert_use(&mut transaction, captcha, now).await?;
        transaction.commit().await?;
        Ok(is_first)
    }
}

/// [`Store::use_captcha`] inside a transaction of the write that it is for.
pub(super) async fn insert_use(
    connection: &mut SqliteConnection,
    captcha: &CaptchaUse,
    now: i64,
) -> StoreResult<bool> {
    sqlx::query("DELETE FROM captcha_uses WHERE expires_at < $1")
        .bind(now - KEPT_AFTER_EXPIRY_SECONDS)
        .execute(&mut *connection)
        .await?;
    let inserted = sqlx::query(
        "INSERT INTO captcha_uses (id, expires_at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
    )
    .bind(&captcha.id)
    .bind(captcha.expires_at)
    .execute(connection)
    .await?;
    Ok(inserted.rows_affected() == 1)
}
