//! The names of areas on the map. Each stands beside the middle of its area, where no place is in its way.

use std::cell::Cell;

use conglang_contract::map::{AreaProperties, Geometry};
use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomRect, Element, HtmlElement};

use super::{
    areas::{facts, full_name, popup},
    leaflet::{self, Layer, LeafletMap},
    shape,
};
use crate::{dom, listener::Listener};

/// Names that are wider than their area on the screen are hidden, in pixels.
const LEAST_WIDTH: f64 = 56.0;
/// How far a name may stand from its usual place, and how far apart the places are that are tried, in
/// pixels.
const FARTHEST: f64 = 80.0;
const STEP: f64 = 10.0;
/// So much of a heap's edge may lie under the room above and below a name's letters, in pixels.
const EDGE: f64 = 3.0;
/// Between a name and what is told of its area, in pixels.
const GAP: f64 = 4.0;

pub struct Labels {
    map: LeafletMap,
    canvas: Element,
    labels: Vec<Label>,
    /// From the usual place to others, the nearest first.
    shifts: Vec<[f64; 2]>,
}

struct Label {
    area: String,
    position: JsValue,
    /// Where the name may stand; everywhere without it.
    geometry: Option<Geometry>,
    marker: Layer,
    element: HtmlElement,
    text: Element,
    shift: Cell<[f64; 2]>,
    _listeners: [Listener; 2],
}

/// The room that a name takes, in pixels of the map.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Room {
    center: [f64; 2],
    /// From the centre to the edges.
    half: [f64; 2],
}

/// A place, or a heap of them.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Pin {
    center: [f64; 2],
    radius: f64,
}

impl Labels {
    /// Adds the names. They are markers, so that the keyboard comes by, and each tells what its area is and
    /// opens it; `point` is called when the focus comes to one (true) or leaves it (false).
    ///
    /// # Errors
    /// Those of the browser.
    pub fn add<'a>(
        map: &LeafletMap,
        areas: impl Iterator<Item = (&'a AreaProperties, Option<Geometry>)>,
        point: impl Fn(&str, bool) + Clone + 'static,
    ) -> Result<Self, JsValue> {
        let labels = areas.map(|(area, geometry)| label(map, area, geometry, point.clone()));
        Ok(Self {
            map: map.clone(),
            canvas: map.container(),
            labels: labels.collect::<Result<_, _>>()?,
            shifts: shifts(),
        })
    }

    /// Hides names that are wider than their areas, whose width in pixels `width` tells, and moves the others
    /// to where no place is in their way.
    pub fn arrange(&self, width: impl Fn(&str) -> f64) {
        for label in &self.labels {
            dom::set_hidden(&label.element, width(&label.area) < LEAST_WIDTH);
        }
        // Everything is measured before anything moves, so that the browser lays it out once.
        let view = self.canvas.get_bounding_client_rect();
        let pins = self.pins(&view);
        let rooms: Vec<Option<Room>> = self
            .labels
            .iter()
            .map(|label| label.usual_room(&view))
            .collect();
        let mut taken = Vec::new();
        for (label, room) in self.labels.iter().zip(rooms) {
            let Some(room) = room else { continue };
            let is_inside = |center: [f64; 2]| {
                let position = self.map.position_at(&pair(center));
                let position = [position.longitude(), position.latitude()];
                let geometry = label.geometry.as_ref();
                geometry.is_none_or(|geometry| shape::has(geometry, position))
            };
            let canvas = [view.width(), view.height()];
            let shift = best_shift(room, &self.shifts, canvas, &pins, &taken, is_inside);
            taken.push(room.moved(shift));
            self.move_to(label, room, shift);
        }
    }

    /// What is seen of places.
    fn pins(&self, view: &DomRect) -> Vec<Pin> {
        let found = dom::all(".map-canvas .map-pin, .map-canvas .map-cluster");
        let pins = found.iter().map(|element| {
            let room = Room::of(&element.get_bounding_client_rect(), view);
            Pin {
                center: room.center,
                radius: room.half[0],
            }
        });
        pins.collect()
    }

    fn move_to(&self, label: &Label, usual: Room, shift: [f64; 2]) {
        let style = label.element.style();
        for (name, pixels) in [("--map-name-x", shift[0]), ("--map-name-y", shift[1])] {
            // A browser that takes no custom properties has the name where it usually is.
            let _ = style.set_property(name, &format!("{pixels}px"));
        }
        label.shift.set(shift);
        // What is told of the area must not cover its name.
        if let Some(tooltip) = label.marker.tooltip() {
            let point = self.map.to_container(&label.position);
            let room = usual.moved(shift);
            let below = [
                room.center[0] - point.x(),
                room.center[1] + room.half[1] + GAP - point.y(),
            ];
            // An object takes every entry.
            let _ = Reflect::set(&tooltip.options(), &"offset".into(), &pair(below));
        }
    }
}

