//! The app's files, built into the binary and compressed beforehand, and the site's own.

use std::path::Path;

use axum::{
    Extension,
    body::Body,
    extract::{OriginalUri, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

use super::{Pages, render};
use crate::{
    http::{client_address::ClientAddress, entity_tag, problem::ApiError},
    site::{SiteState, settings::Settings},
};

/// What Trunk built.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../dist/"]
#[allow_missing = true]
pub struct Dist;

const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

/// The app's file at `path` (without a leading slash), if there is one.
pub fn app_file(path: &str, request: &HeaderMap) -> Option<Response> {
    // The shell is for static hosts; here every page is rendered.
    if path.is_empty() || path == "index.html" || path.ends_with(".br") || path.ends_with(".gz") {
        return None;
    }
    let plain = Dist::get(path)?;
    let (file, encoding) = [("br", ".br"), ("gzip", ".gz")]
        .into_iter()
        .filter(|(encoding, _)| accepts(request, encoding))
        .find_map(|(encoding, suffix)| {
            Some((Dist::get(&format!("{path}{suffix}"))?, Some(encoding)))
        })
        .unwrap_or((plain, None));

    let tag = format!("\"{}\"", hex::encode(&file.metadata.sha256_hash()[..12]));
    let mut headers = HeaderMap::new();
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(
        header::CACHE_CONTROL,
        if has_hash(path) {
            IMMUTABLE
        } else {
            REVALIDATE
        },
    );
    if let Ok(value) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, value);
    }
    if request
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == tag.as_bytes())
    {
        return Some((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let media_type = mime_guess::from_path(path).first_or_octet_stream();
    if let Ok(value) = HeaderValue::from_str(media_type.as_ref()) {
        headers.insert(header::CONTENT_TYPE, value);
    }
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Some((headers, Body::from(file.data)).into_response())
}

/// Whether Trunk put a content hash into the file's name: 64 bits in hexadecimal digits, which it
/// does not pad.
pub fn has_hash(path: &str) -> bool {
    path.split(['-', '_', '.']).any(|part| {
        (12..=16).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

fn accepts(request: &HeaderMap, encoding: &str) -> bool {
    request
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| {
            value.split(',').any(|item| {
                let mut parts = item.split(';').map(str::trim);
                parts.next() == Some(encoding) && parts.all(|parameter| parameter != "q=0")
            })
        })
}

/// `GET /logo.svg`: the seal that `site.toml` names.
pub async fn logo(State(site): State<SiteState>, request: Request) -> Response {
    file(&site.settings.logo, request).await
}

/// Where the server shows the file that `basemap` names.
pub const BASEMAP_URL: &str = "/nen-ban-do.pmtiles";

/// `GET /nen-ban-do.pmtiles`: the background of the map, in the ranges that are asked for.
pub async fn basemap(State(site): State<SiteState>, request: Request) -> Response {
    match site.map().and_then(|map| map.files.basemap.as_ref()) {
        Some(path) => file(path, request).await,
        None => ApiError::not_found().into_response(),
    }
}

/// `GET /site.css`: the site's colours as custom properties.
pub async fn site_css(State(site): State<SiteState>) -> impl IntoResponse {
    (
        [
            (header::CONTENT_TYPE, "text/css; charset=utf-8"),
            (header::CACHE_CONTROL, "public, max-age=300"),
        ],
        site_colors(&site.settings),
    )
}

/// The style sheet with the site's colours.
pub fn site_colors(settings: &Settings) -> String {
    let colors = &settings.colors;
    format!(
        ":root{{--site-primary:{};--site-accent:{}}}",
        colors.primary, colors.accent
    )
}

/// `GET /media/…`: photographs, recordings and attachments, named by their content; in parts if asked so.
/// Who opens the address of one that is not there finds the portal's page for that.
pub async fn media(
    State(site): State<SiteState>,
    Extension(pages): Extension<Pages>,
    client: ClientAddress,
    OriginalUri(address): OriginalUri,
    request: Request,
) -> Response {
    use tower::ServiceExt;
    let page = is_opened(request.headers()).then(|| {
        let mut page = Request::new(Body::empty());
        *page.method_mut() = request.method().clone();
        *page.uri_mut() = address;
        *page.headers_mut() = request.headers().clone();
        page
    });
    let folder = site.data_folder.join("media");
    let files = tower_http::services::ServeDir::new(folder).append_index_html_on_directories(false);
    let mut response = match files.oneshot(request).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    };
    if response.status() == StatusCode::NOT_FOUND {
        return match page {
            Some(page) => render::page(Extension(pages), client, page).await,
            None => ApiError::not_found().into_response(),
        };
    }
    if response.status().is_success() {
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, IMMUTABLE);
        // The name that is registered (RFC 4337); some players take no other.
        if headers
            .get(header::CONTENT_TYPE)
            .is_some_and(|name| name == "audio/m4a")
        {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("audio/mp4"));
        }
        // An attachment is shown or saved, never run in the portal's name.
        response.headers_mut().insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox"),
        );
    }
    response
}

/// Whether a person opens the address, and not a page the picture or the recording in it.
fn is_opened(request: &HeaderMap) -> bool {
    request
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("text/html"))
}

/// A file that the settings name.
pub async fn file(path: &Path, mut request: Request) -> Response {
    use tower::ServiceExt;
    let tag = match tokio::fs::metadata(path).await {
        Ok(metadata) => entity_tag::of_file(&metadata),
        Err(error) => {
            tracing::warn!(path = %path.display(), %error, "a file of the settings cannot be read");
            return ApiError::not_found().into_response();
        }
    };
    let is_known = entity_tag::condition_on_file(request.headers_mut(), &tag);
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        match tower_http::services::ServeFile::new(path)
            .oneshot(request)
            .await
        {
            Ok(response) if response.status() == StatusCode::NOT_FOUND => {
                return ApiError::not_found().into_response();
            }
            Ok(response) => response.map(Body::new),
            Err(never) => match never {},
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, REVALIDATE);
    headers.insert(header::ETAG, tag);
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox"),
    );
    response
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn only_hashed_names_are_kept_for_ever() {
        assert!(has_hash("conglang-0123456789abcdef_bg.wasm"));
        assert!(has_hash("conglang-2e2bdad20a096a6.css"));
        assert!(!has_hash("captcha-worker_loader.js"));
    }

    #[test]
    fn fonts_are_named_by_their_content() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/fonts");
        for font in std::fs::read_dir(folder).expect("the fonts are there") {
            let path = font.expect("a file").path();
            let name = path.to_string_lossy().into_owned();
            if !name.ends_with(".woff2") {
                continue;
            }
            let digest = Sha256::digest(std::fs::read(&path).expect("a font"));
            assert!(name.contains(&hex::encode(&digest[..6])), "{name}");
            assert!(has_hash(&name), "{name}");
        }
    }

    #[test]
    fn an_encoding_refused_by_quality_is_not_sent() {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::ACCEPT_ENCODING,
            HeaderValue::from_static("gzip, br;q=0"),
        );
        assert!(accepts(&headers, "gzip"));
        assert!(!accepts(&headers, "br"));
    }
}
