//! Numbers, sizes and dates in the page's language; see [`conglang_contract::format`].

#[cfg(feature = "ssr")]
use conglang_contract::month::Month;
use conglang_contract::{day::Day, format, timestamp::Timestamp};

use super::language;

/// `1.281.540` or `1,281,540`
pub fn integer(number: u64) -> String {
    format::integer(language(), number)
}

/// `Thứ Năm, 05/05/2022 17:30` or `Thursday, 5 May 2022, 17:30`
pub fn date_time(time: Timestamp) -> String {
    format::date_time(language(), time)
}

/// `05/05/2022` or `5 May 2022`
pub fn date(time: Timestamp) -> String {
    format::date(language(), time)
}

/// `1/7/2025` or `1 July 2025`
pub fn day(day: Day) -> String {
    format::day(language(), day)
}

/// `Tháng 11/2026` or `November 2026`
#[cfg(feature = "ssr")]
pub fn month(month: Month) -> String {
    format::month(language(), month)
}

/// `23/11` or `23 Nov`, of `2026-11-23`
pub fn day_and_month(date: &str) -> String {
    format::day_and_month(language(), date)
}

/// `3,4 MB` or `3.4 MB`
pub fn file_size(bytes: u64) -> String {
    format::file_size(language(), bytes)
}

/// `1:05`, of seconds
pub fn duration(seconds: u32) -> String {
    format::duration(seconds)
}