impl Label {
    /// Where the name stands unless it is moved; none while it is not seen.
    fn usual_room(&self, view: &DomRect) -> Option<Room> {
        let measured = self.text.get_bounding_client_rect();
        let is_seen = measured.width() > 0.0
            && measured.right() > view.left()
            && measured.left() < view.right()
            && measured.bottom() > view.top()
            && measured.top() < view.bottom();
        let [x, y] = self.shift.get();
        is_seen.then(|| Room::of(&measured, view).moved([-x, -y]))
    }
}

impl Room {
    fn of(measured: &DomRect, view: &DomRect) -> Self {
        let half = [measured.width() / 2.0, measured.height() / 2.0];
        Self {
            center: [
                measured.left() - view.left() + half[0],
                measured.top() - view.top() + half[1],
            ],
            half,
        }
    }

    fn moved(self, [x, y]: [f64; 2]) -> Self {
        let [center_x, center_y] = self.center;
        Self {
            center: [center_x + x, center_y + y],
            ..self
        }
    }

    /// How deep another name lies in this one; nothing where they are apart.
    fn depth_of(self, other: Self) -> f64 {
        let depth = |axis: usize| {
            let apart = (self.center[axis] - other.center[axis]).abs();
            self.half[axis] + other.half[axis] - apart
        };
        depth(0).min(depth(1)).max(0.0)
    }

    /// How much of this name is cut off at the edges of a map of this size.
    fn beyond(self, canvas: [f64; 2]) -> f64 {
        let beyond = |axis: usize| {
            let before = self.half[axis] - self.center[axis];
            let after = self.center[axis] + self.half[axis] - canvas[axis];
            before.max(0.0) + after.max(0.0)
        };
        beyond(0) + beyond(1)
    }

    /// How deep a pin lies in this name, without its edge.
    fn depth_of_pin(self, pin: &Pin) -> f64 {
        let beyond = |axis: usize| {
            let apart = (self.center[axis] - pin.center[axis]).abs();
            (apart - self.half[axis]).max(0.0)
        };
        (pin.radius - EDGE - beyond(0).hypot(beyond(1))).max(0.0)
    }
}

/// The first of `shifts` after which the name meets neither pins nor other names nor the edges of the map (`canvas`,
/// its width and height in pixels), with its middle in its area; where there is none, the one with which it meets
/// them least.
fn best_shift(
    usual: Room,
    shifts: &[[f64; 2]],
    canvas: [f64; 2],
    pins: &[Pin],
    taken: &[Room],
    is_inside: impl Fn([f64; 2]) -> bool,
) -> [f64; 2] {
    let reach = |pin: &&Pin| {
        let apart = |axis: usize| (usual.center[axis] - pin.center[axis]).abs();
        (0..2).all(|axis| apart(axis) < usual.half[axis] + pin.radius + FARTHEST)
    };
    let near: Vec<&Pin> = pins.iter().filter(reach).collect();
    let mut best = ([0.0; 2], f64::INFINITY);
    for &shift in shifts {
        let room = usual.moved(shift);
        let pins: f64 = near.iter().map(|pin| room.depth_of_pin(pin)).sum();
        let names: f64 = taken.iter().map(|other| room.depth_of(*other)).sum();
        let depth = pins + names + room.beyond(canvas);
        if depth < best.1 && (shift == [0.0; 2] || is_inside(room.center)) {
            best = (shift, depth);
        }
        if best.1 <= 0.0 {
            break;
        }
    }
    best.0
}

fn shifts() -> Vec<[f64; 2]> {
    let steps = (FARTHEST / STEP) as i32;
    let along = || (-steps..=steps).map(|step| f64::from(step) * STEP);
    let mut shifts: Vec<[f64; 2]> = along()
        .flat_map(|y| along().map(move |x| [x, y]))
        .filter(|[x, y]| x.hypot(*y) <= FARTHEST)
        .collect();
    shifts.sort_by(|[x, y], [other_x, other_y]| x.hypot(*y).total_cmp(&other_x.hypot(*other_y)));
    shifts
}

