//! The calm way to read: without menu, side column and what stands around an article. Style sheets do it.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use crate::{
    components::{
        icon::{Icon, icon},
        part::{IntoPart, Part},
    },
    hooks::preference::UsePreferenceReturn,
    i18n::texts,
};

const BUTTON_ID: &str = "che-do-doc";
const ON: &str = "on";
/// What a press of Escape closes first.
const OPEN: &str = "dialog[open], details[open], .pswp";

/// Turns the reading mode on and off; Escape turns it off.
pub fn mode_button(mode: UsePreferenceReturn) -> Part {
    let escape = StoredValue::new(None);
    Effect::new(move || {
        let listener = window_event_listener(ev::keydown, move |event| {
            let is_on = mode.chosen.with_untracked(|chosen| !chosen.is_empty());
            let open = document().query_selector(OPEN);
            if is_on && event.key() == "Escape" && matches!(open, Ok(None)) {
                mode.choose("");
            }
        });
        escape.set_value(Some(listener));
    });
    on_cleanup(move || {
        if let Some(listener) = escape.try_update_value(Option::take).flatten() {
            listener.remove();
        }
    });
    let is_on = move || mode.chosen.with(|chosen| !chosen.is_empty());
    let toggle = move |_| {
        mode.choose(if is_on() { "" } else { ON });
    };
    view! {
        <button class="tool tool--scripted" type="button" id=BUTTON_ID aria-pressed=move || is_on().to_string() on:click=toggle>
            {icon(Icon::Book)}
            {texts().reading.mode}
        </button>
    }
    .part()
}

/// The way out that stays in sight.
pub fn leave_button(mode: UsePreferenceReturn) -> Part {
    let leave = move |_| {
        mode.choose("");
        // The button goes, and with it the focus.
        focus_mode_button();
    };
    view! {
        <button class="reading-bar__leave" type="button" on:click=leave>
            {icon(Icon::Close)}
            {texts().reading.leave_mode}
        </button>
    }
    .part()
}

fn focus_mode_button() {
    let button = document().get_element_by_id(BUTTON_ID);
    if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // Without the focus the page can still be read.
        let _ = button.focus_with_options(&options);
    }
}
