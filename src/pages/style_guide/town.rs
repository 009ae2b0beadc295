//! The town: map, songs, links, counter.

use conglang_contract::visits::{VisitDay, Visits};
use leptos::prelude::*;

use super::{recorded, samples};
use crate::{
    app::SiteResource,
    components::{
        map::{
            periods::period_links,
            places::{area_list, place_list},
            search::{Search, search_form},
            successions::{Former, look_up},
        },
        map_outline::{OutlineMarks, marked_outline},
        part::{IntoPart, Part},
        side_column::town_blocks,
        songs::{play::play_all_button, song_line},
    },
    pages::{
        links::group,
        song::lyrics_section,
        songs::song_card,
        statistics::{days_section, figures},
    },
};

/// As many as there are colours of pins.
const PINS: u8 = 6;

pub fn map() -> Part {
    let areas = samples::map_areas();
    let places = samples::places();
    let formers = areas.successions.iter().map(|succession| Former {
        succession: succession.clone(),
        is_found: true,
    });
    let marks = OutlineMarks {
        area: Some(samples::slug("bac-song")),
        pin: Some((176, 70)),
    };
    let search = Search {
        typed: Some("nhà văn hóa".to_owned()),
        kind: Some("Văn hóa".to_owned()),
        ..Search::default()
    };
    view! {
        {period_links(&areas, &search)}
        <div class="guide__pair">
            {marked_outline(areas.outline, marks)}
            <div class="map-page__list">
                {search_form(&search, samples::place_kinds())}
                {area_list(areas.areas, formers.collect())}
                {place_list(places)}
                {area_list(Vec::new(), Vec::new())}
                {place_list(Vec::new())}
            </div>
        </div>
        {look_up(areas.successions)}
        {recorded::states(&recorded::MAP)}
        {pins()}
    }
    .part()
}

/// Pins and a heap of them, which Leaflet sets on the map.
fn pins() -> Part {
    let pins = (0..PINS)
        .map(|number| view! { <span class=format!("map-pin map-pin--{number}")></span> })
        .collect_view();
    view! {
        <div class="map-canvas leaflet-container guide__pins" aria-hidden="true">
            {pins}
            <span class="map-pin map-pin--1 map-pin--pointed"></span>
            <span class="map-pin map-pin--you"></span>
            <span class="map-cluster guide__cluster"><span>"12"</span></span>
        </div>
    }
    .part()
}

pub fn songs() -> Part {
    let [with_cover, without_cover, named] = samples::songs();
    view! {
        {play_all_button()}
        <ol class="song-list">{song_card(with_cover.clone())} {song_card(without_cover)}</ol>
        <div class="served--alive">
            <p class="guide__words">"Khi trình phát của cổng chạy được"</p>
            <ol class="song-list">{song_card(with_cover.clone())}</ol>
        </div>
        <ul class="songs">{song_line(with_cover)} {song_line(named)}</ul>
        {lyrics_section(&samples::slug("bai-hat-mau"), samples::lyrics())}
    }
    .part()
}

pub fn links_and_visits() -> Part {
    let days = (1..=30).map(|day: u64| VisitDay {
        date: format!("2026-11-{day:02}"),
        visits: 180 + day * 37 % 140,
    });
    let visits = Visits {
        total: 1_281_540,
        today: 412,
        online: 57,
    };
    view! {
        <div class="links-page">{samples::link_groups().into_iter().map(group).collect_view()}</div>
        {figures(visits)}
        {days_section(days.collect())}
    }
    .part()
}

/// The blocks that stand beside the news, with what this town has.
pub fn blocks() -> Part {
    let site = expect_context::<SiteResource>();
    let blocks = move || site.get()?.ok().map(town_blocks);
    view! { <div class="tiles">{blocks}</div> }.part()
}
