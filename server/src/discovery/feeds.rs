//! The newest articles of the portal, and of each category, for feed readers and other sites' programs.
//!
//! A feed carries each article whole: who reads the news in a feed reader, perhaps without a network, reads
//! it to its end there, and other sites show the lead and the photograph, which stand apart from the text.

mod atom;
mod json_feed;
mod rss;

use std::{
    fmt::Display,
    time::{Duration, SystemTime},
};

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use conglang_contract::{
    article::{PHOTO_OFFER_CLASS, Photo},
    language::Language,
    site::CategoryLink,
    slug::Slug,
    timestamp::Timestamp,
};

use crate::{
    http::{
        entity_tag,
        problem::{ApiError, ApiResult},
    },
    pages::head::{absolute, escaped},
    site::{SiteState, settings::Settings},
    store::articles::FeedArticle,
};

/// Readers ask several times a day, and no town writes more in between.
const ARTICLES: u32 = 20;
/// The width of an article's picture in pixels, as previews of other sites show it.
const PICTURE_WIDTH: u32 = 1200;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedFormat {
    Rss,
    Atom,
    Json,
}

impl FeedFormat {
    pub const ALL: [Self; 3] = [Self::Rss, Self::Atom, Self::Json];

    pub fn media_type(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml",
            Self::Atom => "application/atom+xml",
            Self::Json => "application/feed+json",
        }
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rss => "RSS",
            Self::Atom => "Atom",
            Self::Json => "JSON Feed",
        }
    }

    fn file_name(self) -> &'static str {
        match self {
            Self::Rss => "rss.xml",
            Self::Atom => "atom.xml",
            Self::Json => "feed.json",
        }
    }

    /// XML tells its encoding itself, JSON has one only.
    fn content_type(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml; charset=utf-8",
            Self::Atom => "application/atom+xml; charset=utf-8",
            Self::Json => "application/feed+json",
        }
    }
}

/// The path of the Vietnamese feed of the page at `page`: the home page or a category's.
pub fn feed_path(page: &str, format: FeedFormat) -> String {
    format!("{}/{}", page.trim_end_matches('/'), format.file_name())
}

/// A feed, whatever its format.
struct Feed<'a> {
    settings: &'a Settings,
    title: String,
    description: String,
    /// The address of the page with the same articles.
    page: String,
    /// Its own address.
    address: String,
    /// When the newest change was made; the beginning of time when there is nothing.
    updated: Timestamp,
    entries: Vec<Entry>,
}

struct Entry {
    address: String,
    title: String,
    lead: String,
    /// The photograph and the whole text, with whole addresses.
    html: String,
    author: Option<String>,
    category: CategoryLink,
    picture: Option<Picture>,
    published_at: Timestamp,
    updated_at: Timestamp,
}

/// A JPEG.
struct Picture {
    url: String,
    size_bytes: Option<u64>,
}

pub fn router(settings: &Settings) -> Router<SiteState> {
    let all = settings.languages().into_iter().flat_map(|language| {
        FeedFormat::ALL
            .into_iter()
            .map(move |format| (language, format))
    });
    all.fold(Router::new(), |router, (language, format)| {
        let path = |page: &str| language.path(&feed_path(page, format));
        let of_all = move |State(site): State<SiteState>, headers: HeaderMap| async move {
            answer(&site, None, language, format, &headers).await
        };
        let of_category = move |State(site): State<SiteState>,
                                Path(category): Path<String>,
                                headers: HeaderMap| async move {
            answer(&site, Some(category), language, format, &headers).await
        };
        router
            .route(&path("/"), get(of_all))
            .route(&path("/chuyen-muc/{category}"), get(of_category))
    })
}

/// # Errors
/// `not_found` for a category that the site does not have.
async fn answer(
    site: &SiteState,
    category: Option<String>,
    language: Language,
    format: FeedFormat,
    headers: &HeaderMap,
) -> ApiResult<Response> {
    let settings = site.settings.in_language(language);
    let (title, description, page) = match &category {
        None => (
            settings.name.clone(),
            settings.description.clone(),
            "/".to_owned(),
        ),
        Some(slug) => {
            let mut categories = settings.categories.iter();
            let category = categories
                .find(|category| category.slug.as_str() == slug)
                .ok_or_else(ApiError::not_found)?;
            let description = if category.description.is_empty() {
                &settings.description
            } else {
                &category.description
            };
            (
                format!("{} · {}", category.name, settings.name),
                description.clone(),
                format!("/chuyen-muc/{slug}"),
            )
        }
    };
    let slug: Option<Slug> = category.and_then(|slug| slug.parse().ok());
    let articles = site
        .store
        .feed_articles(slug.as_ref(), ARTICLES, settings)
        .await?;
    let address = |path: &str| format!("{}{}", settings.host, language.path(path));
    let beginning = Timestamp::from_unix_seconds(0, settings.utc_offset).map_err(failure)?;
    let updated = articles.iter().map(|article| article.updated_at).max();
    // One that is dated earlier than another may have come after it.
    let changed = articles.iter().map(|article| article.changed_at).max();
    let feed = Feed {
        settings,
        title,
        description,
        page: address(&page),
        address: address(&feed_path(&page, format)),
        updated: updated.unwrap_or(beginning),
        entries: articles
            .into_iter()
            .map(|article| entry(article, settings, language))
            .collect(),
    };
    let body = match format {
        FeedFormat::Rss => rss::write(&feed).map_err(failure),
        FeedFormat::Atom => atom::write(&feed).map_err(failure),
        FeedFormat::Json => json_feed::write(&feed).map_err(failure),
    }?;
    let changed = u64::try_from(changed.unwrap_or(0)).map_err(failure)?;
    Ok(dated(headers, format.content_type(), body, changed))
}

