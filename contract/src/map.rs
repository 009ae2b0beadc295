//! The map: areas as a GeoJSON FeatureCollection (RFC 7946), the answer to `GET map`, and what pages tell
//! of areas and places.

use serde::{Deserialize, Serialize};

use crate::{article::ArticleLink, day::Day, language::Language, slug::Slug};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeatureCollection {
    #[serde(rename = "type")]
    pub kind: FeatureCollectionType,
    pub features: Vec<Feature>,
}

/// Always `FeatureCollection`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FeatureCollectionType {
    #[default]
    FeatureCollection,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Feature {
    #[serde(rename = "type")]
    pub kind: FeatureType,
    pub properties: AreaProperties,
    /// A GeoJSON polygon or multipolygon.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub geometry: Geometry,
}

/// Always `Feature`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FeatureType {
    #[default]
    Feature,
}

/// An area of the town: a ward, a commune, a quarter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AreaProperties {
    /// Names the area in addresses; none other has it, of whatever period.
    pub id: Slug,
    /// The official one, which a later area may have again.
    pub code: String,
    pub name: String,
    /// "phường", "xã"…
    pub kind: String,
    /// Where the name is written: longitude, latitude.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<f64>))]
    pub label: Position,
    /// 0 to [`AREA_COLORS`] − 1; neighbours have different ones where that can be.
    pub color: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area_km2_official: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<u64>,
    /// The year in which the population was counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population_year: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Day>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Day>,
}

/// Longitude and latitude in degrees, WGS 84.
pub type Position = [f64; 2];

/// Rings are closed; the first of a polygon is its outline, the others are holes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "coordinates")]
pub enum Geometry {
    Polygon(Vec<Vec<Position>>),
    MultiPolygon(Vec<Vec<Vec<Position>>>),
}

impl Geometry {
    /// All rings of all polygons.
    pub fn rings(&self) -> impl Iterator<Item = &[Position]> {
        let polygons = match self {
            Self::Polygon(polygon) => std::slice::from_ref(polygon),
            Self::MultiPolygon(polygons) => polygons.as_slice(),
        };
        polygons.iter().flatten().map(Vec::as_slice)
    }
}

/// The nearest zoom level of a web map.
pub const MAX_ZOOM: u8 = 22;

/// The zoom levels for which the server makes shapes; a level takes those of the next one. Beyond the last
/// all points are kept.
pub const ZOOM_STEPS: [u8; 4] = [9, 12, 14, 16];

/// The query of `GET map`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct MapQuery {
    /// The areas as they were on this day; today's unless told.
    pub at: Option<Day>,
    /// Leave out what cannot be seen at this zoom level of a web map (0 to 22); everything unless told.
    pub zoom: Option<u8>,
}

/// The query of `GET map/areas`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct AreaQuery {
    /// The areas as they were on this day; today's unless told.
    pub at: Option<Day>,
    /// Words that all stand in an area's name and kind, typed with marks or without.
    pub q: Option<String>,
}

/// The query of `GET map/outline` and `GET map/places/{id}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct PeriodQuery {
    /// The areas as they were on this day; today's unless told.
    pub at: Option<Day>,
}

/// The query of `GET map/places`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct PlaceQuery {
    /// Which areas the places are told with: those of this day; unless told today's, or those of the last
    /// day of `area`.
    pub at: Option<Day>,
    /// Words that all stand in name, kind, address or area, of whatever day, typed with marks or without.
    pub q: Option<String>,
    pub kind: Option<String>,
    /// Kinds that are left out, one a line.
    pub without: Option<String>,
    /// The id of an area.
    pub area: Option<String>,
    /// Counted from 1.
    pub page: Option<u32>,
    /// 1 to 10,000, 20 unless told.
    pub per_page: Option<u32>,
}

