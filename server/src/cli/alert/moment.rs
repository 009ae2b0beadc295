//! Times as a person types them in a hurry.

use conglang_contract::timestamp::Timestamp;
use time::{Date, Duration, Month, OffsetDateTime, Time, UtcOffset};

/// What a day without an hour means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayMeans {
    /// Its first minute.
    Beginning,
    /// Its last minute.
    End,
}

/// Seconds since 1970 of `text`: `+6h`, `90 phút`, `2 ngày` from `now` on; `18:00` today; `2026-09-30 18:00`,
/// `30/9/2026 18:00`, `30/9 18:00`, each also with the hour first or without it; or RFC 3339. What has no
/// offset is read in the town's.
///
/// `18h` is what people write for 18:00, and also for eighteen hours: it is taken as hours only where 18:00
/// has passed.
///
/// # Errors
/// A sentence without a full stop when it is none of these, or no time that there is.
pub fn parse(text: &str, now: i64, offset: UtcOffset, day: DayMeans) -> Result<i64, String> {
    let text = text.trim();
    if let Ok(time) = Timestamp::parse_rfc3339(text) {
        return Ok(time.unix_seconds());
    }
    let now = OffsetDateTime::from_unix_timestamp(now)
        .map_err(|_| "đồng hồ của máy sai".to_owned())?
        .to_offset(offset);
    if let Some(hour) = hour_or_hours(text)
        && now.date().with_time(hour).assume_offset(offset) > now
    {
        let hours = hour.hour();
        return Err(format!(
            "“{text}” hiểu được hai cách; hãy ghi {hours}:00 (lúc {hours} giờ) hoặc +{hours}h (trong {hours} tiếng)"
        ));
    }
    if let Some(duration) = duration(text.strip_prefix('+').unwrap_or(text)) {
        return now
            .checked_add(duration)
            .map(OffsetDateTime::unix_timestamp)
            .ok_or_else(|| format!("“{text}” quá xa"));
    }
    local(text, now, day).ok_or_else(|| {
        format!(
            "không hiểu thời gian “{text}”; hãy ghi như +6h, \"2 ngày\", 18:00 (hôm nay), \
             \"2026-09-30 18:00\" hoặc \"30/9/2026 18:00\""
        )
    })
}

/// The hour of `18h` or `18 giờ`.
fn hour_or_hours(text: &str) -> Option<Time> {
    let text = text.to_lowercase();
    let (number, unit) = text.split_at(text.find(|letter: char| !letter.is_ascii_digit())?);
    ["h", "g", "giờ", "gio"]
        .contains(&unit.trim())
        .then_some(())?;
    Time::from_hms(number.parse().ok()?, 0, 0).ok()
}

/// `6h`, `6 giờ`, `6 tiếng`, `90p`, `90 phút`, `2d`, `2 ngày`
fn duration(text: &str) -> Option<Duration> {
    let text = text.to_lowercase();
    let end = text.find(|character: char| !character.is_ascii_digit())?;
    let (number, unit) = text.split_at(end);
    let number: i64 = number.parse().ok().filter(|&number| number <= 100_000)?;
    match unit.trim() {
        "m" | "min" | "p" | "ph" | "phút" | "phut" => Some(Duration::minutes(number)),
        "h" | "g" | "giờ" | "gio" | "tiếng" | "tieng" => Some(Duration::hours(number)),
        "d" | "ngày" | "ngay" => Some(Duration::days(number)),
        _ => None,
    }
}

fn local(text: &str, now: OffsetDateTime, day: DayMeans) -> Option<i64> {
    let mut date = None;
    let mut hour = None;
    // `2026-09-30T18:00` is as good as with a space.
    let text = text.replacen('T', " ", 1);
    for part in text
        .split_whitespace()
        .map(|part| part.trim_end_matches(','))
    {
        if let Some(found) = clock(part) {
            if hour.replace(found).is_some() {
                return None;
            }
        } else if date.replace(calendar(part, now)?).is_some() {
            return None;
        }
    }
    let hour = match (hour, date, day) {
        (Some(hour), ..) => hour,
        (None, None, _) => return None,
        (None, Some(_), DayMeans::Beginning) => Time::MIDNIGHT,
        (None, Some(_), DayMeans::End) => Time::from_hms(23, 59, 0).ok()?,
    };
    let date = date.unwrap_or(now.date());
    Some(
        date.with_time(hour)
            .assume_offset(now.offset())
            .unix_timestamp(),
    )
}

