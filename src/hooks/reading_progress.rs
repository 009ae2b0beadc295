//! How far one has read, for browsers whose style sheets cannot follow it by themselves: Safari before 26, Firefox.

use leptos::{ev, html, prelude::*};
use web_sys::{Element, HtmlElement, css};

/// In thousandths, on the article; style/components/reading.css shows it.
const READ: &str = "--article-read";
const TEXT: &str = ".article__text";

/// Keeps [`READ`] of `article` at how much of its text has gone by.
pub fn follow_reading(article: NodeRef<html::Article>) {
    Effect::new(move || {
        if css::supports_with_value("animation-timeline", "view()").unwrap_or(false) {
            return;
        }
        let scrolled = window_event_listener(ev::scroll, move |_| {
            let article = article.get_untracked();
            if let Some((article, text)) = article.and_then(|article| {
                let text = article.query_selector(TEXT).ok()??;
                Some((article, text))
            }) {
                // A valid property; it does not fail.
                let _ = HtmlElement::style(&article).set_property(READ, &share(&text).to_string());
            }
        });
        on_cleanup(move || scrolled.remove());
    });
}

/// How much of `text` has gone by, in thousandths: nothing when it begins at the top of the window, all when it ends
/// at the bottom. A fraction as text would be the only one in the app, and 6 KB of it.
fn share(text: &Element) -> i32 {
    let place = text.get_bounding_client_rect();
    let window = window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64());
    let way = place.height() - window.unwrap_or_default();
    (-place.top() / way.max(1.0) * 1000.0).clamp(0.0, 1000.0) as i32
}
