//! The areas on the map.

use std::{cell::RefCell, rc::Rc};

use conglang_contract::map::{AreaProperties, FeatureCollection};
use js_sys::{JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event};

use super::{
    data,
    leaflet::{self, Layer, LeafletMap},
    theme,
};
use crate::{
    dom::{self, Listeners},
    texts::{href, texts},
};

/// For which the shapes are asked first: a town on the screen of a desk.
pub const FIRST_ZOOM: u32 = 12;
/// The levels for which the server has shapes of their own; beyond the last it gives everything.
const STEPS: [u32; 4] = [9, 12, 14, 16];
/// Names that are wider than their area on the screen are hidden, in pixels.
const LEAST_WIDTH: f64 = 56.0;
/// On what the reader points at in the list or on the map.
pub const POINTED: &str = "data-pointed";

#[derive(Clone)]
pub struct Areas(Rc<Inner>);

struct Inner {
    map: LeafletMap,
    at: Option<String>,
    has_basemap: bool,
    drawn: RefCell<Drawn>,
    labels: RefCell<Vec<(String, Layer)>>,
    /// The page's own area.
    marked: Option<String>,
}

struct Drawn {
    group: Layer,
    /// Each area's shape by its id, with its colour.
    shapes: Vec<(AreaProperties, Layer)>,
    /// The zoom level that it was made for; none when nothing was left out.
    zoom: Option<u32>,
}

impl Areas {
    /// Adds what `GET map` answered.
    ///
    /// # Errors
    /// When the answer is none, or those of the browser.
    pub fn add(
        map: &LeafletMap,
        stage: &Element,
        collection: String,
        at: Option<String>,
        has_basemap: bool,
    ) -> Result<Self, JsValue> {
        let drawn = draw(&collection, Some(FIRST_ZOOM), has_basemap)?;
        let areas = Self(Rc::new(Inner {
            map: map.clone(),
            at,
            has_basemap,
            drawn: RefCell::new(drawn),
            labels: RefCell::default(),
            marked: stage.get_attribute("data-area"),
        }));
        areas.fit(None);
        areas.put_on_map();
        areas.add_labels()?;
        let zoomed = areas.clone();
        map.on("zoomend", &leaflet::listener(move || zoomed.follow_zoom()));
        areas.hide_crowded_labels();
        Ok(areas)
    }

    /// Shows the area called `id`, or all of them.
    pub fn fit(&self, id: Option<&str>) {
        let drawn = self.0.drawn.borrow();
        let shape = id.and_then(|id| drawn.shapes.iter().find(|(area, _)| area.id.as_str() == id));
        let layer = shape.map_or(&drawn.group, |(_, layer)| layer);
        self.0.map.fit_bounds(&layer.bounds().pad(0.02));
    }

    /// Takes the colours of the page as they are now.
    pub fn draw_anew(&self) {
        for (area, layer) in &self.0.drawn.borrow().shapes {
            let is_marked = self.0.marked.as_deref() == Some(area.id.as_str());
            self.style(area, layer, is_marked);
            if is_marked {
                layer.bring_to_front();
            }
        }
    }

    /// All areas as they were drawn up to the last point, for looking up a position.
    ///
    /// # Errors
    /// When they cannot be loaded.
    pub async fn in_full(&self) -> Result<FeatureCollection, JsValue> {
        let text = data::areas(self.0.at.as_deref(), None).await?;
        serde_json::from_str(&text).map_err(|error| JsValue::from(error.to_string()))
    }

    /// Areas in the list beside the map point at their shapes.
    ///
    /// # Errors
    /// Those of the browser.
    pub fn follow_list(&self, listeners: &mut Listeners) -> Result<(), JsValue> {
        let areas = self.clone();
        listeners.listen_to_pointing("area", move |id, is_pointed| areas.point(id, is_pointed))
    }