fn pair([x, y]: [f64; 2]) -> JsValue {
    Array::of2(&x.into(), &y.into()).into()
}

fn label(
    map: &LeafletMap,
    area: &AreaProperties,
    geometry: Option<Geometry>,
    point: impl Fn(&str, bool) + Clone + 'static,
) -> Result<Label, JsValue> {
    let text = dom::new("span", "map-name__text")?;
    text.set_text_content(Some(&area.name));
    let icon = leaflet::div_icon(&dom::object(&[
        ("className", "map-name".into()),
        ("html", text.clone().into()),
        ("iconSize", JsValue::NULL),
    ])?);
    let [longitude, latitude] = area.label;
    let position = leaflet::position(latitude, longitude);
    let marker = leaflet::marker(
        &position,
        // Names lie over places, and let the pointer through to them (style/components/map.css).
        &dom::object(&[("icon", icon), ("zIndexOffset", JsValue::from(1000))])?,
    );
    marker.bind_popup(&popup(area)?, &JsValue::UNDEFINED);
    // Leaflet shows it while the name has the focus.
    marker.bind_tooltip(
        &facts(area)?,
        &dom::object(&[("direction", "bottom".into())])?,
    );
    marker.add_to(map);
    let element: HtmlElement = marker.element().ok_or(JsValue::NULL)?.dyn_into()?;
    element.set_attribute("aria-label", &full_name(area))?;
    let id = area.id.as_str().to_owned();
    let listeners = [("focus", true), ("blur", false)].map(|(event, is_pointed)| {
        let (point, id) = (point.clone(), id.clone());
        Listener::new(&element, event, move |_| point(&id, is_pointed))
    });
    Ok(Label {
        area: id,
        position,
        geometry,
        marker,
        element,
        text,
        shift: Cell::default(),
        _listeners: listeners,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CANVAS: [f64; 2] = [400.0, 300.0];
    const NAME: Room = Room {
        center: [100.0, 100.0],
        half: [50.0, 9.0],
    };

    fn heap(x: f64, y: f64) -> Pin {
        Pin {
            center: [x, y],
            radius: 22.0,
        }
    }

    fn met(room: Room, pins: &[Pin]) -> f64 {
        pins.iter().map(|pin| room.depth_of_pin(pin)).sum()
    }

    fn shift(pins: &[Pin], taken: &[Room], is_inside: impl Fn([f64; 2]) -> bool) -> [f64; 2] {
        best_shift(NAME, &shifts(), CANVAS, pins, taken, is_inside)
    }

    #[test]
    fn a_name_without_neighbours_stays() {
        let far = [heap(300.0, 100.0), heap(100.0, 200.0)];
        assert_eq!(shift(&far, &[], |_| false), [0.0, 0.0]);
    }

    #[test]
    fn a_name_makes_way_for_heaps_and_for_other_names() {
        let heaps = [heap(100.0, 110.0), heap(150.0, 120.0)];
        let moved = NAME.moved(shift(&heaps, &[], |_| true));
        assert!(met(moved, &heaps) <= 0.0, "{moved:?}");
        let beside = NAME.moved(shift(&heaps, &[moved], |_| true));
        assert!(beside.depth_of(moved) <= 0.0 && met(beside, &heaps) <= 0.0);
    }

    #[test]
    fn a_name_stays_in_its_area() {
        let heaps = [heap(100.0, 100.0)];
        let [_, y] = shift(&heaps, &[], |[_, y]| y >= 100.0);
        assert!(y > 0.0);
        assert_eq!(shift(&heaps, &[], |_| false), [0.0, 0.0]);
    }

    #[test]
    fn a_name_is_not_cut_off_at_the_edge_of_the_map() {
        for (center, canvas) in [([20.0, 100.0], CANVAS), ([100.0, 100.0], [130.0, 105.0])] {
            let name = Room { center, ..NAME };
            let moved = name.moved(best_shift(name, &shifts(), canvas, &[], &[], |_| true));
            assert!(moved.beyond(canvas) <= 0.0, "{moved:?}");
        }
    }

    #[test]
    fn where_there_is_no_room_a_name_meets_as_little_as_it_can() {
        let crowd: Vec<Pin> = (0..10)
            .flat_map(|x| (0..10).map(move |y| heap(f64::from(x) * 22.0, f64::from(y) * 22.0)))
            .collect();
        let moved = NAME.moved(shift(&crowd, &[], |_| true));
        assert!(met(moved, &crowd) > 0.0 && met(moved, &crowd) <= met(NAME, &crowd));
    }
}
