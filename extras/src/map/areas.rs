//! The areas on the map.

use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::HashMap,
    rc::Rc,
};

use conglang_contract::map::{AreaProperties, FeatureCollection, Geometry};
use js_sys::{JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::{
    data,
    detail::{Detail, Level},
    labels::Labels,
    leaflet::{self, Layer, LeafletMap},
    names, pointing, theme,
};
use crate::{
    dom,
    listener::Listener,
    texts::{href, texts},
};

/// How far beyond the edges finer shapes are drawn, as a share of what is seen.
const MARGIN: f64 = 0.25;
/// On what the reader points at in the list or on the map.
pub const POINTED: &str = "data-pointed";

#[derive(Clone)]
pub struct Areas(Rc<Inner>);

struct Inner {
    map: LeafletMap,
    at: Option<String>,
    has_basemap: bool,
    group: Layer,
    shapes: Vec<Shape>,
    labels: OnceCell<Labels>,
    /// The finest that was loaded.
    detail: RefCell<Option<Rc<Detail>>>,
    is_loading: Cell<bool>,
    /// The page's own area.
    marked: Option<String>,
}

/// An area as it is drawn.
struct Shape {
    area: AreaProperties,
    layer: Layer,
    /// Its points at the first level.
    points: JsValue,
    level: Cell<Level>,
}

impl Areas {
    /// Adds what `GET map` answered for [`Level::FIRST`].
    ///
    /// # Errors
    /// When the answer is none, or those of the browser.
    pub fn add(
        map: &LeafletMap,
        stage: &Element,
        collection: &str,
        at: Option<String>,
        has_basemap: bool,
    ) -> Result<Self, JsValue> {
        let (group, shapes) = draw(collection)?;
        let areas = Self(Rc::new(Inner {
            map: map.clone(),
            at,
            has_basemap,
            group,
            shapes,
            labels: OnceCell::new(),
            detail: RefCell::default(),
            is_loading: Cell::new(false),
            marked: stage.get_attribute("data-area"),
        }));
        areas.fit(None);
        areas.put_on_map();
        areas.add_labels(collection)?;
        areas.arrange_labels();
        let follow = |inner| Self(inner).follow_view();
        map.on("moveend", &leaflet::listener(&areas.0, follow));
        Ok(areas)
    }

    /// Shows the area called `id`, or all of them.
    pub fn fit(&self, id: Option<&str>) {
        let shape = id.and_then(|id| self.shape(id));
        let layer = shape.map_or(&self.0.group, |shape| &shape.layer);
        self.0.map.fit_bounds(&layer.bounds().pad(0.02));
    }

    /// Shows the reader's position; with a basemap the whole town, since the parts of the basemap that are
    /// loaded tell the server what is looked at.
    pub fn fit_position(&self, show: impl FnOnce(&LeafletMap)) {
        if self.0.has_basemap {
            self.fit(None);
        } else {
            show(&self.0.map);
        }
    }

    /// Puts the names where they can be read, after the map or the places on it have moved.
    pub fn arrange_labels(&self) {
        let width = |id: &str| {
            self.shape(id).map_or(0.0, |shape| {
                let bounds = shape.layer.bounds();
                let east = self.0.map.to_pixels(&bounds.north_east()).x();
                let west = self.0.map.to_pixels(&bounds.south_west()).x();
                east - west
            })
        };
        if let Some(labels) = self.0.labels.get() {
            labels.arrange(width);
        }
    }

    /// Takes the colours of the page as they are now.
    pub fn draw_anew(&self) {
        for shape in &self.0.shapes {
            let is_marked = self.is_marked(shape);
            self.style(shape, is_marked);
            if is_marked {
                shape.layer.bring_to_front();
            }
        }
    }

    /// All areas, finer than a device knows where it is.
    ///
    /// # Errors
    /// When they cannot be loaded.
    pub async fn for_look_up(&self) -> Result<FeatureCollection, JsValue> {
        let text = data::areas(self.0.at.as_deref(), Level::LOOK_UP).await?;
        serde_json::from_str(&text).map_err(|error| JsValue::from(error.to_string()))
    }

    /// Areas in the list beside the map point at their shapes.
    pub fn follow_list(&self) -> Vec<Listener> {
        let areas = self.clone();
        pointing::listen("area", move |id, is_pointed| areas.point(id, is_pointed))
    }

    fn shape(&self, id: &str) -> Option<&Shape> {
        self.0
            .shapes
            .iter()
            .find(|shape| shape.area.id.as_str() == id)
    }

    fn is_marked(&self, shape: &Shape) -> bool {
        self.0.marked.as_deref() == Some(shape.area.id.as_str())
    }

    /// Makes the area called `id` stand out, on the map and in the list.
    fn point(&self, id: &str, is_pointed: bool) {
        if let Some(shape) = self.shape(id) {
            self.style(shape, is_pointed || self.is_marked(shape));
            if is_pointed {
                shape.layer.bring_to_front();
            }
        }
        for item in dom::all(&format!(".area[data-area=\"{id}\"]")) {
            // Setting an attribute fails only for a name that is none.
            let _ = item.toggle_attribute_with_force(POINTED, is_pointed);
        }
    }

    fn style(&self, shape: &Shape, stands_out: bool) {
        if let Ok(style) = style(&shape.area, stands_out, self.0.has_basemap) {
            shape.layer.set_style(&style);
        }
    }

    fn put_on_map(&self) {
        self.0.group.add_to(&self.0.map);
        for Shape { area, layer, .. } in &self.0.shapes {
            let id = area.id.as_str().to_owned();
            for (event, is_pointed) in [("mouseover", true), ("mouseout", false)] {
                let id = id.clone();
                let point = move |inner| Self(inner).point(&id, is_pointed);
                layer.on_event(event, &leaflet::listener(&self.0, point));
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

    fn add_labels(&self, collection: &str) -> Result<(), JsValue> {
        let collection: FeatureCollection =
            serde_json::from_str(collection).map_err(|error| JsValue::from(error.to_string()))?;
        let features = collection.features.into_iter();
        let mut geometries: HashMap<String, Geometry> = features
            .map(|feature| (feature.properties.id.into(), feature.geometry))
            .collect();
        let areas = self.0.shapes.iter().map(|shape| {
            let geometry = geometries.remove(shape.area.id.as_str());
            (&shape.area, geometry)
        });
        // The labels are among what it leads to.
        let pointing = Rc::downgrade(&self.0);
        let labels = Labels::add(&self.0.map, areas, move |id, is_pointed| {
            if let Some(inner) = pointing.upgrade() {
                Self(inner).point(id, is_pointed);
            }
        })?;
        // They are added once.
        let _ = self.0.labels.set(labels);
        Ok(())
    }

    /// Draws what is in view as finely as it can be seen. The rest waits until it comes into view: all of a
    /// large town at once would hold up an old phone.
    fn follow_view(&self) {
        let wanted = Level::at_zoom(self.0.map.zoom());
        if wanted <= Level::FIRST {
            self.draw_coarse();
            return;
        }
        let detail = self.0.detail.borrow().clone();
        match detail {
            Some(detail) if detail.level >= wanted => self.draw_in_view(&detail),
            _ if self.0.is_loading.get() => {}
            _ => self.load(wanted),
        }
    }

    fn load(&self, level: Level) {
        self.0.is_loading.set(true);
        let (inner, at) = (Rc::downgrade(&self.0), self.0.at.clone());
        spawn_local(async move {
            let loaded = data::areas(at.as_deref(), level).await;
            let loaded = loaded.and_then(|collection| Detail::read(level, &collection));
            // The reader may have left the map in the meantime.
            let Some(areas) = inner.upgrade().map(Self) else {
                return;
            };
            areas.0.is_loading.set(false);
            // What cannot be loaded stays coarse, and is asked for again when the reader moves on.
            if let Ok(detail) = loaded {
                areas.0.detail.replace(Some(Rc::new(detail)));
                areas.follow_view();
            }
        });
    }

    fn draw_in_view(&self, detail: &Detail) {
        let view = self.0.map.bounds().pad(MARGIN);
        for shape in &self.0.shapes {
            if shape.level.get() < detail.level
                && view.intersects(&shape.layer.bounds())
                && let Some(points) = detail.points(shape.area.id.as_str())
            {
                shape.layer.set_points(&points);
                shape.level.set(detail.level);
            }
        }
    }

    /// The whole town is in view, with more points than can be seen.
    fn draw_coarse(&self) {
        for shape in &self.0.shapes {
            if shape.level.replace(Level::FIRST) > Level::FIRST {
                shape.layer.set_points(&shape.points);
            }
        }
    }
}

fn draw(collection: &str) -> Result<(Layer, Vec<Shape>), JsValue> {
    let shapes = Rc::new(RefCell::new(Vec::new()));
    let found = Rc::clone(&shapes);
    let each = Closure::<dyn FnMut(JsValue, Layer)>::new(move |feature: JsValue, layer: Layer| {
        if let Some(area) = properties(&feature) {
            found.borrow_mut().push(Shape {
                area,
                points: layer.points(),
                layer,
                level: Cell::new(Level::FIRST),
            });
        }
    });
    let options = dom::object(&[
        ("onEachFeature", each.as_ref().clone()),
        ("smoothFactor", JsValue::from(1.0)),
        ("bubblingMouseEvents", true.into()),
    ])?;
    let group = leaflet::geo_json(&JSON::parse(collection)?, &options);
    drop(each);
    Ok((group, shapes.take()))
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
        (true, false) => 0.2,
        (true, true) => 0.4,
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

/// As a title has it.
pub fn full_name(area: &AreaProperties) -> String {
    names::full_name(&area.kind, &area.name)
}

/// Name, surface and people.
///
/// # Errors
/// Those of the browser.
pub fn facts(area: &AreaProperties) -> Result<JsValue, JsValue> {
    let texts = &texts().map;
    let element = dom::new("div", "")?;
    dom::add_text(&element, "strong", "map-popup__name", &full_name(area))?;
    if let Some(surface) = area.area_km2_official {
        let hectares = (surface * 100.0).round().max(0.0) as u64;
        let surface = (texts.square_kilometres)(hectares / 100, hectares % 100);
        dom::add_text(&element, "p", "", &format!("{}: {surface}", texts.surface))?;
    }
    if let Some(population) = area.population {
        let people = (texts.people)(population, area.population_year);
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
///
/// # Errors
/// Those of the browser.
pub fn popup(area: &AreaProperties) -> Result<JsValue, JsValue> {
    let facts = facts(area)?;
    let element: &Element = facts.unchecked_ref();
    let link = dom::add_text(element, "a", "", texts().map.to_area)?;
    link.set_attribute("href", &href(&format!("/ban-do/khu-vuc/{}", area.id)))?;
    Ok(facts)
}