    /// Makes the area called `id` stand out, on the map and in the list.
    fn point(&self, id: &str, is_pointed: bool) {
        let drawn = self.0.drawn.borrow();
        if let Some((area, layer)) = drawn.shapes.iter().find(|(area, _)| area.id.as_str() == id) {
            self.style(
                area,
                layer,
                is_pointed || self.0.marked.as_deref() == Some(id),
            );
            if is_pointed {
                layer.bring_to_front();
            }
        }
        for item in dom::all(&format!(".area[data-area=\"{id}\"]")) {
            // Setting an attribute fails only for a name that is none.
            let _ = item.toggle_attribute_with_force(POINTED, is_pointed);
        }
    }

    fn style(&self, area: &AreaProperties, layer: &Layer, stands_out: bool) {
        if let Ok(style) = style(area, stands_out, self.0.has_basemap) {
            layer.set_style(&style);
        }
    }

    fn put_on_map(&self) {
        let drawn = self.0.drawn.borrow();
        drawn.group.add_to(&self.0.map);
        for (area, layer) in &drawn.shapes {
            let id = area.id.as_str().to_owned();
            for (event, is_pointed) in [("mouseover", true), ("mouseout", false)] {
                let (areas, id) = (self.clone(), id.clone());
                layer.on_event(
                    event,
                    &leaflet::listener(move || areas.point(&id, is_pointed)),
                );
            }
            if let Ok(facts) = facts(area)
                && let Ok(options) = dom::object(&[("sticky", true.into())])
            {
                layer.bind_tooltip(&facts, &options);
                if let Ok(popup) = popup(area) {
                    layer.bind_popup(&popup, &JsValue::UNDEFINED);
                }
            }
        }
        self.draw_anew();
    }

    /// The names are markers, so that the keyboard comes by, and each opens what its area is.
    fn add_labels(&self) -> Result<(), JsValue> {
        let drawn = self.0.drawn.borrow();
        for (area, _) in &drawn.shapes {
            let name = dom::new("span", "map-name__text")?;
            name.set_text_content(Some(&area.name));
            let icon = leaflet::div_icon(&dom::object(&[
                ("className", "map-name".into()),
                ("html", name.into()),
                ("iconSize", JsValue::NULL),
            ])?);
            let [longitude, latitude] = area.label;
            let full_name = full_name(area);
            let label = leaflet::marker(
                &leaflet::position(latitude, longitude),
                &dom::object(&[
                    ("icon", icon),
                    ("title", full_name.as_str().into()),
                    ("alt", full_name.as_str().into()),
                    // Places lie over names.
                    ("zIndexOffset", JsValue::from(-1000)),
                ])?,
            );
            label.bind_popup(&popup(area)?, &JsValue::UNDEFINED);
            label.add_to(&self.0.map);
            if let Some(element) = label.element() {
                element.set_attribute("aria-label", &full_name)?;
                let id = area.id.as_str().to_owned();
                for (event, is_pointed) in [
                    ("focus", true),
                    ("blur", false),
                    ("mouseenter", true),
                    ("mouseleave", false),
                ] {
                    let (areas, id) = (self.clone(), id.clone());
                    let act =
                        Closure::<dyn FnMut(Event)>::new(move |_| areas.point(&id, is_pointed));
                    // The element goes with the map, and the listener with it.
                    element.add_event_listener_with_callback(
                        event,
                        &act.into_js_value().unchecked_into(),
                    )?;
                }
            }
            self.0
                .labels
                .borrow_mut()
                .push((area.id.as_str().to_owned(), label));
        }
        Ok(())
    }

    fn hide_crowded_labels(&self) {
        let drawn = self.0.drawn.borrow();
        for (id, label) in self.0.labels.borrow().iter() {
            let shape = drawn.shapes.iter().find(|(area, _)| area.id.as_str() == id);
            if let (Some((_, layer)), Some(element)) = (shape, label.element()) {
                let bounds = layer.bounds();
                let east = self.0.map.to_pixels(&bounds.north_east()).x();
                let west = self.0.map.to_pixels(&bounds.south_west()).x();
                dom::set_hidden(&element, east - west < LEAST_WIDTH);
            }
        }
    }

