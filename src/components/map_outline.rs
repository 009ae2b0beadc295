//! The town's areas as a drawing.

use conglang_contract::map::{FeatureCollection, Position};
use leptos::prelude::*;

use crate::i18n::texts;

/// The drawing's width, in its own units; its height follows from the town's shape.
const WIDTH: f64 = 320.0;
/// Room for the lines at the edge.
const MARGIN: f64 = 4.0;

/// Areas in the units of a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    pub width: f64,
    pub height: f64,
    pub areas: Vec<OutlineArea>,
}

/// One area: the `d` of its path, and where its name is written.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineArea {
    pub name: String,
    pub path: String,
    pub label: (f64, f64),
}

/// Projects the areas of `map` into a drawing, north up, a degree of longitude as much shorter than
/// one of latitude as it is at the town. Nothing when no ring has a point.
pub fn outline(map: &FeatureCollection) -> Option<Outline> {
    let points = || {
        map.features
            .iter()
            .flat_map(|feature| feature.geometry.rings())
            .flatten()
            .copied()
    };
    points().next()?;
    let west = points()
        .map(|[longitude, _]| longitude)
        .fold(f64::INFINITY, f64::min);
    let east = points()
        .map(|[longitude, _]| longitude)
        .fold(f64::NEG_INFINITY, f64::max);
    let south = points()
        .map(|[_, latitude]| latitude)
        .fold(f64::INFINITY, f64::min);
    let north = points()
        .map(|[_, latitude]| latitude)
        .fold(f64::NEG_INFINITY, f64::max);
    let shortening = f64::midpoint(south, north).to_radians().cos();
    let scale = (WIDTH - 2.0 * MARGIN) / ((east - west) * shortening).max(f64::EPSILON);
    let project = |[longitude, latitude]: Position| {
        (
            MARGIN + (longitude - west) * shortening * scale,
            MARGIN + (north - latitude) * scale,
        )
    };
    let areas = map
        .features
        .iter()
        .map(|feature| OutlineArea {
            name: feature.properties.name.clone(),
            path: feature
                .geometry
                .rings()
                .map(|ring| ring_path(ring, project))
                .collect(),
            label: project(feature.properties.label),
        })
        .collect();
    Some(Outline {
        width: WIDTH,
        height: 2.0 * MARGIN + (north - south) * scale,
        areas,
    })
}

fn ring_path(ring: &[Position], project: impl Fn(Position) -> (f64, f64)) -> String {
    let mut path = String::new();
    for (index, &point) in ring.iter().enumerate() {
        let (x, y) = project(point);
        let command = if index == 0 { 'M' } else { 'L' };
        path.push_str(&format!("{command}{x:.1} {y:.1}"));
    }
    path.push('Z');
    path
}

#[component]
pub fn MapOutline(
    /// The areas.
    map: FeatureCollection,
) -> impl IntoView {
    let texts = &texts().side_column;
    outline(&map).map(|Outline { width, height, areas }| {
        let names: Vec<_> = areas.iter().map(|area| area.name.as_str()).collect();
        let description = (texts.map_description)(&names.join(", "));
        let shapes = areas
            .iter()
            .map(|area| view! { <path class="map-outline__area" d=area.path.clone()></path> })
            .collect_view();
        let labels = areas
            .into_iter()
            .map(|area| {
                view! {
                    <text class="map-outline__label" x=format!("{:.1}", area.label.0) y=format!("{:.1}", area.label.1)>
                        {area.name}
                    </text>
                }
            })
            .collect_view();
        view! {
            <figure class="map-outline">
                <svg role="img" aria-label=description viewBox=format!("0 0 {width:.0} {height:.0}")>
                    {shapes}
                    {labels}
                </svg>
                <figcaption class="map-outline__note">{texts.map_note}</figcaption>
            </figure>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(json: &str) -> FeatureCollection {
        serde_json::from_str(json).expect("the test's own GeoJSON is well formed")
    }

    #[test]
    fn a_square_fills_the_drawing_with_north_up() {
        let map = map(
            r#"{"type":"FeatureCollection","features":[{"type":"Feature",
            "properties":{"code":"1","name":"Một","kind":"phường","label":[1,0]},
            "geometry":{"type":"Polygon","coordinates":[[[0,-1],[2,-1],[2,1],[0,1],[0,-1]]]}}]}"#,
        );
        let outline = outline(&map).expect("there are points");
        assert!((outline.height - outline.width).abs() < 0.1);
        let area = &outline.areas[0];
        assert_eq!(
            area.path,
            "M4.0 316.0L316.0 316.0L316.0 4.0L4.0 4.0L4.0 316.0Z"
        );
        assert!((area.label.0 - 160.0).abs() < 0.1 && (area.label.1 - 160.0).abs() < 0.1);
    }

    #[test]
    fn a_map_without_areas_has_no_outline() {
        assert_eq!(
            outline(&map(r#"{"type":"FeatureCollection","features":[]}"#)),
            None
        );
    }
}
