//! Places on the map: by layer, in step with the list and the search.

mod marker;

use std::{
    cell::{OnceCell, RefCell},
    collections::HashSet,
    rc::Rc,
};

use conglang_contract::{
    folding::Needle,
    map::{PlaceKind, PlaceList},
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};

use super::{
    areas::POINTED,
    beside,
    leaflet::{self, Layer, LeafletMap},
    list::List,
    pointing,
    search::{self, Search},
    tools::Tools,
};
use crate::{dom, listener::Listener, texts::texts, timer::Timer};
use marker::Marked;

/// As the sheet has them.
const COLORS: usize = 6;
/// With each of them the colours begin anew.
const SHAPES: [Option<&str>; 3] = [None, Some("square"), Some("diamond")];
/// The zoom level at which one place is shown.
const CLOSE: f64 = 15.0;
/// How long a reader does not type before the map follows: thousands of pins are slow to set anew.
const PAUSE_MS: i32 = 120;
/// When heaps have come, gone or opened.
const MOVES: &str = "animationend spiderfied unspiderfied";

/// The colour of the kind with this index, and its shape when it is another than round.
pub fn look(kind: usize) -> (usize, Option<&'static str>) {
    (kind % COLORS, SHAPES[kind / COLORS % SHAPES.len()])
}

#[derive(Clone)]
pub struct Places(Rc<Inner>);

struct Inner {
    heaps: Layer,
    kinds: Vec<PlaceKind>,
    places: Vec<Marked>,
    /// Those that are shown, to leave alone what does not change.
    shown: RefCell<HashSet<usize>>,
    /// Called when pins have moved.
    moved: OnceCell<Box<dyn Fn()>>,
}

