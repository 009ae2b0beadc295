//! The shell of every page, and the routes.

use conglang_contract::{
    link::LinkGroup, map::MapOutline, site::Site, song::SongSummary, visits::Visits,
};
use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route, Router},
    path,
};

use crate::{
    api::{
        ApiResource, links::use_links, map::use_map_outline, site::use_site, songs::use_songs,
        visits::use_visits,
    },
    components::{
        layout::{Alerts, Footer, Header, SkipLink},
        side_column::SideColumn,
        states::NotFoundPage,
    },
    hooks::{
        live::provide_live,
        navigation::{Announcer, provide_navigation},
        player::PlayerPlace,
        visit::use_visit_counter,
    },
    i18n::language,
    pages::{article::ArticlePage, category::CategoryPage, home::HomePage, receipt::ReceiptPage},
};

// What the server alone makes; where the app runs there is no style guide.
#[cfg(not(feature = "ssr"))]
use crate::components::{
    served_page::{
        ServedPage as AreaPage, ServedPage as LinksPage, ServedPage as MapPage,
        ServedPage as PlacePage, ServedPage as SongPage, ServedPage as SongsPage,
        ServedPage as StatisticsPage,
    },
    states::NotFoundPage as StyleGuidePage,
};
#[cfg(feature = "ssr")]
use crate::pages::{
    served::{AreaPage, LinksPage, MapPage, PlacePage, SongPage, SongsPage, StatisticsPage},
    style_guide::StyleGuidePage,
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
                <FlatRoutes fallback=NotFoundPage>
                    <Route path=path!("/") view=HomePage/>
                    <Route path=path!("/chuyen-muc/:category") view=CategoryPage/>
                    <Route path=path!("/bai-viet/:slug") view=ArticlePage/>
                    <Route path=path!("/bien-nhan/:receipt") view=ReceiptPage/>
                    <Route path=path!("/ban-do") view=MapPage/>
                    <Route path=path!("/ban-do/khu-vuc/:area") view=AreaPage/>
                    <Route path=path!("/ban-do/:place") view=PlacePage/>
                    <Route path=path!("/ca-khuc") view=SongsPage/>
                    <Route path=path!("/ca-khuc/:slug") view=SongPage/>
                    <Route path=path!("/lien-ket") view=LinksPage/>
                    <Route path=path!("/thong-ke") view=StatisticsPage/>
                    <Route path=path!("/phong-cach") view=StyleGuidePage/>
                    <Route path=path!("/*any") view=NotFoundPage/>
                </FlatRoutes>
            </main>
            <SideColumn/>
        </div>
        <Footer/>
        <Announcer/>
        <PlayerPlace/>
    }
}
