//! What the search index is made of, and what has changed since.

use sqlx::{QueryBuilder, Sqlite, Transaction};

use super::{Store, StoreResult};

/// Stands for all songs in `search_changes`.
const SONGS: i64 = 0;
/// How many marks are kept. An index that lost its last commit bears the one before.
const MARKS: i64 = 50;

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    Article(i64),
    Songs,
}

/// An article as the index needs it.
#[derive(Clone, Debug)]
pub struct IndexedArticle {
    pub id: i64,
    pub slug: String,
    pub category: String,
    /// Seconds since 1970.
    pub published_at: i64,
    pub tags: Vec<String>,
    pub author: Option<String>,
    pub attachments: Vec<IndexedAttachment>,
    pub vietnamese: ArticleText,
    pub english: Option<ArticleText>,
}

/// A file that belongs to an article.
#[derive(Clone, Debug)]
pub struct IndexedAttachment {
    pub title: String,
    pub file_name: String,
}

/// What an article says in one language.
#[derive(Clone, Debug)]
pub struct ArticleText {
    pub title: String,
    pub lead: String,
    /// Sanitised.
    pub body_html: String,
}

#[derive(sqlx::FromRow)]
struct ArticleRow {
    id: i64,
    slug: String,
    category: String,
    published_at: i64,
    title: String,
    lead: String,
    body_html: String,
    /// One a line.
    tags: Option<String>,
    author: Option<String>,
    /// One a line, as are the names of their files.
    attachment_titles: Option<String>,
    attachment_files: Option<String>,
    english_title: Option<String>,
    english_lead: Option<String>,
    english_body: Option<String>,
}

/// Notes in the transaction that changes it that an article has to be indexed anew.
pub(super) async fn note_changed_article(
    transaction: &mut Transaction<'_, Sqlite>,
    id: i64,
) -> StoreResult<()> {
    note(transaction, id).await
}

/// The same of the songs.
pub(super) async fn note_changed_songs(
    transaction: &mut Transaction<'_, Sqlite>,
) -> StoreResult<()> {
    note(transaction, SONGS).await
}

async fn note(transaction: &mut Transaction<'_, Sqlite>, id: i64) -> StoreResult<()> {
    sqlx::query("DELETE FROM search_changes WHERE article_id = $1")
        .bind(id)
        .execute(&mut **transaction)
        .await?;
    sqlx::query("INSERT INTO search_changes (article_id) VALUES ($1)")
        .bind(id)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

impl Store {
    /// The number of the newest change; 0 before the first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last_search_change(&self) -> StoreResult<i64> {
        let number: Option<i64> = sqlx::query_scalar("SELECT MAX(number) FROM search_changes")
            .fetch_one(&self.reader)
            .await?;
        Ok(number.unwrap_or(0))
    }

    /// Whether the index that bears `mark` has followed this database, as it was before whatever put it back.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn knows_search_mark(&self, mark: &str) -> StoreResult<bool> {
        Ok(
            sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM search_marks WHERE mark = $1)")
                .bind(mark)
                .fetch_one(&self.reader)
                .await?,
        )
    }

    /// Notes the mark that the index is about to bear.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_search_mark(&self, mark: &str) -> StoreResult<()> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        sqlx::query("INSERT INTO search_marks (mark) VALUES ($1)")
            .bind(mark)
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "DELETE FROM search_marks WHERE number NOT IN
               (SELECT number FROM search_marks ORDER BY number DESC LIMIT $1)",
        )
        .bind(MARKS)
        .execute(&mut *transaction)
        .await?;
        Ok(transaction.commit().await?)
    }

    /// The `limit` oldest changes after the one with this number, and their numbers.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn search_changes(&self, after: i64, limit: u32) -> StoreResult<Vec<(i64, Changed)>> {
        let rows: Vec<(i64, i64)> = sqlx::query_as(
            "SELECT number, article_id FROM search_changes WHERE number > $1 ORDER BY number LIMIT $2",
        )
        .bind(after)
        .bind(i64::from(limit))
        .fetch_all(&self.reader)
        .await?;
        let changed = |id| match id {
            SONGS => Changed::Songs,
            id => Changed::Article(id),
        };
        Ok(rows
            .into_iter()
            .map(|(number, id)| (number, changed(id)))
            .collect())
    }

    /// The articles with these ids that there are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn indexed_articles(&self, ids: &[i64]) -> StoreResult<Vec<IndexedArticle>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = articles();
        query.push(" WHERE articles.id IN (");
        let mut values = query.separated(", ");
        for id in ids {
            values.push_bind(*id);
        }
        query.push(")");
        self.fetch_indexed(query).await
    }

    /// The `limit` articles that come after the one with this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn indexed_articles_after(
        &self,
        id: i64,
        limit: u32,
    ) -> StoreResult<Vec<IndexedArticle>> {
        let mut query = articles();
        query.push(" WHERE articles.id > ").push_bind(id);
        query
            .push(" ORDER BY articles.id LIMIT ")
            .push_bind(i64::from(limit));
        self.fetch_indexed(query).await
    }

    async fn fetch_indexed(
        &self,
        mut query: QueryBuilder<Sqlite>,
    ) -> StoreResult<Vec<IndexedArticle>> {
        let rows: Vec<ArticleRow> = query.build_query_as().fetch_all(&self.reader).await?;
        Ok(rows.into_iter().map(ArticleRow::into_indexed).collect())
    }
}

fn articles() -> QueryBuilder<Sqlite> {
    QueryBuilder::new(
        "SELECT articles.id, slug, category, published_at, articles.title, articles.lead,
           articles.body_html, english.title AS english_title, english.lead AS english_lead,
           english.body_html AS english_body,
           (SELECT STRING_AGG(tag, '\n') FROM article_tags WHERE article_id = articles.id) AS tags,
           author,
           (SELECT STRING_AGG(REPLACE(value ->> 'title', '\n', ' '), '\n') FROM JSON_EACH(attachments))
             AS attachment_titles,
           (SELECT STRING_AGG(REPLACE(value ->> 'file_name', '\n', ' '), '\n')
             FROM JSON_EACH(attachments)) AS attachment_files
         FROM articles LEFT JOIN article_translations AS english
           ON english.article_id = articles.id AND english.language = 'en'",
    )
}

impl ArticleRow {
    fn into_indexed(self) -> IndexedArticle {
        let english = self.english_title.map(|title| ArticleText {
            title,
            lead: self.english_lead.unwrap_or_default(),
            body_html: self.english_body.unwrap_or_default(),
        });
        IndexedArticle {
            id: self.id,
            slug: self.slug,
            category: self.category,
            published_at: self.published_at,
            tags: lines(self.tags.as_deref()),
            author: self.author,
            attachments: lines(self.attachment_titles.as_deref())
                .into_iter()
                .zip(lines(self.attachment_files.as_deref()))
                .map(|(title, file_name)| IndexedAttachment { title, file_name })
                .collect(),
            vietnamese: ArticleText {
                title: self.title,
                lead: self.lead,
                body_html: self.body_html,
            },
            english,
        }
    }
}

fn lines(text: Option<&str>) -> Vec<String> {
    text.into_iter()
        .flat_map(str::lines)
        .map(str::to_owned)
        .collect()
}
