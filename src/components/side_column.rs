//! The town beside the news: map, songs, links, counter, as the old portal had them beside every page.

use conglang_contract::{
    language::Language,
    link::LinkGroup,
    map::{MapOutline, full_name},
    site::Site,
    song::SongSummary,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::de::DeserializeOwned;

use super::{
    in_language::in_language,
    map_outline::{area_path, map_outline},
    part::{IntoPart, Part},
    songs::song_line,
    states::{error_view, loading},
    visits::visit_counter,
    when_loaded::when_loaded,
};
use crate::{
    api::ApiResource,
    app::{SideResources, SiteResource},
    i18n::{href, language, texts},
};

/// How many songs stand in their block; the page of songs has all.
const SONGS: usize = 5;

/// The column; the home page shows the same blocks among its own.
#[component]
pub fn SideColumn() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let location = use_location();
    let at_home = Memo::new(move |_| Language::of_path(&location.pathname.read()).1 == "/");
    move || (!at_home.get()).then(|| side(site))
}

fn side(site: SiteResource) -> Part {
    view! {
        <aside class="side" aria-label=texts().side_column.label>
            {when_loaded(
                || Some(loading(6)),
                // Without the town's settings the page itself says what is wrong.
                move || site.get()?.ok().map(town_blocks),
            )}
        </aside>
    }
    .part()
}

/// A block for each of map, songs, links and counter that `site` has.
pub fn town_blocks(site: Site) -> Part {
    let SideResources {
        map,
        songs,
        links,
        visits,
    } = expect_context();
    let texts = texts();
    let features = site.features;
    view! {
        {features.map.then(|| block("/ban-do", site.map_title, loaded(map, town_map)))}
        {features.songs.then(|| block("/ca-khuc", site.songs_title, loaded(songs, song_list)))}
        {block("/lien-ket", texts.links.title.to_owned(), loaded(links, link_groups))}
        {features.visits.then(|| block("/thong-ke", texts.side_column.counter.to_owned(), loaded(visits, visit_counter)))}
    }
    .part()
}

/// A part of what the page at `path` has more of, which does without it.
fn block(path: &'static str, title: String, content: Part) -> Part {
    let location = use_location();
    let is_here = move || Language::of_path(&location.pathname.read()).1 == path;
    view! {
        <section class="town-block" hidden=is_here>
            <h2 class="section-title"><a href=href(path)>{title}</a></h2>
            {content}
        </section>
    }
    .part()
}

/// What `resource` holds as `shown` shows it, or why it could not be loaded.
fn loaded<T: DeserializeOwned + 'static>(resource: ApiResource<T>, shown: fn(T) -> Part) -> Part {
    when_loaded(
        || Some(loading(6)),
        move || {
            Some(match resource.get()? {
                Ok(value) => shown(value),
                Err(error) => error_view(&error, move || resource.refetch()),
            })
        },
    )
}

/// The drawing, and its areas as words: those that are small in it have no room for a finger.
fn town_map(outline: MapOutline) -> Part {
    let areas = outline
        .areas
        .iter()
        .map(|area| {
            let name = full_name(&area.kind, &area.name, language());
            view! { <li><a href=href(&area_path(&area.id))>{name}</a></li> }
        })
        .collect_view();
    view! {
        {map_outline(outline)}
        <ul class="town-areas">{areas}</ul>
    }
    .part()
}

fn song_list(songs: Vec<SongSummary>) -> Part {
    let all = (songs.len() > SONGS)
        .then(|| view! { <a class="block__all" href=href("/ca-khuc")>{texts().home.all} " ›"</a> });
    view! {
        <ul class="songs">{songs.into_iter().take(SONGS).map(song_line).collect_view()}</ul>
        {all}
    }
    .part()
}

fn link_groups(groups: Vec<LinkGroup>) -> Part {
    groups.into_iter().map(link_group).collect_view().part()
}

/// A group of outside sites, under a heading of the third level.
fn link_group(group: LinkGroup) -> impl IntoView {
    let links = group
        .links
        .into_iter()
        .map(|link| view! { <li><a class="links__link" href=link.url rel="external noopener">{in_language(link.name, link.language)}</a></li> })
        .collect_view();
    view! {
        <div class="links">
            <h3 class="links__title">{group.title}</h3>
            <ul class="links__list">{links}</ul>
        </div>
    }
}
