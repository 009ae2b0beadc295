//! The store: SQLite in the data folder, one aggregate a module.
//!
//! Readers share a pool; writers queue for one connection, so that no write ever meets a lock of
//! its own process. Another process (an import beside the portal) is waited for.

pub mod alerts;
pub mod archive;
pub mod articles;
pub mod captchas;
pub mod comments;
pub mod push;
pub mod ratings;
pub mod removed_files;
pub mod search;
pub mod seed;
pub mod songs;
pub mod visits;

use std::{path::Path, time::Duration};

use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("migrations/sqlite");

const FILE_NAME: &str = "conglang.db";
const READERS: u32 = 4;
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

/// Everything that the portal keeps, files excepted.
#[derive(Clone, Debug)]
pub struct Store {
    reader: SqlitePool,
    writer: SqlitePool,
}

/// The database failed. The text is for the log, never for a resident.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    #[error("stored {what} cannot be read: {reason}")]
    Corrupt { what: &'static str, reason: String },
}

/// What an import did to one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Upserted {
    Created,
    Updated,
    /// The content hash is the one that is stored.
    Unchanged,
}

pub type StoreResult<T> = Result<T, StoreError>;

/// Primary result codes of SQLite.
const SQLITE_BUSY: u32 = 5;
const SQLITE_LOCKED: u32 = 6;

impl StoreError {
    /// Whether the same may succeed a little later: others held the database for too long, or it is being
    /// closed.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Database(sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed) => true,
            Self::Database(sqlx::Error::Database(error)) => error
                .code()
                .and_then(|code| code.parse::<u32>().ok())
                // The low byte of an extended code is the primary one.
                .is_some_and(|code| matches!(code & 0xff, SQLITE_BUSY | SQLITE_LOCKED)),
            Self::Database(_) | Self::Migration(_) | Self::Corrupt { .. } => false,
        }
    }
}

impl Store {
    /// Opens the database in `data_folder`, making and migrating it as needed.
    ///
    /// # Errors
    /// When the file cannot be opened, or was written by a later version.
    pub async fn open(data_folder: &Path) -> StoreResult<Self> {
        let options = SqliteConnectOptions::new()
            .filename(data_folder.join(FILE_NAME))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // A resident who was told "kept" must find it after a power cut.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(options.clone())
            .await?;
        MIGRATIONS.run(&writer).await?;
        let reader = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_with(options.read_only(true))
            .await?;
        Ok(Self { reader, writer })
    }

    /// Waits for running queries and closes the files.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_database_that_others_hold_is_a_passing_failure() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).await.unwrap();
        let _held = store.writer.begin_with("BEGIN IMMEDIATE").await.unwrap();
        let impatient = SqliteConnectOptions::new()
            .filename(folder.path().join(FILE_NAME))
            .busy_timeout(Duration::ZERO);
        let beside = SqlitePoolOptions::new()
            .connect_with(impatient)
            .await
            .unwrap();
        let busy = sqlx::query("DELETE FROM articles").execute(&beside).await;
        assert!(StoreError::from(busy.unwrap_err()).is_passing());
        let wrong = sqlx::query("DELETE FROM nothing").execute(&beside).await;
        assert!(!StoreError::from(wrong.unwrap_err()).is_passing());
        beside.close().await;
        let closed = sqlx::query("DELETE FROM articles").execute(&beside).await;
        assert!(StoreError::from(closed.unwrap_err()).is_passing());
    }
}
