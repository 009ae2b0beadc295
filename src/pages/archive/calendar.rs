//! A month as a calendar, in which the days with articles are links.

use conglang_contract::{archive::ArchiveDay, day::Day, month::Month};
use leptos::{either::Either, prelude::*};

use super::archive_path;
use crate::{
    components::part::{IntoPart, Part},
    i18n::{href, texts},
};

/// The query parameter that names a day of the month.
pub const DAY_PARAMETER: &str = "ngay";

const DAYS_A_WEEK: usize = 7;

/// `days` are those with articles, `chosen` the one whose articles are listed.
pub fn calendar(month: Month, days: &[ArchiveDay], chosen: Option<Day>) -> Part {
    let text = &texts().archive;
    let heads = text
        .weekdays
        .map(|(short, whole)| view! { <th scope="col"><abbr title=whole>{short}</abbr></th> })
        .into_iter()
        .collect_view();
    let weeks = weeks(month)
        .into_iter()
        .map(|week| {
            let cells = week
                .into_iter()
                .map(|day| view! { <td>{day.map(|day| cell(month, day, days, chosen))}</td> })
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    view! {
        <table class="calendar">
            <caption class="visually-hidden">{(text.calendar)(month)}</caption>
            <thead><tr>{heads}</tr></thead>
            <tbody>{weeks}</tbody>
        </table>
    }
    .part()
}

/// The address of the list of one day.
pub fn day_path(day: Day) -> String {
    let [_, _, number] = day.parts();
    format!("{}?{DAY_PARAMETER}={number}", archive_path(Month::of(day)))
}

fn cell(month: Month, day: Day, days: &[ArchiveDay], chosen: Option<Day>) -> impl IntoView + use<> {
    let [_, _, number] = day.parts();
    let articles = days.iter().find(|entry| entry.day == day);
    match articles {
        None => Either::Left(view! { <span class="calendar__day">{number}</span> }),
        Some(entry) => {
            let is_chosen = chosen == Some(day);
            // Pressed again, the whole month is shown.
            let path = if is_chosen {
                archive_path(month)
            } else {
                day_path(day)
            };
            Either::Right(view! {
                <a
                    class="calendar__day"
                    href=href(&path)
                    aria-label=(texts().archive.day)(day, entry.articles)
                    aria-current=is_chosen.then_some("date")
                >
                    {number}
                </a>
            })
        }
    }
}

/// The days of `month` by weeks from Monday on; what lies before and behind it is empty.
fn weeks(month: Month) -> Vec<[Option<Day>; DAYS_A_WEEK]> {
    let before = month
        .days()
        .next()
        .map_or(0, |first| usize::from(first.days_since_monday()));
    let days: Vec<Option<Day>> = std::iter::repeat_n(None, before)
        .chain(month.days().map(Some))
        .collect();
    days.chunks(DAYS_A_WEEK)
        .map(|days| {
            let mut week = [None; DAYS_A_WEEK];
            week[..days.len()].copy_from_slice(days);
            week
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_begin_on_monday_and_hold_every_day_once() {
        for (month, count, first, last) in [
            // A Sunday is the first.
            ("2026-11", 6, [0, 0, 0, 0, 0, 0, 1], [30, 0, 0, 0, 0, 0, 0]),
            // Four whole weeks.
            (
                "2027-02",
                4,
                [1, 2, 3, 4, 5, 6, 7],
                [22, 23, 24, 25, 26, 27, 28],
            ),
            (
                "2024-02",
                5,
                [0, 0, 0, 1, 2, 3, 4],
                [26, 27, 28, 29, 0, 0, 0],
            ),
        ] {
            let weeks = weeks(month.parse().expect("a month"));
            let numbers = |week: &[Option<Day>; DAYS_A_WEEK]| {
                week.map(|day| day.map_or(0, |day| day.parts()[2]))
            };
            assert_eq!(weeks.len(), count, "{month}");
            assert_eq!(numbers(&weeks[0]), first, "{month}");
            assert_eq!(numbers(&weeks[count - 1]), last, "{month}");
        }
    }
}
