//! Which page stands at which address.
//!
//! The server has them all. The app has those in which a reader acts, and asks the server for any other.

use leptos::prelude::*;
use leptos_router::{
    components::{FlatRoutes, Route},
    path,
};

#[cfg(not(feature = "ssr"))]
use crate::components::served_page::ServedPage;
use crate::pages::{article::ArticlePage, home::HomePage, receipt::ReceiptPage};
#[cfg(feature = "ssr")]
use crate::{
    components::{served_page::served, states::NotFoundPage},
    pages::{
        archive::{ArchivePage, month::ArchiveMonthPage},
        category::CategoryPage,
        links::LinksPage,
        map::{MapPage, area::AreaPage, place::PlacePage},
        most_read::MostReadPage,
        push::PushPage,
        search::SearchPage,
        shelf::ShelfPage,
        song::SongPage,
        songs::SongsPage,
        statistics::StatisticsPage,
        style_guide::StyleGuidePage,
        tag::TagPage,
    },
};

#[cfg(feature = "ssr")]
#[component]
pub fn Routes() -> impl IntoView {
    view! {
        <FlatRoutes fallback=NotFoundPage>
            <Route path=path!("/") view=HomePage/>
            <Route path=path!("/chuyen-muc/:category") view=|| served(CategoryPage)/>
            <Route path=path!("/bai-viet/:slug") view=ArticlePage/>
            <Route path=path!("/bien-nhan/:receipt") view=ReceiptPage/>
            <Route path=path!("/ban-do") view=|| served(MapPage)/>
            <Route path=path!("/ban-do/khu-vuc/:area") view=|| served(AreaPage)/>
            <Route path=path!("/ban-do/:place") view=|| served(PlacePage)/>
            <Route path=path!("/ca-khuc") view=|| served(SongsPage)/>
            <Route path=path!("/ca-khuc/:slug") view=|| served(SongPage)/>
            <Route path=path!("/da-luu") view=|| served(ShelfPage)/>
            <Route path=path!("/doc-nhieu") view=|| served(MostReadPage)/>
            <Route path=path!("/lien-ket") view=|| served(LinksPage)/>
            <Route path=path!("/luu-tru") view=|| served(ArchivePage)/>
            <Route path=path!("/luu-tru/:year/:month") view=|| served(ArchiveMonthPage)/>
            <Route path=path!("/tim-kiem") view=|| served(SearchPage)/>
            <Route path=path!("/thong-bao") view=|| served(PushPage)/>
            <Route path=path!("/thong-ke") view=|| served(StatisticsPage)/>
            <Route path=path!("/tu-khoa/:tag") view=|| served(TagPage)/>
            <Route path=path!("/phong-cach") view=StyleGuidePage/>
            <Route path=path!("/*any") view=|| served(NotFoundPage)/>
        </FlatRoutes>
    }
}

#[cfg(not(feature = "ssr"))]
#[component]
pub fn Routes() -> impl IntoView {
    view! {
        <FlatRoutes fallback=ServedPage>
            <Route path=path!("/") view=HomePage/>
            <Route path=path!("/bai-viet/:slug") view=ArticlePage/>
            <Route path=path!("/bien-nhan/:receipt") view=ReceiptPage/>
            <Route path=path!("/*any") view=ServedPage/>
        </FlatRoutes>
    }
}