    fn follow_zoom(&self) {
        self.hide_crowded_labels();
        let zoom = self.0.map.zoom().ceil() as u32;
        let wanted = STEPS.into_iter().find(|&step| zoom <= step);
        let is_enough = match (self.0.drawn.borrow().zoom, wanted) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(drawn), Some(wanted)) => drawn >= wanted,
        };
        if !is_enough {
            let areas = self.clone();
            // What cannot be loaded stays as it is, only coarser.
            spawn_local(async move { drop(areas.draw_finer(wanted).await) });
        }
    }

    async fn draw_finer(&self, zoom: Option<u32>) -> Result<(), JsValue> {
        // Before the answer is there, so that it is not asked for twice.
        self.0.drawn.borrow_mut().zoom = zoom;
        let collection = data::areas(self.0.at.as_deref(), zoom).await?;
        let drawn = draw(&collection, zoom, self.0.has_basemap)?;
        let old = self.0.drawn.replace(drawn);
        old.group.remove_from_map();
        self.put_on_map();
        Ok(())
    }
}

fn draw(collection: &str, zoom: Option<u32>, has_basemap: bool) -> Result<Drawn, JsValue> {
    let shapes = Rc::new(RefCell::new(Vec::new()));
    let found = Rc::clone(&shapes);
    let each = Closure::<dyn FnMut(JsValue, Layer)>::new(move |feature: JsValue, layer: Layer| {
        if let Some(area) = properties(&feature) {
            found.borrow_mut().push((area, layer));
        }
    });
    let options = dom::object(&[
        ("onEachFeature", each.as_ref().clone()),
        ("smoothFactor", JsValue::from(1.0)),
        ("bubblingMouseEvents", true.into()),
    ])?;
    let group = leaflet::geo_json(&JSON::parse(collection)?, &options);
    drop(each);
    let shapes = shapes.take();
    for (area, layer) in &shapes {
        layer.set_style(&style(area, false, has_basemap)?);
    }
    Ok(Drawn {
        group,
        shapes,
        zoom,
    })
}

fn properties(feature: &JsValue) -> Option<AreaProperties> {
    let properties = Reflect::get(feature, &"properties".into()).ok()?;
    let text = JSON::stringify(&properties).ok()?.as_string()?;
    serde_json::from_str(&text).ok()
}

fn style(area: &AreaProperties, stands_out: bool, has_basemap: bool) -> Result<JsValue, JsValue> {
    let line = if stands_out {
        "--color-accent"
    } else {
        "--color-map-line"
    };
    // Streets have to be seen through the areas.
    let opacity = match (has_basemap, stands_out) {
        (true, false) => 0.35,
        (true, true) => 0.5,
        (false, _) => 1.0,
    };
    dom::object(&[
        ("color", theme::color(line)?.into()),
        ("weight", JsValue::from(if stands_out { 4.0 } else { 1.5 })),
        (
            "fillColor",
            theme::color(&format!("--color-map-{}", area.color))?.into(),
        ),
        ("fillOpacity", JsValue::from(opacity)),
    ])
}

fn full_name(area: &AreaProperties) -> String {
    format!("{} {}", area.kind, area.name)
}

/// Name, surface and people.
fn facts(area: &AreaProperties) -> Result<JsValue, JsValue> {
    let texts = &texts().map;
    let element = dom::new("div", "")?;
    dom::add_text(&element, "strong", "map-popup__name", &full_name(area))?;
    if let Some(surface) = area.area_km2_official {
        let surface = (texts.square_kilometres)(&surface.to_string());
        dom::add_text(&element, "p", "", &format!("{}: {surface}", texts.surface))?;
    }
    if let Some(population) = area.population {
        let people = (texts.people)(&population.to_string(), area.population_year);
        dom::add_text(
            &element,
            "p",
            "",
            &format!("{}: {people}", texts.population),
        )?;
    }
    Ok(element.into())
}

/// [`facts`], and the way to the area's page.
fn popup(area: &AreaProperties) -> Result<JsValue, JsValue> {
    let facts = facts(area)?;
    let element: &Element = facts.unchecked_ref();
    let link = dom::add_text(element, "a", "", texts().map.to_area)?;
    link.set_attribute("href", &href(&format!("/ban-do/khu-vuc/{}", area.id)))?;
    Ok(facts)
}
