use conglang_contract::{
    map::{AreaPage, MapAreas, MapOutline, PlaceList, PlaceOnMap},
    query::query_string,
};

use super::ApiResource;

/// `GET map/outline` of today.
pub fn use_map_outline() -> ApiResource<MapOutline> {
    ApiResource::new(|| Some("map/outline".to_owned()))
}

/// `GET map/areas` of a day, those with the words that were typed.
pub fn use_map_areas(
    at: impl Fn() -> Option<String> + Send + Sync + 'static,
    typed: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> ApiResource<MapAreas> {
    ApiResource::new(move || {
        let query = query_string([("at", at()), ("q", typed())]);
        Some(format!("map/areas?{query}"))
    })
}

/// `GET map/areas/{id}`; not found without an id.
pub fn use_area(id: impl Fn() -> Option<String> + Send + Sync + 'static) -> ApiResource<AreaPage> {
    ApiResource::new(move || Some(format!("map/areas/{}", id()?)))
}

/// `GET map/places` with a query.
pub fn use_places(
    query: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> ApiResource<PlaceList> {
    ApiResource::new(move || Some(format!("map/places?{}", query()?)))
}

/// `GET map/places/{id}`; not found without an id.
pub fn use_place(
    id: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> ApiResource<PlaceOnMap> {
    ApiResource::new(move || Some(format!("map/places/{}", id()?)))
}
