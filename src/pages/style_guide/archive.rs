//! The calendar and the months of the archive.

use conglang_contract::{
    archive::{ArchiveDay, ArchiveMonth},
    month::Month,
};
use leptos::prelude::*;

use crate::{
    components::part::{IntoPart, Part},
    pages::archive::{calendar::calendar, years},
};

pub fn archive() -> Part {
    let month = |month| Month::new(2026, month).ok();
    let months: Vec<ArchiveMonth> = [11, 10, 9, 7, 1]
        .into_iter()
        .filter_map(month)
        .zip([18, 7, 1_204, 3, 45])
        .map(|(month, articles)| ArchiveMonth { month, articles })
        .collect();
    let calendar = month(11).map(|month| {
        let days: Vec<ArchiveDay> = month
            .days()
            .step_by(4)
            .map(|day| ArchiveDay { day, articles: 2 })
            .collect();
        let chosen = days.get(2).map(|entry| entry.day);
        calendar(month, &days, chosen)
    });
    view! {
        {calendar}
        {years(&months, month(10))}
    }
    .part()
}
