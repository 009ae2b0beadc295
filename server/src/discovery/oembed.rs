//! How other sites show an article whose address somebody pasted (oembed.com): by its card where every site may show
//! that, and else by a link, since who will show it is not known here.

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
    pages::{
        embeds::{
            kind::Kind,
            options::Options,
            snippet::{Choice, Frame},
        },
        head::{Preview, escaped},
    },
    site::{SiteState, settings::Settings},
};

pub const PATH: &str = "/oembed";
/// How wide the card is shown, in CSS pixels, unless the other site has less room.
const FRAME_WIDTH: u32 = 600;
/// What a card has at most, in CSS pixels; more of a long lead is scrolled.
const HIGHEST: u32 = 900;
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

/// An answer of the type `rich`, or `link` where there is no frame. What is absent is left out.
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
    #[serde(flatten)]
    frame: Option<CardFrame>,
    thumbnail_url: String,
    thumbnail_width: u32,
    thumbnail_height: u32,
}

/// The article's card in a frame.
#[derive(Serialize)]
struct CardFrame {
    html: String,
    /// CSS pixels.
    width: u32,
    /// CSS pixels.
    height: u32,
}

/// How much room the other site has, in CSS pixels.
struct Room {
    width: Option<u32>,
    height: Option<u32>,
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
    let room = Room {
        width: most(query.maxwidth.as_deref())?,
        height: most(query.maxheight.as_deref())?,
    };
    let own_host = headers.get(header::HOST);
    let own_host = own_host.and_then(|host| host.to_str().ok());
    let (language, slug) =
        article_of(&url, own_host, &site.settings).ok_or_else(ApiError::not_found)?;
    let article = articles::article(&site, &slug, language, None).await?;
    let settings = site.settings.in_language(language);
    let frame = if site.settings.embed.anyone_reads {
        CardFrame::of(&article, language, &room, settings)
    } else {
        None
    };
    let oembed = Oembed::of(&article, language, frame, settings);
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

/// A limit of the other site, in CSS pixels.
fn most(given: Option<&str>) -> ApiResult<Option<u32>> {
    given
        .map(|given| match given.parse::<u32>() {
            Ok(most) if most > 0 => Ok(most),
            _ => Err(ProblemCode::BadRequest.into()),
        })
        .transpose()
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

impl CardFrame {
    /// None of what has no address, which an article has.
    fn of(article: &Article, language: Language, room: &Room, settings: &Settings) -> Option<Self> {
        let width = room.width.unwrap_or(FRAME_WIDTH).min(FRAME_WIDTH);
        let height = card_height(article, width);
        let height = room.height.unwrap_or(height).min(height);
        let choice = Choice {
            kind: Kind::Card,
            article: Some(&article.slug),
            options: &Options::usual(language),
            label: format!("{} · {}", article.title, settings.name),
        };
        let html = choice.frame(&Frame {
            host: &settings.host,
            width: &width.to_string(),
            height,
            style: "border:0;max-width:100%",
            // WordPress would hide the frame behind a link beside it, and others show both.
            inside: &choice.link(settings),
        })?;
        Some(Self {
            html,
            width,
            height,
        })
    }
}

/// How high the card of `article` is at `width`, in CSS pixels, by the sizes of `style/embed.css`: rather a line too
/// much, since most sites do not let a frame grow.
fn card_height(article: &Article, width: u32) -> u32 {
    const SIDES: u32 = 32;
    /// Margins, the line with category and date, the foot.
    const REST: u32 = 130;
    let room = width.saturating_sub(SIDES).max(1);
    let lines = |text: &str, tenths_a_letter: u32| {
        let letters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        letters.saturating_mul(tenths_a_letter).div_ceil(room * 10)
    };
    let photo = article.cover.as_ref().map_or(0, |_| room * 9 / 16);
    let title = lines(&article.title, 125).saturating_mul(29);
    let lead = lines(&article.lead, 92).saturating_mul(25);
    (REST + photo)
        .saturating_add(title)
        .saturating_add(lead)
        .min(HIGHEST)
}

impl Oembed {
    fn of(
        article: &Article,
        language: Language,
        frame: Option<CardFrame>,
        settings: &Settings,
    ) -> Self {
        let preview = Preview::of(Some(article), language, settings);
        Self {
            version: "1.0",
            r#type: if frame.is_some() { "rich" } else { "link" },
            title: article.title.clone(),
            author_name: article.author.clone(),
            provider_name: settings.name.clone(),
            provider_url: settings.host.clone(),
            cache_age: CACHE_SECONDS,
            frame,
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
    fn limits_are_whole_numbers_of_pixels() {
        for (given, expected) in [(None, None), (Some("320"), Some(320))] {
            assert_eq!(most(given).expect("a limit"), expected);
        }
        for wrong in ["", "0", "-1", "3.5", "rộng", "99999999999"] {
            assert!(most(Some(wrong)).is_err(), "{wrong}");
        }
    }
}
