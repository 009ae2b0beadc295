//! Files whose song was removed, until they are deleted.

use sqlx::{Sqlite, Transaction};

use super::{Store, StoreResult};

/// `$1` is what the address of the file ends its path with. Names have neither `%` nor `_`.
const IS_USED: &str = "SELECT EXISTS (SELECT 1 FROM songs
        WHERE audio_url LIKE $1 OR cover LIKE $1)
    OR EXISTS (SELECT 1 FROM articles
        WHERE audio LIKE $1 OR cover LIKE $1 OR body_html LIKE $1 OR attachments LIKE $1)
    OR EXISTS (SELECT 1 FROM article_translations WHERE body_html LIKE $1)";

impl Store {
    /// The names of all files that are still to be deleted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn removed_files(&self) -> StoreResult<Vec<String>> {
        Ok(
            sqlx::query_scalar("SELECT name FROM removed_files ORDER BY name")
                .fetch_all(&self.reader)
                .await?,
        )
    }

    /// Whether a song or an article shows or plays the file called `name`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_file_used(&self, name: &str) -> StoreResult<bool> {
        Ok(sqlx::query_scalar(IS_USED)
            .bind(format!("%/media/{name}%"))
            .fetch_one(&self.reader)
            .await?)
    }

    /// Strikes `name` off the list.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_removed_file(&self, name: &str) -> StoreResult<()> {
        sqlx::query("DELETE FROM removed_files WHERE name = $1")
            .bind(name)
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}

/// Puts the file at `url` on the list, within the removal of what used it.
///
/// # Errors
/// When the database fails.
pub async fn note_removed_file(
    transaction: &mut Transaction<'_, Sqlite>,
    url: &str,
) -> StoreResult<()> {
    // What lies elsewhere, or deeper, no import wrote for a song.
    let name = url.strip_prefix("/media/");
    let Some(name) = name.filter(|name| is_file_name(name)) else {
        return Ok(());
    };
    sqlx::query("INSERT INTO removed_files (name) VALUES ($1) ON CONFLICT (name) DO NOTHING")
        .bind(name)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Whether `name` is as the import makes them: a hash, a width, an ending.
fn is_file_name(name: &str) -> bool {
    let is_known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    !name.is_empty() && !name.starts_with('.') && name.bytes().all(is_known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_as_the_import_calls_it_or_is_left_alone() {
        assert!(is_file_name("0123456789abcdef-480.webp"));
        assert!(is_file_name("0123456789abcdef.mp3"));
        for name in [
            "",
            ".",
            "..",
            "../secret.key",
            "a/b.mp3",
            "%.mp3",
            "a_b.mp3",
        ] {
            assert!(!is_file_name(name), "{name}");
        }
    }
}
