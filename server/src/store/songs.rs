//! Songs with a recording: written by the import, read by everyone.

use conglang_contract::{
    article::Photo,
    slug::Slug,
    song::{Lyrics, Song, SongSummary},
};
use serde::de::DeserializeOwned;
use sqlx::{QueryBuilder, Sqlite};

use super::{
    Store, StoreError, StoreResult, Upserted, removed_files::note_removed_file,
    search::note_changed_songs,
};

/// What an import knows of a song.
#[derive(Clone, Debug)]
pub struct NewSong {
    pub slug: Slug,
    /// The lower stands first in the list.
    pub position: i64,
    pub title: String,
    pub composer: Option<String>,
    pub lyricist: Option<String>,
    pub singer: Option<String>,
    pub year: Option<u16>,
    pub licence: Option<String>,
    pub note: Option<String>,
    pub cover: Option<Photo>,
    pub audio_url: String,
    pub media_type: String,
    /// Whole seconds.
    pub duration_s: u32,
    pub size_bytes: u64,
    pub lyrics: Option<Lyrics>,
    pub content_hash: String,
}

#[derive(sqlx::FromRow)]
struct SummaryRow {
    slug: String,
    title: String,
    composer: Option<String>,
    lyricist: Option<String>,
    singer: Option<String>,
    year: Option<i64>,
    licence: Option<String>,
    cover: Option<String>,
    duration_s: i64,
    audio_url: String,
    media_type: String,
    has_lyrics: bool,
}

#[derive(sqlx::FromRow)]
struct SongRow {
    #[sqlx(flatten)]
    summary: SummaryRow,
    size_bytes: i64,
    note: Option<String>,
    lyrics: Option<String>,
}

const SUMMARY_COLUMNS: &str = "slug, title, composer, lyricist, singer, year, licence, cover,
    duration_s, audio_url, media_type, lyrics IS NOT NULL AS has_lyrics";

impl Store {
    /// Puts `song` in by its slug.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn upsert_song(&self, song: &NewSong, now: i64) -> StoreResult<Upserted> {
        const INSERT: &str = "INSERT INTO songs (slug, position, title, composer, lyricist, singer,
            year, licence, note, cover, audio_url, media_type, duration_s, size_bytes, lyrics,
            content_hash, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            ON CONFLICT (slug) DO NOTHING RETURNING id";
        const UPDATE: &str = "UPDATE songs SET position = $2, title = $3, composer = $4,
            lyricist = $5, singer = $6, year = $7, licence = $8, note = $9, cover = $10,
            audio_url = $11, media_type = $12, duration_s = $13, size_bytes = $14, lyrics = $15,
            content_hash = $16, updated_at = $17
            WHERE slug = $1 AND content_hash <> $16 RETURNING id";
        if self.write_song(INSERT, song, now).await? {
            Ok(Upserted::Created)
        } else if self.write_song(UPDATE, song, now).await? {
            Ok(Upserted::Updated)
        } else {
            Ok(Upserted::Unchanged)
        }
    }

    /// Whether `sql` found a row to write.
    async fn write_song(&self, sql: &'static str, song: &NewSong, now: i64) -> StoreResult<bool> {
        let cover = song.cover.as_ref().map(to_json).transpose()?;
        let lyrics = song.lyrics.as_ref().map(to_json).transpose()?;
        let mut transaction = self.writer.begin().await?;
        let id: Option<i64> = sqlx::query_scalar(sql)
            .bind(song.slug.as_str())
            .bind(song.position)
            .bind(&song.title)
            .bind(&song.composer)
            .bind(&song.lyricist)
            .bind(&song.singer)
            .bind(song.year.map(i64::from))
            .bind(&song.licence)
            .bind(&song.note)
            .bind(cover)
            .bind(&song.audio_url)
            .bind(&song.media_type)
            .bind(i64::from(song.duration_s))
            .bind(i64::try_from(song.size_bytes).unwrap_or(i64::MAX))
            .bind(lyrics)
            .bind(&song.content_hash)
            .bind(now)
            .fetch_optional(&mut *transaction)
            .await?;
        if id.is_some() {
            note_changed_songs(&mut transaction).await?;
        }
        transaction.commit().await?;
        Ok(id.is_some())
    }

    /// Takes the song called `slug` out, and tells its title; its files are noted as removed.
    ///
    /// # Errors
    /// When the database fails or holds what is no cover.
    pub async fn remove_song(&self, slug: &Slug) -> StoreResult<Option<String>> {
        let mut transaction = self.writer.begin().await?;
        let row: Option<(String, String, Option<String>)> =
            sqlx::query_as("DELETE FROM songs WHERE slug = $1 RETURNING title, audio_url, cover")
                .bind(slug.as_str())
                .fetch_optional(&mut *transaction)
                .await?;
        let Some((title, audio_url, cover)) = row else {
            return Ok(None);
        };
        note_changed_songs(&mut transaction).await?;
        note_removed_file(&mut transaction, &audio_url).await?;
        let cover: Option<Photo> = cover.as_deref().map(from_json).transpose()?;
        for variant in cover.into_iter().flat_map(|cover| cover.variants) {
            note_removed_file(&mut transaction, &variant.url).await?;
        }
        transaction.commit().await?;
        Ok(Some(title))
    }

    /// The content hash of the song called `slug`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn song_content_hash(&self, slug: &Slug) -> StoreResult<Option<String>> {
        Ok(
            sqlx::query_scalar("SELECT content_hash FROM songs WHERE slug = $1")
                .bind(slug.as_str())
                .fetch_optional(&self.reader)
                .await?,
        )
    }

    /// All songs with a recording, in the town's order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn songs(&self) -> StoreResult<Vec<SongSummary>> {
        let rows: Vec<SummaryRow> = QueryBuilder::<Sqlite>::new("SELECT ")
            .push(SUMMARY_COLUMNS)
            .push(" FROM songs ORDER BY position, id")
            .build_query_as()
            .fetch_all(&self.reader)
            .await?;
        rows.into_iter().map(SummaryRow::into_summary).collect()
    }

    /// Whether there is a song with a recording.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_songs(&self) -> StoreResult<bool> {
        Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM songs)")
            .fetch_one(&self.reader)
            .await?)
    }

    /// The song called `slug`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn song(&self, slug: &Slug) -> StoreResult<Option<Song>> {
        let row: Option<SongRow> = QueryBuilder::<Sqlite>::new("SELECT ")
            .push(SUMMARY_COLUMNS)
            .push(", size_bytes, note, lyrics FROM songs WHERE slug = ")
            .push_bind(slug.as_str())
            .build_query_as()
            .fetch_optional(&self.reader)
            .await?;
        row.map(SongRow::into_song).transpose()
    }
}

