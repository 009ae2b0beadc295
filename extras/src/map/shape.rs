//! In which area a position lies, found out on the device.

use conglang_contract::map::{Feature, FeatureCollection, Geometry, Position, metres_to_side};

/// The area around longitude and latitude.
pub fn around(areas: &FeatureCollection, position: Position) -> Option<&Feature> {
    areas
        .features
        .iter()
        .find(|feature| has(&feature.geometry, position))
}

/// How many metres lie between the position and the nearest border of an area.
pub fn metres_to_border(areas: &FeatureCollection, position: Position) -> f64 {
    let rings = areas
        .features
        .iter()
        .flat_map(|feature| feature.geometry.rings());
    let sides = rings.flat_map(|ring| ring.windows(2));
    sides
        .map(|side| metres_to_side(position, [side[0], side[1]]))
        .fold(f64::INFINITY, f64::min)
}

/// By the number of borders to the east of the position, over all rings: holes take away what outlines
/// give.
pub fn has(geometry: &Geometry, [x, y]: Position) -> bool {
    let mut is_inside = false;
    for ring in geometry.rings() {
        for side in ring.windows(2) {
            let ([from_x, from_y], [to_x, to_y]) = (side[0], side[1]);
            let is_beside = (from_y > y) != (to_y > y);
            if is_beside && x < (to_x - from_x) * (y - from_y) / (to_y - from_y) + from_x {
                is_inside = !is_inside;
            }
        }
    }
    is_inside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_are_not_inside_and_islands_are() {
        let square =
            |from: f64, to: f64| vec![[from, from], [to, from], [to, to], [from, to], [from, from]];
        let geometry = Geometry::MultiPolygon(vec![
            vec![square(0.0, 10.0), square(2.0, 8.0)],
            vec![square(4.0, 6.0)],
        ]);
        for (position, is_inside) in [
            ([1.0, 1.0], true),
            ([3.0, 3.0], false),
            ([5.0, 5.0], true),
            ([9.0, 5.0], true),
            ([11.0, 5.0], false),
            ([-1.0, 5.0], false),
        ] {
            assert_eq!(has(&geometry, position), is_inside, "{position:?}");
        }
    }
}
