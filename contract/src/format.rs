//! Numbers, sizes and dates as Vietnamese readers write them.

use crate::timestamp::Timestamp;

const WEEKDAYS: [&str; 7] = [
    "Thứ Hai",
    "Thứ Ba",
    "Thứ Tư",
    "Thứ Năm",
    "Thứ Sáu",
    "Thứ Bảy",
    "Chủ Nhật",
];

/// `1281540` → `1.281.540`
pub fn integer(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// One decimal, with a comma: `4.46` → `4,5`
pub fn decimal(number: f64) -> String {
    // Whole numbers are written, since writing floating ones costs the wasm 12 KB.
    tenths((number * 10.0).round().max(0.0) as u64)
}

fn tenths(tenths: u64) -> String {
    format!("{},{}", integer(tenths / 10), tenths % 10)
}

/// `Thứ Năm, 05/05/2022 17:30`, in the offset that the time carries.
pub fn date_time(time: Timestamp) -> String {
    let moment = time.date_time();
    format!(
        "{}, {} {:02}:{:02}",
        WEEKDAYS[usize::from(moment.weekday().number_days_from_monday())],
        date(time),
        moment.hour(),
        moment.minute()
    )
}

/// `05/05/2022`
pub fn date(time: Timestamp) -> String {
    let moment = time.date_time();
    format!(
        "{:02}/{:02}/{:04}",
        moment.day(),
        u8::from(moment.month()),
        moment.year()
    )
}

/// Bytes in the unit that keeps the number short: `812 byte`, `120 KB`, `3,4 MB`.
pub fn file_size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} byte"),
        1_000..999_500 => format!("{} KB", (bytes + 500) / 1_000),
        _ => format!("{} MB", tenths((bytes + 50_000) / 100_000)),
    }
}

/// Seconds as minutes and seconds: `65` → `1:05`
pub fn duration(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
