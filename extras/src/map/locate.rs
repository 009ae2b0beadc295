//! Where the reader stands. Asked of the device when the button is pressed, compared with the areas on the
//! device, and never sent.

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

use conglang_contract::{
    format,
    map::{FeatureCollection, Position as LongitudeLatitude},
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Position, PositionError, PositionOptions};

use super::{
    areas::Areas,
    leaflet::{self, Layer, LeafletMap},
    names, shape, theme,
    tools::Tools,
};
use crate::{
    dom,
    texts::{language, texts},
};

const TIMEOUT_MS: u32 = 20_000;
/// Beyond this many metres a position does not tell the area.
const VAGUE_METRES: f64 = 1000.0;
/// The zoom level at which the reader sees where they stand.
const CLOSE: f64 = 14.0;

pub struct Locator(Rc<Inner>);

struct Inner {
    map: LeafletMap,
    areas: Areas,
    tools: Tools,
    /// The circle and the dot of the last answer.
    marks: RefCell<Vec<Layer>>,
}

impl Locator {
    pub fn new(map: &LeafletMap, areas: Areas, tools: Tools) -> Self {
        Self(Rc::new(Inner {
            map: map.clone(),
            areas,
            tools,
            marks: RefCell::default(),
        }))
    }

    /// Asks the device, and tells what it says.
    pub fn locate(&self) {
        let texts = &texts().map;
        let geolocation =
            web_sys::window().and_then(|window| window.navigator().geolocation().ok());
        let Some(geolocation) = geolocation else {
            return self.0.tools.tell(texts.locating_failed);
        };
        self.0.tools.tell(texts.locating);
        // What was true before may not be any more.
        for old in self.0.marks.take() {
            old.remove_from_map();
        }
        // One of the two is never called, and stays: neither keeps the map.
        let inner = Rc::downgrade(&self.0);
        let found = Closure::once_into_js(move |position: Position| {
            let coordinates = position.coords();
            let position = [coordinates.longitude(), coordinates.latitude()];
            spawn_local(look_up(inner, position, coordinates.accuracy()));
        });
        let inner = Rc::downgrade(&self.0);
        let failed = Closure::once_into_js(move |error: PositionError| {
            let Some(inner) = inner.upgrade() else { return };
            let is_refused = error.code() == PositionError::PERMISSION_DENIED;
            inner.tools.tell(if is_refused {
                texts.locating_refused
            } else {
                texts.locating_failed
            });
        });
        let options = PositionOptions::new();
        options.set_enable_high_accuracy(true);
        options.set_timeout(TIMEOUT_MS);
        let asked = geolocation.get_current_position_with_error_callback_and_options(
            found.unchecked_ref(),
            Some(failed.unchecked_ref()),
            &options,
        );
        if asked.is_err() {
            self.0.tools.tell(texts.locating_failed);
        }
    }

    fn show(
        &self,
        areas: &FeatureCollection,
        position: LongitudeLatitude,
        accuracy: f64,
    ) -> Result<(), JsValue> {
        let texts = &texts().map;
        let [longitude, latitude] = position;
        let area = shape::around(areas, position);
        // Only who is certainly outside is told so.
        if area.is_none() && shape::metres_to_border(areas, position) > accuracy {
            self.0.tools.tell(texts.outside);
            return Ok(());
        }
        let center = leaflet::position(latitude, longitude);
        let color = theme::color("--color-focus")?;
        let circle = leaflet::circle(
            &center,
            &dom::object(&[
                ("radius", accuracy.into()),
                ("color", color.into()),
                ("fillOpacity", JsValue::from(0.15)),
                ("interactive", false.into()),
            ])?,
        );
        let dot = leaflet::marker(
            &center,
            &dom::object(&[
                (
                    "icon",
                    leaflet::div_icon(&dom::object(&[(
                        "className",
                        "map-pin map-pin--you".into(),
                    )])?),
                ),
                ("title", texts.you.into()),
                ("keyboard", false.into()),
            ])?,
        );
        // Of two presses in a row both answers come.
        for old in self.0.marks.take() {
            old.remove_from_map();
        }
        circle.add_to(&self.0.map);
        dot.add_to(&self.0.map);
        if let Some(area) = area.filter(|_| accuracy <= VAGUE_METRES) {
            let name = names::full_name(&area.properties.kind, &area.properties.name);
            self.0
                .areas
                .fit_position(|map| map.set_view(&center, CLOSE));
            self.0
                .tools
                .tell(&(texts.located)(&name, &distance(accuracy)));
        } else {
            let around = circle.bounds().pad(0.1);
            self.0.areas.fit_position(|map| map.fit_bounds(&around));
            self.0
                .tools
                .tell(&(texts.located_vaguely)(&distance(accuracy)));
        }
        self.0.marks.borrow_mut().extend([circle, dot]);
        Ok(())
    }
}

/// Shows in which area the position lies, unless the reader has left the map before that is known.
async fn look_up(inner: Weak<Inner>, position: LongitudeLatitude, accuracy: f64) {
    let Some(areas) = inner.upgrade().map(|inner| inner.areas.clone()) else {
        return;
    };
    let areas = areas.for_look_up().await;
    let Some(locator) = inner.upgrade().map(Locator) else {
        return;
    };
    let texts = &texts().map;
    match areas {
        Ok(areas) if locator.show(&areas, position, accuracy).is_ok() => {}
        Ok(_) => locator.0.tools.tell(texts.locating_failed),
        Err(_) => locator.0.tools.tell(texts.look_up_failed),
    }
}

/// Metres in the unit that keeps the number short: `12 m`, `25 km`.
fn distance(metres: f64) -> String {
    let (number, unit) = if metres > VAGUE_METRES {
        (metres / 1000.0, "km")
    } else {
        (metres, "m")
    };
    format!(
        "{} {unit}",
        format::integer(language(), number.round() as u64)
    )
}
