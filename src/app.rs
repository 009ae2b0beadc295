//! The shell of every page.

use conglang_contract::{
    link::LinkGroup, map::MapOutline, site::Site, song::SongSummary, visits::Visits,
};
use leptos::prelude::*;
use leptos_router::components::Router;

use crate::{
    api::{
        ApiResource, links::use_links, map::use_map_outline, site::use_site, songs::use_songs,
        visits::use_visits,
    },
    components::{
        layout::{Alerts, Footer, Header, SkipLink},
        side_column::SideColumn,
    },
    hooks::{
        live::provide_live,
        navigation::{Announcer, provide_navigation},
        player::PlayerPlace,
        visit::use_visit_counter,
    },
    i18n::language,
    routes::Routes,
};

/// The attribute that the server leaves on `<body>`, so that the wasm hydrates instead of mounting.
pub const RENDERED_MARK: &str = "data-rendered";

/// The id of `<main>`, where the skip link leads.
pub const CONTENT_ID: &str = "noi-dung";

/// The town's settings, for every component: take it with `expect_context::<SiteResource>()`.
pub type SiteResource = ApiResource<Site>;

/// What the side column shows on every page, and some pages in full.
#[derive(Clone, Copy)]
pub struct SideResources {
    pub map: ApiResource<MapOutline>,
    pub songs: ApiResource<Vec<SongSummary>>,
    pub links: ApiResource<Vec<LinkGroup>>,
    pub visits: ApiResource<Visits>,
}

#[component]
pub fn App() -> impl IntoView {
    let site: SiteResource = use_site();
    provide_context(site);
    provide_context(SideResources {
        map: use_map_outline(),
        songs: use_songs(),
        links: use_links(),
        visits: use_visits(),
    });
    provide_live();
    view! {
        <Router base=language().prefix()>
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
                <Routes/>
            </main>
            <SideColumn/>
        </div>
        <Footer/>
        <Announcer/>
        <PlayerPlace/>
    }
}
