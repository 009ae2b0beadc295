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
mod shape;
mod theme;
mod tools;

use std::{cell::RefCell, rc::Rc};

use conglang_contract::map::PlaceList;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use crate::{asked::document, dom, library, listener::Listener, texts::texts};
use areas::Areas;
use basemap::Basemap;
use detail::Level;
use leaflet::LeafletMap;
use places::Places;
use theme::ThemeObserver;

const FILES: [&str; 2] = [
    "/vendor/leaflet/leaflet",
    "/vendor/leaflet.markercluster/leaflet.markercluster",
];
/// On the stage while the map is there; the sheet then hides the drawing.
const LIVE: &str = "data-live";
const MOST_ZOOM: u32 = 18;

/// What is on the page; kept so that it can be taken away when another map comes.
struct Shown {
    map: LeafletMap,
    /// Dropped with the map.
    kept: (Vec<Listener>, ThemeObserver),
}

thread_local! {
    static SHOWN: RefCell<Option<Shown>> = const { RefCell::new(None) };
}

/// Brings the map into `stage`. When it cannot be loaded the drawing stays, with a line that says so.
pub fn open(stage: &Element) {
    if let Some(old) = SHOWN.take() {
        drop(old.kept);
        old.map.remove();
    }
    let stage = stage.clone();
    spawn_local(async move {
        if show(&stage).await.is_err() {
            // Whatever was half done goes.
            let _ = stage.remove_attribute(LIVE);
            let _ = dom::add_text(&stage, "p", "map-status", texts().map.failed);
        }
    });
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
    let map = leaflet::create_map(&canvas, &map_options()?);
    canvas.set_attribute("role", "region")?;
    canvas.set_attribute("aria-label", texts().map.map)?;
    // Whose map it is stands below; a basemap adds whose streets they are.
    map.attribution().set_prefix("");
    follow_popups(&map, &canvas, &mut listeners);
    leaflet::zoom_control(&dom::object(&[
        ("zoomInTitle", texts().map.zoom_in.into()),
        ("zoomOutTitle", texts().map.zoom_out.into()),
    ])?)
    .add_to(&map);
    leaflet::scale_control(&dom::object(&[("imperial", false.into())])?).add_to(&map);
    let basemap = match stage.get_attribute("data-basemap") {
        Some(address) if !dom::is_sparing() => Basemap::add(&map, &address).await.ok(),
        _ => None,
    };
    if !stage.is_connected() {
        map.remove();
        return Ok(());
    }
    let areas = Areas::add(&map, stage, &collection, at, basemap.is_some())?;
    let place = stage.get_attribute("data-place");
    let places = Places::add(&map, places, place.as_deref())?;
    let arranged = areas.clone();
    places.when_moved(&map, move || arranged.arrange_labels());
    places.follow_search(stage, &tools, &mut listeners)?;
    listeners.extend(areas.follow_list());
    tools::listen(stage, &map, &areas, &tools, &mut listeners)?;
    match place {
        Some(place) => places.open(&place),
        None => areas.fit(stage.get_attribute("data-area").as_deref()),
    }
    let observer = theme::follow(&areas, basemap.as_ref(), &mut listeners)?;
    SHOWN.set(Some(Shown {
        map,
        kept: (listeners, observer),
    }));
    Ok(())
}

/// A popup takes the focus, so that the keyboard is where the reader looks. Escape closes it. However it is
/// closed, the focus goes back to where it came from, unless the reader has taken it elsewhere.
fn follow_popups(map: &LeafletMap, canvas: &HtmlElement, listeners: &mut Vec<Listener>) {
    let before = Rc::new(RefCell::new(None::<HtmlElement>));
    let (opened, left) = (canvas.clone(), Rc::clone(&before));
    let enter = move || {
        let focused = document().and_then(|document| document.active_element());
        left.replace(focused.and_then(|element| element.dyn_into().ok()));
        // A popup that cannot take the focus is read all the same.
        let _ = enter_popup(&opened);
    };
    map.on("popupopen", &leaflet::listener(enter));
    let beside = canvas.clone();
    let leave = move || {
        let before = before.take().filter(|element| {
            // A place that a heap has taken in again is gone.
            element.is_connected() && element.tag_name() != "BODY"
        });
        if is_focus_lost() {
            // What takes no focus leaves it where it is.
            let _ = before.as_ref().unwrap_or(&beside).focus();
        }
    };
    map.on("popupclose", &leaflet::listener(leave));
    let closed = map.clone();
    listeners.push(Listener::new(canvas, "keydown", move |event| {
        let is_escape = event
            .dyn_ref::<KeyboardEvent>()
            .is_some_and(|event| event.key() == "Escape");
        if is_escape {
            closed.close_popup();
        }
    }));
}

/// Whether the focus is in a popup or nowhere: one that is closed fades out, or is gone already.
fn is_focus_lost() -> bool {
    let focused = document().and_then(|document| document.active_element());
    focused.is_none_or(|element| {
        element.tag_name() == "BODY" || matches!(element.closest(".leaflet-popup"), Ok(Some(_)))
    })
}

fn enter_popup(canvas: &Element) -> Result<(), JsValue> {
    if let Some(button) = canvas.query_selector(".leaflet-popup-close-button")? {
        button.set_attribute("aria-label", texts().map.close)?;
    }
    let link = canvas.query_selector(".leaflet-popup-content a")?;
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        link.focus()?;
    }
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
