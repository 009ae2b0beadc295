//! `GET map` and `GET map/outline`: the areas of the town.

use axum::{extract::State, http::HeaderMap, response::Response};
use conglang_contract::map::{FeatureCollection, FeatureCollectionType, MapOutline};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    http::{
        entity_tag,
        problem::{ApiError, ApiResult, ReadRefusals},
    },
    site::SiteState,
};

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new()
        .routes(routes!(get_map))
        .routes(routes!(get_outline))
}

/// A GeoJSON FeatureCollection; without features while the map is off or there is none.
#[utoipa::path(get, path = "/map", tag = "map", responses((status = 200, body = FeatureCollection)))]
async fn get_map(State(site): State<SiteState>, headers: HeaderMap) -> ApiResult<Response> {
    let nothing = FeatureCollection {
        kind: FeatureCollectionType::FeatureCollection,
        features: Vec::new(),
    };
    let shown = site.settings.map.as_ref();
    let shown = shown.filter(|_| site.settings.features.map);
    entity_tag::json(&headers, shown.unwrap_or(&nothing))
}

/// The areas as a drawing; not found while the map is off or there is none.
#[utoipa::path(
    get,
    path = "/map/outline",
    tag = "map",
    responses(
        (status = 200, body = MapOutline),
        ReadRefusals,
    )
)]
async fn get_outline(State(site): State<SiteState>, headers: HeaderMap) -> ApiResult<Response> {
    let outline = site.map_outline.as_ref().ok_or_else(ApiError::not_found)?;
    entity_tag::json(&headers, outline)
}
