//! Starts the app in the browser: over the server's HTML by hydration, over an empty shell by mounting.

// The types of whole pages are nested deeper than the default of 128.
#![recursion_limit = "256"]

#[cfg(all(feature = "csr", feature = "hydrate"))]
fn main() {
    console_error_panic_hook::set_once();
    let rendered_by_server = leptos::prelude::document()
        .body()
        .is_some_and(|body| body.has_attribute(conglang::app::RENDERED_MARK));
    if rendered_by_server {
        leptos::mount::hydrate_body(conglang::App);
    } else {
        leptos::mount::mount_to_body(conglang::App);
    }
}

/// Outside the browser there is nothing to start; the server is `conglang-server`.
#[cfg(not(all(feature = "csr", feature = "hydrate")))]
fn main() {}
