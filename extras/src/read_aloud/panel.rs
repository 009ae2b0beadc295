//! The controls.

use std::fmt::Write;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlSelectElement};

use super::course::State;
use crate::texts::{read_aloud::ReadAloudTexts, texts};

/// The attribute with the name of what a control does.
pub const ACT_ATTRIBUTE: &str = "data-act";

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
}

// The markup is put together of texts of this program alone.
impl Panel {
    pub fn new(element: HtmlElement) -> Self {
        let texts = &texts().read_aloud;
        element.set_inner_html(
            "<div class=\"read-aloud__controls\"></div><p class=\"read-aloud__told\" role=\"status\"></p>",
        );
        let panel = Self { element };
        panel.tell(texts.looking, "", false);
        panel
    }

    pub fn element(&self) -> &HtmlElement {
        &self.element
    }

    /// Shows the controls, speed `rate` chosen.
    pub fn show_controls(&self, rate: &str) {
        let texts = &texts().read_aloud;
        let mut html = format!(
            "<div class=\"read-aloud__group\" role=\"group\" aria-label=\"{}\">",
            texts.label
        );
        html += &button(Control::Back, "previous", texts.back, true);
        html += &button(Control::Toggle, "pause", texts.pause, false);
        html += &button(Control::Forward, "next", texts.forward, true);
        html += &speeds(texts, rate);
        html += "<span class=\"read-aloud__place\"></span>";
        html += &button(Control::Stop, "stop", texts.stop, false);
        html += "</div>";
        self.set_controls(&html);
        self.tell("", "", false);
        self.hint(texts.hint);
    }

    /// Shows why nothing can be read, and what can be done.
    pub fn show_refusal(&self, reason: &str, help: &str, has_recording: bool) {
        let texts = &texts().read_aloud;
        let mut html = String::new();
        if has_recording {
            html += &button(Control::Recording, "play", texts.recording, false);
        }
        html += &button(Control::Stop, "close", texts.close, false);
        self.set_controls(&html);
        self.tell(reason, help, true);
    }

    /// Shows whether the voice speaks, and where it is.
    pub fn update(&self, state: State, paragraph: usize, count: usize) {
        let texts = &texts().read_aloud;
        let (sign, label) = match state {
            State::Speaking => ("pause", texts.pause),
            State::Paused | State::Stopped => ("play", texts.go_on),
        };
        if let Some(toggle) = self.find(&format!("[{ACT_ATTRIBUTE}=toggle]")) {
            toggle.set_inner_html(&face(sign, label, false));
        }
        if let Some(place) = self.find(".read-aloud__place") {
            place.set_text_content(Some(&(texts.place)(paragraph + 1, count)));
        }
    }

    /// Says `text` to everyone, also to those who do not see it.
    pub fn tell(&self, text: &str, help: &str, is_refusal: bool) {
        let Some(line) = self.find("[role=status]") else {
            return;
        };
        let html = if is_refusal {
            format!("<strong>{text}</strong> {help}")
        } else {
            text.to_owned()
        };
        line.set_inner_html(&html);
    }

    pub fn focus_toggle(&self) {
        let toggle = self.find(&format!("[{ACT_ATTRIBUTE}=toggle]"));
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

    fn hint(&self, text: &str) {
        if let Some(group) = self.find(".read-aloud__controls") {
            // It is of use to those who point; others find a button at each paragraph.
            let hint = format!("<p class=\"read-aloud__hint\" aria-hidden=\"true\">{text}</p>");
            let _ = group.insert_adjacent_html("beforeend", &hint);
        }
    }

    fn set_controls(&self, html: &str) {
        if let Some(controls) = self.find(".read-aloud__controls") {
            controls.set_inner_html(html);
        }
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.element.query_selector(selector).ok()?
    }
}

impl Drop for Panel {
    fn drop(&mut self) {
        self.element.set_inner_html("");
    }
}

fn button(control: Control, sign: &str, label: &str, is_bare: bool) -> String {
    format!(
        "<button class=\"read-aloud__button\" type=\"button\" {ACT_ATTRIBUTE}=\"{}\">{}</button>",
        control.name(),
        face(sign, label, is_bare)
    )
}

/// What stands on a button; a bare one shows only the sign.
fn face(sign: &str, label: &str, is_bare: bool) -> String {
    let class = if is_bare {
        "visually-hidden"
    } else {
        "read-aloud__label"
    };
    format!(
        "<svg class=\"icon\" aria-hidden=\"true\" focusable=\"false\"><use href=\"/icons.svg#{sign}\"></use></svg>\
         <span class=\"{class}\">{label}</span>"
    )
}

fn speeds(texts: &ReadAloudTexts, chosen: &str) -> String {
    let mut html = format!(
        "<select class=\"read-aloud__speed\" aria-label=\"{}\">",
        texts.speed
    );
    for (value, label) in texts.speeds {
        let selected = if value == chosen { " selected" } else { "" };
        // A string takes everything.
        let _ = write!(html, "<option value=\"{value}\"{selected}>{label}</option>");
    }
    html + "</select>"
}