/// The answer to `GET map/places`: as any list, with the kinds that there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlaceList {
    /// Of all places, in the order of their file.
    pub kinds: Vec<PlaceKind>,
    pub items: Vec<Place>,
    pub total: u64,
    /// Counted from 1.
    pub page: u32,
    pub per_page: u32,
}

/// A layer of the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlaceKind {
    /// As [`PlaceQuery::kind`] takes it, in whatever language.
    pub name: String,
    /// What the kind is called in the asked language, as places have it.
    pub label: String,
    /// How many places are of it.
    pub count: u64,
}

/// The most places on a page of a [`PlaceList`]: a map shows all of its places at once.
pub const MOST_PLACES: u32 = 10_000;

/// A place to go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Place {
    pub id: Slug,
    pub name: String,
    pub kind: String,
    /// The area of the asked day in which it lies.
    pub area: Option<AreaLink>,
    /// The names of areas in which it lies on other days, by which it is found too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_areas: Vec<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub hours: Option<String>,
    pub note: Option<String>,
    /// An article about it.
    pub article: Option<ArticleLink>,
    /// Latitude and longitude in degrees, as a `geo:` address has them: `18.5342,105.7019`.
    pub position: String,
    /// An address that the device's map program opens.
    pub geo_url: String,
    /// The place itself is not surveyed: the position is the middle of `middle_of`.
    pub is_approximate: bool,
    /// An area, of whatever day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub middle_of: Option<AreaLink>,
    /// Which texts stand in Vietnamese, though another language was asked for. Names always do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub untranslated: Vec<MapText>,
}

/// What a kind of areas is called in another language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KindName {
    /// As `GET map` has it.
    pub kind: String,
    pub name: String,
}

/// A text of an area or a place that may be there in English too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MapText {
    Address,
    Hours,
    Note,
    Office,
}

/// The answer to `GET map/places/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlaceOnMap {
    pub place: Place,
    /// The areas of the asked day.
    pub outline: MapOutline,
    /// In the units of the outline.
    pub x: u32,
    pub y: u32,
    /// As in [`MapAreas`].
    pub attribution: Option<String>,
    /// As in [`MapAreas`].
    pub basemap_url: Option<String>,
    /// As in [`MapAreas`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub area_kinds: Vec<KindName>,
}

/// An area's id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AreaLink {
    pub id: Slug,
    pub name: String,
    /// "phường", "xã"…
    pub kind: String,
}

/// A time in which the areas stayed the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Period {
    /// A day in it, to ask for it with.
    pub at: Day,
    /// Its first day; absent of the earliest.
    pub from: Option<Day>,
    /// Its last day; absent of the latest.
    pub to: Option<Day>,
}

/// The answer to `GET map/areas`: what the map's page tells of the areas of one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MapAreas {
    /// What a reader has to know before relying on the map.
    pub notice: Option<String>,
    /// Whose map it is.
    pub attribution: Option<String>,
    /// Where a background of streets is (PMTiles, version 3).
    pub basemap_url: Option<String>,
    /// What kinds of areas, which `GET map` tells in Vietnamese, are called in the asked language; none
    /// when it is that.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub area_kinds: Vec<KindName>,
    /// By time; more than one when areas changed.
    pub periods: Vec<Period>,
    /// The index of the shown one.
    pub period: u32,
    /// The areas of the shown one, all of them.
    pub outline: MapOutline,
    pub areas: Vec<Area>,
    /// Every area that went up in another one, of whatever period.
    pub successions: Vec<Succession>,
}

/// An area with its facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Area {
    pub id: Slug,
    pub code: String,
    pub name: String,
    /// "phường", "xã"…
    pub kind: String,
    /// Hectares.
    pub area_ha: Option<u32>,
    pub population: Option<u64>,
    /// The year in which the population was counted.
    pub population_year: Option<u16>,
    /// Where its office is.
    pub office: Option<String>,
    pub note: Option<String>,
    /// How many places lie in it.
    pub places: u32,
    /// Which texts stand in Vietnamese, though another language was asked for. Names always do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub untranslated: Vec<MapText>,
}

