//! Articles as sitemaps list them.

use conglang_contract::{
    article::{ArticleSummary, Photo},
    language::Language,
    slug::Slug,
};
use sqlx::{QueryBuilder, Sqlite};

use super::row::{self, IS_TRANSLATED, SUMMARY_COLUMNS, SummaryRow, TABLES};
use crate::{
    site::settings::Settings,
    store::{Store, StoreResult},
};

/// What a sitemap tells of an article.
#[derive(Clone, Debug)]
pub struct SitemapArticle {
    pub slug: Slug,
    /// Seconds since 1970.
    pub updated_at: i64,
    pub cover: Option<Photo>,
    pub has_english: bool,
}

#[derive(sqlx::FromRow)]
struct SitemapRow {
    slug: String,
    updated_at: i64,
    cover: Option<String>,
    has_english: bool,
}

impl Store {
    /// The lists of articles, of `per_list` numbers each, that have any: the list's number, counted from 0,
    /// and when an article was last put into it or changed (seconds since 1970).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sitemap_lists(&self, per_list: i64) -> StoreResult<Vec<(i64, i64)>> {
        Ok(sqlx::query_as(
            "SELECT id / $1 AS list, MAX(changed_at) FROM articles GROUP BY 1 ORDER BY 1",
        )
        .bind(per_list)
        .fetch_all(&self.reader)
        .await?)
    }

    /// The articles whose numbers are `first` and up to `count` behind it.
    ///
    /// # Errors
    /// When the database fails or holds what is no article.
    pub async fn sitemap_articles(
        &self,
        first: i64,
        count: i64,
    ) -> StoreResult<Vec<SitemapArticle>> {
        let rows: Vec<SitemapRow> = sqlx::query_as(
            "SELECT slug, updated_at, cover,
               EXISTS (SELECT 1 FROM article_translations AS english
                   WHERE english.article_id = articles.id AND english.language = 'en') AS has_english
             FROM articles WHERE id >= $1 AND id < $2 ORDER BY id",
        )
        .bind(first)
        .bind(first.saturating_add(count))
        .fetch_all(&self.reader)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(SitemapArticle {
                    slug: row::slug(&row.slug)?,
                    updated_at: row.updated_at,
                    cover: row.cover.as_deref().map(row::from_json).transpose()?,
                    has_english: row.has_english,
                })
            })
            .collect()
    }

    /// The keywords that articles have, those of the most articles first, at most `count`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sitemap_tags(&self, count: u32) -> StoreResult<Vec<String>> {
        Ok(sqlx::query_scalar(
            "SELECT tag FROM article_tags GROUP BY tag ORDER BY COUNT(*) DESC, tag LIMIT $1",
        )
        .bind(i64::from(count))
        .fetch_all(&self.reader)
        .await?)
    }

    /// The newest articles since `since` (seconds since 1970) that there are in the language of `settings`,
    /// at most `count`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn news(
        &self,
        since: i64,
        count: u32,
        settings: &Settings,
    ) -> StoreResult<Vec<ArticleSummary>> {
        let mut query = QueryBuilder::<Sqlite>::new("SELECT ");
        query.push(SUMMARY_COLUMNS).push(" FROM ").push(TABLES);
        query.push_bind(settings.text_language.code());
        query.push(match settings.text_language {
            Language::Vietnamese => " WHERE 1 = 1",
            Language::English => IS_TRANSLATED,
        });
        query
            .push(" AND published_at > ")
            .push_bind(since)
            .push(" ORDER BY published_at DESC, articles.id DESC LIMIT ")
            .push_bind(i64::from(count));
        let rows: Vec<SummaryRow> = query.build_query_as().fetch_all(&self.reader).await?;
        rows.into_iter()
            .map(|row| row.into_summary(settings))
            .collect()
    }
}
