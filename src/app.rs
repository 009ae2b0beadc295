//! The shell of every page, and the routes.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    hooks::{live::provide_live, visit::use_visit_counter},
    pages::{article::ArticlePage, receipt::ReceiptPage},
};

/// The attribute that the server leaves on `<body>`, so that the wasm hydrates instead of mounting.
pub const RENDERED_MARK: &str = "data-rendered";

/// The HTTP status of the page that is being rendered; the server provides it as a context.
#[cfg(feature = "ssr")]
#[derive(Clone)]
pub struct PageStatus(pub std::sync::Arc<std::sync::atomic::AtomicU16>);

/// Sets the status with which the server sends the page; does nothing in the browser.
pub fn set_status(status: u16) {
    #[cfg(feature = "ssr")]
    if let Some(PageStatus(slot)) = use_context::<PageStatus>() {
        slot.store(status, std::sync::atomic::Ordering::Relaxed);
    }
    #[cfg(not(feature = "ssr"))]
    let _ = status;
}

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_live();
    view! {
        <Title text="Cổng Làng"/>
        <Router>
            <VisitCounter/>
            <main>
                <Routes fallback=|| view! { <p>"Không tìm thấy"</p> }>
                    // The whole page is sent at once, so that it also works without JavaScript.
                    <Route path=path!("/bai-viet/:slug") view=ArticlePage ssr=SsrMode::Async/>
                    <Route path=path!("/bien-nhan/:receipt") view=ReceiptPage ssr=SsrMode::Async/>
                </Routes>
            </main>
        </Router>
    }
}

#[component]
fn VisitCounter() -> impl IntoView {
    use_visit_counter();
}
