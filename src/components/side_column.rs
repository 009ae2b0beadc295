//! The column beside every page: map, songs, links, counter, as the old portal had them.

use conglang_contract::{link::LinkGroup, song::Song};
use leptos::prelude::*;

use super::{
    map_outline::MapOutline,
    states::{ErrorView, Loading},
    visits::VisitCounter,
};
use crate::{
    app::{SideResources, SiteResource},
    i18n::texts,
};

#[component]
pub fn SideColumn() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    view! {
        <aside class="side" aria-label=texts().side_column.label>
            <Suspense fallback=|| view! { <Loading/> }>
                {move || Suspend::new(async move {
                    // Without the town's settings the page itself says what is wrong.
                    site.await.ok().map(|site| view! {
                        {site.features.map.then(|| view! { <MapBlock title=site.map_title/> })}
                        {site.features.songs.then(|| view! { <SongsBlock title=site.songs_title/> })}
                        <LinksBlock/>
                        {site.features.visits.then(|| view! { <CounterBlock/> })}
                    })
                })}
            </Suspense>
        </aside>
    }
}

#[component]
fn MapBlock(
    /// The block's heading.
    title: String,
) -> impl IntoView {
    let map = expect_context::<SideResources>().map;
    view! {
        <section class="side__block">
            <h2 class="section-title">{title}</h2>
            <Suspense fallback=|| view! { <Loading/> }>
                {move || Suspend::new(async move {
                    match map.await {
                        Ok(map) => view! { <MapOutline map/> }.into_any(),
                        Err(error) => view! { <ErrorView error retry=move |()| map.refetch()/> }.into_any(),
                    }
                })}
            </Suspense>
        </section>
    }
}

#[component]
fn SongsBlock(
    /// The block's heading.
    title: String,
) -> impl IntoView {
    let songs = expect_context::<SideResources>().songs;
    view! {
        <section class="side__block">
            <h2 class="section-title">{title}</h2>
            <Suspense fallback=|| view! { <Loading/> }>
                {move || Suspend::new(async move {
                    match songs.await {
                        Ok(songs) => view! { <ul class="songs">{songs.into_iter().map(song).collect_view()}</ul> }.into_any(),
                        Err(error) => view! { <ErrorView error retry=move |()| songs.refetch()/> }.into_any(),
                    }
                })}
            </Suspense>
        </section>
    }
}

fn song(song: Song) -> impl IntoView {
    let texts = &texts().side_column;
    let makers = [
        song.composer.as_deref().map(texts.composer),
        song.lyricist.as_deref().map(texts.lyricist),
    ];
    let makers = makers.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <li class="songs__song">
            <span class="songs__title">{song.title}</span>
            {(!makers.is_empty()).then(|| view! { <span class="songs__makers">{makers}</span> })}
        </li>
    }
}

#[component]
fn LinksBlock() -> impl IntoView {
    let links = expect_context::<SideResources>().links;
    view! {
        <section class="side__block">
            <h2 class="section-title"><a href="/lien-ket">{texts().links.title}</a></h2>
            <Suspense fallback=|| view! { <Loading/> }>
                {move || Suspend::new(async move {
                    match links.await {
                        Ok(groups) => groups.into_iter().map(link_group).collect_view().into_any(),
                        Err(error) => view! { <ErrorView error retry=move |()| links.refetch()/> }.into_any(),
                    }
                })}
            </Suspense>
        </section>
    }
}

/// A group of outside sites, under a heading of the third level.
pub fn link_group(group: LinkGroup) -> impl IntoView {
    let links = group
        .links
        .into_iter()
        .map(|link| view! { <li><a class="links__link" href=link.url rel="external noopener">{link.name}</a></li> })
        .collect_view();
    view! {
        <div class="links">
            <h3 class="links__title">{group.title}</h3>
            <ul class="links__list">{links}</ul>
        </div>
    }
}

#[component]
fn CounterBlock() -> impl IntoView {
    let texts = &texts().side_column;
    view! {
        <section class="side__block counter">
            <h2 class="section-title">{texts.counter}</h2>
            <VisitCounter/>
            <p><a href="/thong-ke">{texts.more_statistics}</a></p>
        </section>
    }
}
