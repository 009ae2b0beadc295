//! Finer shapes than the map begins with. They are loaded for the whole town, so that the server does not
//! learn where the reader looks, and read one by one when they come into view.

use std::collections::HashMap;

use conglang_contract::map::ZOOM_STEPS;
use js_sys::JSON;
use serde::Deserialize;
use serde_json::value::RawValue;
use wasm_bindgen::JsValue;

use super::leaflet;

/// How fine shapes are: an index of [`ZOOM_STEPS`], or its length.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Level(usize);

impl Level {
    /// A town on the screen of a desk.
    pub const FIRST: Self = Self(1);
    /// About a metre, which is less than a device is out by.
    pub const LOOK_UP: Self = Self(3);

    /// What can be seen at a zoom level of the map.
    pub fn at_zoom(zoom: f64) -> Self {
        let zoom = zoom.ceil() as u8;
        let step = ZOOM_STEPS.iter().position(|&step| zoom <= step);
        Self(step.unwrap_or(ZOOM_STEPS.len()))
    }

    /// The `zoom` to ask `GET map` for; none for everything.
    pub fn zoom(self) -> Option<u8> {
        ZOOM_STEPS.get(self.0).copied()
    }
}

/// The shapes of all areas, as they came.
pub struct Detail {
    pub level: Level,
    /// Geometries as GeoJSON, by the id of the area.
    geometries: HashMap<String, Box<RawValue>>,
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Properties,
    geometry: Box<RawValue>,
}

#[derive(Deserialize)]
struct Properties {
    id: String,
}

impl Detail {
    /// From an answer to `GET map`.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(level: Level, collection: &str) -> Result<Self, JsValue> {
        let collection: Collection =
            serde_json::from_str(collection).map_err(|error| JsValue::from(error.to_string()))?;
        let features = collection.features.into_iter();
        Ok(Self {
            level,
            geometries: features
                .map(|feature| (feature.properties.id, feature.geometry))
                .collect(),
        })
    }

    /// The points of an area as Leaflet has them.
    pub fn points(&self, id: &str) -> Option<JsValue> {
        let geometry = JSON::parse(self.geometries.get(id)?.get()).ok()?;
        Some(leaflet::shape(&geometry)?.points())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zoom_level_takes_the_next_step() {
        let zooms = [8.0, 9.0, 9.25, 12.0, 15.75, 16.0, 16.25].map(|zoom| Level::at_zoom(zoom).0);
        assert_eq!(zooms, [0, 0, 1, 1, 3, 3, 4]);
        assert_eq!(Level::at_zoom(18.0).zoom(), None);
        assert_eq!(Level::FIRST.zoom(), Some(12));
    }
}