/// `18:00`, `18h00`, `18:00:00`
fn clock(text: &str) -> Option<Time> {
    let mut numbers = text.split([':', 'h']);
    let mut number = || -> Option<u8> {
        let part = numbers.next()?;
        let is_number = !part.is_empty() && part.len() <= 2;
        is_number.then(|| part.parse().ok()).flatten()
    };
    let (hour, minute) = (number()?, number()?);
    let second = number();
    (numbers.next().is_none())
        .then(|| Time::from_hms(hour, minute, second.unwrap_or_default()).ok())
        .flatten()
}

/// `2026-09-30`, `30/9/2026`, `30-9-2026`, `30/9`
fn calendar(text: &str, now: OffsetDateTime) -> Option<Date> {
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let number = |part: &str| -> Option<u16> {
        part.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| part.parse().ok())
            .flatten()
    };
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (number(year)?, month, day),
        [day, month, year] if year.len() == 4 => (number(year)?, month, day),
        [day, month] => (u16::try_from(now.year()).ok()?, month, day),
        _ => return None,
    };
    let small = |part: &str| number(part).and_then(|number| u8::try_from(number).ok());
    let month = Month::try_from(small(month)?).ok()?;
    Date::from_calendar_date(i32::from(year), month, small(day)?).ok()
}

#[cfg(test)]
mod tests {
    use time::macros::{datetime, offset};

    use super::*;

    /// A Monday, two in the afternoon.
    const NOW: OffsetDateTime = datetime!(2026-11-23 14:00 +7);

    fn read(text: &str, day: DayMeans) -> Result<OffsetDateTime, String> {
        parse(text, NOW.unix_timestamp(), offset!(+7), day)
            .map(|seconds| OffsetDateTime::from_unix_timestamp(seconds).expect("a time"))
    }

    #[test]
    fn what_people_type_is_understood() {
        for (text, time) in [
            ("6h", datetime!(2026-11-23 20:00 +7)),
            ("+18h", datetime!(2026-11-24 08:00 +7)),
            ("18 tiếng", datetime!(2026-11-24 08:00 +7)),
            ("6 giờ", datetime!(2026-11-23 20:00 +7)),
            ("90 phút", datetime!(2026-11-23 15:30 +7)),
            ("90p", datetime!(2026-11-23 15:30 +7)),
            ("2 ngày", datetime!(2026-11-25 14:00 +7)),
            ("2d", datetime!(2026-11-25 14:00 +7)),
            ("18:00", datetime!(2026-11-23 18:00 +7)),
            ("18h30", datetime!(2026-11-23 18:30 +7)),
            ("2026-11-30 18:00", datetime!(2026-11-30 18:00 +7)),
            ("2026-11-30T18:00", datetime!(2026-11-30 18:00 +7)),
            ("18:00 30/11/2026", datetime!(2026-11-30 18:00 +7)),
            ("18:00, 30/11", datetime!(2026-11-30 18:00 +7)),
            ("30-11-2026 6:05", datetime!(2026-11-30 06:05 +7)),
            ("2026-11-30", datetime!(2026-11-30 23:59 +7)),
            ("2026-11-30T18:00:00Z", datetime!(2026-11-30 18:00 UTC)),
            ("2026-11-30T18:00:00+07:00", datetime!(2026-11-30 18:00 +7)),
        ] {
            assert_eq!(
                read(text, DayMeans::End),
                Ok(time.to_offset(UtcOffset::UTC)),
                "{text}"
            );
        }
        assert_eq!(
            read("30/11/2026", DayMeans::Beginning).map(|time| time.to_offset(offset!(+7))),
            Ok(datetime!(2026-11-30 00:00 +7))
        );
    }

    #[test]
    fn an_hour_that_may_be_hours_is_asked_back() {
        for text in ["18h", "18 giờ", "15H"] {
            let refused = read(text, DayMeans::End).expect_err(text);
            assert!(refused.contains("hai cách"), "{refused}");
        }
        // It is past 14:00, and there is no 30:00.
        for text in ["14h", "6 giờ", "30h"] {
            assert!(read(text, DayMeans::End).is_ok(), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused_by_an_example() {
        for text in [
            "",
            "mai",
            "6",
            "25:00",
            "18:61",
            "30/13/2026",
            "31/11/2026",
            "2026-02-29 10:00",
            "18:00 19:00",
            "1/1/2026 2/1/2026",
            "-6h",
            "99999999999999999999h",
            "١٨:٠٠",
            "6 tuần",
        ] {
            let refused = read(text, DayMeans::End).expect_err(text);
            assert!(refused.contains("2026-09-30 18:00"), "{refused}");
        }
    }
}