fn failure(error: impl Display) -> ApiError {
    ApiError::Internal(error.to_string())
}

/// `body` with the time of its last change, in seconds since 1970, beside its entity tag, for readers that ask by
/// the time alone.
fn dated(headers: &HeaderMap, media_type: &'static str, body: Vec<u8>, changed: u64) -> Response {
    let changed = SystemTime::UNIX_EPOCH + Duration::from_secs(changed);
    let mut response = if has_since(headers, changed) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        entity_tag::tagged(headers, media_type, body)
    };
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&httpdate::fmt_http_date(changed)) {
        headers.insert(header::LAST_MODIFIED, value);
    }
    // Public, and read by scripts of other sites.
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    response
}

/// Whether the client has what was changed last at `changed`; an entity tag tells more (RFC 9110, 13.1.3).
fn has_since(headers: &HeaderMap, changed: SystemTime) -> bool {
    !headers.contains_key(header::IF_NONE_MATCH)
        && headers
            .get(header::IF_MODIFIED_SINCE)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| httpdate::parse_http_date(value).ok())
            .is_some_and(|since| changed <= since)
}

fn entry(article: FeedArticle, settings: &Settings, language: Language) -> Entry {
    let FeedArticle {
        summary,
        body_html,
        author,
        updated_at,
        changed_at: _,
    } = article;
    let path = language.path(&format!("/bai-viet/{}", summary.slug));
    let shown = summary.cover.as_ref().filter(|cover| {
        let mut variants = cover.variants.iter();
        !variants.any(|variant| body_html.contains(&variant.url))
    });
    let photograph = shown.and_then(|cover| photograph(cover, settings));
    let text = absolute_html(&without_offers(&body_html), &settings.host);
    let cover = summary.cover.as_ref();
    Entry {
        address: format!("{}{path}", settings.host),
        html: photograph.unwrap_or_default() + &text,
        picture: cover.and_then(|cover| picture(cover, settings)),
        title: summary.title,
        lead: summary.lead,
        author,
        category: summary.category,
        published_at: summary.published_at,
        updated_at,
    }
}

fn picture(cover: &Photo, settings: &Settings) -> Option<Picture> {
    let variant = cover.fallback(PICTURE_WIDTH)?;
    Some(Picture {
        url: absolute(&variant.url, settings),
        size_bytes: variant.size_bytes,
    })
}

fn photograph(cover: &Photo, settings: &Settings) -> Option<String> {
    let picture = picture(cover, settings)?;
    let (src, alt) = (escaped(&picture.url), escaped(&cover.alt));
    Some(format!("<p><img src=\"{src}\" alt=\"{alt}\"></p>"))
}

/// Sanitised `html` without the offers to load a photograph, which only the portal's own pages hide.
fn without_offers(html: &str) -> String {
    let mut links = html.split("<a ");
    let mut text = links.next().unwrap_or_default().to_owned();
    for link in links {
        let (tag, _) = link.split_once('>').unwrap_or((link, ""));
        match link.split_once("</a>") {
            Some((_, rest)) if tag.contains(PHOTO_OFFER_CLASS) => text.push_str(rest),
            _ => {
                text.push_str("<a ");
                text.push_str(link);
            }
        }
    }
    text
}

/// Sanitised `html` with the portal's own addresses whole, since a feed reader knows no page to start from.
fn absolute_html(html: &str, host: &str) -> String {
    let whole = format!("=\"{host}/");
    html.replace("=\"/", &whole)
        // Addresses of other sites that leave out the scheme.
        .replace(&format!("{whole}/"), "=\"//")
        // The other candidates of a `srcset`.
        .replace("w, /media/", &format!("w, {host}/media/"))
        .replace(|character| !is_xml(character), "")
}

/// Whether XML can carry the character at all (XML 1.0, 2.2).
fn is_xml(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn photographs_are_not_offered() {
        let offer =
            format!("<a class=\"{PHOTO_OFFER_CLASS}\" href=\"/media/a.webp\">Tải ảnh (12 KB)</a>");
        let link = "<a href=\"/lien-ket\">Liên kết</a>";
        let photo = "<picture><img src=\"/media/a.jpg\"></picture>";
        let html = format!("<p>{link}</p>{offer}{photo}<p>{link}</p>");
        assert_eq!(
            without_offers(&html),
            format!("<p>{link}</p>{photo}<p>{link}</p>")
        );
    }

    #[test]
    fn addresses_in_a_text_are_whole() {
        let html = "<a href=\"/ban-do\">/ban-do</a> <a href=\"//bao.example/x\">x</a> \
                    <a href=\"https://bao.example/\">y</a> <a href=\"#z\">z</a>\
                    <img srcset=\"/media/a-480.webp 480w, /media/a-960.webp 960w\">";
        assert_eq!(
            absolute_html(html, "https://thu.example"),
            "<a href=\"https://thu.example/ban-do\">/ban-do</a> <a href=\"//bao.example/x\">x</a> \
             <a href=\"https://bao.example/\">y</a> <a href=\"#z\">z</a>\
             <img srcset=\"https://thu.example/media/a-480.webp 480w, \
             https://thu.example/media/a-960.webp 960w\">"
        );
    }

    #[test]
    fn a_feed_stands_under_its_page() {
        assert_eq!(feed_path("/", FeedFormat::Rss), "/rss.xml");
        assert_eq!(
            feed_path("/chuyen-muc/tin", FeedFormat::Json),
            "/chuyen-muc/tin/feed.json"
        );
    }
}
