//! One place on the map.

use conglang_contract::{map::PlaceOnMap, site::Site};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    api::map::use_place,
    app::SiteResource,
    components::{
        map::{
            names::name_lang,
            places::{details_with_coordinates, link_name, place_path},
            stage::{Shown, stage},
        },
        map_outline::{OutlineMarks, marked_outline},
        part::{IntoPart, Part},
        states::{error_page, loading},
        when_loaded::when_loaded,
    },
    hooks::page_head::{PageHead, use_page_head},
    i18n::{href, texts},
};

#[component]
pub fn PlacePage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let params = use_params_map();
    let place = use_place(move || super::slug(params.read().get("place")));
    let retry = move || {
        site.refetch();
        place.refetch();
    };
    when_loaded(
        || Some(loading(12)),
        move || {
            let (site, place) = (site.get(), place.get());
            Some(match (site?, place?) {
                (Ok(site), Ok(place)) => page(&site, place),
                (Err(error), _) | (_, Err(error)) => error_page(error, retry),
            })
        },
    )
}

fn page(site: &Site, on_map: PlaceOnMap) -> Part {
    let PlaceOnMap {
        place,
        outline,
        x,
        y,
        attribution,
        basemap_url,
        area_kinds,
    } = on_map;
    let path = place_path(place.id.as_str());
    let area = place.area.as_ref().map(link_name);
    let told = [Some(place.kind.clone()), area, place.address.clone()];
    use_page_head(PageHead {
        description: told.into_iter().flatten().collect::<Vec<_>>().join(", "),
        ..PageHead::new(&place.name, &path, site)
    });
    let marks = OutlineMarks {
        area: place.area.as_ref().map(|area| area.id.clone()),
        pin: Some((x, y)),
    };
    let shown = Shown {
        place: Some(place.id.clone()),
        attribution,
        basemap_url,
        kinds: area_kinds,
        ..Shown::default()
    };
    view! {
        <div class="map-page">
            <h1 class="page-title" lang=name_lang()>{place.name.clone()}</h1>
            <div class="map-page__columns">
                <div class="map-page__map">{stage(shown, marked_outline(outline, marks))}</div>
                <div class="map-page__list">
                    {details_with_coordinates(place)}
                    <p><a class="button" href=href("/ban-do")>{texts().map.whole_map}</a></p>
                </div>
            </div>
        </div>
    }
    .part()
}
