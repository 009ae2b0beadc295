//! Shapes without what cannot be seen at a zoom level. A border that two areas share is simplified once,
//! so that no gap opens between them.

use std::collections::{BTreeSet, HashMap, HashSet};

use conglang_contract::map::{
    AreaProperties, Feature, FeatureCollection, FeatureCollectionType, FeatureType, Geometry,
};
use geo::{Coord, LineString, Simplify};

use super::TownArea;

pub use conglang_contract::map::ZOOM_STEPS as STEPS;

/// Decimals of a degree that shapes of a step are written with: always finer than half a pixel.
const DECIMALS: [i32; STEPS.len()] = [4, 5, 5, 6];
/// Degrees around the Earth, over the pixels of a web map at zoom 0, halved.
const HALF_PIXEL_DEGREES: f64 = 360.0 / 256.0 / 2.0;
/// Points that are nearer than a centimetre are one.
const GRID_PER_DEGREE: f64 = 1e7;

/// Longitudes and latitudes; the last point is the first.
pub type Ring = Vec<[f64; 2]>;
type Key = (i64, i64);

/// The step for a zoom level: an index of [`STEPS`], or its length for everything.
pub fn step(zoom: Option<u8>) -> usize {
    let step = zoom.and_then(|zoom| STEPS.iter().position(|&step| zoom <= step));
    step.unwrap_or(STEPS.len())
}

/// The areas with these indices and colours as GeoJSON.
pub fn collection(
    areas: &[TownArea],
    indices: &[usize],
    colors: &[u8],
    step: usize,
) -> FeatureCollection {
    let shapes = match STEPS.get(step) {
        Some(&zoom) => {
            let tolerance = HALF_PIXEL_DEGREES / f64::from(1_u32 << zoom);
            let mut shapes = simplified(areas, indices, tolerance);
            let factor = 10_f64.powi(DECIMALS[step]);
            for point in shapes.iter_mut().flatten().flatten().flatten() {
                *point = point.map(|degrees| (degrees * factor).round() / factor);
            }
            shapes
        }
        None => indices
            .iter()
            .map(|&index| polygons(&areas[index]))
            .collect(),
    };
    let features =
        indices
            .iter()
            .zip(colors)
            .zip(shapes)
            .map(|((&index, &color), mut polygons)| {
                let area = &areas[index];
                let geometry = if polygons.len() == 1 {
                    Geometry::Polygon(polygons.remove(0))
                } else {
                    Geometry::MultiPolygon(polygons)
                };
                Feature {
                    kind: FeatureType::Feature,
                    properties: AreaProperties {
                        id: area.id.clone(),
                        code: area.code.clone(),
                        name: area.name.clone(),
                        kind: area.kind.clone(),
                        label: area.label,
                        color,
                        area_km2_official: area.area_km2,
                        population: area.population,
                        population_year: area.population_year,
                        valid_from: area.valid_from,
                        valid_to: area.valid_to,
                    },
                    geometry,
                }
            });
    FeatureCollection {
        kind: FeatureCollectionType::FeatureCollection,
        features: features.collect(),
    }
}

/// The polygons of the areas with these indices, without what is smaller than `tolerance` degrees.
pub fn simplified(areas: &[TownArea], indices: &[usize], tolerance: f64) -> Vec<Vec<Vec<Ring>>> {
    let shapes: Vec<Vec<Vec<Ring>>> = indices
        .iter()
        .map(|&index| polygons(&areas[index]))
        .collect();
    let junctions = junctions(shapes.iter().flatten().flatten());
    shapes
        .into_iter()
        .map(|polygons| {
            let simple: Vec<Vec<Ring>> = polygons
                .iter()
                .map(|rings| {
                    let rings = rings
                        .iter()
                        .map(|ring| simple_ring(ring, &junctions, tolerance));
                    rings.collect::<Vec<Ring>>()
                })
                // An island that has shrunk to a line is too small to be seen, and so are holes.
                .filter(|rings| rings[0].len() > 3)
                .map(|rings| rings.into_iter().filter(|ring| ring.len() > 3).collect())
                .collect();
            // But no area goes altogether.
            if simple.is_empty() { polygons } else { simple }
        })
        .collect()
}

/// `point` on a grid, so that points can be looked up.
pub fn key(point: Coord) -> Key {
    (
        (point.x * GRID_PER_DEGREE).round() as i64,
        (point.y * GRID_PER_DEGREE).round() as i64,
    )
}

