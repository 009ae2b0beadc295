use conglang_contract::{
    article::{Article, ArticleQuery, ArticleSummary},
    page::Page,
    slug::Slug,
};

use super::ApiResource;

/// `GET articles`, a list that follows `query`; not found without one.
pub fn use_articles(
    query: impl Fn() -> Option<ArticleQuery> + Send + Sync + 'static,
) -> ApiResource<Page<ArticleSummary>> {
    ApiResource::new(move || Some(format!("articles?{}", query()?)))
}

/// `GET articles/{slug}`; not found without a slug.
pub fn use_article(slug: Option<Slug>) -> ApiResource<Article> {
    ApiResource::new(move || Some(format!("articles/{}", slug.as_ref()?)))
}
