//! Where the map is: a drawing for everyone, and over it the map that the extras bring.

use conglang_contract::{extra::Extra, map::KindName, slug::Slug};
use leptos::prelude::*;

use crate::{
    components::part::{IntoPart, Part},
    i18n::texts,
};

/// What the extras are to show first.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// A day of the shown period.
    pub at: Option<String>,
    pub area: Option<Slug>,
    pub place: Option<Slug>,
    /// Kinds of places that are left out, one a line.
    pub without: Option<String>,
    pub basemap_url: Option<String>,
    /// Whose map it is.
    pub attribution: Option<String>,
    /// The kinds of areas as `GET map` has them, with what they are called in the page's language.
    pub kinds: Vec<KindName>,
}

/// `drawing`, an empty element beside it for the extras, which are asked for at once, and whose map it is.
pub fn stage(shown: Shown, drawing: Part) -> Part {
    let attribution = shown.attribution.map(|text| {
        view! { <p class="map-page__attribution">{texts().map.attribution} ": " {text}</p> }
    });
    // Names that are written by people are JSON that never fails.
    let kinds = (!shown.kinds.is_empty())
        .then(|| serde_json::to_string(&shown.kinds).ok())
        .flatten();
    view! {
        <div
            class="map-stage"
            data-extra=Extra::Map.as_str()
            data-at=shown.at
            data-area=shown.area.map(String::from)
            data-place=shown.place.map(String::from)
            data-without=shown.without
            data-basemap=shown.basemap_url
            data-kinds=kinds
        >
            <div class="map-stage__drawing">{drawing}</div>
            <div class="map-stage__live"></div>
        </div>
        {attribution}
    }
    .part()
}
