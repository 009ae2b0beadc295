//! The map as a GeoJSON FeatureCollection (RFC 7946), the answer to `GET map`.

use serde::{Deserialize, Serialize};

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

/// An area of the town.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AreaProperties {
    pub code: String,
    pub name: String,
    /// "phường", "xã"…
    pub kind: String,
    /// Where the name is written: longitude, latitude.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<f64>))]
    pub label: Position,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area_km2_official: Option<f64>,
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

/// The answer to `GET map/outline`: the areas as a drawing, north up, for pages that show no map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MapOutline {
    /// In the drawing's own units, as all its numbers.
    pub width: u32,
    pub height: u32,
    pub areas: Vec<AreaOutline>,
}

/// One area of a [`MapOutline`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AreaOutline {
    pub name: String,
    /// As the `d` of an SVG path takes it.
    pub path: String,
    /// Where the middle of the name is written.
    pub label_x: u32,
    pub label_y: u32,
}
