//! `GET map`: the areas of the town.

use axum::{extract::State, http::HeaderMap, response::Response};
use conglang_contract::map::{FeatureCollection, FeatureCollectionType};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    http::{entity_tag, problem::ApiResult},
    site::SiteState,
};

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new().routes(routes!(get_map))
}

/// A GeoJSON FeatureCollection; without features while the map is off or there is none.
#[utoipa::path(get, path = "/map", tag = "map", responses((status = 200, body = FeatureCollection)))]
async fn get_map(State(site): State<SiteState>, headers: HeaderMap) -> ApiResult<Response> {
    let settings = &site.settings;
    match &settings.map {
        Some(map) if settings.features.map => entity_tag::json(&headers, map),
        _ => entity_tag::json(
            &headers,
            &FeatureCollection {
                kind: FeatureCollectionType::FeatureCollection,
                features: Vec::new(),
            },
        ),
    }
}
