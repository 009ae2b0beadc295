//! Suggestions under a search field: a combobox whose list is titles that lead to their pages, as the ARIA
//! Authoring Practices describe it. Without a choice the form does what it would do by itself.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use conglang_contract::{
    API_PREFIX,
    language::Language,
    query::query_string,
    search::{MAX_QUERY_CHARS, Suggestion},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, FocusEvent, HtmlElement, HtmlInputElement, KeyboardEvent, Node};

use crate::{
    asked::document,
    dom, fetch,
    listener::Listener,
    texts::{href, language, texts},
    timer::Timer,
};

/// How long a reader does not type before the server is asked.
const PAUSE_MS: i32 = 120;
/// On a form that has its suggestions.
const TAKEN: &str = "data-suggests";

thread_local! {
    /// The forms that have suggestions, with what listens to each. The header's stays, that of the search page is
    /// another one after each search.
    static FORMS: RefCell<Vec<(Element, [Listener; 6])>> = const { RefCell::new(Vec::new()) };
}

/// Gives the search `form` suggestions, once.
pub fn suggest(form: &Element) {
    if form.has_attribute(TAKEN) {
        return;
    }
    // Without suggestions the form is a form.
    let listeners = Combobox::attach(form);
    FORMS.with_borrow_mut(|forms| {
        forms.retain(|(form, _)| form.is_connected());
        forms.extend(listeners.map(|listeners| (form.clone(), listeners)));
    });
}

#[derive(Clone)]
struct Combobox(Rc<Inner>);

struct Inner {
    form: Element,
    field: HtmlInputElement,
    list: HtmlElement,
    /// Says how many there are to those who do not see the list.
    status: HtmlElement,
    timer: RefCell<Option<Timer>>,
    /// Counts what was asked, so that an answer that comes late is left alone.
    asked: Cell<u32>,
    /// The option that the arrows have come to.
    active: Cell<Option<usize>>,
}

impl Combobox {
    /// What listens to `form` from now on, as long as it is kept.
    fn attach(form: &Element) -> Result<[Listener; 6], JsValue> {
        let field = form.query_selector("input[type=search]")?;
        let field: HtmlInputElement = field.ok_or(JsValue::NULL)?.dyn_into()?;
        form.set_attribute(TAKEN, "")?;
        let around = field.parent_element().ok_or(JsValue::NULL)?;
        let list: HtmlElement = dom::add(&around, "ul", "suggestions")?;
        let status = dom::add_text(&around, "span", "visually-hidden", "")?;
        status.set_attribute("role", "status")?;
        let id = format!("goi-y-{}", field.id());
        for (name, value) in [
            ("role", "listbox"),
            ("id", &id),
            ("aria-label", texts().search.list),
        ] {
            list.set_attribute(name, value)?;
        }
        list.set_hidden(true);
        for (name, value) in [
            ("role", "combobox"),
            ("aria-autocomplete", "list"),
            ("aria-expanded", "false"),
            ("aria-controls", &id),
        ] {
            field.set_attribute(name, value)?;
        }
        let combobox = Self(Rc::new(Inner {
            form: form.clone(),
            field,
            list,
            status,
            timer: RefCell::default(),
            asked: Cell::default(),
            active: Cell::default(),
        }));
        let listeners = combobox.listen();
        // What was typed while the extras were on their way.
        let focused = document().and_then(|document| document.active_element());
        if focused.as_ref() == Some(&combobox.0.field) {
            combobox.ask();
        }
        Ok(listeners)
    }

    fn listen(&self) -> [Listener; 6] {
        let Inner {
            form, field, list, ..
        } = &*self.0;
        let typing = self.clone();
        let pressing = self.clone();
        let leaving = self.clone();
        let searching = self.clone();
        let choosing = self.clone();
        [
            Listener::new(field, "input", move |_| typing.ask()),
            Listener::new(field, "keydown", move |event| {
                if let Some(event) = event.dyn_ref::<KeyboardEvent>()
                    && pressing.press(&event.key())
                {
                    event.prevent_default();
                }
            }),
            Listener::new(form, "focusout", move |event| {
                let next = event
                    .dyn_ref::<FocusEvent>()
                    .and_then(FocusEvent::related_target)
                    .and_then(|next| next.dyn_into::<Node>().ok());
                if !leaving.0.form.contains(next.as_ref()) {
                    leaving.close();
                }
            }),
            // What was asked is answered by the page that comes now.
            Listener::new(form, "submit", move |_| searching.close()),
            // The focus stays in the field, from which it would close the list before the click arrives.
            Listener::new(list, "mousedown", |event| event.prevent_default()),
            Listener::new(list, "click", move |_| choosing.close()),
        ]
    }

