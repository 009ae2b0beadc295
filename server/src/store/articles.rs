//! Articles: written by the import, read by everyone.

mod feed;
mod old_addresses;
mod query;
mod row;
mod search;
mod sitemap;

use conglang_contract::{
    article::{ArticleLink, ArticleSort, Attachment, Photo, Recording},
    language::Language,
    slug::Slug,
    timestamp::Timestamp,
};
use sqlx::{Sqlite, Transaction};

use super::{Store, StoreResult, Upserted, push, search::note_changed_article};
use crate::{
    old_address::OldAddress,
    push::{article_subject, new_article},
};

pub use feed::FeedArticle;
pub use query::StoredArticle;
pub use search::fold;
pub use sitemap::SitemapArticle;

/// What an import knows of an article. `body_html` is sanitised.
#[derive(Clone, Debug)]
pub struct NewArticle {
    pub slug: Slug,
    pub title: String,
    pub lead: String,
    pub category: Slug,
    pub body_html: String,
    /// The same for English pages, where its links lead elsewhere.
    pub english_page_html: Option<String>,
    /// The text of the body without markup, for searching.
    pub body_text: String,
    pub author: Option<String>,
    pub source: Option<String>,
    pub tags: Vec<String>,
    /// Seconds since 1970.
    pub published_at: i64,
    /// Taken over from any other article that has them.
    pub old_addresses: Vec<OldAddress>,
    pub cover: Option<Photo>,
    pub attachments: Vec<Attachment>,
    pub audio: Option<Recording>,
    pub content_hash: String,
    pub english: Option<NewTranslation>,
}

/// What an import knows of an article in another language.
#[derive(Clone, Debug)]
pub struct NewTranslation {
    pub title: String,
    pub lead: String,
    /// Sanitised.
    pub body_html: String,
    /// The text of the body without markup, for searching.
    pub body_text: String,
    /// What the cover shows.
    pub cover_alt: Option<String>,
}

/// Which articles a list holds. Conditions that are absent let everything through.
#[derive(Clone, Debug, Default)]
pub struct ArticleFilter {
    pub category: Option<Slug>,
    pub tag: Option<String>,
    /// One of these tags, if told.
    pub any_tag: Option<Vec<String>>,
    /// Words that must all stand in the article, without regard to case and marks.
    pub words: Option<String>,
    pub from: Option<Timestamp>,
    pub to: Option<Timestamp>,
    pub sort: ArticleSort,
    /// Those that were read on this day (`2026-11-23`) or later; most read are then those read most since.
    pub read_since: Option<String>,
    /// Counted from 1.
    pub page: u32,
    pub per_page: u32,
}

impl ArticleFilter {
    /// The newest `count` of all.
    pub fn first(count: u32) -> Self {
        Self {
            page: 1,
            per_page: count,
            ..Self::default()
        }
    }
}

impl Store {
    /// Puts `article` in by its slug. Ratings, comments and views of one that was there stay.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn upsert_article(&self, article: &NewArticle, now: i64) -> StoreResult<Upserted> {
        let mut transaction = self.writer.begin().await?;
        let upserted = upsert(&mut transaction, article, now).await?;
        match (upserted, new_article(article, now)) {
            (Upserted::Created, Some(event)) => {
                push::enqueue(&mut transaction, &event, now).await?;
            }
            (Upserted::Updated, Some(event)) => push::revise(&mut transaction, &event).await?,
            (Upserted::Updated, None) => {
                push::unschedule(&mut transaction, &article_subject(&article.slug)).await?;
            }
            (Upserted::Created, None) | (Upserted::Unchanged, _) => {}
        }
        transaction.commit().await?;
        Ok(upserted)
    }

    /// The same for many at once, of which nobody is told.
    ///
    /// # Errors
    /// When the database fails; then none of them is there.
    pub async fn seed_articles(&self, articles: &[NewArticle], now: i64) -> StoreResult<()> {
        let mut transaction = self.writer.begin().await?;
        for article in articles {
            upsert(&mut transaction, article, now).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// The content hash of the article called `slug`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn article_content_hash(&self, slug: &Slug) -> StoreResult<Option<String>> {
        Ok(
            sqlx::query_scalar("SELECT content_hash FROM articles WHERE slug = $1")
                .bind(slug.as_str())
                .fetch_optional(&self.reader)
                .await?,
        )
    }

    /// The number by which other tables know the article called `slug`, and its Vietnamese title.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn article_id(&self, slug: &Slug) -> StoreResult<Option<(i64, ArticleLink)>> {
        let row: Option<(i64, String)> =
            sqlx::query_as("SELECT id, title FROM articles WHERE slug = $1")
                .bind(slug.as_str())
                .fetch_optional(&self.reader)
                .await?;
        Ok(row.map(|(id, title)| {
            let slug = slug.clone();
            let language = None;
            (
                id,
                ArticleLink {
                    slug,
                    title,
                    language,
                },
            )
        }))
    }
}

