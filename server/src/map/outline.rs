//! The town's areas as a drawing.

use std::collections::HashSet;

use conglang_contract::map::{AREA_COLORS, AreaOutline, MapOutline};
use geo::{BoundingRect, Coord, Rect};

use super::{
    TownArea,
    simplify::{self, Ring, key},
};

/// The drawing's width, in its own units; its height follows from the town's shape.
const WIDTH: f64 = 320.0;
/// Room for the lines at the edge.
const MARGIN: f64 = 4.0;
/// What is smaller cannot be seen, in units of the drawing.
const TOLERANCE: f64 = 0.4;

/// A projection, north up, a degree of longitude as much shorter than one of latitude as it is at the
/// town. It is the same for all periods, so that a place stays where it is.
#[derive(Clone, Copy, Debug)]
pub struct Drawing {
    bounds: Rect,
    shortening: f64,
    scale: f64,
}

impl Drawing {
    pub fn new(areas: &[TownArea]) -> Self {
        let rects: Vec<Rect> = areas
            .iter()
            .filter_map(|area| area.geometry.bounding_rect())
            .collect();
        let edge = |pick: fn(&Rect) -> f64, fold: fn(f64, f64) -> f64| {
            rects.iter().map(pick).reduce(fold).unwrap_or_default()
        };
        let bounds = Rect::new(
            Coord {
                x: edge(|rect| rect.min().x, f64::min),
                y: edge(|rect| rect.min().y, f64::min),
            },
            Coord {
                x: edge(|rect| rect.max().x, f64::max),
                y: edge(|rect| rect.max().y, f64::max),
            },
        );
        let shortening = bounds.center().y.to_radians().cos();
        let scale = (WIDTH - 2.0 * MARGIN) / (bounds.width() * shortening).max(f64::EPSILON);
        Self {
            bounds,
            shortening,
            scale,
        }
    }

    fn project(&self, [longitude, latitude]: [f64; 2]) -> (f64, f64) {
        (
            MARGIN + (longitude - self.bounds.min().x) * self.shortening * self.scale,
            MARGIN + (self.bounds.max().y - latitude) * self.scale,
        )
    }

    /// `position` in whole units.
    pub fn whole_position(&self, position: [f64; 2]) -> (u32, u32) {
        let (x, y) = self.project(position);
        (whole(x), whole(y))
    }
}

/// The areas with these indices.
pub fn outline(drawing: &Drawing, areas: &[TownArea], indices: &[usize]) -> MapOutline {
    let shapes = simplify::simplified(areas, indices, TOLERANCE / drawing.scale);
    let colors = colors(areas, indices);
    let areas = indices
        .iter()
        .zip(shapes)
        .zip(colors)
        .map(|((&index, polygons), color)| {
            let area = &areas[index];
            let (label_x, label_y) = drawing.whole_position(area.label);
            AreaOutline {
                id: area.id.clone(),
                code: area.code.clone(),
                name: area.name.clone(),
                kind: area.kind.clone(),
                color,
                path: polygons
                    .iter()
                    .flatten()
                    .map(|ring| ring_path(drawing, ring))
                    .collect(),
                label_x,
                label_y,
            }
        })
        .collect();
    MapOutline {
        width: whole(WIDTH),
        height: whole(2.0 * MARGIN + drawing.bounds.height() * drawing.scale),
        period: None,
        notice: None,
        areas,
    }
}

fn whole(length: f64) -> u32 {
    length.round() as u32
}

fn ring_path(drawing: &Drawing, ring: &Ring) -> String {
    let points = ring.iter().enumerate().map(|(index, &point)| {
        let (x, y) = drawing.project(point);
        let command = if index == 0 { 'M' } else { 'L' };
        format!("{command}{x:.1} {y:.1}")
    });
    points.chain(std::iter::once("Z".to_owned())).collect()
}

/// For each area a colour that no neighbour before it has, as long as there are colours.
fn colors(areas: &[TownArea], indices: &[usize]) -> Vec<u8> {
    let points: Vec<HashSet<(i64, i64)>> = indices
        .iter()
        .map(|&index| {
            geo::CoordsIter::coords_iter(&areas[index].geometry)
                .map(key)
                .collect()
        })
        .collect();
    let mut colors: Vec<u8> = Vec::new();
    for (number, own) in points.iter().enumerate() {
        let taken: HashSet<u8> = (0..number)
            .filter(|&other| !points[other].is_disjoint(own))
            .map(|other| colors[other])
            .collect();
        // Going on from the number gives the colours an even share.
        let first = number as u8 % AREA_COLORS;
        let wanted = (0..AREA_COLORS).map(|step| (first + step) % AREA_COLORS);
        colors.push(
            wanted
                .clone()
                .find(|color| !taken.contains(color))
                .unwrap_or(first),
        );
    }
    colors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::simplify::tests::square;

    #[test]
    fn a_square_fills_the_drawing_with_north_up() {
        let areas = [square("mot", [0.0, -1.0], [2.0, 1.0])];
        let outline = outline(&Drawing::new(&areas), &areas, &[0]);
        assert_eq!(outline.height, outline.width);
        let area = &outline.areas[0];
        assert_eq!(
            area.path,
            "M4.0 316.0L316.0 316.0L316.0 4.0L4.0 4.0L4.0 316.0Z"
        );
        assert_eq!((area.label_x, area.label_y), (160, 160));
    }

    #[test]
    fn neighbours_have_different_colours() {
        let areas: Vec<TownArea> = (0..20)
            .map(|number| {
                let (x, y) = (f64::from(number % 4), f64::from(number / 4));
                square(&format!("vung-{number}"), [x, y], [x + 1.0, y + 1.0])
            })
            .collect();
        let indices: Vec<usize> = (0..20).collect();
        let outline = outline(&Drawing::new(&areas), &areas, &indices);
        let color = |x: usize, y: usize| outline.areas[y * 4 + x].color;
        for y in 0..5 {
            for x in 0..4 {
                assert!(x == 3 || color(x, y) != color(x + 1, y));
                assert!(y == 4 || color(x, y) != color(x, y + 1));
            }
        }
    }
}
