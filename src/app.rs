//! The shell of every page, and the routes.

use std::sync::{
    Arc,
    atomic::{AtomicU16, Ordering},
};

use conglang_contract::{
    link::LinkGroup, map::FeatureCollection, site::Site, song::Song, visits::Visits,
};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

use crate::{
    api::{self, ApiResult},
    components::{
        layout::{Alerts, Footer, Header, SkipLink},
        side_column::SideColumn,
    },
    hooks::{
        live::provide_live,
        navigation::{Announcer, provide_navigation},
        visit::use_visit_counter,
    },
    pages::{
        article::ArticlePage, category::CategoryPage, home::HomePage, links::LinksPage,
        not_found::NotFoundPage, receipt::ReceiptPage, statistics::StatisticsPage,
    },
};

/// The attribute that the server leaves on `<body>`, so that the wasm hydrates instead of mounting.
pub const RENDERED_MARK: &str = "data-rendered";

/// The id of `<main>`, where the skip link leads.
pub const CONTENT_ID: &str = "noi-dung";

/// The town's settings, for every component: take it with `expect_context::<SiteResource>()`.
pub type SiteResource = Resource<ApiResult<Site>>;

/// What the side column shows on every page, and some pages in full.
#[derive(Clone, Copy)]
pub struct SideResources {
    pub map: Resource<ApiResult<FeatureCollection>>,
    pub songs: Resource<ApiResult<Vec<Song>>>,
    pub links: Resource<ApiResult<Vec<LinkGroup>>>,
    pub visits: Resource<ApiResult<Visits>>,
}

/// The HTTP status of the page that is being rendered. The server provides it as a context and
/// reads it when the page is done.
#[derive(Clone)]
pub struct PageStatus(pub Arc<AtomicU16>);

impl Default for PageStatus {
    fn default() -> Self {
        Self(Arc::new(AtomicU16::new(200)))
    }
}

/// Gives the page another HTTP status than 200; does nothing in the browser.
pub fn set_status(status: u16) {
    if let Some(page) = use_context::<PageStatus>() {
        page.0.store(status, Ordering::Relaxed);
    }
}

#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    // Hydration matches resources by the order in which they are made: these come first on both sides.
    let site: SiteResource = Resource::new(|| (), |()| api::site::site());
    provide_context(site);
    provide_context(SideResources {
        map: Resource::new(|| (), |()| api::map::map()),
        songs: Resource::new(|| (), |()| api::songs::songs()),
        links: Resource::new(|| (), |()| api::links::links()),
        visits: Resource::new(|| (), |()| api::visits::visits()),
    });
    provide_live();
    view! {
        <Router>
            <Shell/>
        </Router>
    }
}

/// What stands around the pages; inside the router, since it asks where the reader is.
#[component]
fn Shell() -> impl IntoView {
    provide_navigation();
    use_visit_counter();
    view! {
        <SkipLink/>
        <Header/>
        <Alerts/>
        <div class="page">
            <main id=CONTENT_ID class="page__main">
                // Each page is sent at once when its data is there, so that it also works without JavaScript.
                <FlatRoutes fallback=NotFoundPage>
                    <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                    <Route path=path!("/chuyen-muc/:category") view=CategoryPage ssr=SsrMode::Async/>
                    <Route path=path!("/bai-viet/:slug") view=ArticlePage ssr=SsrMode::Async/>
                    <Route path=path!("/bien-nhan/:receipt") view=ReceiptPage ssr=SsrMode::Async/>
                    <Route path=path!("/lien-ket") view=LinksPage ssr=SsrMode::Async/>
                    <Route path=path!("/thong-ke") view=StatisticsPage ssr=SsrMode::Async/>
                    <Route path=path!("/*any") view=NotFoundPage ssr=SsrMode::Async/>
                </FlatRoutes>
            </main>
            <SideColumn/>
        </div>
        <Footer/>
        <Announcer/>
    }
}
