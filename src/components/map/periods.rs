//! The switch between the periods of the map.

use conglang_contract::{
    map::{MapAreas, Period},
    query::query_string,
};
use leptos::prelude::*;

use super::search::Search;
use crate::{
    components::part::{IntoPart, Part},
    i18n::{format, href, texts},
};

/// Links to all periods; nothing when there is but one. The rest of the query stays, and what is searched for
/// while one types is put into them by the extras.
pub fn period_links(map: &MapAreas, search: &Search) -> Option<Part> {
    (map.periods.len() > 1).then(|| {
        let links = map
            .periods
            .iter()
            .zip(0..)
            .map(|(period, index)| {
                let query = query_string([
                    ("thoi-diem", Some(period.at.to_string())),
                    ("tim", search.typed.clone()),
                    ("loai", search.kind.clone()),
                    ("bo-loai", search.without.clone()),
                ]);
                let current = (index == map.period).then_some("true");
                view! {
                    <li>
                        <a class="periods__link" href=href(&format!("/ban-do?{query}")) aria-current=current>
                            {period_name(period)}
                        </a>
                    </li>
                }
            })
            .collect_view();
        view! {
            <nav class="periods" aria-label=texts().map.periods>
                <ul class="periods__list">{links}</ul>
            </nav>
        }
        .part()
    })
}

/// "Trước 1/7/2025", "Từ 1/7/2025"; empty when there is but one period.
pub fn period_name(period: &Period) -> String {
    let texts = &texts().map;
    match (period.from, period.to) {
        (None, Some(to)) => (texts.before)(&format::day(to.next())),
        (Some(from), None) => (texts.since)(&format::day(from)),
        (Some(from), Some(to)) => (texts.between)(&format::day(from), &format::day(to)),
        (None, None) => String::new(),
    }
}
