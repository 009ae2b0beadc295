//! Markers of places, the popups on them, and the heaps that they come into where they are dense.

use conglang_contract::{
    folding::FoldedText,
    format,
    map::{MapText, Place},
};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use super::look;
use crate::{
    dom,
    map::{
        leaflet::{self, Layer},
        names, theme,
    },
    texts::{href, language, texts},
};

/// Pixels across.
const PIN: u32 = 28;
const HEAP: u32 = 44;
/// On markers: the id of their place.
const ID: &str = "place";

/// A place and what stands for it on the map.
pub struct Marked {
    pub place: Place,
    pub marker: Layer,
    /// What it is found by.
    pub folded: FoldedText,
    pub position: JsValue,
}

impl Marked {
    /// `layer` is the index of its kind.
    ///
    /// # Errors
    /// Those of the browser.
    pub fn new(place: Place, layer: usize) -> Result<Self, JsValue> {
        let (color, shape) = look(layer);
        let shape = shape.map_or_else(String::new, |shape| format!(" map-pin--{shape}"));
        let icon = leaflet::div_icon(&dom::object(&[
            (
                "className",
                format!("map-pin map-pin--{color}{shape}").into(),
            ),
            (
                "iconSize",
                js_sys::Array::of2(&PIN.into(), &PIN.into()).into(),
            ),
        ])?);
        let mut numbers = place
            .position
            .split(',')
            .filter_map(|number| number.parse::<f64>().ok());
        let (latitude, longitude) = (
            numbers.next().unwrap_or_default(),
            numbers.next().unwrap_or_default(),
        );
        let position = leaflet::position(latitude, longitude);
        let title = format!("{}, {}", place.name, place.kind);
        let marker = leaflet::marker(
            &position,
            &dom::object(&[
                ("icon", icon),
                ("title", title.as_str().into()),
                ("alt", title.as_str().into()),
                ("riseOnHover", true.into()),
                (ID, place.id.as_str().into()),
            ])?,
        );
        // Made when it is opened: thousands of popups that nobody opens would be slow.
        let told = place.clone();
        let content = leaflet::function(move |_| popup(&told).map_or(JsValue::NULL, Into::into));
        marker.bind_popup(&content, &dom::object(&[("maxWidth", 280.into())])?);
        let area = place.area.as_ref().map_or("", |area| area.name.as_str());
        let address = place.address.as_deref().unwrap_or_default();
        let others = place.other_areas.join(" ");
        let folded = FoldedText::new(&[&place.name, &place.kind, address, area, &others].join(" "));
        Ok(Self {
            place,
            marker,
            folded,
            position,
        })
    }
}

/// The heaps, without markers.
///
/// # Errors
/// Those of the browser.
pub fn heaps() -> Result<Layer, JsValue> {
    let moves = !dom::is_still();
    // The pins of a heap that is taken apart stand 25 pixels from each other: too near for fingers.
    let is_touched = theme::matches("(pointer: coarse)");
    let spread = if is_touched { 1.8 } else { 1.0 };
    Ok(leaflet::cluster_group(&dom::object(&[
        ("animate", moves.into()),
        ("showCoverageOnHover", false.into()),
        ("maxClusterRadius", JsValue::from(HEAP)),
        ("spiderfyDistanceMultiplier", JsValue::from(spread)),
        (
            "iconCreateFunction",
            leaflet::function(|heap| heap_icon(&heap).unwrap_or(JsValue::NULL)),
        ),
    ])?))
}

/// The id of the place that `marker` is of; a heap has none.
pub fn place_id(marker: &Layer) -> Option<String> {
    let id = Reflect::get(&marker.options(), &ID.into());
    id.ok()?.as_string()
}

fn popup(place: &Place) -> Result<Element, JsValue> {
    let texts = &texts().map;
    let element = dom::new("div", "map-popup")?;
    let name = names::add_vietnamese(&element, "a", "map-popup__name", &place.name)?;
    name.set_attribute("href", &href(&format!("/ban-do/{}", place.id)))?;
    let area = place
        .area
        .as_ref()
        .map(|area| names::full_name(&area.kind, &area.name));
    let line = [Some(place.kind.clone()), area];
    let line = line.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let line = dom::add_text(&element, "p", "", &line)?;
    if let Some(address) = &place.address {
        line.append_with_str_1(" · ")?;
        add_told(&line, place, MapText::Address, address)?;
    }
    if let Some(phone) = &place.phone {
        dom::add_text(&element, "p", "", &format!("{}: {phone}", texts.phone))?;
    }
    if let Some(hours) = &place.hours {
        let line = dom::add_text(&element, "p", "", &format!("{}: ", texts.hours))?;
        add_told(&line, place, MapText::Hours, hours)?;
    }
    if place.is_approximate {
        let area = place.middle_of.as_ref();
        let area = area.map(|area| names::full_name(&area.kind, &area.name));
        let text = (texts.approximate)(area.as_deref());
        dom::add_text(&element, "p", "place__approximate", &text)?;
    }
    let links: Element = dom::add(&element, "p", "map-popup__links")?;
    let directions = dom::add_text(&links, "a", "", texts.directions)?;
    directions.set_attribute("href", &place.geo_url)?;
    directions.set_attribute("rel", "external")?;
    if let Some(article) = &place.article {
        let link = dom::add_text(&links, "a", "", texts.article)?;
        link.set_attribute("href", &href(&format!("/bai-viet/{}", article.slug)))?;
    }
    Ok(element)
}

/// A text of the place, in whatever language it is there.
fn add_told(line: &Element, place: &Place, which: MapText, text: &str) -> Result<(), JsValue> {
    if place.untranslated.contains(&which) {
        names::add_vietnamese(line, "span", "", text)?;
    } else {
        dom::add_text(line, "span", "", text)?;
    }
    Ok(())
}

fn heap_icon(heap: &JsValue) -> Result<JsValue, JsValue> {
    let count = heap.unchecked_ref::<Layer>().child_count() as u64;
    let element = dom::new("span", "")?;
    let number = format::integer(language(), count);
    let number = dom::add_text(&element, "span", "", &number)?;
    number.set_attribute("aria-hidden", "true")?;
    dom::add_text(
        &element,
        "span",
        "visually-hidden",
        &(texts().map.heap)(count),
    )?;
    Ok(leaflet::div_icon(&dom::object(&[
        ("className", "map-cluster".into()),
        ("html", element.into()),
        (
            "iconSize",
            js_sys::Array::of2(&HEAP.into(), &HEAP.into()).into(),
        ),
    ])?))
}