impl SummaryRow {
    fn into_summary(self) -> StoreResult<SongSummary> {
        Ok(SongSummary {
            slug: Some(self.slug.parse().map_err(corrupt)?),
            title: self.title,
            composer: self.composer,
            lyricist: self.lyricist,
            singer: self.singer,
            year: year(self.year),
            licence: self.licence,
            cover: self.cover.as_deref().map(from_json).transpose()?,
            duration_s: Some(u32::try_from(self.duration_s).map_err(corrupt)?),
            audio_url: Some(self.audio_url),
            media_type: Some(self.media_type),
            has_lyrics: self.has_lyrics,
        })
    }
}

impl SongRow {
    fn into_song(self) -> StoreResult<Song> {
        let summary = self.summary;
        Ok(Song {
            slug: summary.slug.parse().map_err(corrupt)?,
            title: summary.title,
            composer: summary.composer,
            lyricist: summary.lyricist,
            singer: summary.singer,
            year: year(summary.year),
            licence: summary.licence,
            cover: summary.cover.as_deref().map(from_json).transpose()?,
            duration_s: u32::try_from(summary.duration_s).map_err(corrupt)?,
            audio_url: summary.audio_url,
            media_type: summary.media_type,
            size_bytes: u64::try_from(self.size_bytes).map_err(corrupt)?,
            note: self.note,
            lyrics: self.lyrics.as_deref().map(from_json).transpose()?,
        })
    }
}

fn year(stored: Option<i64>) -> Option<u16> {
    stored.and_then(|year| u16::try_from(year).ok())
}

fn from_json<T: DeserializeOwned>(text: &str) -> StoreResult<T> {
    serde_json::from_str(text).map_err(corrupt)
}

fn to_json<T: serde::Serialize>(value: &T) -> StoreResult<String> {
    serde_json::to_string(value).map_err(corrupt)
}

fn corrupt(error: impl std::fmt::Display) -> StoreError {
    StoreError::Corrupt {
        what: "song",
        reason: error.to_string(),
    }
}
