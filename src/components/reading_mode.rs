//! The calm way to read: without menu, side column and what stands around an article. Style sheets do it.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use crate::{
    components::{
        icon::{Icon, icon},
        part::{IntoPart, Part},
    },
    hooks::preference::{READING, use_preference},
    i18n::texts,
};

const ON: &str = "on";
const BUTTON_ID: &str = "che-do-doc";
const LEAVE_CLASS: &str = "leave-reading";
/// What a press of Escape closes first.
const OPEN: &str = "dialog[open], details[open], .pswp";

/// The button that turns the mode on and off, and the way out that stays in sight meanwhile. Escape is
/// another.
pub fn reading_mode() -> Part {
    let texts = &texts().reading;
    let mode = use_preference(READING);
    let is_on = move || mode.chosen.with(|chosen| !chosen.is_empty());
    let toggle = move |_| mode.choose(if is_on() { "" } else { ON });
    let leave = move || {
        let had_focus = document()
            .active_element()
            .is_some_and(|focused| focused.class_list().contains(LEAVE_CLASS));
        mode.choose("");
        if had_focus {
            focus_button();
        }
    };
    Effect::new(move || {
        let escape = window_event_listener(ev::keydown, move |event| {
            let is_on = mode.chosen.with_untracked(|chosen| !chosen.is_empty());
            // What was open on the way up here is closed by now, and has said that the press was its own.
            let is_free =
                !event.default_prevented() && matches!(document().query_selector(OPEN), Ok(None));
            if event.key() == "Escape" && is_on && is_free {
                leave();
            }
        });
        on_cleanup(move || escape.remove());
    });
    view! {
        <button class="tool tool--scripted" type="button" id=BUTTON_ID aria-pressed=move || is_on().to_string() on:click=toggle>
            {icon(Icon::Book)}
            {texts.mode}
        </button>
        <button class=LEAVE_CLASS type="button" on:click=move |_| leave()>
            {icon(Icon::Close)}
            {texts.leave_mode}
        </button>
    }
    .part()
}

/// The way out goes when it was taken.
fn focus_button() {
    let button = document().get_element_by_id(BUTTON_ID);
    if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // Without the focus the page can still be read.
        let _ = button.focus_with_options(&options);
    }
}
