//! The map: areas of one period, places, what became of former areas.

pub mod area;
pub mod place;

use conglang_contract::{
    map::{MapAreas, PlaceList},
    query::query_string,
    site::Site,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    api::map::{use_map_areas, use_places},
    app::SiteResource,
    components::{
        map::{
            periods::{period_links, period_name},
            places::{area_list, place_list},
            search::{Search, search_form},
            stage::{Shown, stage},
            successions::{LOOK_UP_ID, formers, look_up},
        },
        map_outline::map_outline,
        pagination::pagination,
        part::{IntoPart, Part},
        states::{error_page, loading},
        when_loaded::when_loaded,
    },
    hooks::page_head::{PageHead, use_page_head},
    i18n::texts,
};

/// How many places stand on one page of the list.
const PER_PAGE: u32 = 50;

#[component]
pub fn MapPage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let query = use_query_map();
    let named = move |name: &str| query.read().get(name).filter(|value| !value.is_empty());
    let at = move || day(named("thoi-diem"));
    let areas = use_map_areas(at, move || named("tim"));
    let places = use_places(move || {
        let page = named("trang").filter(|page| page.parse::<u32>().is_ok_and(|page| page > 0));
        Some(query_string([
            ("at", at()),
            ("q", named("tim")),
            ("kind", named("loai")),
            ("without", named("bo-loai")),
            ("page", page),
            ("per_page", Some(PER_PAGE.to_string())),
        ]))
    });
    let retry = move || {
        site.refetch();
        areas.refetch();
        places.refetch();
    };
    when_loaded(
        || Some(loading(12)),
        move || {
            let (site, areas, places) = (site.get(), areas.get(), places.get());
            Some(match (site?, areas?, places?) {
                (Ok(site), Ok(areas), Ok(places)) => {
                    let search = Search {
                        at: at(),
                        typed: named("tim"),
                        kind: named("loai"),
                        without: named("bo-loai"),
                    };
                    page(&site, areas, places, search)
                }
                (Err(error), ..) | (_, Err(error), _) | (_, _, Err(error)) => {
                    error_page(error, retry)
                }
            })
        },
    )
}

/// A day as it may stand in an address; what is none counts as today.
pub fn day(written: Option<String>) -> Option<String> {
    written.filter(|day| day.parse::<conglang_contract::day::Day>().is_ok())
}

/// What may be an area's or a place's id; anything else is not asked for.
pub fn slug(written: Option<String>) -> Option<String> {
    written.filter(|id| id.parse::<conglang_contract::slug::Slug>().is_ok())
}

fn page(site: &Site, areas: MapAreas, places: PlaceList, search: Search) -> Part {
    let texts = &texts().map;
    // One page of the map is known by search engines for each period, and none for searches.
    let path = search.at.as_ref().map_or_else(
        || "/ban-do".to_owned(),
        |at| format!("/ban-do?thoi-diem={at}"),
    );
    let period = areas.periods.get(areas.period as usize);
    let period = period.map(period_name).filter(|_| search.at.is_some());
    let title = match period.filter(|name| !name.is_empty()) {
        Some(period) => format!("{}, {}", site.map_title, period.to_lowercase()),
        None => site.map_title.clone(),
    };
    use_page_head(PageHead::new(&title, &path, site));
    let last_page = places.total.div_ceil(u64::from(places.per_page.max(1)));
    let last_page = u32::try_from(last_page).unwrap_or(u32::MAX);
    let list_path = format!(
        "/ban-do?{}",
        query_string([
            ("thoi-diem", search.at.clone()),
            ("tim", search.typed.clone()),
            ("loai", search.kind.clone()),
            ("bo-loai", search.without.clone()),
        ])
    );
    let found = search.typed.as_deref().map(
        |typed| view! { <p class="map-page__found" role="status">{(texts.found_for)(typed)}</p> },
    );
    let shown = Shown {
        at: search.at.clone(),
        without: search.without.clone(),
        basemap_url: areas.basemap_url.clone(),
        attribution: areas.attribution.clone(),
        kinds: areas.area_kinds.clone(),
        ..Shown::default()
    };
    let formers = formers(&areas, search.typed.as_deref());
    // The table stands behind a long list.
    let to_look_up = (!areas.successions.is_empty()).then(|| {
        view! { <a class="map-page__to-look-up" href=format!("#{LOOK_UP_ID}")>{texts.look_up}</a> }
    });
    view! {
        <div class="map-page">
            <h1 class="page-title">{site.map_title.clone()}</h1>
            <div class="map-page__ways">
                {period_links(&areas, &search)}
                {to_look_up}
            </div>
            <div class="map-page__columns">
                <div class="map-page__map">{stage(shown, map_outline(areas.outline))}</div>
                <div class="map-page__list">
                    {search_form(&search, places.kinds)}
                    <div class="map-page__results">
                        {found}
                        <section aria-labelledby="phuong-xa">
                            <h2 id="phuong-xa" class="section-title">{texts.areas}</h2>
                            {area_list(areas.areas, formers)}
                        </section>
                        <section aria-labelledby="dia-diem">
                            <h2 id="dia-diem" class="section-title">{texts.places}</h2>
                            <p class="page-count">{(texts.place_count)(places.total)}</p>
                            {place_list(places.items)}
                            {pagination(&list_path, places.page, last_page)}
                        </section>
                    </div>
                </div>
            </div>
            <div class="map-page__look-up">{look_up(areas.successions)}</div>
        </div>
    }
    .part()
}
