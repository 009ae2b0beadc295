//! `GET site`: what the portal shows of its town on every page.

use axum::{extract::State, http::HeaderMap, response::Response};
use conglang_contract::{
    language::Language,
    site::{Features, Site as SiteAnswer},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    http::{entity_tag, language::AskedLanguage, problem::ApiResult},
    site::{Site, SiteState},
};

/// Where the server shows the file that `logo` names.
pub const LOGO_URL: &str = "/logo.svg";

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new().routes(routes!(get_site))
}

/// Name, contact, categories, menu, features and active alerts.
#[utoipa::path(get, path = "/site", tag = "site", responses((status = 200, body = SiteAnswer)))]
async fn get_site(
    State(site): State<SiteState>,
    AskedLanguage(language): AskedLanguage,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let has_songs = !site.settings.songs.is_empty() || site.store.has_songs().await?;
    entity_tag::json(&headers, &answer(&site, language, has_songs))
}

fn answer(site: &Site, language: Language, has_songs: bool) -> SiteAnswer {
    let settings = site.settings.in_language(language);
    SiteAnswer {
        name: settings.name.clone(),
        short_name: settings.short_name.clone(),
        tagline: settings.tagline.clone(),
        description: settings.description.clone(),
        base_url: settings.host.clone(),
        logo_url: LOGO_URL.to_owned(),
        colors: settings.colors.clone(),
        contact: settings.contact.clone(),
        categories: settings.categories.clone(),
        menu: settings.menu.clone(),
        map_title: settings.map_title.clone(),
        songs_title: settings.songs_title.clone(),
        features: Features {
            // A block with nothing in it is not shown.
            map: site.map().is_some(),
            songs: settings.features.songs && has_songs,
            ..settings.features
        },
        alerts: Vec::new(),
    }
}
