//! Reading articles. A page needs two queries, a list two.

use conglang_contract::{
    article::{Article, ArticleLink, ArticleSort, ArticleSummary},
    language::Language,
    rating::Rating,
    slug::Slug,
};
use sqlx::{QueryBuilder, Sqlite};

use super::{
    ArticleFilter,
    row::{self, SUMMARY_COLUMNS, SummaryRow, TABLES},
    search,
};
use crate::{
    site::settings::Settings,
    store::{Store, StoreResult},
};

/// `$1` is the article, `$2` its time, `$3` its category, `$4` the language of the titles. The few that
/// are shown are chosen before their titles are looked up.
const COMPANIONS: &str = "WITH chosen AS (
        SELECT * FROM (SELECT 'newer' AS role, id FROM articles
           WHERE (published_at, id) > ($2, $1) ORDER BY published_at, id LIMIT 1) AS newer
        UNION ALL
        SELECT * FROM (SELECT 'older', id FROM articles
           WHERE (published_at, id) < ($2, $1) ORDER BY published_at DESC, id DESC LIMIT 1) AS older
        UNION ALL
        SELECT * FROM (SELECT 'related', id FROM articles
           WHERE id <> $1 AND (category = $3 OR id IN (
               SELECT other.article_id FROM article_tags AS own
               JOIN article_tags AS other ON other.tag = own.tag WHERE own.article_id = $1))
           ORDER BY published_at DESC, id DESC LIMIT 4) AS related)
    SELECT 'tag' AS role, tag AS slug, '' AS title, '' AS lead, '' AS category,
       position AS published_at, NULL AS cover, 0 AS comment_count, 0 AS views, 0 AS words,
       NULL AS translated_into, NULL AS cover_alt
    FROM article_tags WHERE article_id = $1
    UNION ALL
    SELECT chosen.role, slug, COALESCE(translated.title, articles.title),
       COALESCE(translated.lead, articles.lead), category, published_at, cover, comment_count, views,
       COALESCE(translated.words, syllables), translated.language, translated.cover_alt
    FROM chosen JOIN articles ON articles.id = chosen.id
    LEFT JOIN article_translations AS translated
       ON translated.article_id = articles.id AND translated.language = $4";

/// An article with the number by which other tables know it.
#[derive(Clone, Debug)]
pub struct StoredArticle {
    pub id: i64,
    /// `rating.mine` is left empty: the store does not know who asks.
    pub article: Article,
}

#[derive(sqlx::FromRow)]
struct ArticleRow {
    id: i64,
    #[sqlx(flatten)]
    summary: SummaryRow,
    body_html: String,
    author: Option<String>,
    source: Option<String>,
    updated_at: i64,
    attachments: String,
    audio: Option<String>,
    rating_count: i64,
    rating_sum: i64,
    has_english: bool,
}

/// An article, or a tag in `slug`, that belongs to another article in the way `role` says.
#[derive(sqlx::FromRow)]
struct CompanionRow {
    role: String,
    #[sqlx(flatten)]
    summary: SummaryRow,
}

#[derive(Default)]
struct Companions {
    tags: Vec<String>,
    related: Vec<ArticleSummary>,
    newer: Option<ArticleLink>,
    older: Option<ArticleLink>,
}

impl Store {
    /// Links to those of these articles that there are, in the language of `settings`.
    ///
    /// # Errors
    /// When the database fails or holds what is no article.
    pub async fn article_links(
        &self,
        slugs: &[&Slug],
        settings: &Settings,
    ) -> StoreResult<Vec<ArticleLink>> {
        // A statement takes a limited number of values.
        const AT_ONCE: usize = 500;
        let mut links = Vec::new();
        for slugs in slugs.chunks(AT_ONCE) {
            let mut query = QueryBuilder::<Sqlite>::new("SELECT ");
            query.push(SUMMARY_COLUMNS).push(" FROM ");
            push_tables(&mut query, settings);
            query.push(" WHERE articles.slug IN (");
            let mut values = query.separated(", ");
            for slug in slugs {
                values.push_bind(slug.as_str().to_owned());
            }
            query.push(")");
            let rows: Vec<SummaryRow> = query.build_query_as().fetch_all(&self.reader).await?;
            for row in rows {
                links.push(ArticleLink {
                    language: row.other_language(settings),
                    slug: row::slug(&row.slug)?,
                    title: row.title,
                });
            }
        }
        Ok(links)
    }

