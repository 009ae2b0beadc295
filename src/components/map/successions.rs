//! Which area went up in which.

use conglang_contract::map::{FormerArea, Succession};
use leptos::prelude::*;

use super::names::{area_name, name_lang};
use crate::{
    components::{
        map_outline::area_path,
        part::{IntoPart, Part},
    },
    i18n::{format, href, texts},
};

/// A table of former areas, what they are now and where the office is; nothing when none changed.
pub fn look_up(successions: Vec<Succession>) -> Option<Part> {
    (!successions.is_empty()).then(|| {
        let texts = &texts().map;
        let rows = successions.into_iter().map(row).collect_view();
        view! {
            <section class="look-up" aria-labelledby="tra-cuu">
                <h2 id="tra-cuu" class="section-title">{texts.look_up}</h2>
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
    let since = on.map(|on| format!(" ({})", (texts.since_day)(&format::day(on))));
    view! {
        <tr>
            <th scope="row">{former(from)}</th>
            <td data-label=texts.now><a href=href(&area_path(&to.id))>{area_name(&to.kind, &to.name)}</a>{since}</td>
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
