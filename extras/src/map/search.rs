//! What is searched for on the map while one types and switches layers.
//!
//! It stays with the page's entry in the browser's history, for who comes back, and goes along in the links to other
//! periods. The address is left as the app's router made it: one that it finds changed on the way back it takes for
//! the way on, and then makes no entry for the next page.

use conglang_contract::query::query_string;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, UrlSearchParams};

use super::tools::Tools;
use crate::{dom, listener::Listener};

/// Where an entry of the history has it.
const STATE: &str = "mapSearch";
const PERIODS: &str = ".map-page .periods__link";

/// All of it is empty for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    pub typed: String,
    /// As addresses have it.
    pub kind: String,
    /// Kinds that are left out, one a line.
    pub without: String,
}

impl Search {
    /// What an address of the map says of it, with the day `at` of the period.
    pub fn query(&self, at: Option<String>) -> String {
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        query_string([
            ("thoi-diem", at),
            ("tim", filled(&self.typed)),
            ("loai", filled(&self.kind)),
            ("bo-loai", filled(&self.without)),
        ])
    }

    /// What was searched for when the reader was here before; none where nothing was changed since the page came.
    pub fn remembered() -> Option<Self> {
        let state = web_sys::window()?.history().ok()?.state().ok()?;
        let query = Reflect::get(&state, &STATE.into()).ok()?.as_string()?;
        let query = UrlSearchParams::new_with_str(&query).ok()?;
        let field = |name: &str| query.get(name).unwrap_or_default();
        Some(Self {
            typed: field("tim"),
            kind: field("loai"),
            without: field("bo-loai"),
        })
    }

    /// Lets [`Self::remembered`] find it, and the links to other periods lead to it.
    pub fn remember(&self) {
        // A browser that takes no more entries just now forgets it.
        let _ = self.write();
        for link in dom::all(PERIODS) {
            let address = link.get_attribute("href").unwrap_or_default();
            let (path, query) = address.split_once('?').unwrap_or((&address, ""));
            let query = UrlSearchParams::new_with_str(query).ok();
            let query = self.query(query.and_then(|query| query.get("thoi-diem")));
            // Setting an attribute fails only for a name that is none.
            let _ = link.set_attribute("href", &format!("{path}?{query}"));
        }
    }

    fn write(&self) -> Result<(), JsValue> {
        let history = web_sys::window().ok_or(JsValue::NULL)?.history()?;
        let state: Object = history.state()?.dyn_into().unwrap_or_default();
        Reflect::set(&state, &STATE.into(), &self.query(None).into())?;
        history.replace_state(&state, "")
    }

    /// Puts it into the fields, but not over what the reader has typed meanwhile.
    pub fn fill(
        &self,
        typed: Option<&HtmlInputElement>,
        kind: Option<&HtmlSelectElement>,
        tools: &Tools,
    ) {
        if let Some(field) = typed.filter(|field| field.value() == field.default_value()) {
            field.set_value(&self.typed);
        }
        if let Some(field) = kind {
            field.set_value(&self.kind);
        }
        for layer in &tools.layers {
            let is_off = self.without.lines().any(|kind| kind == layer.kind.name);
            layer.field.set_checked(!is_off);
        }
    }
}

/// Has `form` take along which layers are switched off when it is sent: they stand outside of it.
pub fn send_layers(form: Element, tools: Tools) -> Listener {
    Listener::new(&form.clone(), "submit", move |_| {
        // A form that takes no field goes without it.
        let _ = put_without(&form, &tools.switched_off());
    })
}

fn put_without(form: &Element, without: &str) -> Result<(), JsValue> {
    let field: HtmlInputElement = match form.query_selector("[name=bo-loai]")? {
        Some(field) => field.dyn_into()?,
        None => dom::add(form, "input", "")?,
    };
    field.set_type("hidden");
    field.set_name("bo-loai");
    field.set_value(without);
    // An empty one would only lengthen the address.
    field.set_disabled(without.is_empty());
    Ok(())
}