    /// The article called `slug`, with category names, clock and language of `settings`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn article(
        &self,
        slug: &Slug,
        settings: &Settings,
    ) -> StoreResult<Option<StoredArticle>> {
        let mut query = QueryBuilder::<Sqlite>::new("SELECT articles.id, ");
        query.push(SUMMARY_COLUMNS);
        query.push(match settings.text_language {
            Language::Vietnamese => ", articles.body_html",
            Language::English => {
                ", COALESCE(translated.body_html, english_page_html, articles.body_html) AS body_html"
            }
        });
        query.push(
            ", author, source, updated_at, attachments, audio, rating_count, rating_sum,
               EXISTS (SELECT 1 FROM article_translations AS english
                   WHERE english.article_id = articles.id AND english.language = 'en') AS has_english
             FROM ",
        );
        push_tables(&mut query, settings);
        query
            .push(" WHERE slug = ")
            .push_bind(slug.as_str().to_owned());
        let row: Option<ArticleRow> = query.build_query_as().fetch_optional(&self.reader).await?;
        let Some(row) = row else { return Ok(None) };
        let companions = self.companions(&row, settings).await?;
        let summary = row.summary.into_summary(settings)?;
        let article = Article {
            slug: summary.slug,
            title: summary.title,
            lead: summary.lead,
            category: summary.category,
            published_at: summary.published_at,
            cover: summary.cover,
            comment_count: summary.comment_count,
            views: summary.views,
            reading_minutes: summary.reading_minutes,
            body_html: row.body_html,
            author: row.author,
            source: row.source,
            tags: companions.tags,
            updated_at: row::timestamp(row.updated_at, settings)?,
            attachments: row::from_json(&row.attachments)?,
            audio: row.audio.as_deref().map(row::from_json).transpose()?,
            rating: rating(row.rating_count, row.rating_sum),
            related: companions.related,
            newer: companions.newer,
            older: companions.older,
            language: summary.language,
            has_english: row.has_english,
        };
        Ok(Some(StoredArticle {
            id: row.id,
            article,
        }))
    }

    /// One page of the articles that `filter` lets through, and how many there are on all pages.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn articles(
        &self,
        filter: &ArticleFilter,
        settings: &Settings,
    ) -> StoreResult<(Vec<ArticleSummary>, u64)> {
        if filter.words.is_some() {
            return self.articles_with_words(filter, settings).await;
        }
        let mut count = QueryBuilder::<Sqlite>::new("SELECT COUNT(*) FROM ");
        push_tables(&mut count, settings);
        push_reads(&mut count, filter);
        count.push(" WHERE 1 = 1");
        push_conditions(&mut count, filter);
        let total: i64 = count.build_query_scalar().fetch_one(&self.reader).await?;
        Ok((
            self.article_list(filter, settings).await?,
            row::count(total),
        ))
    }

    /// [`Self::articles`] for a filter with words. They are looked for in all texts, which takes the longest by
    /// far, so that is done once and not for the page and the number apart.
    async fn articles_with_words(
        &self,
        filter: &ArticleFilter,
        settings: &Settings,
    ) -> StoreResult<(Vec<ArticleSummary>, u64)> {
        let mut search = QueryBuilder::<Sqlite>::new("SELECT articles.id FROM ");
        push_tables(&mut search, settings);
        push_reads(&mut search, filter);
        search.push(" WHERE 1 = 1");
        push_conditions(&mut search, filter);
        push_order(&mut search, filter);
        let found: Vec<i64> = search.build_query_scalar().fetch_all(&self.reader).await?;

        let mut list = QueryBuilder::<Sqlite>::new("SELECT ");
        list.push(SUMMARY_COLUMNS).push(" FROM ");
        push_tables(&mut list, settings);
        push_reads(&mut list, filter);
        list.push(" WHERE articles.id IN (");
        let skipped = u64::from(filter.page.max(1) - 1) * u64::from(filter.per_page);
        let skipped = usize::try_from(skipped).unwrap_or(usize::MAX);
        let mut values = list.separated(", ");
        for id in found.iter().skip(skipped).take(filter.per_page as usize) {
            values.push_bind(*id);
        }
        list.push(")");
        push_order(&mut list, filter);
        let rows: Vec<SummaryRow> = list.build_query_as().fetch_all(&self.reader).await?;
        let page = rows.into_iter().map(|row| row.into_summary(settings));
        Ok((page.collect::<StoreResult<_>>()?, found.len() as u64))
    }

    /// [`Self::articles`] without their number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn article_list(
        &self,
        filter: &ArticleFilter,
        settings: &Settings,
    ) -> StoreResult<Vec<ArticleSummary>> {
        let mut list = QueryBuilder::<Sqlite>::new("SELECT ");
        list.push(SUMMARY_COLUMNS);
        list.push(" FROM ");
        push_tables(&mut list, settings);
        push_reads(&mut list, filter);
        list.push(" WHERE 1 = 1");
        push_conditions(&mut list, filter);
        push_order(&mut list, filter);
        list.push(" LIMIT ").push_bind(i64::from(filter.per_page));
        let skipped = i64::from(filter.page.max(1) - 1) * i64::from(filter.per_page);
        list.push(" OFFSET ").push_bind(skipped);
        let rows: Vec<SummaryRow> = list.build_query_as().fetch_all(&self.reader).await?;
        rows.into_iter()
            .map(|row| row.into_summary(settings))
            .collect()
    }

    /// Tags, neighbours and related articles in one query, as most of a query's time is its way to
    /// the database's thread and back.
    async fn companions(
        &self,
        article: &ArticleRow,
        settings: &Settings,
    ) -> StoreResult<Companions> {
        let rows: Vec<CompanionRow> = sqlx::query_as(COMPANIONS)
            .bind(article.id)
            .bind(article.summary.published_at)
            .bind(&article.summary.category)
            .bind(settings.text_language.code())
            .fetch_all(&self.reader)
            .await?;
        let mut companions = Companions::default();
        let mut tags = Vec::new();
        for CompanionRow { role, summary } in rows {
            match role.as_str() {
                "tag" => tags.push((summary.published_at, summary.slug)),
                "newer" => companions.newer = Some(link(summary, settings)?),
                "older" => companions.older = Some(link(summary, settings)?),
                _ => companions.related.push(summary.into_summary(settings)?),
            }
        }
        tags.sort();
        companions.tags = tags.into_iter().map(|(_, tag)| tag).collect();
        companions
            .related
            .sort_by_key(|related| std::cmp::Reverse(related.published_at));
        Ok(companions)
    }
}

