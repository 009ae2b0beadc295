//! Where the map is: a drawing for everyone, and over it the map that the extras bring.

use conglang_contract::{extra::Extra, slug::Slug};
use leptos::prelude::*;

use crate::components::part::{IntoPart, Part};

/// What the extras are to show first.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// A day of the shown period.
    pub at: Option<String>,
    pub area: Option<Slug>,
    pub place: Option<Slug>,
    pub basemap_url: Option<String>,
}

/// `drawing`, and an empty element beside it for the extras, which are asked for at once.
pub fn stage(shown: Shown, drawing: Part) -> Part {
    view! {
        <div
            class="map-stage"
            data-extra=Extra::Map.as_str()
            data-at=shown.at
            data-area=shown.area.map(String::from)
            data-place=shown.place.map(String::from)
            data-basemap=shown.basemap_url
        >
            <div class="map-stage__drawing">{drawing}</div>
            <div class="map-stage__live"></div>
        </div>
    }
    .part()
}
