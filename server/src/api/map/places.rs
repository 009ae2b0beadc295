//! Places, as a list and one by one.

use std::collections::{BTreeSet, HashMap};

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use conglang_contract::{
    article::ArticleLink,
    folding::Needle,
    language::Language,
    map::{MOST_PLACES, MapText, PeriodQuery, Place, PlaceKind, PlaceList, PlaceOnMap, PlaceQuery},
    problem::ProblemCode,
    slug::Slug,
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
    map::{TownMap, TownPlace},
    site::{Site, SiteState},
};

const PER_PAGE: u32 = 20;

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new()
        .routes(routes!(get_places))
        .routes(routes!(get_place))
}

/// Places by name. An unknown kind or area has none.
#[utoipa::path(
    get,
    path = "/map/places",
    tag = "map",
    params(PlaceQuery),
    responses(
        (status = 200, body = PlaceList),
        ReadRefusals,
    )
)]
async fn get_places(
    State(site): State<SiteState>,
    ApiQuery(query): ApiQuery<PlaceQuery>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let page = query.page.unwrap_or(1);
    let per_page = query.per_page.unwrap_or(PER_PAGE);
    if page == 0 || !(1..=MOST_PLACES).contains(&per_page) {
        return Err(ProblemCode::BadRequest.into());
    }
    let map = shown(&site)?;
    let area = query.area.as_deref().and_then(|area| map.area(area));
    let period = match (query.at, area) {
        (None, Some(area)) => map.last_period_with(area),
        (at, _) => period(&site, map, at),
    };
    let found = found(map, &query);
    let skipped = u64::from(page - 1) * u64::from(per_page);
    let on_page: Vec<&TownPlace> = found
        .iter()
        .skip(usize::try_from(skipped).unwrap_or(usize::MAX))
        .take(per_page as usize)
        .copied()
        .collect();
    let answer = PlaceList {
        kinds: kinds(map),
        items: places(&site, map, period, &on_page).await?,
        total: found.len() as u64,
        page,
        per_page,
    };
    entity_tag::json(&headers, &answer)
}

/// One place, and where it is in the outline.
#[utoipa::path(
    get,
    path = "/map/places/{id}",
    tag = "map",
    params(("id" = String, Path), PeriodQuery),
    responses(
        (status = 200, body = PlaceOnMap),
        ReadRefusals,
    )
)]
async fn get_place(
    State(site): State<SiteState>,
    Path(id): Path<String>,
    ApiQuery(query): ApiQuery<PeriodQuery>,
    AskedLanguage(language): AskedLanguage,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let map = shown(&site)?;
    let place = map.place(&id).ok_or_else(ApiError::not_found)?;
    let period = period(&site, map, query.at);
    let (x, y) = map.in_outline(place);
    let mut places = places(&site, map, period, &[place]).await?;
    let answer = PlaceOnMap {
        place: places.remove(0),
        outline: map.outline(period, language),
        x,
        y,
        attribution: map.files.attribution.of(language),
        basemap_url: basemap_url(map),
        area_kinds: area_kinds(map),
    };
    entity_tag::json(&headers, &answer)
}

fn found<'a>(map: &'a TownMap, query: &PlaceQuery) -> Vec<&'a TownPlace> {
    let needle = Needle::new(query.q.as_deref().unwrap_or_default());
    let area = query.area.as_deref().filter(|area| !area.is_empty());
    let area = area.map(|area| map.area(area));
    let kind = query.kind.as_deref().filter(|kind| !kind.is_empty());
    let without: Vec<&str> = query
        .without
        .iter()
        .flat_map(|kinds| kinds.lines())
        .collect();
    let is_found = |place: &&TownPlace| {
        kind.is_none_or(|kind| place.kind == kind)
            && !without.contains(&place.kind.as_str())
            && area.is_none_or(|area| area.is_some() && place.areas.contains(&area))
            && needle.is_in(match request_language() {
                Language::Vietnamese => &place.folded,
                Language::English => &place.folded_in_english,
            })
    };
    let by_name = map.places_by_name.iter();
    by_name
        .map(|&index| &map.places[index])
        .filter(is_found)
        .collect()
}

fn kinds(map: &TownMap) -> Vec<PlaceKind> {
    let mut kinds: Vec<PlaceKind> = Vec::new();
    for place in &map.places {
        match kinds.iter_mut().find(|kind| kind.name == place.kind) {
            Some(kind) => kind.count += 1,
            None => kinds.push(PlaceKind {
                name: place.kind.clone(),
                label: kind(map, &place.kind),
                count: 1,
            }),
        }
    }
    kinds
}

/// The map program looks for an exact place at its position, and for another one by its name and address.
fn geo_url(map: &TownMap, period: usize, place: &TownPlace) -> String {
    let [longitude, latitude] = place.position;
    let position = format!("{latitude},{longitude}");
    let sought = if place.middle_of.is_some() {
        let area = place.areas[period].map(|area| map.areas[area].name.as_str());
        let address = place.address.own.as_deref().or(area).unwrap_or_default();
        percent(&format!("{}, {address}", place.name))
    } else {
        format!("{position}({})", percent(&place.name))
    };
    format!("geo:{position}?q={sought}")
}

/// The names of areas in which the place lies in other periods than this one.
fn other_areas(map: &TownMap, period: usize, place: &TownPlace) -> Vec<String> {
    let own = place.areas[period];
    let others = place.areas.iter().flatten().chain(&place.middle_of);
    let others: BTreeSet<usize> = others.copied().filter(|&area| Some(area) != own).collect();
    let names = others.into_iter().map(|area| map.areas[area].name.clone());
    names.collect()
}

fn percent(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

async fn places(
    site: &Site,
    map: &TownMap,
    period: usize,
    places: &[&TownPlace],
) -> Result<Vec<Place>, ApiError> {
    let slugs: Vec<&Slug> = places
        .iter()
        .filter_map(|place| place.article.as_ref())
        .collect();
    // An article that is not there, or not yet, is not linked.
    let language = request_language();
    let settings = site.settings.in_language(language);
    let links = site.store.article_links(&slugs, settings).await?;
    let links: HashMap<&str, &ArticleLink> = links
        .iter()
        .map(|link| (link.slug.as_str(), link))
        .collect();
    let place = |place: &&TownPlace| {
        let [longitude, latitude] = place.position;
        let article = place.article.as_ref();
        let article = article.and_then(|slug| links.get(slug.as_str()).copied().cloned());
        Place {
            id: place.id.clone(),
            name: place.name.clone(),
            kind: kind(map, &place.kind),
            area: place.areas[period].map(|area| area_link(map, area)),
            other_areas: other_areas(map, period, place),
            address: place.address.of(language),
            phone: place.phone.clone(),
            hours: place.hours.of(language),
            note: place.note.of(language),
            article,
            position: format!("{latitude},{longitude}"),
            geo_url: geo_url(map, period, place),
            is_approximate: place.middle_of.is_some(),
            middle_of: place.middle_of.map(|area| area_link(map, area)),
            untranslated: untranslated(&[
                (MapText::Address, &place.address),
                (MapText::Hours, &place.hours),
                (MapText::Note, &place.note),
            ]),
        }
    };
    Ok(places.iter().map(place).collect())
}
