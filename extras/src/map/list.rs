//! The list beside the map. The server has all of it in pages; what is searched while one types is asked of
//! it as the form would ask.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DomParser, Element, HtmlFormElement, HtmlInputElement, SupportedType};

use super::search::Search;
use crate::{fetch, timer::Timer};

/// How long a reader does not type before the server is asked.
const PAUSE_MS: i32 = 250;
const RESULTS: &str = ".map-page__results";
const LOOK_UP: &str = ".map-page__look-up";

#[derive(Clone)]
pub struct List(Rc<Inner>);

struct Inner {
    page: Element,
    form: HtmlFormElement,
    timer: RefCell<Option<Timer>>,
    /// Counts what was asked, so that an answer that comes late is left alone.
    asked: Cell<u32>,
}

impl List {
    /// The list of `page`, when it has one with a form that searches.
    pub fn of(page: &Element) -> Option<Self> {
        let form = page.query_selector("form.map-search").ok().flatten()?;
        page.query_selector(RESULTS).ok().flatten()?;
        Some(Self(Rc::new(Inner {
            page: page.clone(),
            form: form.dyn_into().ok()?,
            timer: RefCell::default(),
            asked: Cell::default(),
        })))
    }

    /// Shows the places that the server finds, and calls `then` with whether it could.
    pub fn ask(&self, search: &Search, then: impl FnOnce(bool) + 'static) {
        let number = self.0.asked.get() + 1;
        self.0.asked.set(number);
        let at = self.0.form.query_selector("input[name=thoi-diem]");
        let at = at.ok().flatten().and_then(|field| field.dyn_into().ok());
        let query = search.query(at.map(|field: HtmlInputElement| field.value()));
        let action = self.0.form.get_attribute("action").unwrap_or_default();
        let address = format!("{action}?{query}");
        // It has the timer, and may be left before the answer comes.
        let list = Rc::downgrade(&self.0);
        let ask = move || {
            spawn_local(async move {
                let answer = fetch::text(&address).await;
                let list = list.upgrade().map(Self);
                if let Some(list) = list.filter(|list| list.0.asked.get() == number) {
                    then(answer.and_then(|page| list.show(&page)).is_ok());
                }
            });
        };
        // Where there is no window nobody types.
        *self.0.timer.borrow_mut() = Timer::new(PAUSE_MS, ask).ok();
    }

    fn show(&self, page: &str) -> Result<(), JsValue> {
        let page = DomParser::new()?.parse_from_string(page, SupportedType::TextHtml)?;
        for part in [RESULTS, LOOK_UP] {
            let found = page.query_selector(part)?.ok_or(JsValue::NULL)?;
            let shown = self.0.page.query_selector(part)?.ok_or(JsValue::NULL)?;
            shown.replace_with_with_node_1(&found)?;
        }
        Ok(())
    }
}
