//! What pages tell of areas.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use conglang_contract::{
    collation::SortKey,
    folding::{FoldedText, Needle},
    map::{Area, AreaPage, AreaQuery, FormerArea, MapAreas, MapText, Succession},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{area_kinds, area_link, basemap_url, kind, period, shown, untranslated};
use crate::{
    api::articles::ApiQuery,
    http::{
        entity_tag,
        language::{AskedLanguage, request_language},
        problem::{ApiError, ApiResult, ReadRefusals},
    },
    map::TownMap,
    site::SiteState,
};

/// In a square kilometre.
const HECTARES: f64 = 100.0;

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new()
        .routes(routes!(get_areas))
        .routes(routes!(get_area))
}

/// The areas of one period with their facts, all periods, and which area went up in which.
#[utoipa::path(
    get,
    path = "/map/areas",
    tag = "map",
    params(AreaQuery),
    responses(
        (status = 200, body = MapAreas),
        ReadRefusals,
    )
)]
async fn get_areas(
    State(site): State<SiteState>,
    ApiQuery(query): ApiQuery<AreaQuery>,
    AskedLanguage(language): AskedLanguage,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let map = shown(&site)?;
    let period = period(&site, map, query.at);
    let needle = Needle::new(query.q.as_deref().unwrap_or_default());
    let has = |kind: &str, name: &str| needle.is_in(&FoldedText::new(&format!("{kind} {name}")));
    let areas = map.periods[period]
        .areas
        .iter()
        .map(|&index| area(map, index, period));
    let successions = (0..map.areas.len()).flat_map(|index| predecessors(map, index));
    let mut successions: Vec<Succession> = successions
        .filter(|Succession { from, to, .. }| {
            has(&from.kind, &from.name) || has(&to.kind, &to.name)
        })
        .collect();
    sort_by_former_name(&mut successions);
    let mut areas: Vec<Area> = areas.filter(|area| has(&area.kind, &area.name)).collect();
    areas.sort_by_cached_key(|area| SortKey::new(&area.name));
    let answer = MapAreas {
        notice: map.files.notice.of(language),
        attribution: map.files.attribution.of(language),
        basemap_url: basemap_url(map),
        area_kinds: area_kinds(map),
        periods: map
            .periods
            .iter()
            .map(|period| period.period.clone())
            .collect(),
        // There are never that many.
        period: u32::try_from(period).unwrap_or_default(),
        outline: map.outline(period, language),
        areas,
        successions,
    };
    entity_tag::json(&headers, &answer)
}

/// One area, of whatever period.
#[utoipa::path(
    get,
    path = "/map/areas/{id}",
    tag = "map",
    params(("id" = String, Path)),
    responses(
        (status = 200, body = AreaPage),
        ReadRefusals,
    )
)]
async fn get_area(
    State(site): State<SiteState>,
    Path(id): Path<String>,
    AskedLanguage(language): AskedLanguage,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let map = shown(&site)?;
    let index = map.area(&id).ok_or_else(ApiError::not_found)?;
    let period = map.last_period_with(index);
    let mut predecessors: Vec<Succession> = predecessors(map, index).collect();
    sort_by_former_name(&mut predecessors);
    let successors = map.areas[index]
        .successors
        .iter()
        .map(|&to| succession(map, drawn(map, index), to));
    let answer = AreaPage {
        area: area(map, index, period),
        at: map.periods[period].period.at,
        outline: map.outline(period, language),
        predecessors,
        successors: successors.collect(),
        attribution: map.files.attribution.of(language),
        basemap_url: basemap_url(map),
        area_kinds: area_kinds(map),
    };
    entity_tag::json(&headers, &answer)
}

fn area(map: &TownMap, index: usize, period: usize) -> Area {
    let language = request_language();
    let area = &map.areas[index];
    let places = map
        .places
        .iter()
        .filter(|place| place.areas[period] == Some(index));
    Area {
        id: area.id.clone(),
        code: area.code.clone(),
        name: area.name.clone(),
        kind: kind(map, &area.kind),
        area_ha: area.area_km2.map(|area| (area * HECTARES).round() as u32),
        population: area.population,
        population_year: area.population_year,
        office: area.office.of(language),
        note: area.note.of(language),
        places: u32::try_from(places.count()).unwrap_or(u32::MAX),
        untranslated: untranslated(&[(MapText::Office, &area.office), (MapText::Note, &area.note)]),
    }
}

fn sort_by_former_name(successions: &mut [Succession]) {
    successions.sort_by_cached_key(|succession| SortKey::new(&succession.from.name));
}

/// What went up in the area.
fn predecessors(map: &TownMap, index: usize) -> impl Iterator<Item = Succession> {
    let drawn_ones = (0..map.areas.len())
        .filter(move |&former| map.areas[former].successors.contains(&index))
        .map(move |former| drawn(map, former));
    let others = map.areas[index].also_from.iter().map(|former| FormerArea {
        kind: kind(map, &former.kind),
        ..former.clone()
    });
    drawn_ones
        .chain(others)
        .map(move |from| succession(map, from, index))
}

fn drawn(map: &TownMap, index: usize) -> FormerArea {
    let area = &map.areas[index];
    FormerArea {
        id: Some(area.id.clone()),
        name: area.name.clone(),
        kind: kind(map, &area.kind),
    }
}

fn succession(map: &TownMap, from: FormerArea, to: usize) -> Succession {
    let language = request_language();
    let area = &map.areas[to];
    Succession {
        from,
        to: area_link(map, to),
        on: area.valid_from,
        office: area.office.of(language),
        is_office_untranslated: area.office.is_untranslated(language),
    }
}
