//! The town's areas as a drawing.

use conglang_contract::map::MapOutline;
use leptos::prelude::*;

use super::part::{IntoPart, Part};
use crate::i18n::texts;

/// The outline of the town with the names of its areas.
pub fn map_outline(outline: MapOutline) -> Part {
    let MapOutline {
        width,
        height,
        areas,
    } = outline;
    let texts = &texts().side_column;
    let names: Vec<_> = areas.iter().map(|area| area.name.as_str()).collect();
    let description = (texts.map_description)(&names.join(", "));
    let shapes = areas
        .iter()
        .map(|area| view! { <path class="map-outline__area" d=area.path.clone()></path> })
        .collect_view();
    let labels = areas
        .into_iter()
        .map(|area| {
            view! {
                <text class="map-outline__label" x=area.label_x.to_string() y=area.label_y.to_string()>
                    {area.name}
                </text>
            }
        })
        .collect_view();
    view! {
        <figure class="map-outline">
            <svg role="img" aria-label=description viewBox=format!("0 0 {width} {height}")>
                {shapes}
                {labels}
            </svg>
            <figcaption class="map-outline__note">{texts.map_note}</figcaption>
        </figure>
    }
    .part()
}