fn key_of([x, y]: [f64; 2]) -> Key {
    key(Coord { x, y })
}

/// With points on the grid, so that both sides of a border have the same ones to the last digit.
fn polygons(area: &TownArea) -> Vec<Vec<Ring>> {
    let on_grid = |&point: &Coord| {
        let (x, y) = key(point);
        [x as f64 / GRID_PER_DEGREE, y as f64 / GRID_PER_DEGREE]
    };
    let ring = |ring: &LineString| ring.0.iter().map(on_grid).collect();
    area.geometry
        .iter()
        .map(|polygon| {
            std::iter::once(polygon.exterior())
                .chain(polygon.interiors())
                .map(ring)
                .collect()
        })
        .collect()
}

/// Where borders part: points that have not the same two neighbours in each ring.
fn junctions<'a>(rings: impl Iterator<Item = &'a Ring>) -> HashSet<Key> {
    let mut neighbours: HashMap<Key, (Key, Key)> = HashMap::new();
    let mut junctions = HashSet::new();
    for ring in rings {
        let open = &ring[..ring.len() - 1];
        for (index, &point) in open.iter().enumerate() {
            let before = key_of(open[(index + open.len() - 1) % open.len()]);
            let after = key_of(open[(index + 1) % open.len()]);
            let pair = (before.min(after), before.max(after));
            let point = key_of(point);
            if *neighbours.entry(point).or_insert(pair) != pair {
                junctions.insert(point);
            }
        }
    }
    junctions
}

fn simple_ring(ring: &Ring, junctions: &HashSet<Key>, tolerance: f64) -> Ring {
    let mut open = ring[..ring.len() - 1].to_vec();
    let first = open
        .iter()
        .position(|&point| junctions.contains(&key_of(point)));
    // A ring without junctions is all one border; its other side has to begin at the same point.
    let least = || {
        (0..open.len())
            .min_by_key(|&index| key_of(open[index]))
            .unwrap_or(0)
    };
    let first = first.unwrap_or_else(least);
    open.rotate_left(first);
    let mut cuts: BTreeSet<usize> = (0..open.len())
        .filter(|&index| junctions.contains(&key_of(open[index])))
        .collect();
    cuts.insert(0);
    cuts.insert(open.len());
    if cuts.len() == 2 {
        cuts.insert(farthest(&open));
    }
    open.push(open[0]);
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let mut simple: Ring = vec![open[0]];
    for pair in cuts.windows(2) {
        simple.extend(
            simple_arc(&open[pair[0]..=pair[1]], tolerance)
                .into_iter()
                .skip(1),
        );
    }
    simple
}

/// The index of the point that is farthest from the first; of two the one with the lesser key, which both
/// sides of a border agree on.
fn farthest(points: &[[f64; 2]]) -> usize {
    let distance = |&index: &usize| {
        let [x, y] = points[index];
        let (x, y) = (x - points[0][0], y - points[0][1]);
        x * x + y * y
    };
    (0..points.len())
        .max_by(|one, other| {
            let by_key = key_of(points[*other]).cmp(&key_of(points[*one]));
            distance(one).total_cmp(&distance(other)).then(by_key)
        })
        .unwrap_or(0)
}

/// The same points from whichever end the border is followed.
fn simple_arc(arc: &[[f64; 2]], tolerance: f64) -> Ring {
    let mut points: Vec<Coord> = arc.iter().map(|&[x, y]| Coord { x, y }).collect();
    let is_reversed =
        arc.first().map(|&point| key_of(point)) > arc.last().map(|&point| key_of(point));
    if is_reversed {
        points.reverse();
    }
    let mut simple: Ring = LineString::new(points)
        .simplify(tolerance)
        .0
        .iter()
        .map(|point| [point.x, point.y])
        .collect();
    if is_reversed {
        simple.reverse();
    }
    simple
}

#[cfg(test)]
pub mod tests {
    use geo::{MultiPolygon, Rect};

    use super::*;

    /// An area of this shape, with `id` for a name.
    pub fn area(id: &str, geometry: MultiPolygon) -> TownArea {
        let label = geo::Centroid::centroid(&geometry).expect("the shape has points");
        TownArea {
            id: id.parse().expect("the test's own id"),
            code: id.to_owned(),
            name: id.to_owned(),
            kind: "phường".to_owned(),
            label: [label.x(), label.y()],
            geometry,
            area_km2: None,
            population: None,
            population_year: None,
            office: Default::default(),
            note: Default::default(),
            valid_from: None,
            valid_to: None,
            successors: Vec::new(),
            also_from: Vec::new(),
        }
    }

