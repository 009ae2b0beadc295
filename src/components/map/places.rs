//! The places of the map as a list.

use conglang_contract::map::{Area, AreaLink, MapText, Place};
use leptos::prelude::*;

use super::{
    names::{area_name, full_name, name_lang, text_lang},
    successions::{Former, former_list},
};
use crate::{
    components::{
        article_card::article_path,
        icon::{Icon, icon},
        map_outline::area_path,
        part::{IntoPart, Part},
        states::empty_view,
    },
    i18n::{href, texts},
};

/// The address of a place's page.
pub fn place_path(id: &str) -> String {
    format!("/ban-do/{id}")
}

/// The places, or that there are none.
pub fn place_list(places: Vec<Place>) -> Part {
    let is_empty = places.is_empty();
    let items = places
        .into_iter()
        .map(|place| {
            let (id, name) = (place.id.to_string(), place.name.clone());
            let path = href(&place_path(&id));
            view! {
                <li class="place" data-place=id>
                    <h3 class="place__name"><a href=path lang=name_lang()>{name}</a></h3>
                    {place_details(place)}
                </li>
            }
        })
        .collect_view();
    let list = (!is_empty).then(|| view! { <ul class="places">{items}</ul> });
    view! { {list} {none("places__none", is_empty, texts().map.no_places)} }.part()
}

/// That a list is empty. The extras show it when they have hidden everything in the list.
fn none(class: &'static str, is_empty: bool, text: &'static str) -> impl IntoView {
    view! { <div class=class hidden=!is_empty>{empty_view(text)}</div> }
}

/// Everything about a place but its name.
pub fn place_details(place: Place) -> Part {
    details(place, None)
}

/// [`place_details`] with the coordinates, which every program for maps takes: not every device has one that
/// opens the link for directions.
pub fn details_with_coordinates(place: Place) -> Part {
    let degrees = place.position.split(',').filter_map(|degrees| {
        let degrees: f64 = degrees.parse().ok()?;
        // To a metre.
        Some(((degrees * 1e5).round() / 1e5).to_string())
    });
    let coordinates = degrees.collect::<Vec<_>>().join(", ");
    details(place, Some(coordinates))
}

fn details(place: Place, coordinates: Option<String>) -> Part {
    let texts = &texts().map;
    let untranslated = place.untranslated;
    let fact = |name: &'static str, value: Option<String>, text: MapText| {
        let lang = text_lang(&untranslated, text);
        value.map(
            |value| view! { <div class="facts__fact"><dt>{name}</dt>" "<dd lang=lang>{value}</dd></div> },
        )
    };
    let phone = place.phone.map(|phone| {
        let dialled: String = phone
            .chars()
            .filter(|&character| character.is_ascii_digit() || character == '+')
            .collect();
        view! {
            <div class="facts__fact">
                <dt>{texts.phone}</dt>" "
                <dd><a href=format!("tel:{dialled}")>{phone}</a></dd>
            </div>
        }
    });
    let coordinates = coordinates.map(|degrees| {
        view! { <div class="facts__fact"><dt>{texts.coordinates}</dt>" "<dd>{degrees}</dd></div> }
    });
    let article = place.article.map(|article| {
        view! {
            <a class="place__link" href=href(&article_path(article.slug.as_str())) aria-label=format!("{}: {}", texts.read_article, article.title)>
                {icon(Icon::Book)} {texts.read_article}
            </a>
        }
    });
    let area = place.area.as_ref().map(|area| {
        view! { " · " <a href=href(&area_path(&area.id))>{area_name(&area.kind, &area.name)}</a> }
    });
    let approximate = place.is_approximate.then(|| {
        let area = place
            .middle_of
            .as_ref()
            .map_or_else(|| texts.area.to_owned(), link_name);
        view! { <p class="place__approximate">{(texts.approximate)(&area)}</p> }
    });
    view! {
        <p class="place__meta"><span class="place__kind">{place.kind}</span>{area}</p>
        <dl class="facts">
            {fact(texts.address, place.address, MapText::Address)}
            {phone}
            {fact(texts.hours, place.hours, MapText::Hours)}
            {coordinates}
        </dl>
        {place.note.map(|note| view! { <p class="facts__note" lang=text_lang(&untranslated, MapText::Note)>{note}</p> })}
        {approximate}
        <p class="place__links">
            <a class="place__link" href=place.geo_url rel="external" aria-label=(texts.directions_to)(&place.name)>
                {icon(Icon::Directions)} {texts.directions}
            </a>
            {article}
        </p>
    }
    .part()
}

/// An area's name as a title has it.
pub fn link_name(area: &AreaLink) -> String {
    full_name(&area.kind, &area.name)
}

/// The areas beside the map and the former ones that are found beside them, or that there are none.
pub fn area_list(areas: Vec<Area>, formers: Vec<Former>) -> Part {
    let has_areas = !areas.is_empty();
    let is_empty = !has_areas && !formers.iter().any(|former| former.is_found);
    let items = areas
        .into_iter()
        .map(super::area_facts::area_item)
        .collect_view();
    let list = has_areas.then(|| view! { <ul class="areas">{items}</ul> });
    view! { {list} {former_list(formers)} {none("areas__none", is_empty, texts().map.no_areas)} }
        .part()
}
