//! Starts the app in the browser: over the server's HTML by hydration, over an empty shell by mounting.

// The types of whole pages are nested deeper than the default of 128.
#![recursion_limit = "256"]

#[cfg(all(feature = "csr", feature = "hydrate"))]
fn main() {
    use conglang_contract::alert::ALERTS_ID;

    // What went wrong is told to who works on the app; residents would only load the words.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    let rendered_by_server = leptos::prelude::document()
        .body()
        .is_some_and(|body| body.has_attribute(conglang::app::RENDERED_MARK));
    conglang::i18n::set_language(page_language(rendered_by_server));
    if rendered_by_server {
        leptos::mount::hydrate_body(conglang::App);
    } else {
        let alerts = || leptos::prelude::document().get_element_by_id(ALERTS_ID);
        let in_force = alerts().map(|alerts| alerts.inner_html());
        // What an older version of the app left there was for reading until this one came, but for the alerts,
        // which only the server can make.
        if let Some(body) = leptos::prelude::document().body() {
            body.set_inner_html("");
        }
        leptos::mount::mount_to_body(conglang::App);
        if let (Some(alerts), Some(in_force)) = (alerts(), in_force) {
            alerts.set_inner_html(&in_force);
        }
    }
}

/// The language of the page: the one in which the server rendered it; in an empty shell, which says
/// Vietnamese of every page, the one that the address tells.
#[cfg(all(feature = "csr", feature = "hydrate"))]
fn page_language(rendered_by_server: bool) -> conglang_contract::language::Language {
    use conglang_contract::language::Language;

    let Some(root) = leptos::prelude::document().document_element() else {
        return Language::default();
    };
    if rendered_by_server {
        let code = root.get_attribute("lang").unwrap_or_default();
        return Language::of_code(&code).unwrap_or_default();
    }
    let path = leptos::prelude::window().location().pathname();
    let (language, _) = Language::of_path(&path.unwrap_or_default());
    // An element takes every attribute that has a valid name.
    let _ = root.set_attribute("lang", language.code());
    language
}

/// Outside the browser there is nothing to start; the server is `conglang-server`.
#[cfg(not(all(feature = "csr", feature = "hydrate")))]
fn main() {}
