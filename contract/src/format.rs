//! Numbers, sizes and dates as readers of a language write them.

use crate::{day::Day, language::Language, month::Month, timestamp::Timestamp};

const WEEKDAYS: [[&str; 2]; 7] = [
    ["Thứ Hai", "Monday"],
    ["Thứ Ba", "Tuesday"],
    ["Thứ Tư", "Wednesday"],
    ["Thứ Năm", "Thursday"],
    ["Thứ Sáu", "Friday"],
    ["Thứ Bảy", "Saturday"],
    ["Chủ Nhật", "Sunday"],
];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `1281540` → `1.281.540`, in English `1,281,540`
pub fn integer(language: Language, number: u64) -> String {
    let (group, _) = separators(language);
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    text
}

/// One decimal: `4.46` → `4,5`, in English `4.5`
pub fn decimal(language: Language, number: f64) -> String {
    // Whole numbers are written, since writing floating ones costs the wasm 12 KB.
    tenths(language, (number * 10.0).round().max(0.0) as u64)
}

/// `number` with the right one of two nouns: `1 comment`, `2 comments`. Vietnamese needs no such thing.
pub fn english_count(number: u64, one: &str, many: &str) -> String {
    let noun = if number == 1 { one } else { many };
    format!("{} {noun}", integer(Language::English, number))
}

/// `Thứ Năm, 05/05/2022 17:30`, in English `Thursday, 5 May 2022, 17:30`; in the offset that the time
/// carries.
pub fn date_time(language: Language, time: Timestamp) -> String {
    let moment = time.date_time();
    let weekday = WEEKDAYS[usize::from(moment.weekday().number_days_from_monday())];
    let (weekday, comma) = match language {
        Language::Vietnamese => (weekday[0], ""),
        Language::English => (weekday[1], ","),
    };
    format!(
        "{weekday}, {}{comma} {:02}:{:02}",
        date(language, time),
        moment.hour(),
        moment.minute()
    )
}

/// `1/7/2025` or `1 July 2025`
pub fn day(language: Language, day: Day) -> String {
    let [year, month, day] = day.parts();
    match language {
        Language::Vietnamese => format!("{day}/{month}/{year}"),
        Language::English => {
            let month = u8::try_from(month).unwrap_or_default();
            format!("{day} {} {year}", month_name(month))
        }
    }
}

/// `Tháng 11/2026` or `November 2026`
pub fn month(language: Language, month: Month) -> String {
    match language {
        Language::Vietnamese => format!("Tháng {}/{}", month.month(), month.year()),
        Language::English => format!("{} {}", month_name(month.month()), month.year()),
    }
}

/// `November`; `month` counts from 1.
pub fn english_month(month: u8) -> &'static str {
    month_name(month)
}

/// `05/05/2022`, in English `5 May 2022`
pub fn date(language: Language, time: Timestamp) -> String {
    let moment = time.date_time();
    let (day, month, year) = (moment.day(), u8::from(moment.month()), moment.year());
    match language {
        Language::Vietnamese => format!("{day:02}/{month:02}/{year:04}"),
        Language::English => format!("{day} {} {year:04}", month_name(month)),
    }
}

/// Seconds as minutes and seconds: `65` → `1:05`
pub fn duration(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The day of the year of `2026-11-23`: `23/11`, in English `23 Nov`. What is no date stays as it is.
pub fn day_and_month(language: Language, date: &str) -> String {
    let mut parts = date.splitn(3, '-').skip(1);
    let (Some(month), Some(day)) = (parts.next(), parts.next()) else {
        return date.to_owned();
    };
    match language {
        Language::Vietnamese => format!("{day}/{month}"),
        Language::English => {
            let name = month.parse().map_or("", month_name).get(..3);
            name.map_or_else(
                || date.to_owned(),
                |name| format!("{} {name}", day.trim_start_matches('0')),
            )
        }
    }
}

/// Bytes in the unit that keeps the number short: `812 byte`, `120 KB`, `3,4 MB`; in English
/// `812 bytes`, `120 KB`, `3.4 MB`.
pub fn file_size(language: Language, bytes: u64) -> String {
    match (bytes, language) {
        (0..1_000, Language::Vietnamese) => format!("{bytes} byte"),
        (0..1_000, Language::English) => english_count(bytes, "byte", "bytes"),
        (1_000..999_500, _) => format!("{} KB", (bytes + 500) / 1_000),
        _ => format!("{} MB", tenths(language, (bytes + 50_000) / 100_000)),
    }
}

fn tenths(language: Language, tenths: u64) -> String {
    let (_, decimal) = separators(language);
    format!("{}{decimal}{}", integer(language, tenths / 10), tenths % 10)
}

/// Between groups of three digits, and before decimals.
fn separators(language: Language) -> (char, char) {
    match language {
        Language::Vietnamese => ('.', ','),
        Language::English => (',', '.'),
    }
}

/// `month` counts from 1.
fn month_name(month: u8) -> &'static str {
    MONTHS
        .get(usize::from(month).wrapping_sub(1))
        .copied()
        .unwrap_or_default()
}
