//! The shell of every page, and the routes.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

/// The attribute that the server leaves on `<body>`, so that the wasm hydrates instead of mounting.
pub const RENDERED_MARK: &str = "data-rendered";

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title text="Cổng Làng"/>
        <Router>
            <main>
                <Routes fallback=|| view! { <p>"Không tìm thấy"</p> }>
                    // The whole page is sent at once, so that it also works without JavaScript.
                    <Route path=path!("/") view=|| view! { <h1>"Tin mới"</h1> } ssr=SsrMode::Async/>
                </Routes>
            </main>
        </Router>
    }
}
