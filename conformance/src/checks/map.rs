//! `map`

use conglang_contract::{
    map::{
        AREA_COLORS, AreaOutline, AreaPage, FeatureCollection, MapAreas, MapOutline, PlaceList,
        PlaceOnMap,
    },
    problem::ProblemCode,
    query::query_string,
    site::Site,
    slug::Slug,
};

use super::{Check, check, pages};
use crate::portal::{Portal, Verdict, none};

const MOST_PLACES_PER_PAGE: u32 = 10_000;

pub const CHECKS: &[Check] = &[
    check("the map is GeoJSON in longitude and latitude", geojson),
    check("far away fewer points are sent", zoom),
    check(
        "the drawing, the list and the map have the same areas",
        areas,
    ),
    check("each area has its page", area_pages),
    check("places come in pages", |portal| {
        require_map(portal)?;
        pages::check(portal, "/map/places", MOST_PLACES_PER_PAGE)
    }),
    check(
        "each kind has as many places as it says, and each place its page",
        places,
    ),
    check("unknown areas and places are not found", unknown),
];

/// A town without a map has an empty collection, and nothing else.
fn require_map(portal: &Portal) -> Verdict {
    let site: Site = portal.get("/site")?.json()?;
    if site.features.map {
        return Ok(());
    }
    let answer = portal.get("/map")?;
    let map: FeatureCollection = answer.json()?;
    answer.require(map.features.is_empty(), || {
        "there are areas, though the map is off".to_owned()
    })?;
    portal.get("/map/areas")?.refused(ProblemCode::NotFound)?;
    Err(none("areas"))
}

fn geojson(portal: &Portal) -> Verdict {
    require_map(portal)?;
    let answer = portal.get("/map")?;
    let map: FeatureCollection = answer.json()?;
    for feature in &map.features {
        let properties = &feature.properties;
        let id = &properties.id;
        for ring in feature.geometry.rings() {
            answer.require(ring.len() >= 4 && ring.first() == ring.last(), || {
                format!("a ring of {id} is open")
            })?;
            let is_on_earth = |&[longitude, latitude]: &[f64; 2]| {
                longitude.abs() <= 180.0 && latitude.abs() <= 90.0
            };
            answer.require(ring.iter().all(is_on_earth), || {
                format!("a point of {id} is not on earth")
            })?;
        }
        answer.require(properties.color < AREA_COLORS, || {
            format!("{id} has no colour")
        })?;
    }
    Ok(())
}

fn zoom(portal: &Portal) -> Verdict {
    require_map(portal)?;
    let points = |path: &str| -> Verdict<usize> {
        let map: FeatureCollection = portal.get(path)?.json()?;
        let rings = map
            .features
            .iter()
            .flat_map(|feature| feature.geometry.rings());
        Ok(rings.map(<[_]>::len).sum())
    };
    let (whole, far) = (points("/map")?, points("/map?zoom=5")?);
    let answer = portal.get("/map?zoom=23")?;
    answer.require(far <= whole, || {
        format!("{far} points from far away, {whole} in all")
    })?;
    answer.refused(ProblemCode::BadRequest).map(drop)
}

fn areas(portal: &Portal) -> Verdict {
    require_map(portal)?;
    let answer = portal.get("/map/areas")?;
    let list: MapAreas = answer.json()?;
    let outline: MapOutline = portal.get("/map/outline")?.json()?;
    let map: FeatureCollection = portal.get("/map")?.json()?;
    let drawn = |outline: &MapOutline| sorted(outline.areas.iter().map(|area| &area.id));
    let features = map.features.iter();
    let of_map = sorted(features.map(|feature| &feature.properties.id));
    let of_list = sorted(list.areas.iter().map(|area| &area.id));
    answer.require(of_list == of_map, || {
        "the list has other areas than the map".to_owned()
    })?;
    answer.require(drawn(&outline) == of_map, || {
        "the drawing has other areas than the map".to_owned()
    })?;
    answer.require(drawn(&list.outline) == of_map, || {
        "its own drawing has other areas than the map".to_owned()
    })?;
    answer.require((list.period as usize) < list.periods.len().max(1), || {
        "`period` is none of `periods`".to_owned()
    })?;
    let inside =
        |area: &AreaOutline| area.label_x <= outline.width && area.label_y <= outline.height;
    answer.require(outline.areas.iter().all(inside), || {
        "a name stands beside the drawing".to_owned()
    })
}

fn sorted<'a>(ids: impl Iterator<Item = &'a Slug>) -> Vec<Slug> {
    let mut ids: Vec<Slug> = ids.cloned().collect();
    ids.sort();
    ids
}

fn area_pages(portal: &Portal) -> Verdict {
    require_map(portal)?;
    let list: MapAreas = portal.get("/map/areas")?.json()?;
    for area in &list.areas {
        let answer = portal.get(&format!("/map/areas/{}", area.id))?;
        let page: AreaPage = answer.json()?;
        answer.require(page.area == *area, || {
            "it says other things than the list".to_owned()
        })?;
        answer.require(
            page.outline.areas.iter().any(|drawn| drawn.id == area.id),
            || "it is not in its own drawing".to_owned(),
        )?;
    }
    Ok(())
}

fn places(portal: &Portal) -> Verdict {
    require_map(portal)?;
    let list: PlaceList = portal.get("/map/places")?.json()?;
    if list.total == 0 {
        return Err(none("places"));
    }
    for kind in &list.kinds {
        let query = query_string([
            ("kind", Some(kind.name.clone())),
            ("per_page", Some("100".to_owned())),
        ]);
        let answer = portal.get(&format!("/map/places?{query}"))?;
        let of_kind: PlaceList = answer.json()?;
        answer.require(of_kind.total == kind.count, || {
            format!("there are {}, not {}", of_kind.total, kind.count)
        })?;
        answer.require(
            of_kind.items.iter().all(|place| place.kind == kind.label),
            || "a place is of another kind".to_owned(),
        )?;
    }
    for place in &list.items {
        let answer = portal.get(&format!("/map/places/{}", place.id))?;
        let page: PlaceOnMap = answer.json()?;
        answer.require(page.place == *place, || {
            "it says other things than the list".to_owned()
        })?;
        answer.require(
            page.x <= page.outline.width && page.y <= page.outline.height,
            || "it lies beside the drawing".to_owned(),
        )?;
        answer.require(place.geo_url.starts_with("geo:"), || {
            format!("“{}” is no geo: address", place.geo_url)
        })?;
    }
    Ok(())
}

fn unknown(portal: &Portal) -> Verdict {
    require_map(portal)?;
    for kind in ["areas", "places"] {
        portal
            .get(&format!("/map/{kind}/no-such-one"))?
            .refused(ProblemCode::NotFound)?;
    }
    Ok(())
}