impl Places {
    /// Adds all places, and goes to the one called `first`.
    ///
    /// # Errors
    /// Those of the browser.
    pub fn add(map: &LeafletMap, list: PlaceList, first: Option<&str>) -> Result<Self, JsValue> {
        let heaps = marker::heaps()?;
        let PlaceList { kinds, items, .. } = list;
        let places = items
            .into_iter()
            .map(|place| {
                let layer = kinds
                    .iter()
                    .position(|kind| kind.label == place.kind)
                    .unwrap_or(0);
                Marked::new(place, layer)
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
            moved: OnceCell::new(),
        }));
        places.show((0..places.0.places.len()).collect());
        places.point_from_map();
        Ok(places)
    }

    /// Calls `act` now, and whenever pins on the map have moved.
    pub fn when_moved(&self, map: &LeafletMap, act: impl Fn() + 'static) {
        act();
        // It is asked for once.
        let _ = self.0.moved.set(Box::new(act));
        let tell = leaflet::listener(&self.0, |inner| Self(inner).tell_moved());
        // After the heaps, which have listened to the map since they lie on it.
        map.on("moveend", &tell);
        self.0.heaps.on_event(MOVES, &tell);
    }

    fn tell_moved(&self) {
        if let Some(act) = self.0.moved.get() {
            act();
        }
    }

    /// Shows what is known of the place called `id`, which is in sight.
    pub fn open(&self, id: &str) {
        let places = &self.0.places;
        let is_sought = |marked: &Marked| marked.place.id.as_str() == id;
        let Some(index) = places.iter().position(is_sought) else {
            return;
        };
        let found = &places[index];
        let parent = self.0.heaps.visible_parent(&found.marker);
        match parent {
            Some(heap) if JsValue::from(&heap) != JsValue::from(&found.marker) => {
                let open = move |inner: Rc<Inner>| inner.places[index].marker.open_popup();
                let listener = leaflet::listener(&self.0, open);
                self.0.heaps.once("spiderfied", &listener);
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
        let is_whole = in_list == self.0.places.len();
        let list = page.as_ref().and_then(List::of).filter(|_| !is_whole);
        let search = {
            let (typed, kind, tools) = (typed.clone(), kind.clone(), tools.clone());
            move || Search {
                typed: typed
                    .as_ref()
                    .map_or_else(String::new, |field| field.value().trim().to_owned()),
                kind: kind
                    .as_ref()
                    .map(HtmlSelectElement::value)
                    .unwrap_or_default(),
                without: tools.switched_off(),
            }
        };
        let filter = {
            let (places, tools) = (self.clone(), tools.clone());
            // What came with the address is shown already.
            let value = |field: Option<String>| field.unwrap_or_default();
            let asked = RefCell::new(Search {
                typed: value(typed.as_ref().map(|field| field.default_value())),
                kind: value(kind.as_ref().map(chosen_at_first)),
                without: tools.switched_off(),
            });
            Rc::new(move || {
                let search = search();
                places.filter(&search, &tools);
                if is_whole {
                    places.count_in_list();
                }
                let has_changed = asked.replace(search.clone()) != search;
                if has_changed {
                    search.remember();
                }
                if let Some(list) = list.as_ref().filter(|_| has_changed) {
                    let (places, tools) = (places.clone(), tools.clone());
                    list.ask(&search, move |has_come| {
                        places.hide_in_list(&tools);
                        if !has_come {
                            tools.tell(texts().map.list_failed);
                        }
                    });
                }
            })
        };
        if let Some(field) = &typed {
            let filter = Rc::clone(&filter);
            let waiting = RefCell::new(None);
            let follow = move |_| {
                let filter = Rc::clone(&filter);
                // Where there is no window nobody types.
                waiting.replace(Timer::new(PAUSE_MS, move || filter()).ok());
            };
            listeners.push(Listener::new(field, "input", follow));
        }
        let layers = tools.layers.iter().map(|layer| layer.field.as_ref());
        let choices: Vec<&web_sys::EventTarget> =
            kind.iter().map(AsRef::as_ref).chain(layers).collect();
        for choice in choices {
            let filter = Rc::clone(&filter);
            listeners.push(Listener::new(choice, "change", move |_| filter()));
        }
        if let Some(form) = field(".map-search") {
            listeners.push(search::send_layers(form, tools.clone()));
        }
        let remembered = Search::remembered();
        if let Some(search) = &remembered {
            search.fill(typed.as_ref(), kind.as_ref(), tools);
        }
        // What came with the address, was left here, or was typed before the map was there.
        if remembered.is_some()
            || typed.is_some_and(|field| !field.value().is_empty())
            || kind.is_some_and(|field| !field.value().is_empty())
            || !tools.switched_off().is_empty()
        {
            filter();
        }
        let places = self.clone();
        listeners.extend(pointing::listen("place", move |id, is_pointed| {
            places.point_on_map(id, is_pointed);
        }));
        Ok(())
    }

    fn filter(&self, search: &Search, tools: &Tools) {
        let needle = Needle::new(&search.typed);
        // The form has kinds as addresses have them, places as readers do.
        let kind = search.kind.as_str();
        let chosen = self.0.kinds.iter().find(|known| known.name == kind);
        let kind = chosen.map_or(kind, |known| known.label.as_str());
        let off: HashSet<&str> = tools
            .layers
            .iter()
            .filter(|layer| !layer.field.checked())
            .map(|layer| layer.kind.label.as_str())
            .collect();
        let is_shown = |marked: &Marked| {
            !off.contains(marked.place.kind.as_str())
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
        beside::filter(&needle);
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
        let mut is_empty = true;
        for item in dom::all(".map-page .place[data-place]") {
            let id = item.get_attribute("data-place").unwrap_or_default();
            let is_shown = ids.contains(id.as_str());
            dom::set_hidden(&item, !is_shown);
            is_empty &= !is_shown;
        }
        for none in dom::all(".map-page .places__none") {
            dom::set_hidden(&none, !is_empty);
        }
        let texts = &texts().map;
        let count = match shown.len() {
            0 => texts.none_shown.to_owned(),
            count => (texts.shown)(count as u64),
        };
        // On a phone the list is far from where one types.
        tools.tell(&match beside::answer() {
            Some(answer) => format!("{answer} {count}"),
            None => count,
        });
    }

    /// Says above a list that has all places how many of them are left in it.
    fn count_in_list(&self) {
        let count = self.0.shown.borrow().len() as u64;
        for line in dom::all(".map-page__results .page-count") {
            line.set_text_content(Some(&(texts().map.place_count)(count)));
        }
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
        self.tell_moved();
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

    /// What the reader points at on the map stands out in the list. The heaps hear what happens to all places.
    fn point_from_map(&self) {
        for (event, is_pointed) in [
            ("mouseover", true),
            ("mouseout", false),
            ("popupopen", true),
            ("popupclose", false),
        ] {
            let act = move |marker: Layer| {
                let Some(id) = marker::place_id(&marker) else {
                    return;
                };
                for item in dom::all(&format!(".place[data-place=\"{id}\"]")) {
                    // Setting an attribute fails only for a name that is none.
                    let _ = item.toggle_attribute_with_force(POINTED, is_pointed);
                }
            };
            self.0.heaps.on_event(event, &leaflet::layer_listener(act));
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
