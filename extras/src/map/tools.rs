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
    /// None in a frame, where browsers neither tell the position nor print.
    buttons: Option<Buttons>,
    status: HtmlElement,
}

#[derive(Clone)]
struct Buttons {
    locate: HtmlElement,
    full_screen: Option<HtmlElement>,
    print: HtmlElement,
}

impl Buttons {
    fn add(live: &Element) -> Result<Self, JsValue> {
        let texts = &texts().map;
        let bar: Element = dom::add(live, "div", "map-tools")?;
        let can_fill = document().is_some_and(|document| document.fullscreen_enabled());
        Ok(Self {
            locate: button(&bar, "locate", texts.locate)?,
            full_screen: can_fill
                .then(|| button(&bar, "full-screen", texts.full_screen))
                .transpose()?,
            print: button(&bar, "print", texts.print)?,
        })
    }
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
    let buttons = (!is_framed()).then(|| Buttons::add(live)).transpose()?;
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
        buttons,
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
    let Some(buttons) = &tools.buttons else {
        return Ok(());
    };
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let locator = locate::Locator::new(map, areas.clone(), tools.clone());
    listeners.push(Listener::new(&buttons.locate, "click", move |_| {
        locator.locate();
    }));
    listeners.push(Listener::new(&buttons.print, "click", move |_| {
        // A browser that cannot print does nothing.
        let _ = window.print();
    }));
    if let Some(button) = &buttons.full_screen {
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

/// Whether the page is shown in another one, as a part of the portal.
fn is_framed() -> bool {
    web_sys::window().is_some_and(|window| {
        let parent = window.parent().ok().flatten();
        parent.is_some_and(|parent| parent != window)
    })
}

fn button(bar: &Element, icon: &str, text: &str) -> Result<HtmlElement, JsValue> {
    let button: HtmlElement = dom::add(bar, "button", "map-tools__button")?;
    button.set_attribute("type", "button")?;
    button.append_child(&*dom::icon(icon)?)?;
    dom::add_text(&button, "span", "", text)?;
    Ok(button)
}
