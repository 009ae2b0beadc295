//! `GET search` and `GET search/suggest`: whatever the portal has, by its words.

use std::sync::Arc;

use axum::{extract::State, http::HeaderMap, response::Response};
use conglang_contract::{
    day::Day,
    language::Language,
    page::Page,
    problem::ProblemCode,
    search::{
        CategoryCount, KindCount, LAST_RESULT, MAX_QUERY_CHARS, PER_PAGE, SearchHit, SearchKind,
        SearchQuery, SearchResults, SuggestQuery, Suggestion,
    },
    slug::Slug,
    timestamp::Timestamp,
};
use time::{Date, Month};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::articles::ApiQuery;
use crate::{
    http::{
        entity_tag,
        language::AskedLanguage,
        problem::{ApiError, ApiResult, ReadRefusals},
    },
    search::{Filter, Hit},
    site::{SiteState, settings::Settings},
};

const MAX_PER_PAGE: u32 = 50;

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new()
        .routes(routes!(get_results))
        .routes(routes!(get_suggestions))
}

/// Articles, places, songs and pages with all words of `q`, the best first: what has them in its title before
/// what has them in its text, and new articles before old ones. Nothing is found for an empty `q`.
#[utoipa::path(
    get,
    path = "/search",
    tag = "search",
    params(SearchQuery),
    responses(
        (status = 200, body = SearchResults),
        ReadRefusals,
    )
)]
async fn get_results(
    State(site): State<SiteState>,
    AskedLanguage(language): AskedLanguage,
    ApiQuery(query): ApiQuery<SearchQuery>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let page = query.page.unwrap_or(1);
    let per_page = query.per_page.unwrap_or(PER_PAGE);
    let last = u64::from(page) * u64::from(per_page);
    if page == 0 || !(1..=MAX_PER_PAGE).contains(&per_page) || last > u64::from(LAST_RESULT) {
        return Err(ProblemCode::BadRequest.into());
    }
    let filter = Filter {
        language,
        kind: query.kind,
        category: query.category.as_ref().map(Slug::to_string),
        from: query.from.map(|day| beginning(day, &site.settings)),
        to: query.to.map(|day| beginning(day.next(), &site.settings)),
    };
    let range = ((last - u64::from(per_page)) as usize, per_page as usize);
    let text = typed(query.q)?;
    let index = Arc::clone(site.search().await?);
    let now = site.clock.now();
    let answer = at_work(move || Ok(index.search(&text, &filter, range, now)?)).await?;

    let settings = site.settings.in_language(language);
    let counts = |kind: SearchKind| {
        let count = answer.found.kinds.get(&kind).copied()?;
        Some(KindCount { kind, count })
    };
    let kinds = SearchKind::ALL.into_iter().filter_map(counts).collect();
    let mut categories: Vec<CategoryCount> = answer
        .found
        .categories
        .into_iter()
        .filter_map(|(slug, count)| {
            let category = settings.category_link(slug.parse().ok()?);
            Some(CategoryCount { category, count })
        })
        .collect();
    categories.sort_by(|one, other| {
        let by_name = || one.category.name.cmp(&other.category.name);
        other.count.cmp(&one.count).then_with(by_name)
    });
    let hits = answer.hits.into_iter();
    let results = SearchResults {
        hits: Page {
            items: hits
                .map(|found| hit(found, language, settings))
                .collect::<ApiResult<_>>()?,
            total: answer.found.total,
            page,
            per_page,
        },
        kinds,
        categories,
        suggestion: answer.suggestion,
        without_marks: answer.without_marks,
    };
    entity_tag::json(&headers, &results)
}

/// What has all words of `q` in its title, the last of which may go on; at most eight.
#[utoipa::path(
    get,
    path = "/search/suggest",
    tag = "search",
    params(SuggestQuery),
    responses(
        (status = 200, body = Vec<Suggestion>),
        ReadRefusals,
    )
)]
async fn get_suggestions(
    State(site): State<SiteState>,
    AskedLanguage(language): AskedLanguage,
    ApiQuery(query): ApiQuery<SuggestQuery>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let text = typed(query.q)?;
    let index = Arc::clone(site.search().await?);
    let now = site.clock.now();
    let found = at_work(move || Ok(index.suggest(&text, language, now)?)).await?;
    let suggestions: Vec<Suggestion> = found
        .into_iter()
        .map(|hit| Suggestion {
            kind: hit.kind,
            path: hit.path,
            title: hit.title,
        })
        .collect();
    entity_tag::json(&headers, &suggestions)
}

/// When `day` begins in the town, in seconds since 1970.
fn beginning(day: Day, settings: &Settings) -> i64 {
    let [year, month, day] = day.parts();
    let month = u8::try_from(month)
        .ok()
        .and_then(|month| Month::try_from(month).ok());
    let date = month.and_then(|month| {
        Date::from_calendar_date(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?).ok()
    });
    // A day of the contract is one of the calendar.
    let date = date.unwrap_or(Date::MIN);
    date.midnight()
        .assume_offset(settings.utc_offset)
        .unix_timestamp()
}

/// # Errors
/// When it is longer than anybody types.
fn typed(text: String) -> ApiResult<String> {
    if text.chars().count() > MAX_QUERY_CHARS {
        return Err(ProblemCode::BadRequest.into());
    }
    Ok(text)
}

/// A search takes a processor for a while, which others must not wait for.
async fn at_work<T: Send + 'static>(
    work: impl FnOnce() -> ApiResult<T> + Send + 'static,
) -> ApiResult<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| ApiError::Internal(error.to_string()))?
}

fn hit(found: Hit, language: Language, settings: &Settings) -> ApiResult<SearchHit> {
    let category = found.category.map(|slug| slug.parse());
    let published_at = found
        .published_at
        .map(|seconds| Timestamp::from_unix_seconds(seconds, settings.utc_offset));
    let corrupt = |what: &str| ApiError::Internal(format!("the search index has no {what}"));
    Ok(SearchHit {
        kind: found.kind,
        path: found.path,
        title: found.title,
        snippet: found.snippet,
        category: category
            .transpose()
            .map_err(|_| corrupt("category"))?
            .map(|slug| settings.category_link(slug)),
        published_at: published_at.transpose().map_err(|_| corrupt("time"))?,
        language: (found.language != language).then_some(found.language),
    })
}