    /// Follows its border from the south-west, counter-clockwise.
    pub fn square(id: &str, [west, south]: [f64; 2], [east, north]: [f64; 2]) -> TownArea {
        let points = [
            (west, south),
            (east, south),
            (east, north),
            (west, north),
            (west, south),
        ];
        area(
            id,
            geo::Polygon::new(LineString::from(points.to_vec()), Vec::new()).into(),
        )
    }

    fn polygon(points: Vec<(f64, f64)>) -> MultiPolygon {
        geo::Polygon::new(LineString::from(points), Vec::new()).into()
    }

    /// A border from (1, 0) to (1, 1) with many small turns.
    fn jagged() -> Vec<(f64, f64)> {
        (0..=200)
            .map(|step| {
                let turn = if step % 200 == 0 {
                    0.0
                } else {
                    f64::from(step * 37 % 11) / 1000.0
                };
                (1.0 + turn, f64::from(step) / 200.0)
            })
            .collect()
    }

    fn points(rings: &[Vec<Ring>]) -> BTreeSet<Key> {
        rings
            .iter()
            .flatten()
            .flatten()
            .map(|&point| key_of(point))
            .collect()
    }

    #[test]
    fn a_shared_border_stays_shared() {
        let mut west = vec![(0.0, 0.0)];
        west.extend(jagged());
        west.extend([(0.0, 1.0), (0.0, 0.0)]);
        let mut east = jagged();
        east.reverse();
        east.extend([(2.0, 0.0), (2.0, 1.0), (1.0, 1.0)]);
        let areas = [area("tay", polygon(west)), area("dong", polygon(east))];
        let shapes = simplified(&areas, &[0, 1], 0.005);
        let on_border = |polygons: &[Vec<Ring>]| -> BTreeSet<Key> {
            points(polygons)
                .into_iter()
                .filter(|key| (9_000_000..=11_000_000).contains(&key.0))
                .collect()
        };
        assert_eq!(on_border(&shapes[0]), on_border(&shapes[1]));
        let kept = on_border(&shapes[0]).len();
        assert!((2..150).contains(&kept), "{kept} points are left of 201");
    }

    #[test]
    fn an_enclave_fills_the_hole_that_it_lies_in() {
        let circle = |from: u32| -> Vec<(f64, f64)> {
            (0..=360)
                .map(|step| f64::from(step + from).to_radians())
                .map(|angle| (1.0 + angle.cos() / 2.0, 1.0 + angle.sin() / 2.0))
                .collect()
        };
        let mut hole = circle(0);
        hole.reverse();
        let outer = vec![(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)];
        let around = geo::Polygon::new(LineString::from(outer), vec![LineString::from(hole)]);
        // The same circle, begun elsewhere and followed the other way.
        let areas = [
            area("quanh", around.into()),
            area("trong", polygon(circle(123))),
        ];
        let shapes = simplified(&areas, &[0, 1], 0.01);
        let hole: BTreeSet<Key> = shapes[0][0][1].iter().map(|&point| key_of(point)).collect();
        assert_eq!(hole, points(&shapes[1]));
        assert!(hole.len() < 60, "{}", hole.len());
    }

    #[test]
    fn rings_stay_closed_and_no_area_is_lost() {
        let tiny = Rect::new((0.5, 0.5), (0.500_01, 0.500_01)).to_polygon();
        let areas = [
            square("lon", [0.0, 0.0], [1.0, 1.0]),
            area("nho", tiny.into()),
        ];
        for step in 0..=STEPS.len() {
            for feature in collection(&areas, &[0, 1], &[0, 1], step).features {
                for ring in feature.geometry.rings() {
                    assert!(ring.len() > 3 && ring.first() == ring.last());
                }
                assert!(feature.geometry.rings().count() > 0);
            }
        }
    }

    #[test]
    fn a_zoom_level_takes_the_next_step() {
        assert_eq!(
            [0, 9, 10, 12, 16, 17].map(|zoom| step(Some(zoom))),
            [0, 0, 1, 1, 3, 4]
        );
        assert_eq!(step(None), 4);
    }
}
