//! What is told of an area.

use conglang_contract::map::{Area, MapText};
use leptos::prelude::*;

use super::names::{area_name, text_lang};
use crate::{
    components::{
        map_outline::area_path,
        part::{IntoPart, Part},
    },
    i18n::{href, texts},
};

/// An area in the list beside the map: its name as a link, and its facts.
pub fn area_item(area: Area) -> Part {
    let name = area_name(&area.kind, &area.name);
    let (id, path) = (area.id.to_string(), href(&area_path(&area.id)));
    view! {
        <li class="area" data-area=id>
            <h3 class="area__name"><a href=path>{name}</a></h3>
            {area_facts(area)}
        </li>
    }
    .part()
}

/// The facts as names and values.
pub fn area_facts(area: Area) -> Part {
    let texts = &texts().map;
    let fact = |name: &'static str, value: Option<String>| {
        value.map(
            |value| view! { <div class="facts__fact"><dt>{name}</dt>" "<dd>{value}</dd></div> },
        )
    };
    let office = area.office.map(|office| {
        let lang = text_lang(&area.untranslated, MapText::Office);
        view! { <div class="facts__fact"><dt>{texts.office}</dt>" "<dd lang=lang>{office}</dd></div> }
    });
    let note_lang = text_lang(&area.untranslated, MapText::Note);
    let surface = area
        .area_ha
        .map(|hectares| (texts.square_kilometres)(hectares / 100, hectares % 100));
    let people = area
        .population
        .map(|count| (texts.people)(count, area.population_year));
    let places = (area.places > 0).then(|| (texts.place_count)(u64::from(area.places)));
    view! {
        <dl class="facts">
            {fact(texts.surface, surface)}
            {fact(texts.population, people)}
            {office}
            {fact(texts.places, places)}
            {fact(texts.code, Some(area.code))}
        </dl>
        {area.note.map(|note| view! { <p class="facts__note" lang=note_lang>{note}</p> })}
    }
    .part()
}