async fn upsert(
    transaction: &mut Transaction<'_, Sqlite>,
    article: &NewArticle,
    now: i64,
) -> StoreResult<Upserted> {
    // The first statement writes, so that the lock is taken at once and nothing can change between.
    let (id, upserted) = match insert(transaction, article, now).await? {
        Some(id) => (id, Upserted::Created),
        None => match update(transaction, article, now).await? {
            Some(id) => (id, Upserted::Updated),
            None => return Ok(Upserted::Unchanged),
        },
    };
    sqlx::query("DELETE FROM article_tags WHERE article_id = $1")
        .bind(id)
        .execute(&mut **transaction)
        .await?;
    for (position, tag) in (0_i64..).zip(&article.tags) {
        sqlx::query("INSERT INTO article_tags (article_id, position, tag) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(position)
            .bind(tag)
            .execute(&mut **transaction)
            .await?;
    }
    old_addresses::write(transaction, id, &article.old_addresses).await?;
    write_translation(transaction, id, article.english.as_ref()).await?;
    note_changed_article(transaction, id).await?;
    Ok(upserted)
}

async fn insert(
    transaction: &mut Transaction<'_, Sqlite>,
    article: &NewArticle,
    now: i64,
) -> StoreResult<Option<i64>> {
    const SQL: &str = "INSERT INTO articles (slug, title, lead, category, body_html, search_text,
        author, source, published_at, updated_at, cover, attachments, content_hash, audio,
        syllables, english_page_html, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        ON CONFLICT (slug) DO NOTHING RETURNING id";
    write(transaction, SQL, article, [article.published_at, now]).await
}

async fn update(
    transaction: &mut Transaction<'_, Sqlite>,
    article: &NewArticle,
    now: i64,
) -> StoreResult<Option<i64>> {
    const SQL: &str = "UPDATE articles SET title = $2, lead = $3, category = $4, body_html = $5,
        search_text = $6, author = $7, source = $8, published_at = $9, updated_at = $10,
        cover = $11, attachments = $12, content_hash = $13, audio = $14, syllables = $15,
        english_page_html = $16, changed_at = $17
        WHERE slug = $1 AND content_hash <> $13 RETURNING id";
    let updated_at = now.max(article.published_at);
    write(transaction, SQL, article, [updated_at, now]).await
}

async fn write(
    transaction: &mut Transaction<'_, Sqlite>,
    sql: &'static str,
    article: &NewArticle,
    [updated_at, changed_at]: [i64; 2],
) -> StoreResult<Option<i64>> {
    let search_text = search::search_text([&article.title, &article.lead, &article.body_text]);
    let syllables = stored_count(&search_text);
    let cover = article.cover.as_ref().map(row::to_json).transpose()?;
    let audio = article.audio.as_ref().map(row::to_json).transpose()?;
    Ok(sqlx::query_scalar(sql)
        .bind(article.slug.as_str())
        .bind(&article.title)
        .bind(&article.lead)
        .bind(article.category.as_str())
        .bind(&article.body_html)
        .bind(search_text)
        .bind(&article.author)
        .bind(&article.source)
        .bind(article.published_at)
        .bind(updated_at)
        .bind(cover)
        .bind(row::to_json(&article.attachments)?)
        .bind(&article.content_hash)
        .bind(audio)
        .bind(syllables)
        .bind(&article.english_page_html)
        .bind(changed_at)
        .fetch_optional(&mut **transaction)
        .await?)
}

/// The words of a `search_text` as the database holds numbers.
fn stored_count(search_text: &str) -> i64 {
    i64::try_from(search::word_count(search_text)).unwrap_or(i64::MAX)
}

async fn write_translation(
    transaction: &mut Transaction<'_, Sqlite>,
    article_id: i64,
    english: Option<&NewTranslation>,
) -> StoreResult<()> {
    sqlx::query("DELETE FROM article_translations WHERE article_id = $1")
        .bind(article_id)
        .execute(&mut **transaction)
        .await?;
    let Some(english) = english else {
        return Ok(());
    };
    let search_text = search::search_text([&english.title, &english.lead, &english.body_text]);
    let words = stored_count(&search_text);
    sqlx::query(
        "INSERT INTO article_translations
            (article_id, language, title, lead, body_html, search_text, cover_alt, words)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(article_id)
    .bind(Language::English.code())
    .bind(&english.title)
    .bind(&english.lead)
    .bind(&english.body_html)
    .bind(search_text)
    .bind(&english.cover_alt)
    .bind(words)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}
