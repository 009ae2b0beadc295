//! Articles as feeds tell them.

use conglang_contract::{
    article::ArticleSummary, language::Language, slug::Slug, timestamp::Timestamp,
};
use sqlx::{QueryBuilder, Sqlite};

use super::row::{self, IS_TRANSLATED, SUMMARY_COLUMNS, SummaryRow, TABLES};
use crate::{
    site::settings::Settings,
    store::{Store, StoreResult},
};

/// An article with its text.
#[derive(Clone, Debug)]
pub struct FeedArticle {
    pub summary: ArticleSummary,
    /// Sanitised.
    pub body_html: String,
    pub author: Option<String>,
    pub updated_at: Timestamp,
    /// When it was put in or changed here, in seconds since 1970.
    pub changed_at: i64,
}

#[derive(sqlx::FromRow)]
struct FeedRow {
    #[sqlx(flatten)]
    summary: SummaryRow,
    body_html: String,
    author: Option<String>,
    updated_at: i64,
    changed_at: i64,
}

impl Store {
    /// The newest `count` articles that there are in the language of `settings`, of one category if told.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn feed_articles(
        &self,
        category: Option<&Slug>,
        count: u32,
        settings: &Settings,
    ) -> StoreResult<Vec<FeedArticle>> {
        let mut query = QueryBuilder::<Sqlite>::new("SELECT ");
        query.push(SUMMARY_COLUMNS);
        query.push(", COALESCE(translated.body_html, articles.body_html) AS body_html,");
        query
            .push(" author, updated_at, changed_at FROM ")
            .push(TABLES);
        query.push_bind(settings.text_language.code());
        query.push(match settings.text_language {
            Language::Vietnamese => " WHERE 1 = 1",
            Language::English => IS_TRANSLATED,
        });
        if let Some(category) = category {
            query
                .push(" AND category = ")
                .push_bind(category.as_str().to_owned());
        }
        query
            .push(" ORDER BY published_at DESC, articles.id DESC LIMIT ")
            .push_bind(i64::from(count));
        let rows: Vec<FeedRow> = query.build_query_as().fetch_all(&self.reader).await?;
        rows.into_iter()
            .map(|row| {
                Ok(FeedArticle {
                    updated_at: row::timestamp(row.updated_at, settings)?,
                    summary: row.summary.into_summary(settings)?,
                    body_html: row.body_html,
                    author: row.author,
                    changed_at: row.changed_at,
                })
            })
            .collect()
    }
}
