//! Ways from an article's page to others: its address as a QR code for paper, and to the services on
//! which residents share. Those services' addresses stand here alone, so that they change in one place.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, Uri},
    response::{IntoResponse, Redirect, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use conglang_contract::slug::Slug;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use qrcode::{EcLevel, QrCode, render::svg};
use serde_json::json;

use crate::{
    http::{
        entity_tag,
        problem::{ApiError, ApiResult},
    },
    site::{Site, SiteState},
};

/// `GET /bai-viet/{slug}/qr.svg`: the article's address for a phone's camera.
///
/// # Errors
/// `not_found` when there is no such article.
pub async fn qr_code(
    State(site): State<SiteState>,
    Path(slug): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let address = page_address(&site, &slug, &uri).await?;
    let drawing = draw(&address).map_err(|error| ApiError::Internal(error.to_string()))?;
    Ok(entity_tag::tagged(&headers, "image/svg+xml", drawing))
}

/// `GET /bai-viet/{slug}/facebook`: to where Facebook asks what to say about the article.
///
/// # Errors
/// `not_found` when there is no such article.
pub async fn facebook(
    State(site): State<SiteState>,
    Path(slug): Path<String>,
    uri: Uri,
) -> ApiResult<Response> {
    let address = page_address(&site, &slug, &uri).await?;
    Ok(Redirect::to(&facebook_address(&address)).into_response())
}

/// `GET /bai-viet/{slug}/zalo`: to where Zalo asks whom to send the article to.
///
/// # Errors
/// `not_found` when there is no such article.
pub async fn zalo(
    State(site): State<SiteState>,
    Path(slug): Path<String>,
    uri: Uri,
) -> ApiResult<Response> {
    let address = page_address(&site, &slug, &uri).await?;
    Ok(Redirect::to(&zalo_address(&address)).into_response())
}

/// The public address of the article's page, which `uri` continues by one part.
async fn page_address(site: &Site, slug: &str, uri: &Uri) -> ApiResult<String> {
    let slug: Slug = slug.parse().map_err(|_| ApiError::not_found())?;
    let found = site.store.article_id(&slug).await?;
    found.ok_or_else(ApiError::not_found)?;
    let path = uri.path();
    let page = path.rsplit_once('/').map_or(path, |(page, _)| page);
    Ok(format!("{}{page}", site.settings.host))
}

/// Paper is folded and smudged, so a seventh of the code may be lost.
fn draw(address: &str) -> qrcode::QrResult<String> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M)?;
    Ok(code.render::<svg::Color<'_>>().build())
}

fn facebook_address(page: &str) -> String {
    format!(
        "https://www.facebook.com/sharer/sharer.php?u={}",
        utf8_percent_encode(page, NON_ALPHANUMERIC)
    )
}

/// Zalo documents a script, which no page of the portal loads, and this is the address that it opens.
fn zalo_address(page: &str) -> String {
    let data = STANDARD.encode(json!({ "url": page }).to_string());
    format!(
        "https://button-share.zalo.me/share_external?layout=1&color=blue&customize=false&shareType=0&d={}",
        utf8_percent_encode(&data, NON_ALPHANUMERIC)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "https://thu.example/bai-viet/bai-mot";

    #[test]
    fn services_are_told_the_whole_address() {
        assert_eq!(
            facebook_address(PAGE),
            "https://www.facebook.com/sharer/sharer.php\
             ?u=https%3A%2F%2Fthu%2Eexample%2Fbai%2Dviet%2Fbai%2Dmot"
        );
        let zalo = zalo_address(PAGE);
        let (_, data) = zalo.rsplit_once("&d=").expect("the data");
        let data = percent_encoding::percent_decode_str(data)
            .decode_utf8()
            .expect("text");
        let json = STANDARD.decode(data.as_ref()).expect("base64");
        assert_eq!(json, br#"{"url":"https://thu.example/bai-viet/bai-mot"}"#);
    }

    #[test]
    fn a_code_is_a_drawing_without_scripts() {
        let drawing = draw(PAGE).expect("a short text");
        assert!(drawing.contains("<svg"), "{drawing}");
        assert!(!drawing.contains("<script"), "{drawing}");
        // An address is at most some hundred characters long, for which every phone reads the code.
        assert!(draw(&format!("{PAGE}{}", "-dai".repeat(100))).is_ok());
    }
}