fn push_tables(query: &mut QueryBuilder<Sqlite>, settings: &Settings) {
    query.push(TABLES).push_bind(settings.text_language.code());
}

/// How often articles were read in the time that `filter` names, which leaves out those that were not.
fn push_reads(query: &mut QueryBuilder<Sqlite>, filter: &ArticleFilter) {
    if let Some(day) = &filter.read_since {
        query
            .push(
                " JOIN (SELECT article_id, SUM(views) AS views_since FROM article_views WHERE day >= ",
            )
            .push_bind(day.clone())
            .push(" GROUP BY article_id) AS reads ON reads.article_id = articles.id");
    }
}

/// Conditions on [`TABLES`].
fn push_conditions(query: &mut QueryBuilder<Sqlite>, filter: &ArticleFilter) {
    if let Some(category) = &filter.category {
        query
            .push(" AND category = ")
            .push_bind(category.as_str().to_owned());
    }
    if let Some(tag) = &filter.tag {
        query
            .push(" AND articles.id IN (SELECT article_id FROM article_tags WHERE tag = ")
            .push_bind(tag.clone())
            .push(")");
    }
    if let Some(tags) = &filter.any_tag {
        query.push(" AND id IN (SELECT article_id FROM article_tags WHERE tag IN (");
        let mut values = query.separated(", ");
        for tag in tags {
            values.push_bind(tag.clone());
        }
        query.push("))");
    }
    if let Some(from) = filter.from {
        query
            .push(" AND published_at >= ")
            .push_bind(from.unix_seconds());
    }
    if let Some(to) = filter.to {
        query
            .push(" AND published_at < ")
            .push_bind(to.unix_seconds());
    }
    for pattern in filter
        .words
        .as_deref()
        .map(search::patterns)
        .unwrap_or_default()
    {
        query
            .push(" AND (articles.search_text LIKE ")
            .push_bind(pattern.clone())
            .push(" OR translated.search_text LIKE ")
            .push_bind(pattern)
            .push(")");
    }
}

/// The order of articles from [`TABLES`] and what [`push_reads`] adds.
fn push_order(query: &mut QueryBuilder<Sqlite>, filter: &ArticleFilter) {
    query.push(match filter.sort {
        ArticleSort::Newest => " ORDER BY published_at DESC, articles.id DESC",
        ArticleSort::MostRead if filter.read_since.is_some() => {
            " ORDER BY reads.views_since DESC, published_at DESC, articles.id DESC"
        }
        ArticleSort::MostRead => " ORDER BY views DESC, published_at DESC, articles.id DESC",
    });
}

fn link(row: SummaryRow, settings: &Settings) -> StoreResult<ArticleLink> {
    Ok(ArticleLink {
        language: row.other_language(settings),
        slug: row::slug(&row.slug)?,
        title: row.title,
    })
}

fn rating(count: i64, sum: i64) -> Rating {
    Rating {
        count: row::count(count),
        // Both stay far below 2^53, so nothing is lost.
        average: (count > 0).then(|| sum as f64 / count as f64),
        mine: None,
    }
}
