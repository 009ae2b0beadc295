//! The one place where HTML of the API goes into the page as it is; whole pages of the server are shown by
//! [`served_page`](super::served_page).

use leptos::prelude::*;

/// HTML that the server sanitised when it was imported.
#[component]
pub fn SanitisedHtml(
    /// Sanitised by the server; never what a visitor typed.
    html: String,
    /// The class of the element around it.
    class: &'static str,
    /// Its language, if that is not the page's.
    lang: Option<&'static str>,
) -> impl IntoView {
    view! { <div class=class lang=lang inner_html=html></div> }
}

/// `text` as the HTML of an element that holds text only. Leptos escapes what it shows, but not in
/// `<textarea>` and `<title>`.
pub fn escaped_text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