    /// Asks the server, once the reader pauses.
    fn ask(&self) {
        let number = self.0.asked.get() + 1;
        self.0.asked.set(number);
        let typed: String = self.0.field.value().chars().take(MAX_QUERY_CHARS).collect();
        if typed.trim().is_empty() {
            self.close();
            return;
        }
        let combobox = self.clone();
        let ask = move || {
            spawn_local(async move {
                let found = suggestions(&typed).await;
                if combobox.0.asked.get() == number {
                    // Without an answer there are no suggestions.
                    let found = found.unwrap_or_default();
                    if combobox.show(&typed, &found).is_err() {
                        combobox.close();
                    }
                }
            });
        };
        // Where there is no window nobody types.
        *self.0.timer.borrow_mut() = Timer::new(PAUSE_MS, ask).ok();
    }

    fn show(&self, typed: &str, found: &[Suggestion]) -> Result<(), JsValue> {
        let Inner { list, status, .. } = &*self.0;
        list.set_text_content(None);
        self.0.active.set(None);
        self.0.field.remove_attribute("aria-activedescendant")?;
        let texts = &texts().search;
        for suggestion in found {
            let link = self.add_option(&href(&suggestion.path))?;
            let title: HtmlElement = dom::add(&link, "span", "suggestions__title")?;
            for piece in &suggestion.title {
                let name = if piece.is_match { "mark" } else { "span" };
                dom::add_text(&title, name, "", &piece.text)?;
            }
            let kind = (texts.kind)(suggestion.kind);
            dom::add_text(&link, "span", "suggestions__kind", kind)?;
        }
        let query = query_string([("q", Some(typed.to_owned()))]);
        let all = self.add_option(&href(&format!("/tim-kiem?{query}")))?;
        all.set_text_content(Some(&(texts.all_results)(typed.trim())));
        status.set_text_content(Some(&(texts.count)(found.len())));
        list.set_hidden(false);
        self.0.field.set_attribute("aria-expanded", "true")
    }

    /// A new option: a link, so that the router takes it and one can open it elsewhere.
    fn add_option(&self, address: &str) -> Result<HtmlElement, JsValue> {
        let list = &self.0.list;
        let item: Element = dom::add(list, "li", "suggestions__option")?;
        item.set_attribute("role", "none")?;
        let option: HtmlElement = dom::add(&item, "a", "suggestions__link")?;
        option.set_id(&format!("{}-{}", list.id(), list.child_element_count()));
        for (name, value) in [
            ("role", "option"),
            ("aria-selected", "false"),
            ("href", address),
            // The arrows lead here, and Enter on.
            ("tabindex", "-1"),
        ] {
            option.set_attribute(name, value)?;
        }
        Ok(option)
    }

    /// Whether `key` was for the list.
    fn press(&self, key: &str) -> bool {
        let is_open = !self.0.list.hidden();
        let count = self.0.list.child_element_count() as usize;
        let active = self.0.active.get();
        match key {
            "ArrowDown" | "ArrowUp" if !is_open => {
                self.ask();
                true
            }
            "ArrowDown" => {
                self.go_to(active.map_or(Some(0), |at| Some(at + 1).filter(|&at| at < count)))
            }
            "ArrowUp" => self.go_to(active.map_or(count.checked_sub(1), |at| at.checked_sub(1))),
            "Escape" if is_open => {
                self.close();
                true
            }
            "Enter" if is_open => match active.and_then(|at| self.option(at)) {
                Some(link) => {
                    self.close();
                    link.click();
                    true
                }
                None => {
                    self.close();
                    false
                }
            },
            _ => false,
        }
    }

    /// Makes an option the active one; beyond the ends none is.
    fn go_to(&self, place: Option<usize>) -> bool {
        self.0.active.set(place);
        for index in 0..self.0.list.child_element_count() as usize {
            if let Some(option) = self.option(index) {
                let is_active = place == Some(index);
                // Valid names; they do not fail.
                let _ = option.set_attribute("aria-selected", &is_active.to_string());
                if is_active {
                    let _ = self
                        .0
                        .field
                        .set_attribute("aria-activedescendant", &option.id());
                    option.scroll_into_view_with_bool(false);
                }
            }
        }
        if place.is_none() {
            let _ = self.0.field.remove_attribute("aria-activedescendant");
        }
        true
    }

    fn option(&self, place: usize) -> Option<HtmlElement> {
        let item = self.0.list.children().item(u32::try_from(place).ok()?)?;
        item.first_element_child()?.dyn_into().ok()
    }

    fn close(&self) {
        self.0.asked.set(self.0.asked.get() + 1);
        *self.0.timer.borrow_mut() = None;
        self.0.list.set_hidden(true);
        self.0.status.set_text_content(None);
        self.go_to(None);
        let _ = self.0.field.set_attribute("aria-expanded", "false");
    }
}

async fn suggestions(typed: &str) -> Result<Vec<Suggestion>, JsValue> {
    let query = query_string([
        ("q", Some(typed.to_owned())),
        (Language::PARAMETER, Some(language().code().to_owned())),
    ]);
    let text = fetch::text(&format!("{API_PREFIX}/search/suggest?{query}")).await?;
    serde_json::from_str(&text).map_err(|error| JsValue::from(error.to_string()))
}
