use conglang_contract::{
    article::{Article, ArticleQuery, ArticleSummary},
    page::Page,
    slug::Slug,
};

use super::{ApiResult, client};

/// `GET articles`
pub async fn articles(query: ArticleQuery) -> ApiResult<Page<ArticleSummary>> {
    let query = serde_urlencoded::to_string(&query).unwrap_or_default();
    client::get(format!("articles?{query}")).await
}

/// `GET articles/{slug}`
pub async fn article(slug: Slug) -> ApiResult<Article> {
    client::get(format!("articles/{slug}")).await
}
