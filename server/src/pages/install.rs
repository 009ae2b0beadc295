//! What makes the portal an app of the phone: the manifest, its icons and screenshots, and what a page says
//! of them.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use conglang::i18n;
use conglang_contract::language::Language;
use serde_json::{Value, json};

use super::{assets, head::escaped};
use crate::{
    api::site::LOGO_URL,
    http::{entity_tag, problem::ApiError},
    site::{Site, SiteState, contrast::frames, icons::Icon, settings::Settings},
};

/// Where the manifest in Vietnamese is; `/en` comes before that in English.
pub const MANIFEST_URL: &str = "/manifest.webmanifest";
/// Where phones send what a resident shares with the portal (`share.rs`).
pub const SHARED_URL: &str = "/chia-se";
/// Of the screenshot with this number, counted from 1.
pub const SCREENSHOT_ROUTE: &str = "/screenshots/{name}";

/// `GET /manifest.webmanifest`
pub async fn manifest(State(site): State<SiteState>, headers: HeaderMap) -> Response {
    manifest_in(&site, Language::Vietnamese, &headers)
}

/// `GET /en/manifest.webmanifest`
pub async fn english_manifest(State(site): State<SiteState>, headers: HeaderMap) -> Response {
    manifest_in(&site, Language::English, &headers)
}

fn manifest_in(site: &Site, language: Language, headers: &HeaderMap) -> Response {
    let manifest = describe(site, language).to_string();
    entity_tag::tagged(headers, "application/manifest+json", manifest)
}

/// The icon at the address that asks for it.
pub async fn icon(State(site): State<SiteState>, headers: HeaderMap, icon: Icon) -> Response {
    let Some(icons) = site.settings.icons.as_ref().map(Arc::clone) else {
        return ApiError::not_found().into_response();
    };
    // The first time it is drawn, which takes longer than a request may hold its thread.
    let png = tokio::task::spawn_blocking(move || icons.png(icon).to_vec()).await;
    match png {
        Ok(png) => entity_tag::tagged(&headers, "image/png", png),
        Err(error) => ApiError::Internal(error.to_string()).into_response(),
    }
}

/// `GET /screenshots/{number}.{extension}`
pub async fn screenshot(
    State(site): State<SiteState>,
    Path(name): Path<String>,
    request: axum::extract::Request,
) -> Response {
    let screenshots = &site.settings.screenshots;
    let asked = screenshots
        .iter()
        .enumerate()
        .find(|(index, screenshot)| name == screenshot_name(*index, screenshot.extension));
    match asked {
        Some((_, screenshot)) => assets::file(&screenshot.file, request).await,
        None => ApiError::not_found().into_response(),
    }
}

fn screenshot_name(index: usize, extension: &str) -> String {
    format!("{}.{extension}", index + 1)
}

/// The tags with which a page in `language` names the manifest, the icon of iOS and the colours around it.
pub fn tags(language: Language, settings: &Settings) -> String {
    tags_with(&frame_colors(&settings.colors.primary), language, settings)
}

/// [`tags`] with the [`frame_colors`] of the town, which take a reading of the style sheet.
pub fn tags_with(colors: &str, language: Language, settings: &Settings) -> String {
    let settings = settings.in_language(language);
    let manifest = language.path(MANIFEST_URL);
    let touch_icon = Icon::AppleTouch.url();
    let short_name = escaped(&settings.short_name);
    format!(
        "<link rel=\"manifest\" href=\"{manifest}\">\
         <link rel=\"apple-touch-icon\" sizes=\"180x180\" href=\"{touch_icon}\">\
         {colors}<meta name=\"mobile-web-app-capable\" content=\"yes\">\
         <meta name=\"apple-mobile-web-app-title\" content=\"{short_name}\">",
    )
}

/// The colours around a page, in a bright and in a dark surrounding, of a town whose colour is `primary`.
pub fn frame_colors(primary: &str) -> String {
    let [light, dark] = frames(primary);
    format!(
        "<meta name=\"theme-color\" content=\"{}\" media=\"(prefers-color-scheme: light)\">\
         <meta name=\"theme-color\" content=\"{}\" media=\"(prefers-color-scheme: dark)\">",
        light.band, dark.band,
    )
}

/// The manifest (W3C, *Web Application Manifest*). One language is one app, since its start and its name are
/// its own; the other language is still inside it.
fn describe(site: &Site, language: Language) -> Value {
    let settings = site.settings.in_language(language);
    let start = language.path("/");
    let [light, _] = frames(&settings.colors.primary);
    json!({
        "id": start,
        "name": settings.name,
        "short_name": settings.short_name,
        "description": settings.description,
        "lang": language.code(),
        "dir": "ltr",
        "start_url": start,
        "scope": "/",
        "display": "standalone",
        "theme_color": light.band,
        "background_color": light.surface,
        "categories": ["news", "government"],
        "icons": icons(),
        "screenshots": screenshots(settings),
        "shortcuts": shortcuts(site, language),
        "share_target": {
            "action": language.path(SHARED_URL),
            "method": "GET",
            "enctype": "application/x-www-form-urlencoded",
            "params": { "title": "title", "text": "text", "url": "url" },
        },
    })
}

fn icons() -> Vec<Value> {
    let icon = |icon: Icon, purpose: &str| {
        let size = icon.size();
        json!({
            "src": icon.url(),
            "sizes": format!("{size}x{size}"),
            "type": "image/png",
            "purpose": purpose,
        })
    };
    vec![
        icon(Icon::Small, "any"),
        icon(Icon::Large, "any"),
        json!({ "src": LOGO_URL, "sizes": "any", "type": "image/svg+xml", "purpose": "any" }),
        icon(Icon::Maskable, "maskable"),
        icon(Icon::Monochrome, "monochrome"),
    ]
}

fn screenshots(settings: &Settings) -> Vec<Value> {
    let screenshots = settings.screenshots.iter().enumerate();
    screenshots
        .map(|(index, screenshot)| {
            json!({
                "src": format!("/screenshots/{}", screenshot_name(index, screenshot.extension)),
                "sizes": format!("{}x{}", screenshot.width, screenshot.height),
                "type": screenshot.media_type,
                "form_factor": screenshot.form_factor(),
                "label": screenshot.label,
            })
        })
        .collect()
}

fn shortcuts(site: &Site, language: Language) -> Vec<Value> {
    let texts = i18n::with_language(language, || &i18n::texts().install);
    let map = site.map().map(|_| (texts.map, "/ban-do"));
    let icon = json!([{ "src": Icon::Small.url(), "sizes": "192x192", "type": "image/png" }]);
    [
        Some((texts.latest, "/")),
        map,
        Some((texts.alerts, "/canh-bao")),
    ]
    .into_iter()
    .flatten()
    .map(|(name, path)| json!({ "name": name, "url": language.path(path), "icons": icon }))
    .collect()
}
