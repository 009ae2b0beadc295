//! `GET map…`: the areas of the town by period, and its places.

mod areas;
mod places;

use std::collections::BTreeSet;

use axum::{extract::State, http::HeaderMap, response::Response};
use conglang_contract::{
    day::Day,
    map::{
        AreaLink, FeatureCollection, FeatureCollectionType, KindName, MAX_ZOOM, MapOutline,
        MapQuery, MapText, PeriodQuery,
    },
    problem::ProblemCode,
    timestamp::Timestamp,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::articles::ApiQuery;
use crate::{
    http::{
        entity_tag,
        language::{AskedLanguage, request_language},
        problem::{ApiError, ApiResult, ReadRefusals},
    },
    map::{Bilingual, TownMap},
    pages::assets::BASEMAP_URL,
    site::{Site, SiteState},
};

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new()
        .routes(routes!(get_map))
        .routes(routes!(get_outline))
        .merge(areas::router())
        .merge(places::router())
}

/// A GeoJSON FeatureCollection; without features while the map is off or there is none.
#[utoipa::path(
    get,
    path = "/map",
    tag = "map",
    params(MapQuery),
    responses(
        (status = 200, body = FeatureCollection),
        ReadRefusals,
    )
)]
async fn get_map(
    State(site): State<SiteState>,
    ApiQuery(query): ApiQuery<MapQuery>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    if query.zoom.is_some_and(|zoom| zoom > MAX_ZOOM) {
        return Err(ProblemCode::BadRequest.into());
    }
    let Some(map) = site.map() else {
        let nothing = FeatureCollection {
            kind: FeatureCollectionType::FeatureCollection,
            features: Vec::new(),
        };
        return entity_tag::json(&headers, &nothing);
    };
    let collection = map.collection(period(&site, map, query.at), query.zoom);
    let collection = collection.map_err(|error| ApiError::Internal(error.to_string()))?;
    Ok(entity_tag::tagged(&headers, "application/json", collection))
}

/// The areas as a drawing; not found while the map is off or there is none.
#[utoipa::path(
    get,
    path = "/map/outline",
    tag = "map",
    params(PeriodQuery),
    responses(
        (status = 200, body = MapOutline),
        ReadRefusals,
    )
)]
async fn get_outline(
    State(site): State<SiteState>,
    ApiQuery(query): ApiQuery<PeriodQuery>,
    AskedLanguage(language): AskedLanguage,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let map = shown(&site)?;
    let period = period(&site, map, query.at);
    entity_tag::json(&headers, &map.outline(period, language))
}

/// Where browsers get the basemap, if there is one.
pub fn basemap_url(map: &TownMap) -> Option<String> {
    map.files.basemap.as_ref().map(|_| BASEMAP_URL.to_owned())
}

/// A kind in the language of the request.
fn kind(map: &TownMap, kind: &str) -> String {
    map.files.kind(kind, request_language()).to_owned()
}

/// What the kinds of areas are called, where the request is not in Vietnamese.
pub fn area_kinds(map: &TownMap) -> Vec<KindName> {
    let kinds: BTreeSet<&str> = map.areas.iter().map(|area| area.kind.as_str()).collect();
    let names = kinds.into_iter().map(|name| KindName {
        kind: name.to_owned(),
        name: kind(map, name),
    });
    names.filter(|name| name.kind != name.name).collect()
}

/// Those of `texts` that have no version in the language of the request.
fn untranslated(texts: &[(MapText, &Bilingual)]) -> Vec<MapText> {
    let language = request_language();
    texts
        .iter()
        .filter(|(_, text)| text.is_untranslated(language))
        .map(|(text, _)| *text)
        .collect()
}

/// The map; not found while it is off or there is none.
fn shown(site: &Site) -> ApiResult<&TownMap> {
    site.map().ok_or_else(ApiError::not_found)
}

/// The index of the period of the day `at`, today's without one.
pub fn period(site: &Site, map: &TownMap, at: Option<Day>) -> usize {
    let today = || {
        let now = Timestamp::from_unix_seconds(site.clock.now(), site.settings.utc_offset).ok()?;
        now.day()
    };
    match at.or_else(today) {
        Some(day) => map.period_of(day),
        None => map.periods.len() - 1,
    }
}

pub fn area_link(map: &TownMap, index: usize) -> AreaLink {
    let area = &map.areas[index];
    AreaLink {
        id: area.id.clone(),
        name: area.name.clone(),
        kind: kind(map, &area.kind),
    }
}
