//! Whether the shapes of a file are shapes on Vietnamese ground.

use conglang_contract::map::metres_to_side;
use geo::{
    Coord, Intersects, Line, LineString, LinesIter, MultiPolygon, Point, Polygon, Rect,
    line_intersection::{LineIntersection, line_intersection},
};
use serde::Deserialize;
use serde_json::value::RawValue;

/// West to east and south to north, with the islands.
const VIETNAM: [[f64; 2]; 2] = [[102.0, 118.0], [6.0, 24.0]];

type WrittenRing = Vec<Vec<f64>>;

#[derive(Deserialize)]
struct Shape<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow)]
    coordinates: Option<&'a RawValue>,
}

/// A side of a ring, with its place in the ring and the ring's place among all.
struct Side {
    line: Line,
    index: usize,
    ring: usize,
    /// How many sides the ring has.
    sides: usize,
}

/// A polygon or multipolygon.
///
/// # Errors
/// Everything that is wrong with it.
pub fn area(geometry: Option<&RawValue>) -> Result<MultiPolygon, Vec<String>> {
    let one = |reason: &str| vec![reason.to_owned()];
    let shape: Shape<'_> = geometry
        .and_then(|raw| serde_json::from_str(raw.get()).ok())
        .ok_or_else(|| one("thiếu `geometry`"))?;
    let coordinates = shape.coordinates.map_or("[]", RawValue::get);
    let wrong_numbers = |_| one("`coordinates` phải là các điểm [kinh độ, vĩ độ] bằng số");
    let polygons: Vec<Vec<WrittenRing>> = match shape.kind.as_str() {
        "Polygon" => vec![serde_json::from_str(coordinates).map_err(wrong_numbers)?],
        "MultiPolygon" => serde_json::from_str(coordinates).map_err(wrong_numbers)?,
        other => {
            return Err(vec![format!(
                "`geometry` là {other}, cần Polygon hoặc MultiPolygon"
            )]);
        }
    };
    if polygons.is_empty() || polygons.iter().any(Vec::is_empty) {
        return Err(one("không có đường bao"));
    }
    let mut reasons = Vec::new();
    let mut number = 0;
    let polygons: Vec<Vec<LineString>> = polygons
        .into_iter()
        .map(|rings| {
            let rings = rings.into_iter().map(|written| {
                number += 1;
                ring(&written)
                    .map_err(|reason| reasons.push(format!("đường bao thứ {number} {reason}")))
            });
            rings.filter_map(Result::ok).collect()
        })
        .collect();
    if reasons.is_empty() {
        reasons.extend(crossing(&polygons));
    }
    if reasons.is_empty() {
        reasons.extend(hole_outside(&polygons));
    }
    if !reasons.is_empty() {
        return Err(reasons);
    }
    let polygons = polygons.into_iter().map(|mut rings| {
        let holes = rings.split_off(1);
        Polygon::new(rings.remove(0), holes)
    });
    Ok(MultiPolygon::new(polygons.collect()))
}

/// A point, or nothing where the geometry is `null`.
///
/// # Errors
/// When it is another shape, or not in Vietnam.
pub fn point(geometry: Option<&RawValue>) -> Result<Option<[f64; 2]>, String> {
    let Some(raw) = geometry else { return Ok(None) };
    let shape: Shape<'_> =
        serde_json::from_str(raw.get()).map_err(|_| "`geometry` không phải là Point".to_owned())?;
    if shape.kind != "Point" {
        return Err(format!("`geometry` là {}, cần Point", shape.kind));
    }
    let written: Option<Vec<f64>> = shape
        .coordinates
        .and_then(|raw| serde_json::from_str(raw.get()).ok());
    let [longitude, latitude, ..] = written.as_deref().unwrap_or_default() else {
        return Err("`coordinates` phải là [kinh độ, vĩ độ] bằng số".to_owned());
    };
    let position = [*longitude, *latitude];
    in_vietnam(position)?;
    Ok(Some(position))
}

/// # Errors
/// When the point is not in Vietnam, with what may have happened to it.
pub fn in_vietnam([x, y]: [f64; 2]) -> Result<(), String> {
    let is_in = |longitude: f64, latitude: f64| {
        let [[west, east], [south, north]] = VIETNAM;
        (west..=east).contains(&longitude) && (south..=north).contains(&latitude)
    };
    if is_in(x, y) {
        Ok(())
    } else if is_in(y, x) {
        Err(format!(
            "có kinh độ và vĩ độ đảo thứ tự: [{x}, {y}]; GeoJSON viết kinh độ trước"
        ))
    } else if x.abs() > 180.0 || y.abs() > 90.0 {
        Err(format!(
            "có điểm [{x}, {y}] không phải là kinh độ, vĩ độ theo WGS 84; có lẽ đây là tọa độ VN-2000 tính bằng mét"
        ))
    } else {
        Err(format!("có điểm [{x}, {y}] nằm ngoài Việt Nam"))
    }
}

