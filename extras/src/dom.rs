//! Small calls of the browser that several extras make.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{AddEventListenerOptions, Element, Event, EventTarget, HtmlElement};

use crate::asked::document;

/// Listeners that end when this is dropped.
#[derive(Default)]
pub struct Listeners(Vec<Listener>);

struct Listener {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listeners {
    /// Calls `act` at each `event` of `target`.
    ///
    /// # Errors
    /// Those of the browser; listening itself does not fail.
    pub fn listen(
        &mut self,
        target: &EventTarget,
        event: &'static str,
        act: impl FnMut(Event) + 'static,
    ) -> Result<(), JsValue> {
        let closure = Closure::<dyn FnMut(Event)>::new(act);
        let options = AddEventListenerOptions::new();
        options.set_passive(true);
        target.add_event_listener_with_callback_and_add_event_listener_options(
            event,
            closure.as_ref().unchecked_ref(),
            &options,
        )?;
        self.0.push(Listener {
            target: target.clone(),
            event,
            closure,
        });
        Ok(())
    }

    /// Calls `point` with the id of an item of the class `kind`, which stands in its `data-{kind}`, when a
    /// pointer or the focus comes to it (true) or leaves it (false).
    ///
    /// # Errors
    /// Those of the browser.
    pub fn listen_to_pointing(
        &mut self,
        kind: &str,
        point: impl Fn(&str, bool) + Clone + 'static,
    ) -> Result<(), JsValue> {
        let attribute = format!("data-{kind}");
        for item in all(&format!(".{kind}[{attribute}]")) {
            let id = item.get_attribute(&attribute).unwrap_or_default();
            for (event, is_pointed) in [
                ("mouseenter", true),
                ("focusin", true),
                ("mouseleave", false),
                ("focusout", false),
            ] {
                let (point, id) = (point.clone(), id.clone());
                self.listen(&item, event, move |_| point(&id, is_pointed))?;
            }
        }
        Ok(())
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // What no longer listens need not be told.
        let _ = self
            .target
            .remove_event_listener_with_callback(self.event, self.closure.as_ref().unchecked_ref());
    }
}

/// An element at the end of `parent`.
///
/// # Errors
/// Those of the browser.
pub fn add<T: JsCast>(parent: &Element, name: &str, class: &str) -> Result<T, JsValue> {
    let element = new(name, class)?;
    parent.append_child(&element)?;
    element.dyn_into().map_err(JsValue::from)
}

/// [`add`] with a text in it, whatever characters it has.
///
/// # Errors
/// Those of the browser.
pub fn add_text(
    parent: &Element,
    name: &str,
    class: &str,
    text: &str,
) -> Result<HtmlElement, JsValue> {
    let element: HtmlElement = add(parent, name, class)?;
    element.set_text_content(Some(text));
    Ok(element)
}

/// An element that is not in the page yet.
///
/// # Errors
/// Those of the browser.
pub fn new(name: &str, class: &str) -> Result<Element, JsValue> {
    let element = document().ok_or(JsValue::NULL)?.create_element(name)?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    Ok(element)
}

/// All elements of the page that `selector` takes.
pub fn all(selector: &str) -> Vec<Element> {
    let Some(found) = document().and_then(|document| document.query_selector_all(selector).ok())
    else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.get(index)?.dyn_into().ok())
        .collect()
}

/// A plain object with these entries.
///
/// # Errors
/// Those of the browser.
pub fn object(entries: &[(&str, JsValue)]) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, value) in entries {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object.into())
}

/// Shows or hides an element by its `hidden`.
pub fn set_hidden(element: &Element, hidden: bool) {
    // Setting an attribute fails only for a name that is none.
    let _ = element.toggle_attribute_with_force("hidden", hidden);
}
