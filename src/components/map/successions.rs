//! Which area went up in which.

use conglang_contract::{
    day::Day,
    folding::{FoldedText, Needle},
    map::{FormerArea, MapAreas, Succession},
};
use leptos::prelude::*;

use super::names::{area_name, full_name, name_lang};
use crate::{
    components::{
        map_outline::area_path,
        part::{IntoPart, Part},
        states::empty_view,
    },
    i18n::{format, href, texts},
};

/// The id of the table's heading.
pub const LOOK_UP_ID: &str = "tra-cuu";

/// A former area, for who searches the map by its name.
#[derive(Clone, Debug)]
pub struct Former {
    pub succession: Succession,
    /// Whether it is what was searched for.
    pub is_found: bool,
}

/// The former areas that the shown period does not draw itself.
pub fn formers(areas: &MapAreas, typed: Option<&str>) -> Vec<Former> {
    let needle = Needle::new(typed.unwrap_or_default());
    let is_drawn = |former: &FormerArea| {
        let mut drawn = areas.outline.areas.iter();
        former
            .id
            .as_ref()
            .is_some_and(|id| drawn.any(|area| area.id == *id))
    };
    let successions = areas.successions.iter();
    let former = |succession: &Succession| {
        let name = full_name(&succession.from.kind, &succession.from.name);
        Former {
            succession: succession.clone(),
            is_found: !needle.is_empty() && needle.is_in(&FoldedText::new(&name)),
        }
    };
    successions
        .filter(|succession| !is_drawn(&succession.from))
        .map(former)
        .collect()
}

/// What became of each, in a sentence. Those that are not found are there for the extras, which show them
/// as one types.
pub fn former_list(formers: Vec<Former>) -> Option<Part> {
    (!formers.is_empty()).then(|| {
        let items = formers.into_iter().map(former_item).collect_view();
        view! { <ul class="formers">{items}</ul> }.part()
    })
}

fn former_item(former: Former) -> impl IntoView {
    let texts = &texts().map;
    let Former {
        succession,
        is_found,
    } = former;
    let Succession {
        from,
        to,
        on,
        office,
        is_office_untranslated,
    } = succession;
    let [before, between] = texts.former_found;
    let name = full_name(&from.kind, &from.name);
    let office = office.map(|office| {
        let lang = is_office_untranslated.then(name_lang).flatten();
        view! { <p class="former__office">{texts.office} ": " <span lang=lang>{office}</span></p> }
    });
    view! {
        <li class="former" data-former=name hidden=!is_found>
            <p class="former__name">
                {before} {self::former(from)} {between}
                <a href=href(&area_path(&to.id))>{area_name(&to.kind, &to.name)}</a>
                {since(on)} "."
            </p>
            {office}
        </li>
    }
}

fn since(on: Option<Day>) -> Option<String> {
    on.map(|on| format!(" ({})", (texts().map.since_day)(&format::day(on))))
}

/// A table of former areas, what they are now and where the office is; nothing when none changed.
pub fn look_up(successions: Vec<Succession>) -> Option<Part> {
    (!successions.is_empty()).then(|| {
        let texts = &texts().map;
        let rows = successions.into_iter().map(row).collect_view();
        view! {
            <section class="look-up" aria-labelledby=LOOK_UP_ID>
                <h2 id=LOOK_UP_ID class="section-title">{texts.look_up}</h2>
                <p class="look-up__lead">{texts.look_up_lead}</p>
                <table class="look-up__table">
                    <thead>
                        <tr>
                            <th scope="col">{texts.former}</th>
                            <th scope="col">{texts.now}</th>
                            <th scope="col">{texts.office}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                <div class="look-up__none" hidden>{empty_view(texts.no_former)}</div>
            </section>
        }
        .part()
    })
}

fn row(succession: Succession) -> impl IntoView {
    let texts = &texts().map;
    let Succession {
        from,
        to,
        on,
        office,
        is_office_untranslated,
    } = succession;
    let office_lang = is_office_untranslated.then(name_lang).flatten();
    view! {
        <tr>
            <th scope="row">{former(from)}</th>
            <td data-label=texts.now><a href=href(&area_path(&to.id))>{area_name(&to.kind, &to.name)}</a>{since(on)}</td>
            <td data-label=texts.office lang=office_lang>{office.unwrap_or_else(|| texts.unknown.to_owned())}</td>
        </tr>
    }
}

/// Its name, as a link where the map draws it.
pub fn former(area: FormerArea) -> Part {
    let name = area_name(&area.kind, &area.name);
    match area.id {
        Some(id) => view! { <a href=href(&area_path(&id))>{name}</a> }.part(),
        None => name,
    }
}
