//! The controls.

use std::cell::Cell;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlSelectElement};

use super::course::State;
use crate::{dom, texts::texts};

/// The attribute with the name of what a control does.
pub const ACT_ATTRIBUTE: &str = "data-act";
const PAUSE: &str = "pause";

/// What a control asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    Toggle,
    Back,
    Forward,
    Stop,
    Recording,
}

impl Control {
    const ALL: [Self; 5] = [
        Self::Toggle,
        Self::Back,
        Self::Forward,
        Self::Stop,
        Self::Recording,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Toggle => "toggle",
            Self::Back => "back",
            Self::Forward => "forward",
            Self::Stop => "stop",
            Self::Recording => "recording",
        }
    }

    /// The control that `element` is in.
    pub fn around(element: &Element) -> Option<Self> {
        let control = element.closest(&format!("[{ACT_ATTRIBUTE}]")).ok()??;
        let name = control.get_attribute(ACT_ATTRIBUTE)?;
        Self::ALL.into_iter().find(|control| control.name() == name)
    }
}

/// The element of the app that holds the controls.
pub struct Panel {
    element: HtmlElement,
    controls: Element,
    /// What the button to pause and go on shows.
    sign: Cell<&'static str>,
    /// What is told.
    line: HtmlElement,
}

impl Panel {
    /// Fills `element`, which is empty.
    ///
    /// # Errors
    /// Those of the browser.
    pub fn new(element: HtmlElement) -> Result<Self, JsValue> {
        let controls = dom::add(&element, "div", "read-aloud__controls")?;
        let line: HtmlElement = dom::add(&element, "p", "read-aloud__told")?;
        line.set_attribute("role", "status")?;
        let panel = Self {
            element,
            controls,
            sign: Cell::new(PAUSE),
            line,
        };
        panel.tell(texts().read_aloud.looking, "");
        Ok(panel)
    }

    pub fn element(&self) -> &HtmlElement {
        &self.element
    }

    /// Shows the controls, speed `rate` chosen.
    ///
    /// # Errors
    /// Those of the browser.
    pub fn show_controls(&self, rate: &str) -> Result<(), JsValue> {
        let texts = &texts().read_aloud;
        self.controls.set_text_content(None);
        let group: Element = dom::add(&self.controls, "div", "read-aloud__group")?;
        group.set_attribute("role", "group")?;
        group.set_attribute("aria-label", texts.label)?;
        add_button(&group, Control::Back, "previous", texts.back, true)?;
        add_button(&group, Control::Toggle, PAUSE, texts.pause, false)?;
        self.sign.set(PAUSE);
        add_button(&group, Control::Forward, "next", texts.forward, true)?;
        add_speeds(&group, rate)?;
        dom::add_text(&group, "span", "read-aloud__place", "")?;
        add_button(&group, Control::Stop, "stop", texts.stop, false)?;
        self.tell("", "");
        // It is of use to those who point; others find a button at each paragraph.
        let hint = dom::add_text(&self.controls, "p", "read-aloud__hint", texts.hint)?;
        hint.set_attribute("aria-hidden", "true")
    }

    /// Shows why nothing can be read, and what can be done.
    ///
    /// # Errors
    /// Those of the browser.
    pub fn show_refusal(
        &self,
        reason: &str,
        help: &str,
        has_recording: bool,
    ) -> Result<(), JsValue> {
        let texts = &texts().read_aloud;
        self.controls.set_text_content(None);
        if has_recording {
            let control = Control::Recording;
            add_button(&self.controls, control, "play", texts.recording, false)?;
        }
        add_button(&self.controls, Control::Stop, "close", texts.close, false)?;
        self.tell(reason, help);
        Ok(())
    }

    /// Shows whether the voice speaks, and where it is.
    pub fn update(&self, state: State, paragraph: usize, count: usize) {
        let texts = &texts().read_aloud;
        let (sign, label) = match state {
            State::Speaking => (PAUSE, texts.pause),
            State::Paused | State::Stopped => ("play", texts.go_on),
        };
        // After most sentences the face is right already.
        if self.sign.replace(sign) != sign
            && let Some(toggle) = self.toggle()
        {
            toggle.set_text_content(None);
            // A button that was built once can be built again.
            let _ = add_face(&toggle, sign, label, false);
        }
        if let Some(place) = self.find(".read-aloud__place") {
            place.set_text_content(Some(&(texts.place)(paragraph + 1, count)));
        }
    }

    /// Says `text` to everyone, also to those who do not see it; before a `help` it is said with emphasis.
    pub fn tell(&self, text: &str, help: &str) {
        if help.is_empty() {
            self.line.set_text_content(Some(text));
            return;
        }
        self.line.set_text_content(None);
        // What cannot be added is not told.
        if dom::add_text(&self.line, "strong", "", text).is_ok() {
            let _ = self.line.append_with_str_1(&format!(" {help}"));
        }
    }

    pub fn focus_toggle(&self) {
        let toggle = self.toggle();
        if let Some(toggle) = toggle.and_then(|toggle| toggle.dyn_into::<HtmlElement>().ok()) {
            // Without the focus it can still be reached.
            let _ = toggle.focus();
        }
    }

    /// The chosen speed.
    pub fn rate(&self) -> Option<String> {
        let select = self.find("select")?.dyn_into::<HtmlSelectElement>().ok()?;
        Some(select.value())
    }

    fn toggle(&self) -> Option<Element> {
        self.find(&format!("[{ACT_ATTRIBUTE}=toggle]"))
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.element.query_selector(selector).ok()?
    }
}

impl Drop for Panel {
    fn drop(&mut self) {
        self.element.set_text_content(None);
    }
}

fn add_button(
    parent: &Element,
    control: Control,
    sign: &str,
    label: &str,
    is_bare: bool,
) -> Result<(), JsValue> {
    let button: Element = dom::add(parent, "button", "read-aloud__button")?;
    button.set_attribute("type", "button")?;
    button.set_attribute(ACT_ATTRIBUTE, control.name())?;
    add_face(&button, sign, label, is_bare)
}

/// What stands on a button; a bare one shows only the sign.
fn add_face(button: &Element, sign: &str, label: &str, is_bare: bool) -> Result<(), JsValue> {
    button.append_child(&*dom::icon(sign)?)?;
    let class = if is_bare {
        "visually-hidden"
    } else {
        "read-aloud__label"
    };
    dom::add_text(button, "span", class, label).map(drop)
}

fn add_speeds(parent: &Element, chosen: &str) -> Result<(), JsValue> {
    let texts = &texts().read_aloud;
    let speeds: HtmlSelectElement = dom::add(parent, "select", "read-aloud__speed")?;
    speeds.set_attribute("aria-label", texts.speed)?;
    for (value, label) in texts.speeds {
        let option = dom::add_text(&speeds, "option", "", label)?;
        option.set_attribute("value", value)?;
    }
    speeds.set_value(chosen);
    Ok(())
}
