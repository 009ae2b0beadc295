//! What stands around the map: position, full screen, printing, a line that tells what happens, layers.

use conglang_contract::map::PlaceKind;
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::{areas::Areas, leaflet::LeafletMap, locate, places::look};
use crate::{asked::document, dom, listener::Listener, texts::texts};

#[derive(Clone)]
pub struct Tools {
    pub canvas: HtmlElement,
    pub layers: Vec<KindLayer>,
    locate: HtmlElement,
    full_screen: Option<HtmlElement>,
    print: HtmlElement,
    status: HtmlElement,
}

/// The places of one kind.
#[derive(Clone)]
pub struct KindLayer {
    pub kind: PlaceKind,
    /// Checked while they are shown.
    pub field: HtmlInputElement,
}

impl Tools {
    /// The kinds whose layers are switched off, one a line.
    pub fn switched_off(&self) -> String {
        let layers = self.layers.iter();
        let off = layers.filter(|layer| !layer.field.checked());
        let kinds: Vec<&str> = off.map(|layer| layer.kind.name.as_str()).collect();
        kinds.join("\n")
    }

    /// Says `text` to everyone, those included who do not see the map.
    pub fn tell(&self, text: &str) {
        self.status.set_text_content(Some(text));
    }
}

/// Adds them and the element of the map to `live`, with the layers of the kinds `without` switched off.
///
/// # Errors
/// Those of the browser.
pub fn add(live: &Element, kinds: &[PlaceKind], without: &[&str]) -> Result<Tools, JsValue> {
    let texts = &texts().map;
    let bar: Element = dom::add(live, "div", "map-tools")?;
    let locate = button(&bar, "locate", texts.locate)?;
    let can_fill = document().is_some_and(|document| document.fullscreen_enabled());
    let full_screen = can_fill
        .then(|| button(&bar, "full-screen", texts.full_screen))
        .transpose()?;
    let print = button(&bar, "print", texts.print)?;
    let status = dom::add_text(live, "p", "map-status", "")?;
    status.set_attribute("role", "status")?;
    let canvas = dom::add(live, "div", "map-canvas")?;
    let mut layers = Vec::new();
    if kinds.len() > 1 {
        let set: Element = dom::add(live, "fieldset", "map-tools__layers")?;
        dom::add_text(&set, "legend", "", texts.layers)?;
        for (index, kind) in kinds.iter().enumerate() {
            let label: Element = dom::add(&set, "label", "map-tools__layer")?;
            let field: HtmlInputElement = dom::add(&label, "input", "")?;
            field.set_type("checkbox");
            field.set_checked(!without.contains(&kind.name.as_str()));
            let swatch: Element = dom::add(&label, "span", "map-tools__swatch")?;
            let (color, shape) = look(index);
            swatch.set_attribute("data-color", &color.to_string())?;
            if let Some(shape) = shape {
                swatch.set_attribute("data-shape", shape)?;
            }
            dom::add_text(&label, "span", "", &kind.label)?;
            let kind = kind.clone();
            layers.push(KindLayer { kind, field });
        }
    }
    Ok(Tools {
        canvas,
        layers,
        locate,
        full_screen,
        print,
        status,
    })
}

/// Makes the buttons work.
///
/// # Errors
/// Those of the browser.
pub fn listen(
    stage: &Element,
    map: &LeafletMap,
    areas: &Areas,
    tools: &Tools,
    listeners: &mut Vec<Listener>,
) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let locator = locate::Locator::new(map, areas.clone(), tools.clone());
    listeners.push(Listener::new(&tools.locate, "click", move |_| {
        locator.locate();
    }));
    listeners.push(Listener::new(&tools.print, "click", move |_| {
        // A browser that cannot print does nothing.
        let _ = window.print();
    }));
    if let Some(button) = &tools.full_screen {
        let shown = stage.clone();
        listeners.push(Listener::new(button, "click", move |_| {
            let Some(document) = document() else { return };
            if document.fullscreen_element().is_some() {
                document.exit_fullscreen();
            } else {
                // What the browser does not allow, it tells itself.
                let _ = shown.request_fullscreen();
            }
        }));
        // Also left with Escape, or with the phone's own gesture.
        let text = button.query_selector("span")?;
        listeners.push(Listener::new(stage, "fullscreenchange", move |_| {
            let is_full =
                document().is_some_and(|document| document.fullscreen_element().is_some());
            let texts = &texts().map;
            let told = if is_full {
                texts.leave_full_screen
            } else {
                texts.full_screen
            };
            if let Some(text) = &text {
                text.set_text_content(Some(told));
            }
        }));
    }
    Ok(())
}

fn button(bar: &Element, icon: &str, text: &str) -> Result<HtmlElement, JsValue> {
    let button: HtmlElement = dom::add(bar, "button", "map-tools__button")?;
    button.set_attribute("type", "button")?;
    button.append_child(&*dom::icon(icon)?)?;
    dom::add_text(&button, "span", "", text)?;
    Ok(button)
}