/// What became of an area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Succession {
    /// Without an id when the map does not draw the old area.
    pub from: FormerArea,
    pub to: AreaLink,
    /// The first day of the new area.
    pub on: Option<Day>,
    /// Where the new area's office is.
    pub office: Option<String>,
    /// The office is told in Vietnamese, though another language was asked for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_office_untranslated: bool,
}

/// An area that is no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormerArea {
    pub id: Option<Slug>,
    pub name: String,
    /// "phường", "xã"…
    pub kind: String,
}

/// The answer to `GET map/areas/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AreaPage {
    pub area: Area,
    /// A day on which the area is there, to ask for its map with.
    pub at: Day,
    /// The areas of that day.
    pub outline: MapOutline,
    /// What was joined into it.
    pub predecessors: Vec<Succession>,
    /// What it was joined into.
    pub successors: Vec<Succession>,
    /// As in [`MapAreas`].
    pub attribution: Option<String>,
    /// As in [`MapAreas`].
    pub basemap_url: Option<String>,
    /// As in [`MapAreas`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub area_kinds: Vec<KindName>,
}

/// The answer to `GET map/outline`: the areas as a drawing, north up, for pages that show no map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MapOutline {
    /// In the drawing's own units, as all its numbers.
    pub width: u32,
    pub height: u32,
    /// Which of the map's periods it shows; absent when there is but one.
    #[serde(default)]
    pub period: Option<Period>,
    /// What a reader has to know before relying on it.
    #[serde(default)]
    pub notice: Option<String>,
    pub areas: Vec<AreaOutline>,
}

/// One area of a [`MapOutline`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AreaOutline {
    pub id: Slug,
    pub code: String,
    pub name: String,
    /// "phường", "xã"…
    pub kind: String,
    /// 0 to [`AREA_COLORS`] − 1; neighbours have different ones where that can be.
    pub color: u8,
    /// As the `d` of an SVG path takes it.
    pub path: String,
    /// Where the middle of the name is written.
    pub label_x: u32,
    pub label_y: u32,
}

/// "phường Bắc Hồng", in English "Bắc Hồng ward".
pub fn full_name(kind: &str, name: &str, language: Language) -> String {
    let parts = match language {
        Language::Vietnamese => [kind, name],
        Language::English => [name, kind],
    };
    parts.join(" ").trim().to_owned()
}

/// How many colours areas are told apart by.
pub const AREA_COLORS: u8 = 6;

/// In a degree of latitude.
const DEGREE_METRES: f64 = 111_320.0;

/// How many metres lie between a position and the nearest point of a side. The ground of a town is flat.
pub fn metres_to_side([x, y]: Position, side: [Position; 2]) -> f64 {
    let east = DEGREE_METRES * y.to_radians().cos();
    let [(from_x, from_y), (to_x, to_y)] =
        side.map(|[side_x, side_y]| ((side_x - x) * east, (side_y - y) * DEGREE_METRES));
    let (along_x, along_y) = (to_x - from_x, to_y - from_y);
    let length = along_x * along_x + along_y * along_y;
    // Of a side without length every point is the nearest.
    let share = if length > 0.0 {
        (-(from_x * along_x + from_y * along_y) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (from_x + share * along_x).hypot(from_y + share * along_y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_point_of_a_side_may_be_its_end() {
        let side = [[105.0, 18.0], [105.0, 18.1]];
        for (position, metres) in [
            ([105.0, 18.05], 0.0),
            ([105.01, 18.05], 1058.0),
            ([105.0, 18.11], 1113.0),
            ([105.0, 17.99], 1113.0),
        ] {
            let found = metres_to_side(position, side);
            assert!((found - metres).abs() < 1.0, "{position:?}: {found}");
        }
        assert!((metres_to_side([105.0, 18.1], [[105.0, 18.0]; 2]) - 11_132.0).abs() < 1.0);
    }
}
