//! The town's areas as a drawing.

use conglang_contract::{
    map::{AreaOutline, MapOutline, full_name},
    slug::Slug,
};
use leptos::prelude::*;

use super::part::{IntoPart, Part};
use crate::i18n::{href, language, texts};

/// Beside what a drawing shows its areas.
#[derive(Clone, Debug, Default)]
pub struct OutlineMarks {
    /// An area that stands out.
    pub area: Option<Slug>,
    /// Where a pin stands, in the units of the drawing.
    pub pin: Option<(u32, u32)>,
}

/// The address of an area's page.
pub fn area_path(id: &Slug) -> String {
    format!("/ban-do/khu-vuc/{id}")
}

/// The areas with their names, each a link.
pub fn map_outline(outline: MapOutline) -> Part {
    marked_outline(outline, OutlineMarks::default())
}

/// [`map_outline`] with marks.
pub fn marked_outline(outline: MapOutline, marks: OutlineMarks) -> Part {
    let MapOutline {
        width,
        height,
        notice,
        areas,
        ..
    } = outline;
    let labels = areas.iter().map(label).collect_view();
    let links = areas
        .into_iter()
        .map(|area| {
            let is_marked = marks.area.as_ref() == Some(&area.id);
            link(area, is_marked)
        })
        .collect_view();
    let pin = marks.pin.map(|(x, y)| {
        view! { <circle class="map-outline__pin" cx=x.to_string() cy=y.to_string() r="7"></circle> }
    });
    view! {
        <figure class="map-outline">
            <svg role="group" aria-label=texts().side_column.drawing viewBox=format!("0 0 {width} {height}")>
                {links}
                {labels}
                {pin}
            </svg>
            {notice.map(|notice| view! { <figcaption class="map-outline__note">{notice}</figcaption> })}
        </figure>
    }
    .part()
}

fn link(area: AreaOutline, is_marked: bool) -> impl IntoView {
    let class = format!("map-outline__area map-outline__area--{}", area.color);
    let name = full_name(&area.kind, &area.name, language());
    // The group tells the macro that its link is one of SVG. Files wind holes either way; this leaves each of
    // them open, so that an enclave in it can be seen and pressed.
    view! {
        <g class="map-outline__link" class:map-outline__link--marked=is_marked>
            <a href=href(&area_path(&area.id)) aria-label=name>
                <path class=class d=area.path fill-rule="evenodd"></path>
            </a>
        </g>
    }
}

/// Drawn over all areas; those who do not see it hear the name of the link.
fn label(area: &AreaOutline) -> impl IntoView + use<> {
    view! {
        <text
            class="map-outline__label"
            aria-hidden="true"
            x=area.label_x.to_string()
            y=area.label_y.to_string()
        >
            {area.name.clone()}
        </text>
    }
}
