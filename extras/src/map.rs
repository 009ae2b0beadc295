//! The map that one can move (Leaflet), over the drawing that the app made.

mod areas;
mod basemap;
mod beside;
mod data;
mod detail;
mod labels;
mod leaflet;
mod list;
mod locate;
mod names;
mod places;
mod pointing;
mod popups;
mod search;
mod shape;
mod theme;
mod tools;

use std::cell::RefCell;

use conglang_contract::map::PlaceList;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use crate::{dom, library, listener::Listener, presence::PresenceWatch, texts::texts};
use areas::Areas;
use basemap::Basemap;
use detail::Level;
use leaflet::OwnMap;
use places::Places;
use popups::Popups;
use theme::ThemeObserver;

const FILES: [&str; 2] = [
    "/vendor/leaflet/leaflet",
    "/vendor/leaflet.markercluster/leaflet.markercluster",
];
/// On the stage while the map is there; the sheet then hides the drawing.
const LIVE: &str = "data-live";
const MOST_ZOOM: u32 = 18;

/// What is on the page. What Leaflet keeps leads to none of it, so that all of it goes with this.
struct Shown {
    _watch: PresenceWatch,
    _theme: ThemeObserver,
    _listeners: Vec<Listener>,
    _popups: Popups,
    _places: Places,
    _areas: Areas,
    /// Last, so that nobody hears how it goes.
    _map: OwnMap,
}

thread_local! {
    static SHOWN: RefCell<Option<Shown>> = const { RefCell::new(None) };
}

/// Brings the map into `stage`. When it cannot be loaded the drawing stays, with a line that says so.
pub fn open(stage: &Element) {
    leave();
    let stage = stage.clone();
    spawn_local(async move {
        if show(&stage).await.is_err() {
            // Whatever was half done goes.
            let _ = stage.remove_attribute(LIVE);
            let _ = dom::add_text(&stage, "p", "map-status", texts().map.failed);
        }
    });
}

/// Takes away the map that is on the page.
fn leave() {
    drop(SHOWN.take());
}

async fn show(stage: &Element) -> Result<(), JsValue> {
    for file in FILES {
        library::style_sheet(&format!("{file}.css")).await?;
        library::script(&format!("{file}.js")).await?;
    }
    names::read(stage);
    let at = stage.get_attribute("data-at");
    let collection = data::areas(at.as_deref(), Level::FIRST).await?;
    let places: PlaceList = data::places(at.as_deref()).await?;
    if !stage.is_connected() {
        // The reader has gone on in the meantime.
        return Ok(());
    }
    let live = stage
        .query_selector(".map-stage__live")?
        .ok_or(JsValue::NULL)?;
    live.set_inner_html("");
    let mut listeners = Vec::new();
    let without = stage.get_attribute("data-without").unwrap_or_default();
    let tools = tools::add(&live, &places.kinds, &Vec::from_iter(without.lines()))?;
    let canvas = tools.canvas.clone();
    // Leaflet measures the element, so it has to be seen first.
    stage.set_attribute(LIVE, "")?;
    let own_map = OwnMap(leaflet::create_map(&canvas, &map_options()?));
    let map = &own_map.0;
    canvas.set_attribute("role", "region")?;
    canvas.set_attribute("aria-label", texts().map.map)?;
    // Whose map it is stands below; a basemap adds whose streets they are.
    map.attribution().set_prefix("");
    let popups = Popups::follow(map, &canvas, &mut listeners);
    leaflet::zoom_control(&dom::object(&[
        ("zoomInTitle", texts().map.zoom_in.into()),
        ("zoomOutTitle", texts().map.zoom_out.into()),
    ])?)
    .add_to(map);
    leaflet::scale_control(&dom::object(&[("imperial", false.into())])?).add_to(map);
    let basemap = match stage.get_attribute("data-basemap") {
        Some(address) if !dom::is_sparing() => Basemap::add(map, &address).await.ok(),
        _ => None,
    };
    if !stage.is_connected() {
        return Ok(());
    }
    let areas = Areas::add(map, stage, &collection, at, basemap.is_some())?;
    let place = stage.get_attribute("data-place");
    let places = Places::add(map, places, place.as_deref())?;
    let arranged = areas.clone();
    places.when_moved(map, move || arranged.arrange_labels());
    places.follow_search(stage, &tools, &mut listeners)?;
    listeners.extend(areas.follow_list());
    tools::listen(stage, map, &areas, &tools, &mut listeners)?;
    match place {
        Some(place) => places.open(&place),
        None => areas.fit(stage.get_attribute("data-area").as_deref()),
    }
    let shown = Shown {
        _watch: PresenceWatch::new(stage, leave)?,
        _theme: theme::follow(&areas, basemap.as_ref(), &mut listeners)?,
        _listeners: listeners,
        _popups: popups,
        _places: places,
        _areas: areas,
        _map: own_map,
    };
    drop(SHOWN.replace(Some(shown)));
    Ok(())
}

fn map_options() -> Result<JsValue, JsValue> {
    let moves = !dom::is_still();
    dom::object(&[
        ("preferCanvas", true.into()),
        ("zoomControl", false.into()),
        ("maxZoom", MOST_ZOOM.into()),
        ("minZoom", 5.into()),
        ("zoomSnap", JsValue::from(0.25)),
        ("zoomAnimation", moves.into()),
        ("fadeAnimation", moves.into()),
        ("markerZoomAnimation", moves.into()),
        ("inertia", moves.into()),
    ])
}
