//! Every address of the portal for search engines (sitemaps.org): an index, a list of pages, lists of
//! articles, and the news of the last two days.
//!
//! A list of articles holds those whose numbers in the database stand in one range. So an article stays in
//! its list for ever, a list is read by the primary key without counting what comes before it, and of old
//! lists the index says that nothing changed.

mod xml;

use axum::{
    Router,
    extract::{Query, State, rejection::QueryRejection},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use conglang::{components::article_card::tag_path, pages::archive::archive_path};
use conglang_contract::{article::Photo, language::Language, timestamp::Timestamp};
use serde::Deserialize;

use self::xml::{Address, News, UrlSet};
use crate::{
    archive,
    http::{
        entity_tag,
        problem::{ApiError, ApiResult},
    },
    pages::head::absolute,
    site::{SiteState, settings::Settings},
    store::articles::SitemapArticle,
};

pub const INDEX: &str = "/sitemap.xml";
pub const NEWS: &str = "/sitemap-tin-moi.xml";
const PAGES: &str = "/sitemap-trang.xml";
/// At the root as all lists, since one holds only what lies below it.
const ARTICLES: &str = "/sitemap-bai-viet.xml";
/// A list may hold 50,000 addresses and 50 MB. With both languages this is 20,000, of at most 1 KB each.
const ARTICLES_A_LIST: i64 = 10_000;
/// How many keywords stand among the pages: with both languages 20,000 addresses, of which most is percent signs.
const MOST_TAGS: u32 = 10_000;
/// As search engines take news (Google, *News sitemaps*).
const NEWS_SECONDS: i64 = 2 * 24 * 3_600;
const MOST_NEWS: u32 = 500;
const CONTENT_TYPE: &str = "application/xml; charset=utf-8";
/// The width of an article's picture in pixels.
const PICTURE_WIDTH: u32 = 1200;

pub fn router() -> Router<SiteState> {
    Router::new()
        .route(INDEX, get(index))
        .route(PAGES, get(pages))
        .route(NEWS, get(news))
        .route(ARTICLES, get(articles))
}

fn list_path(number: i64) -> String {
    format!("{ARTICLES}?so={number}")
}

/// `GET /sitemap.xml`: the other lists.
async fn index(State(site): State<SiteState>, headers: HeaderMap) -> ApiResult<Response> {
    let settings = &site.settings;
    let lists = site.store.sitemap_lists(ARTICLES_A_LIST).await?;
    let newest = lists.iter().map(|&(_, updated_at)| updated_at).max();
    let fixed = [(PAGES.to_owned(), newest), (NEWS.to_owned(), newest)];
    let of_articles = lists
        .into_iter()
        .map(|(number, updated_at)| (list_path(number), Some(updated_at)));
    let entries = fixed.into_iter().chain(of_articles).map(|(path, seconds)| {
        let updated = seconds.and_then(|seconds| time(seconds, settings).ok());
        (format!("{}{path}", settings.host), updated)
    });
    let body = xml::index(entries);
    Ok(entity_tag::tagged(&headers, CONTENT_TYPE, body))
}

/// `GET /sitemap-trang.xml`: every page but the articles.
async fn pages(State(site): State<SiteState>, headers: HeaderMap) -> ApiResult<Response> {
    let settings = &site.settings;
    let features = settings.features;
    let map = site.map();
    let mut paths = vec!["/".to_owned()];
    let categories = settings.categories.iter();
    paths.extend(categories.map(|category| format!("/chuyen-muc/{}", category.slug)));
    let fixed = [
        ("/ban-do", map.is_some()),
        ("/ca-khuc", features.songs),
        ("/lien-ket", true),
        ("/thong-ke", features.visits),
        ("/canh-bao", true),
        ("/doc-nhieu", features.visits),
        ("/luu-tru", true),
    ];
    let fixed = fixed.into_iter().filter(|(_, is_there)| *is_there);
    paths.extend(fixed.map(|(path, _)| path.to_owned()));
    if let Some(map) = map {
        let areas = map.areas.iter();
        paths.extend(areas.map(|area| format!("/ban-do/khu-vuc/{}", area.id)));
        let places = map.places.iter();
        paths.extend(places.map(|place| format!("/ban-do/{}", place.id)));
    }
    if features.songs {
        let songs = site.store.songs().await?;
        let slugs = songs.iter().filter_map(|song| song.slug.as_ref());
        paths.extend(slugs.map(|slug| format!("/ca-khuc/{slug}")));
    }
    let months = archive::months(&site).await?;
    paths.extend(months.iter().map(|month| archive_path(month.month)));
    let tags = site.store.sitemap_tags(MOST_TAGS).await?;
    paths.extend(tags.iter().map(|tag| tag_path(tag)));
    let languages = settings.languages();
    let mut list = UrlSet::new();
    for path in paths {
        for &language in &languages {
            list.push(&Address {
                location: address(&path, language, settings),
                alternates: alternates(&path, &languages, settings),
                ..Address::default()
            });
        }
    }
    Ok(entity_tag::tagged(&headers, CONTENT_TYPE, list.finish()))
}

#[derive(Deserialize)]
struct ListQuery {
    /// Counted from 0.
    so: i64,
}

/// `GET /sitemap-bai-viet.xml?so={number}`: a list of articles.
async fn articles(
    State(site): State<SiteState>,
    query: Result<Query<ListQuery>, QueryRejection>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let Query(ListQuery { so: number }) = query.map_err(|_| ApiError::not_found())?;
    let settings = &site.settings;
    let mut list = UrlSet::new();
    let first = number.checked_mul(ARTICLES_A_LIST);
    let first = first.ok_or_else(ApiError::not_found)?;
    for article in site.store.sitemap_articles(first, ARTICLES_A_LIST).await? {
        push_article(&mut list, article, settings)?;
    }
    if list.is_empty() {
        return Err(ApiError::not_found());
    }
    Ok(entity_tag::tagged(&headers, CONTENT_TYPE, list.finish()))
}

fn push_article(list: &mut UrlSet, article: SitemapArticle, settings: &Settings) -> ApiResult<()> {
    let path = format!("/bai-viet/{}", article.slug);
    let languages = languages_of(article.has_english, settings);
    let picture = article
        .cover
        .as_ref()
        .and_then(|cover| picture(cover, settings));
    let updated_at = time(article.updated_at, settings)?;
    for &language in &languages {
        list.push(&Address {
            location: address(&path, language, settings),
            updated_at: Some(updated_at),
            alternates: alternates(&path, &languages, settings),
            picture: picture.clone(),
            news: None,
        });
    }
    Ok(())
}

/// `GET /sitemap-tin-moi.xml`: what is new, with titles.
async fn news(State(site): State<SiteState>, headers: HeaderMap) -> ApiResult<Response> {
    let mut list = UrlSet::new();
    let now = site.clock.now();
    for language in site.settings.languages() {
        let settings = site.settings.in_language(language);
        let articles = site
            .store
            .news(now - NEWS_SECONDS, MOST_NEWS, settings)
            .await?;
        for article in articles {
            let path = format!("/bai-viet/{}", article.slug);
            list.push(&Address {
                location: address(&path, language, settings),
                picture: article
                    .cover
                    .as_ref()
                    .and_then(|cover| picture(cover, settings)),
                news: Some(News {
                    publication: settings.name.clone(),
                    language: language.code(),
                    published_at: article.published_at,
                    title: article.title,
                }),
                ..Address::default()
            });
        }
    }
    Ok(entity_tag::tagged(&headers, CONTENT_TYPE, list.finish()))
}

fn languages_of(has_english: bool, settings: &Settings) -> Vec<Language> {
    let mut languages = settings.languages();
    languages.retain(|language| has_english || *language == Language::Vietnamese);
    languages
}

fn address(path: &str, language: Language, settings: &Settings) -> String {
    format!("{}{}", settings.host, language.path(path))
}

/// By language; nothing to choose from where there is one.
fn alternates(
    path: &str,
    languages: &[Language],
    settings: &Settings,
) -> Vec<(&'static str, String)> {
    if languages.len() < 2 {
        return Vec::new();
    }
    let fallback = ("x-default", Language::Vietnamese);
    languages
        .iter()
        .map(|&language| (language.code(), language))
        .chain([fallback])
        .map(|(code, language)| (code, address(path, language, settings)))
        .collect()
}

fn picture(cover: &Photo, settings: &Settings) -> Option<String> {
    let variant = cover.fallback(PICTURE_WIDTH)?;
    Some(absolute(&variant.url, settings))
}

fn time(seconds: i64, settings: &Settings) -> ApiResult<Timestamp> {
    Timestamp::from_unix_seconds(seconds, settings.utc_offset)
        .map_err(|error| ApiError::Internal(error.to_string()))
}
