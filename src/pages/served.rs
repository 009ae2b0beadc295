//! The pages that the server alone makes, as it sends them; see
//! [`served_page`](crate::components::served_page).

use leptos::prelude::*;

use super::{links, map, song, songs, statistics};
use crate::components::served_page::served;

#[component]
pub fn MapPage() -> impl IntoView {
    served(map::MapPage)
}

#[component]
pub fn AreaPage() -> impl IntoView {
    served(map::area::AreaPage)
}

#[component]
pub fn PlacePage() -> impl IntoView {
    served(map::place::PlacePage)
}

#[component]
pub fn SongsPage() -> impl IntoView {
    served(songs::SongsPage)
}

#[component]
pub fn SongPage() -> impl IntoView {
    served(song::SongPage)
}

#[component]
pub fn LinksPage() -> impl IntoView {
    served(links::LinksPage)
}

#[component]
pub fn StatisticsPage() -> impl IntoView {
    served(statistics::StatisticsPage)
}
