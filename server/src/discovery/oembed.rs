//! How other sites show an article whose address somebody pasted (oembed.com).

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
    routing::get,
};
use conglang_contract::{article::Article, language::Language, problem::ProblemCode};
use serde::{Deserialize, Serialize};

use crate::{
    api::articles::{self, ApiQuery},
    http::{
        entity_tag,
        problem::{ApiError, ApiResult, problem_response},
    },
    pages::head::{Preview, absolute, escaped},
    site::{SiteState, settings::Settings},
};

pub const PATH: &str = "/oembed";
/// How large the article is shown, in pixels, unless the other site has less room.
const FRAME_WIDTH: u32 = 600;
const FRAME_HEIGHT: u32 = 480;
/// How long other sites may keep the answer.
const CACHE_SECONDS: u32 = 3_600;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OembedFormat {
    Json,
    Xml,
}

impl OembedFormat {
    pub const ALL: [Self; 2] = [Self::Json, Self::Xml];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Xml => "xml",
        }
    }

    /// With which pages name it.
    pub fn link_type(self) -> &'static str {
        match self {
            Self::Json => "application/json+oembed",
            Self::Xml => "text/xml+oembed",
        }
    }
}

#[derive(Deserialize)]
struct OembedQuery {
    url: Option<String>,
    format: Option<String>,
    maxwidth: Option<String>,
    maxheight: Option<String>,
}

/// A `rich` answer. What is absent is left out.
#[derive(Serialize)]
struct Oembed {
    version: &'static str,
    r#type: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    author_name: Option<String>,
    provider_name: String,
    provider_url: String,
    cache_age: u32,
    html: String,
    width: u32,
    height: u32,
    thumbnail_url: String,
    thumbnail_width: u32,
    thumbnail_height: u32,
}

pub fn router() -> Router<SiteState> {
    Router::new().route(PATH, get(answer))
}

/// `GET /oembed?url&format&maxwidth&maxheight`
///
/// # Errors
/// `not_found` for what is no article of the portal, `bad_request` for a query that cannot be read.
async fn answer(
    State(site): State<SiteState>,
    ApiQuery(query): ApiQuery<OembedQuery>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let format = match query.format.as_deref() {
        None | Some("json") => OembedFormat::Json,
        Some("xml") => OembedFormat::Xml,
        Some(_) => return Ok(not_implemented()),
    };
    let url = query.url.ok_or(ProblemCode::BadRequest)?;
    let width = at_most(FRAME_WIDTH, query.maxwidth.as_deref())?;
    let height = at_most(FRAME_HEIGHT, query.maxheight.as_deref())?;
    let own_host = headers.get(header::HOST);
    let own_host = own_host.and_then(|host| host.to_str().ok());
    let (language, slug) =
        article_of(&url, own_host, &site.settings).ok_or_else(ApiError::not_found)?;
    let article = articles::article(&site, &slug, language, None).await?;
    let settings = site.settings.in_language(language);
    let oembed = Oembed::of(&article, language, [width, height], settings);
    let mut response = match format {
        OembedFormat::Json => entity_tag::json(&headers, &oembed)?,
        OembedFormat::Xml => entity_tag::tagged(&headers, "text/xml; charset=utf-8", oembed.xml()?),
    };
    // Public, and asked for by scripts of other sites.
    response.headers_mut().insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    Ok(response)
}

/// The standard has a status for a format that a provider does not speak.
fn not_implemented() -> Response {
    let mut problem = ApiError::from(ProblemCode::BadRequest).problem();
    problem.status = StatusCode::NOT_IMPLEMENTED.as_u16();
    problem_response(&problem)
}

/// `preferred`, or less where the other site has less room.
fn at_most(preferred: u32, given: Option<&str>) -> ApiResult<u32> {
    let Some(given) = given else {
        return Ok(preferred);
    };
    match given.parse::<u32>() {
        Ok(most) if most > 0 => Ok(preferred.min(most)),
        _ => Err(ProblemCode::BadRequest.into()),
    }
}

/// The article that `url` is the page of, and in which language; `own_host` is by what name the portal was
/// asked.
fn article_of(
    url: &str,
    own_host: Option<&str>,
    settings: &Settings,
) -> Option<(Language, String)> {
    let rest = |address: &str| {
        let (scheme, rest) = address.split_once("://")?;
        let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
        is_web.then(|| rest.to_owned())
    };
    let address = rest(url)?;
    let end = address.find(['/', '?', '#'])?;
    let (host, path) = address.split_at(end);
    let public_host = rest(&settings.host);
    let is_own = [public_host.as_deref(), own_host]
        .into_iter()
        .flatten()
        .any(|own| own.eq_ignore_ascii_case(host));
    if !is_own {
        return None;
    }
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let language = settings.page_language(path);
    let path = path.strip_prefix(language.prefix())?;
    let slug = path.strip_prefix("/bai-viet/")?;
    Some((language, slug.trim_end_matches('/').to_owned()))
}

impl Oembed {
    fn of(article: &Article, language: Language, size: [u32; 2], settings: &Settings) -> Self {
        let [width, height] = size;
        let preview = Preview::of(Some(article), language, settings);
        let query = match language {
            Language::Vietnamese => String::new(),
            Language::English => format!("?{}={}", Language::PARAMETER, language.code()),
        };
        let src = escaped(&absolute(
            &format!("/nhung/bai-viet/{}{query}", article.slug),
            settings,
        ));
        let title = escaped(&article.title);
        Self {
            version: "1.0",
            r#type: "rich",
            title: article.title.clone(),
            author_name: article.author.clone(),
            provider_name: settings.name.clone(),
            provider_url: settings.host.clone(),
            cache_age: CACHE_SECONDS,
            html: format!(
                "<iframe src=\"{src}\" width=\"{width}\" height=\"{height}\" title=\"{title}\" \
                 loading=\"lazy\" style=\"border:0;max-width:100%\"></iframe>"
            ),
            width,
            height,
            thumbnail_url: preview.url,
            thumbnail_width: preview.width,
            thumbnail_height: preview.height,
        }
    }

    /// Each field as an element of the same name.
    fn xml(&self) -> ApiResult<String> {
        let fields =
            serde_json::to_value(self).map_err(|error| ApiError::Internal(error.to_string()))?;
        let elements: String = fields
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, value)| {
                let text = value.as_str().map_or_else(|| value.to_string(), escaped);
                format!("<{name}>{text}</{name}>")
            })
            .collect();
        Ok(format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n<oembed>{elements}</oembed>\n"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_frame_is_larger_than_there_is_room_for() {
        for (given, size) in [(None, 600), (Some("1000"), 600), (Some("320"), 320)] {
            assert_eq!(at_most(600, given).expect("a size"), size, "{given:?}");
        }
        for wrong in ["", "0", "-1", "3.5", "rộng", "99999999999"] {
            assert!(at_most(600, Some(wrong)).is_err(), "{wrong}");
        }
    }
}
