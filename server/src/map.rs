//! The town's areas as a drawing.

use conglang_contract::map::{AreaOutline, FeatureCollection, MapOutline, Position};

/// The drawing's width, in its own units; its height follows from the town's shape.
const WIDTH: f64 = 320.0;
/// Room for the lines at the edge.
const MARGIN: f64 = 4.0;

/// Projects the areas of `map` into a drawing, north up, a degree of longitude as much shorter than
/// one of latitude as it is at the town. Nothing when no ring has a point.
pub fn outline(map: &FeatureCollection) -> Option<MapOutline> {
    let points: Vec<Position> = map
        .features
        .iter()
        .flat_map(|feature| feature.geometry.rings())
        .flatten()
        .copied()
        .collect();
    let first = *points.first()?;
    let bounds = (first, first);
    let ([west, south], [east, north]) = points.iter().fold(bounds, |(least, most), point| {
        (
            [least[0].min(point[0]), least[1].min(point[1])],
            [most[0].max(point[0]), most[1].max(point[1])],
        )
    });
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
        .map(|feature| {
            let (label_x, label_y) = project(feature.properties.label);
            AreaOutline {
                name: feature.properties.name.clone(),
                path: feature
                    .geometry
                    .rings()
                    .map(|ring| ring_path(ring, project))
                    .collect(),
                label_x: whole(label_x),
                label_y: whole(label_y),
            }
        })
        .collect();
    Some(MapOutline {
        width: whole(WIDTH),
        height: whole(2.0 * MARGIN + (north - south) * scale),
        areas,
    })
}

fn whole(length: f64) -> u32 {
    // A label outside of its town is a mistake in the file that shows at the edge.
    length.round() as u32
}

fn ring_path(ring: &[Position], project: impl Fn(Position) -> (f64, f64)) -> String {
    let points = ring.iter().enumerate().map(|(index, &point)| {
        let (x, y) = project(point);
        let command = if index == 0 { 'M' } else { 'L' };
        format!("{command}{x:.1} {y:.1}")
    });
    points.chain(std::iter::once("Z".to_owned())).collect()
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
        assert_eq!(outline.height, outline.width);
        let area = &outline.areas[0];
        assert_eq!(
            area.path,
            "M4.0 316.0L316.0 316.0L316.0 4.0L4.0 4.0L4.0 316.0Z"
        );
        assert_eq!((area.label_x, area.label_y), (160, 160));
    }

    #[test]
    fn a_map_without_areas_has_no_outline() {
        assert_eq!(
            outline(&map(r#"{"type":"FeatureCollection","features":[]}"#)),
            None
        );
    }
}
