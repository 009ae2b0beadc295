//! `GET site`: what the portal shows of its town on every page.

use axum::{extract::State, http::HeaderMap, response::Response};
use conglang_contract::{
    alert::Alert,
    language::Language,
    site::{Features, Site as SiteOfApp},
};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::alerts;
use crate::{
    http::{entity_tag, language::AskedLanguage, problem::ApiResult},
    site::{Site, SiteState},
};

/// Where the server shows the file that `logo` names.
pub const LOGO_URL: &str = "/logo.svg";

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new().routes(routes!(get_site))
}

/// All of the answer.
#[derive(Serialize, utoipa::ToSchema)]
struct SiteAnswer {
    #[serde(flatten)]
    site: SiteOfApp,
    alerts: Vec<Alert>,
}

/// Name, contact, categories, menu, features and the alerts in force.
#[utoipa::path(get, path = "/site", tag = "site", responses((status = 200, body = SiteAnswer)))]
async fn get_site(
    State(site): State<SiteState>,
    AskedLanguage(language): AskedLanguage,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let has_songs = !site.settings.songs.is_empty() || site.store.has_songs().await?;
    let answer = SiteAnswer {
        site: answer(&site, language, has_songs),
        alerts: alerts::in_force(&site).await?.alerts,
    };
    entity_tag::json(&headers, &answer)
}

fn answer(site: &Site, language: Language, has_songs: bool) -> SiteOfApp {
    let settings = site.settings.in_language(language);
    SiteOfApp {
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
    }
}
