//! Places on the map: by layer, in heaps where they are dense, in step with the list and the search.

use std::{cell::RefCell, collections::HashSet, rc::Rc};

use conglang_contract::{
    folding::{FoldedText, Needle},
    map::{MapText, Place, PlaceKind, PlaceList},
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};

use super::{
    areas::POINTED,
    leaflet::{self, Layer, LeafletMap},
    list::List,
    names, pointing, theme,
    tools::Tools,
};
use crate::{
    dom,
    listener::Listener,
    texts::{href, texts},
};

/// Pixels across.
const PIN: u32 = 28;
const HEAP: u32 = 44;
/// As the sheet has them.
const COLORS: usize = 6;
/// The zoom level at which one place is shown.
const CLOSE: f64 = 15.0;

#[derive(Clone)]
pub struct Places(Rc<Inner>);

struct Inner {
    heaps: Layer,
    kinds: Vec<PlaceKind>,
    places: Vec<Marked>,
    /// Those that are shown, to leave alone what does not change.
    shown: RefCell<HashSet<usize>>,
}

struct Marked {
    place: Place,
    marker: Layer,
    folded: FoldedText,
    position: JsValue,
}

impl Places {
    /// Adds all places, and goes to the one called `first`.
    ///
    /// # Errors
    /// Those of the browser.
    pub fn add(map: &LeafletMap, list: PlaceList, first: Option<&str>) -> Result<Self, JsValue> {
        let moves = !theme::is_still();
        let heaps = leaflet::cluster_group(&dom::object(&[
            ("animate", moves.into()),
            ("showCoverageOnHover", false.into()),
            ("maxClusterRadius", JsValue::from(HEAP)),
            (
                "iconCreateFunction",
                leaflet::function(|heap| heap_icon(&heap).unwrap_or(JsValue::NULL)),
            ),
        ])?);
        let PlaceList { kinds, items, .. } = list;
        let places = items
            .into_iter()
            .map(|place| {
                let layer = kinds
                    .iter()
                    .position(|kind| kind.label == place.kind)
                    .unwrap_or(0);
                marked(place, layer)
            })
            .collect::<Result<Vec<_>, _>>()?;
        // Before the heaps are there: while they follow a change of zoom none can be opened.
        if let Some(first) = places
            .iter()
            .find(|marked| Some(marked.place.id.as_str()) == first)
        {
            map.jump_to(&first.position, CLOSE, &leaflet::at_once());
        }
        heaps.add_to(map);
        let places = Self(Rc::new(Inner {
            heaps,
            kinds,
            places,
            shown: RefCell::default(),
        }));
        places.show((0..places.0.places.len()).collect());
        places.point_from_map();
        Ok(places)
    }

    /// Shows what is known of the place called `id`, which is in sight.
    pub fn open(&self, id: &str) {
        let Some(found) = self
            .0
            .places
            .iter()
            .find(|marked| marked.place.id.as_str() == id)
        else {
            return;
        };
        let parent = self.0.heaps.visible_parent(&found.marker);
        match parent {
            Some(heap) if JsValue::from(&heap) != JsValue::from(&found.marker) => {
                let marker = found.marker.clone();
                self.0.heaps.once(
                    "spiderfied",
                    &leaflet::listener(move || marker.open_popup()),
                );
                heap.spiderfy();
            }
            _ => found.marker.open_popup(),
        }
    }

