//! `GET articles` and `GET articles/{slug}`.

use axum::{
    extract::{FromRequestParts, Path, Query, State},
    http::{HeaderMap, HeaderValue, header, request::Parts},
    response::Response,
};
use conglang_contract::{
    article::{Article, ArticleQuery, ArticleSummary},
    language::Language,
    page::Page,
    problem::ProblemCode,
    slug::Slug,
};
use serde::de::DeserializeOwned;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    http::{
        entity_tag,
        language::AskedLanguage,
        problem::{ApiError, ApiResult, ReadRefusals},
        visitor::{Visitor, VisitorCookie},
    },
    site::{Site, SiteState},
    store::articles::ArticleFilter,
};

const PER_PAGE: u32 = 20;
const MAX_PER_PAGE: u32 = 100;

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new()
        .routes(routes!(list_articles))
        .routes(routes!(get_article))
}

/// The query string as `T`; a wrong one is answered as a problem.
pub struct ApiQuery<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for ApiQuery<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> ApiResult<Self> {
        Query::try_from_uri(&parts.uri)
            .map(|Query(query)| Self(query))
            .map_err(|_| ProblemCode::BadRequest.into())
    }
}

/// Summaries, the newest first unless told otherwise. An unknown category, tag or area has none.
#[utoipa::path(
    get,
    path = "/articles",
    tag = "articles",
    params(ArticleQuery),
    responses(
        (status = 200, body = Page<ArticleSummary>),
        ReadRefusals,
    )
)]
async fn list_articles(
    State(site): State<SiteState>,
    AskedLanguage(language): AskedLanguage,
    ApiQuery(query): ApiQuery<ArticleQuery>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let page = query.page.unwrap_or(1);
    let per_page = query.per_page.unwrap_or(PER_PAGE);
    if page == 0 || !(1..=MAX_PER_PAGE).contains(&per_page) {
        return Err(ProblemCode::BadRequest.into());
    }
    let filter = ArticleFilter {
        category: query.category,
        tag: query.tag,
        any_tag: query.area.map(|area| area_tags(&site, &area)),
        words: query.q,
        from: query.from,
        to: query.to,
        sort: query.sort.unwrap_or_default(),
        page,
        per_page,
    };
    let settings = site.settings.in_language(language);
    let (items, total) = site.store.articles(&filter, settings).await?;
    let answer = Page {
        items,
        total,
        page,
        per_page,
    };
    entity_tag::json(&headers, &answer)
}

/// The names under which articles tell of the area called `id`; none when there is no such area.
fn area_tags(site: &Site, id: &str) -> Vec<String> {
    let tags = site
        .map()
        .and_then(|map| Some(map.article_tags(map.area(id)?)));
    tags.unwrap_or_default()
}

/// The whole article with its rating, related articles and neighbours in time.
#[utoipa::path(
    get,
    path = "/articles/{slug}",
    tag = "articles",
    params(("slug" = Slug, Path)),
    responses(
        (status = 200, body = Article),
        ReadRefusals,
    )
)]
async fn get_article(
    State(site): State<SiteState>,
    Path(slug): Path<String>,
    AskedLanguage(language): AskedLanguage,
    cookie: VisitorCookie,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let answer = article(&site, &slug, language, cookie.visitor.as_ref()).await?;
    let mut response = entity_tag::private_json(&headers, &answer)?;
    let language = answer.language.unwrap_or(language);
    let language = HeaderValue::from_static(language.code());
    response
        .headers_mut()
        .insert(header::CONTENT_LANGUAGE, language);
    Ok(response)
}

/// The article called `slug` in `language`, or else in Vietnamese, with the stars that `visitor` gave it.
///
/// # Errors
/// `not_found` when there is none.
pub async fn article(
    site: &Site,
    slug: &str,
    language: Language,
    visitor: Option<&Visitor>,
) -> ApiResult<Article> {
    let settings = site.settings.in_language(language);
    let slug: Slug = slug.parse().map_err(|_| ApiError::not_found())?;
    let stored = site.store.article(&slug, settings).await?;
    let mut article = stored.ok_or_else(ApiError::not_found)?.article;
    if let Some(visitor) = visitor {
        let rating = site.store.rating(slug.as_str(), Some(visitor.as_str()));
        article.rating.mine = rating.await?.and_then(|rating| rating.mine);
    }
    article.body_html = local_links(&article.body_html, settings.text_language);
    Ok(article)
}

/// `html` with the links to the portal's own pages leading to those in `language`.
fn local_links(html: &str, language: Language) -> String {
    const LINK: &str = "href=\"/";
    if language == Language::Vietnamese {
        return html.to_owned();
    }
    let mut parts = html.split(LINK);
    let mut local = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_page = !["media/", "api/", "en/", "/"]
            .iter()
            .any(|other| part.starts_with(other));
        let prefix = if is_page { language.prefix() } else { "" };
        // The prefix begins with a slash and has none at its end.
        local.push_str("href=\"");
        local.push_str(prefix);
        local.push('/');
        local.push_str(part);
    }
    local
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_an_english_article_lead_to_english_pages_and_files_stay() {
        let html = "<a href=\"/lien-ket\">a</a> <a href=\"/media/a.pdf\">b</a> <a href=\"/\">c</a> \
                    <a href=\"/en/x\">d</a> <a href=\"https://a.example/\">e</a> href=/x";
        let english = local_links(html, Language::English);
        let expected = html
            .replace("\"/lien-ket", "\"/en/lien-ket")
            .replace("\"/\"", "\"/en/\"");
        assert_eq!(english, expected);
        assert_eq!(local_links(html, Language::Vietnamese), html);
    }
}
