//! What a browser does by itself when a document loads and an app must do after it moved: focus at
//! the new page's heading, its title read out, the scroll position of "back" restored.

use std::collections::HashMap;

use leptos::{ev, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
    location::Location,
};
use wasm_bindgen::JsCast;
use web_sys::{Event, FormData, HtmlFormElement, UrlSearchParams};

#[derive(Clone)]
struct Navigation {
    location: Location,
    announcement: RwSignal<String>,
    /// The path and query of the page whose content is shown; none before the first page.
    shown: StoredValue<Option<String>>,
    /// Its title: an error that gives way to the page is an arrival too.
    title: StoredValue<String>,
    /// How far down each page was left, in CSS pixels.
    scrolls: StoredValue<HashMap<String, f64>>,
    /// The reader went back or forward, and the page has not been shown yet.
    returning: StoredValue<bool>,
}

impl Navigation {
    /// Path and query that the router wants to show.
    fn wanted(&self) -> String {
        format!(
            "{}?{}",
            self.location.pathname.get_untracked(),
            self.location.search.get_untracked()
        )
    }
}

/// Call it once, inside the router.
pub fn provide_navigation() {
    let navigation = Navigation {
        location: use_location(),
        announcement: RwSignal::new(String::new()),
        shown: StoredValue::new(None),
        title: StoredValue::new(String::new()),
        scrolls: StoredValue::new(HashMap::new()),
        returning: StoredValue::new(false),
    };
    provide_context(navigation.clone());
    let navigate = use_navigate();
    Effect::new(move |_| {
        watch_scroll(&navigation);
        let navigate = navigate.clone();
        // The app listens as long as the tab is there.
        let _ = window_event_listener_untyped("submit", move |event| {
            if let Some(address) = asked_address(&event) {
                event.prevent_default();
                // An address has the language already.
                let options = NavigateOptions {
                    resolve: false,
                    ..NavigateOptions::default()
                };
                navigate(&address, options);
            }
        });
    });
}

/// Where a form leads that only asks: on inside the app, so that music is not cut off. Others, and those for their
/// own address, are the browser's.
fn asked_address(event: &Event) -> Option<String> {
    let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
    let action = form.get_attribute("action")?;
    if event.default_prevented() || form.method() != "get" {
        return None;
    }
    let fields = FormData::new_with_form(&form).ok()?;
    let query = UrlSearchParams::new_with_str_sequence_sequence(&fields).ok()?;
    Some(format!("{action}?{}", String::from(query.to_string())))
}

/// Tells that the page called `title` is there. Every page's content calls it, through
/// [`use_page_head`](super::page_head::use_page_head).
///
/// Nothing happens on the first page, whose load the browser handles itself.
pub fn use_page_arrival(title: String) {
    let Some(navigation) = use_context::<Navigation>() else {
        return;
    };
    Effect::new(move |_| {
        let here = navigation.wanted();
        let before = navigation.shown.get_value();
        if before.as_ref() == Some(&here) && navigation.title.get_value() == title {
            return;
        }
        navigation.title.set_value(title.clone());
        navigation.shown.set_value(Some(here.clone()));
        let returning = navigation.returning.get_value();
        navigation.returning.set_value(false);
        if before.is_none() {
            return;
        }
        navigation.announcement.set(title.clone());
        let position = returning
            .then(|| {
                navigation
                    .scrolls
                    .with_value(|scrolls| scrolls.get(&here).copied())
            })
            .flatten();
        // The content stands in the document only in the next frame.
        request_animation_frame(move || {
            focus_heading();
            if let Some(position) = position {
                window().scroll_to_with_x_and_y(0.0, position);
            }
        });
    });
}

/// Reads the title of a page out after the app has moved to it.
#[component]
pub fn Announcer() -> impl IntoView {
    let announcement = expect_context::<Navigation>().announcement;
    view! { <p class="visually-hidden" aria-live="polite">{move || announcement.get()}</p> }
}

/// Takes the reader to the page's heading, wherever what had the focus has gone.
pub fn focus_heading() {
    let Ok(Some(heading)) = document().query_selector("main h1") else {
        return;
    };
    let Ok(heading) = heading.dyn_into::<web_sys::HtmlElement>() else {
        return;
    };
    heading.set_tab_index(-1);
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // A heading that cannot take the focus leaves it where it was, which is no reason to stop.
    let _ = heading.focus_with_options(&options);
}

fn watch_scroll(navigation: &Navigation) {
    set_scroll_restoration(web_sys::ScrollRestoration::Manual);
    let scrolled = window_event_listener(ev::scroll, {
        let navigation = navigation.clone();
        move |_| {
            // While another page is on its way, what scrolls is a page that shrinks.
            let shown = navigation.shown.get_value();
            if shown == Some(navigation.wanted()) && shown == address_bar() {
                let position = window().scroll_y().unwrap_or_default();
                navigation.scrolls.update_value(|scrolls| {
                    scrolls.insert(shown.unwrap_or_default(), position);
                });
            }
        }
    });
    let popped = window_event_listener(ev::popstate, {
        let navigation = navigation.clone();
        move |_| {
            // A step between two places of one page is left to the browser.
            navigation
                .returning
                .set_value(address_bar() != navigation.shown.get_value());
        }
    });
    // A reload, or a return from another site, is the browser's own to restore.
    let hidden = window_event_listener_untyped("pagehide", |_| {
        set_scroll_restoration(web_sys::ScrollRestoration::Auto);
    });
    let shown_again = window_event_listener_untyped("pageshow", |_| {
        set_scroll_restoration(web_sys::ScrollRestoration::Manual);
    });
    on_cleanup(move || {
        scrolled.remove();
        popped.remove();
        hidden.remove();
        shown_again.remove();
    });
}

/// Path and query as the address bar has them, in the form of [`Navigation::wanted`].
fn address_bar() -> Option<String> {
    let location = window().location();
    let search = location.search().ok()?;
    Some(format!(
        "{}?{}",
        location.pathname().ok()?,
        search.strip_prefix('?').unwrap_or(&search)
    ))
}

fn set_scroll_restoration(mode: web_sys::ScrollRestoration) {
    if let Ok(history) = window().history() {
        // A browser without the property restores as it always did.
        let _ = history.set_scroll_restoration(mode);
    }
}