    /// Form, layers and list change together from now on.
    ///
    /// # Errors
    /// Those of the browser.
    pub fn follow_search(
        &self,
        stage: &Element,
        tools: &Tools,
        listeners: &mut Vec<Listener>,
    ) -> Result<(), JsValue> {
        let page = stage.closest(".map-page")?;
        let field = |selector: &str| page.as_ref()?.query_selector(selector).ok()?;
        let typed: Option<HtmlInputElement> =
            field(".map-search input[name=tim]").and_then(|field| field.dyn_into().ok());
        let kind: Option<HtmlSelectElement> =
            field(".map-search select[name=loai]").and_then(|field| field.dyn_into().ok());
        // A list with fewer places than the map cannot be filtered here alone.
        let in_list = dom::all(".map-page .place[data-place]").len();
        let list = page.as_ref().and_then(List::of);
        let list = list.filter(|_| in_list < self.0.places.len());
        let filter = {
            let (places, typed, kind, tools) =
                (self.clone(), typed.clone(), kind.clone(), tools.clone());
            // What came with the address is shown already.
            let value = |field: Option<String>| field.unwrap_or_default();
            let asked = RefCell::new(Some((
                value(typed.as_ref().map(|field| field.default_value())),
                value(kind.as_ref().map(chosen_at_first)),
            )));
            Rc::new(move || {
                let typed = typed
                    .as_ref()
                    .map(HtmlInputElement::value)
                    .unwrap_or_default();
                let kind = kind
                    .as_ref()
                    .map(HtmlSelectElement::value)
                    .unwrap_or_default();
                let (typed, kind) = (typed.trim(), kind.as_str());
                places.filter(typed, kind, &tools);
                let has_changed = asked.replace(Some((typed.to_owned(), kind.to_owned())))
                    != Some((typed.to_owned(), kind.to_owned()));
                if let Some(list) = list.as_ref().filter(|_| has_changed) {
                    let (places, tools) = (places.clone(), tools.clone());
                    list.ask(typed, kind, move |has_come| {
                        places.hide_in_list(&tools);
                        if !has_come {
                            tools.tell(texts().map.list_failed);
                        }
                    });
                }
            })
        };
        let targets = typed.iter().map(|field| (field.as_ref(), "input"));
        let targets = targets.chain(kind.iter().map(|field| (field.as_ref(), "change")));
        let targets: Vec<(&web_sys::EventTarget, &'static str)> = targets
            .chain(
                tools
                    .layers
                    .iter()
                    .map(|(_, layer)| (layer.as_ref(), "change")),
            )
            .collect();
        for (target, event) in targets {
            let filter = Rc::clone(&filter);
            listeners.push(Listener::new(target, event, move |_| filter()));
        }
        // What came with the address, or was typed before the map was there.
        if typed.is_some_and(|field| !field.value().is_empty())
            || kind.is_some_and(|field| !field.value().is_empty())
        {
            filter();
        }
        let places = self.clone();
        listeners.extend(pointing::listen("place", move |id, is_pointed| {
            places.point_on_map(id, is_pointed);
        }));
        Ok(())
    }

    fn filter(&self, typed: &str, kind: &str, tools: &Tools) {
        let needle = Needle::new(typed);
        // The form has kinds as addresses have them, places as readers do.
        let chosen = self.0.kinds.iter().find(|known| known.name == kind);
        let kind = chosen.map_or(kind, |known| known.label.as_str());
        let off: HashSet<String> = tools
            .layers
            .iter()
            .filter(|(_, layer)| !layer.checked())
            .map(|(name, _)| name.clone())
            .collect();
        let is_shown = |marked: &Marked| {
            !off.contains(&marked.place.kind)
                && (kind.is_empty() || marked.place.kind == kind)
                && needle.is_in(&marked.folded)
        };
        let shown: HashSet<usize> = self
            .0
            .places
            .iter()
            .enumerate()
            .filter(|(_, marked)| is_shown(marked))
            .map(|(index, _)| index)
            .collect();
        for item in dom::all(".map-page .area[data-area]") {
            let name = item.query_selector(".area__name").ok().flatten();
            let name = name
                .and_then(|name| name.text_content())
                .unwrap_or_default();
            dom::set_hidden(&item, !needle.is_in(&FoldedText::new(&name)));
        }
        self.show(shown);
        self.hide_in_list(tools);
    }

    /// Leaves in the list what the map shows, and says how much that is.
    fn hide_in_list(&self, tools: &Tools) {
        let shown = self.0.shown.borrow();
        let ids: HashSet<&str> = shown
            .iter()
            .map(|&index| self.0.places[index].place.id.as_str())
            .collect();
        for item in dom::all(".map-page .place[data-place]") {
            let id = item.get_attribute("data-place").unwrap_or_default();
            dom::set_hidden(&item, !ids.contains(id.as_str()));
        }
        let texts = &texts().map;
        tools.tell(&match shown.len() {
            0 => texts.none_shown.to_owned(),
            count => (texts.shown)(count),
        });
    }

    fn show(&self, shown: HashSet<usize>) {
        if *self.0.shown.borrow() == shown {
            return;
        }
        let mut order: Vec<usize> = shown.iter().copied().collect();
        order.sort_unstable();
        let markers: js_sys::Array = order
            .into_iter()
            .map(|index| self.0.places[index].marker.clone())
            .collect();
        self.0.heaps.clear_layers();
        self.0.heaps.add_layers(&markers);
        *self.0.shown.borrow_mut() = shown;
    }

    /// What the reader points at in the list stands out on the map, unless it is in a heap.
    fn point_on_map(&self, id: &str, is_pointed: bool) {
        let found = self
            .0
            .places
            .iter()
            .find(|marked| marked.place.id.as_str() == id);
        if let Some(element) = found.and_then(|marked| marked.marker.element()) {
            let name = "map-pin--pointed";
            let classes = element.class_list();
            // Both fail only for a name that is none.
            let _ = if is_pointed {
                classes.add_1(name)
            } else {
                classes.remove_1(name)
            };
        }
    }

    fn point_from_map(&self) {
        for marked in &self.0.places {
            let id = marked.place.id.as_str();
            for (event, is_pointed) in [
                ("mouseover", true),
                ("mouseout", false),
                ("popupopen", true),
                ("popupclose", false),
            ] {
                let selector = format!(".place[data-place=\"{id}\"]");
                let act = move || {
                    for item in dom::all(&selector) {
                        // Setting an attribute fails only for a name that is none.
                        let _ = item.toggle_attribute_with_force(POINTED, is_pointed);
                    }
                };
                marked.marker.on_event(event, &leaflet::listener(act));
            }
        }
    }
}

/// The value of the option that the page came with.
fn chosen_at_first(field: &HtmlSelectElement) -> String {
    let option = field.query_selector("option[selected]").ok().flatten();
    option
        .and_then(|option| option.get_attribute("value"))
        .unwrap_or_default()
}

fn marked(place: Place, layer: usize) -> Result<Marked, JsValue> {
    let icon = leaflet::div_icon(&dom::object(&[
        (
            "className",
            format!("map-pin map-pin--{}", layer % COLORS).into(),
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
        ])?,
    );
    // Made when it is opened: thousands of popups that nobody opens would be slow.
    let told = place.clone();
    let content = leaflet::function(move |_| popup(&told).map_or(JsValue::NULL, Into::into));
    marker.bind_popup(&content, &dom::object(&[("maxWidth", 280.into())])?);
    let area = place.area.as_ref().map_or("", |area| area.name.as_str());
    let address = place.address.as_deref().unwrap_or_default();
    let folded = FoldedText::new(&[&place.name, &place.kind, address, area].join(" "));
    Ok(Marked {
        place,
        marker,
        folded,
        position,
    })
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
        dom::add_text(&element, "p", "place__approximate", texts.approximate)?;
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
    let count = heap.unchecked_ref::<Layer>().child_count();
    let element = dom::new("span", "")?;
    let number = dom::add_text(&element, "span", "", &count.to_string())?;
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
