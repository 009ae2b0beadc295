//! `GET songs`: the town's songs.

use axum::{extract::State, http::HeaderMap, response::Response};
use conglang_contract::song::Song;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    http::{entity_tag, problem::ApiResult},
    site::SiteState,
};

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new().routes(routes!(get_songs))
}

/// The songs in the town's order; none while the feature is off.
#[utoipa::path(get, path = "/songs", tag = "songs", responses((status = 200, body = Vec<Song>)))]
async fn get_songs(State(site): State<SiteState>, headers: HeaderMap) -> ApiResult<Response> {
    let songs = if site.settings.features.songs {
        site.settings.songs.as_slice()
    } else {
        &[]
    };
    entity_tag::json(&headers, &songs)
}
