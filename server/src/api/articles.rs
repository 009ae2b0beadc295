//! `GET articles` and `GET articles/{slug}`.

use axum::{
    extract::{FromRequestParts, Path, Query, State},
    http::{HeaderMap, HeaderValue, header, request::Parts},
    response::Response,
};
use conglang_contract::{
    article::{Article, ArticleQuery, ArticleSort, ArticleSummary},
    language::Language,
    page::Page,
    problem::ProblemCode,
    search::MAX_QUERY_CHARS,
    slug::Slug,
    timestamp::Timestamp,
};
use serde::de::DeserializeOwned;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    archive,
    http::{
        entity_tag,
        language::AskedLanguage,
        problem::{ApiError, ApiResult, ReadRefusals},
        visitor::{Visitor, VisitorCookie},
    },
    site::{Site, SiteState},
    store::articles::ArticleFilter,
    visits,
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
    let sort = query.sort.unwrap_or_default();
    let period_is_wrong = query.period.is_some() && sort != ArticleSort::MostRead;
    let q_is_long = query
        .q
        .as_ref()
        .is_some_and(|q| q.chars().count() > MAX_QUERY_CHARS);
    if page == 0 || !(1..=MAX_PER_PAGE).contains(&per_page) || period_is_wrong || q_is_long {
        return Err(ProblemCode::BadRequest.into());
    }
    let (from, to) = times(&site, &query)?;
    let filter = ArticleFilter {
        category: query.category,
        tag: query.tag,
        any_tag: query.area.map(|area| area_tags(&site, &area)),
        words: query.q,
        from,
        to,
        sort,
        read_since: query.period.map(|period| visits::first_day(&site, period)),
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

/// From when to when articles were published that `query` asks for: all that it names holds.
fn times(site: &Site, query: &ArticleQuery) -> ApiResult<(Option<Timestamp>, Option<Timestamp>)> {
    let offset = site.settings.utc_offset;
    let day = query.day.map(|day| archive::day_times(day, offset));
    let month = query.month.map(|month| archive::month_times(month, offset));
    let (mut from, mut to) = (query.from, query.to);
    for times in [day, month].into_iter().flatten() {
        let time = |seconds| Timestamp::from_unix_seconds(seconds, offset);
        let (first, end) = (time(times.start), time(times.end));
        // Outside of what RFC 3339 can write there is nothing.
        let first = first.map_err(|_| ApiError::not_found())?;
        from = Some(from.map_or(first, |from| from.max(first)));
        to = match (to, end) {
            (Some(to), Ok(end)) => Some(to.min(end)),
            (to, end) => to.or(end.ok()),
        };
    }
    Ok((from, to))
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
    Ok(article)
}