fn ring(written: &[Vec<f64>]) -> Result<LineString, String> {
    let mut points: Vec<Coord> = Vec::with_capacity(written.len());
    for position in written {
        let [x, y, ..] = *position.as_slice() else {
            return Err("có điểm không đủ kinh độ và vĩ độ".to_owned());
        };
        in_vietnam([x, y])?;
        // A point that is written twice in a row is no mistake of the shape.
        if points.last() != Some(&Coord { x, y }) {
            points.push(Coord { x, y });
        }
    }
    if points.first() != points.last() || written.len() < 2 {
        return Err("không khép kín: điểm cuối phải trùng điểm đầu".to_owned());
    }
    if points.len() < 4 {
        return Err("có ít hơn ba điểm khác nhau".to_owned());
    }
    Ok(LineString::new(points))
}

/// Where a ring meets itself or crosses another one. Sides are taken from west to east, so that each is
/// compared only with those beside it.
fn crossing(polygons: &[Vec<LineString>]) -> Option<String> {
    let mut sides: Vec<Side> = Vec::new();
    for (ring, line_string) in polygons.iter().flatten().enumerate() {
        let count = line_string.0.len() - 1;
        sides.extend(line_string.lines().enumerate().map(|(index, line)| Side {
            line,
            index,
            ring,
            sides: count,
        }));
    }
    let west = |side: &Side| side.line.start.x.min(side.line.end.x);
    let east = |side: &Side| side.line.start.x.max(side.line.end.x);
    sides.sort_by(|one, other| west(one).total_cmp(&west(other)));
    for (position, side) in sides.iter().enumerate() {
        let beside = sides[position + 1..]
            .iter()
            .take_while(|other| west(other) <= east(side));
        for other in beside {
            if let Some(Coord { x, y }) = meeting(side, other) {
                let reason = if side.ring == other.ring {
                    format!("đường bao thứ {} tự cắt", side.ring + 1)
                } else {
                    format!(
                        "đường bao thứ {} cắt đường bao thứ {}",
                        side.ring + 1,
                        other.ring + 1
                    )
                };
                return Some(format!("{reason} ở gần [{x:.5}, {y:.5}]"));
            }
        }
    }
    None
}

/// Where two sides meet that must not.
fn meeting(one: &Side, other: &Side) -> Option<Coord> {
    let apart = one.line.start.y.max(one.line.end.y) < other.line.start.y.min(other.line.end.y)
        || other.line.start.y.max(other.line.end.y) < one.line.start.y.min(one.line.end.y);
    if apart {
        return None;
    }
    let distance = one.index.abs_diff(other.index);
    let are_neighbours = distance == 1 || distance + 1 == one.sides;
    match line_intersection(one.line, other.line)? {
        LineIntersection::Collinear { intersection } if one.ring == other.ring => {
            Some(intersection.start)
        }
        LineIntersection::Collinear { .. } => None,
        LineIntersection::SinglePoint {
            intersection,
            is_proper,
        } => {
            let is_mistake = if one.ring == other.ring {
                !are_neighbours
            } else {
                is_proper
            };
            is_mistake.then_some(intersection)
        }
    }
}

fn hole_outside(polygons: &[Vec<LineString>]) -> Option<String> {
    let mut number = 0;
    for rings in polygons {
        let outer = Polygon::new(rings[0].clone(), Vec::new());
        for (index, hole) in rings.iter().enumerate() {
            number += 1;
            let is_outside = |&point: &Coord| !outer.intersects(&Point::from(point));
            if index > 0 && hole.0.iter().any(is_outside) {
                return Some(format!(
                    "đường bao thứ {number} phải là lỗ nằm trong đường bao đầu"
                ));
            }
        }
    }
    None
}

/// Whether the area has the point, its border included.
pub fn has(area: &MultiPolygon, [x, y]: [f64; 2]) -> bool {
    area.intersects(&Point::new(x, y))
}

/// How many metres lie between the point and the border of the area, on whichever side it is.
pub fn metres_to_border(area: &MultiPolygon, position: [f64; 2]) -> f64 {
    let corner = |corner: Coord| [corner.x, corner.y];
    area.lines_iter()
        .map(|side| metres_to_side(position, [corner(side.start), corner(side.end)]))
        .fold(f64::INFINITY, f64::min)
}

/// How many metres lie between two rectangles of longitude and latitude; none where they meet.
pub fn metres_between(one: &Rect, other: &Rect) -> f64 {
    // On each axis a coordinate of either, as near to each other as they come.
    let nearest = |axis: fn(Coord) -> f64| {
        let (from, to) = (axis(one.min()), axis(one.max()));
        let (other_from, other_to) = (axis(other.min()), axis(other.max()));
        let in_one = from.max(other_from).min(to);
        (in_one, in_one.clamp(other_from, other_to))
    };
    let ((x, other_x), (y, other_y)) = (nearest(|corner| corner.x), nearest(|corner| corner.y));
    let beside = [other_x, other_y];
    metres_to_side([x, y], [beside, beside])
}
