//! The articles by the days and months of the town's clock.

use std::ops::Range;

use conglang_contract::{
    archive::{ArchiveDay, ArchiveMonth},
    day::Day,
    month::Month,
};
use time::{Duration, UtcOffset};

use crate::{
    site::Site,
    store::{StoreError, StoreResult},
};

const SECONDS_A_DAY: i64 = 24 * 3_600;

/// The months with articles, the newest first.
///
/// # Errors
/// When the store cannot be read.
pub async fn months(site: &Site) -> StoreResult<Vec<ArchiveMonth>> {
    let mut months: Vec<ArchiveMonth> = Vec::new();
    for ArchiveDay { day, articles } in days_between(site, i64::MIN..i64::MAX).await? {
        let month = Month::of(day);
        match months.last_mut().filter(|last| last.month == month) {
            Some(last) => last.articles += articles,
            None => months.push(ArchiveMonth { month, articles }),
        }
    }
    Ok(months)
}

/// The days of `month` with articles, the first of the month first.
///
/// # Errors
/// When the store cannot be read.
pub async fn days(site: &Site, month: Month) -> StoreResult<Vec<ArchiveDay>> {
    let times = month_times(month, site.settings.utc_offset);
    let mut days = days_between(site, times).await?;
    days.reverse();
    Ok(days)
}

/// From when to when `month` is by a clock with `offset`, in seconds since 1970.
pub fn month_times(month: Month, offset: UtcOffset) -> Range<i64> {
    let first = month.days().next().and_then(days_of);
    times(first, month.end().and_then(days_of), offset)
}

/// From when to when `day` is by a clock with `offset`, in seconds since 1970.
pub fn day_times(day: Day, offset: UtcOffset) -> Range<i64> {
    let days = days_of(day);
    times(days, days.map(|days| days + 1), offset)
}

/// The time between the beginnings of two days, which are counted from 1970.
fn times(first: Option<i64>, end: Option<i64>, offset: UtcOffset) -> Range<i64> {
    let begin = |days: i64| days * SECONDS_A_DAY - i64::from(offset.whole_seconds());
    first.map_or(i64::MIN, begin)..end.map_or(i64::MAX, begin)
}

/// The days from 1970 to `day`.
fn days_of(day: Day) -> Option<i64> {
    let [year, month, day] = day.parts();
    let month = time::Month::try_from(u8::try_from(month).ok()?).ok()?;
    let date =
        time::Date::from_calendar_date(i32::try_from(year).ok()?, month, u8::try_from(day).ok()?);
    let since = date.ok()? - time::OffsetDateTime::UNIX_EPOCH.date();
    Some(since.whole_days())
}

async fn days_between(site: &Site, times: Range<i64>) -> StoreResult<Vec<ArchiveDay>> {
    let offset = i64::from(site.settings.utc_offset.whole_seconds());
    let days = site.store.archive_days(times, offset).await?;
    days.into_iter()
        .map(|(day, articles)| {
            let day = day_of(day).ok_or_else(|| StoreError::Corrupt {
                what: "article",
                reason: format!("day {day} since 1970 is none that can be written"),
            })?;
            Ok(ArchiveDay { day, articles })
        })
        .collect()
}

/// The day `days` after 1970 began.
fn day_of(days: i64) -> Option<Day> {
    let date = time::OffsetDateTime::UNIX_EPOCH
        .checked_add(Duration::days(days))?
        .date();
    let year = u16::try_from(date.year()).ok()?;
    Day::new(year, u8::from(date.month()), date.day()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_begins_and_ends_at_the_towns_midnight() {
        let offset = UtcOffset::from_hms(7, 0, 0).expect("an offset");
        let month = "2026-11".parse().expect("a month");
        let times = month_times(month, offset);
        // 2026-10-31T17:00:00Z
        assert_eq!(times.start, 1_793_466_000);
        assert_eq!(times.end - times.start, 30 * SECONDS_A_DAY);
        let last = day_times("2026-11-30".parse().expect("a day"), offset);
        assert_eq!(last, times.end - SECONDS_A_DAY..times.end);
    }

    #[test]
    fn days_are_counted_from_1970_in_both_directions() {
        for (days, day) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (20_780, "2026-11-23"),
        ] {
            assert_eq!(
                day_of(days).map(|day| day.to_string()).as_deref(),
                Some(day)
            );
        }
        assert_eq!(day_of(i64::MAX / 1_000_000), None);
    }
}
