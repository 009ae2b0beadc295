//! A day of the calendar, as ranges of validity are bounded by.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A day that there is, written `2025-07-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
pub struct Day(
    /// Year, month and day as one number, `20250701`, which sorts as days follow each other.
    u32,
);

/// A text is no [`Day`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a day is written as year, month and day: 2025-07-01")]
pub struct DayError;

impl Day {
    /// # Errors
    /// When the calendar has no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, DayError> {
        let is_leap =
            year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if is_leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => 0,
        };
        if (1..=9999).contains(&year) && (1..=days).contains(&day) {
            Ok(Self(
                u32::from(year) * 10_000 + u32::from(month) * 100 + u32::from(day),
            ))
        } else {
            Err(DayError)
        }
    }

    /// The day before; itself at the beginning of the calendar.
    pub fn previous(self) -> Self {
        let [year, month, day] = self.parts();
        let ends = [31, 30, 29, 28].map(|last| [year, month - 1, last]);
        [[year, month, day - 1]]
            .into_iter()
            .chain(ends)
            .chain([[year - 1, 12, 31]])
            .find_map(Self::from_parts)
            .unwrap_or(self)
    }

    /// The day after; itself at the end of the calendar.
    pub fn next(self) -> Self {
        let [year, month, day] = self.parts();
        [
            [year, month, day + 1],
            [year, month + 1, 1],
            [year + 1, 1, 1],
        ]
        .into_iter()
        .find_map(Self::from_parts)
        .unwrap_or(self)
    }

    /// 0 on a Monday, 6 on a Sunday.
    pub fn days_since_monday(self) -> u8 {
        let [year, month, day] = self.parts();
        // Zeller's congruence, by which a year begins in March.
        let (year, month) = if month < 3 {
            (year - 1, month + 12)
        } else {
            (year, month)
        };
        // 0 is a Saturday.
        let number =
            (day + 13 * (month + 1) / 5 + year + year / 4 + 6 * (year / 100) + year / 400) % 7;
        ((number + 5) % 7) as u8
    }

    /// Year, month and day.
    pub fn parts(self) -> [u32; 3] {
        [self.0 / 10_000, self.0 / 100 % 100, self.0 % 100]
    }

    fn from_parts([year, month, day]: [u32; 3]) -> Option<Self> {
        let two_digits = |number: u32| u8::try_from(number).ok();
        Self::new(
            u16::try_from(year).ok()?,
            two_digits(month)?,
            two_digits(day)?,
        )
        .ok()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [year, month, day] = self.parts();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        let is_well_formed = text.len() == 10
            && text.bytes().enumerate().all(|(index, byte)| match index {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !is_well_formed {
            return Err(DayError);
        }
        let number = |from: usize, to: usize| text[from..to].parse().map_err(|_| DayError);
        Self::from_parts([number(0, 4)?, number(5, 7)?, number(8, 10)?]).ok_or(DayError)
    }
}

impl TryFrom<String> for Day {
    type Error = DayError;

    fn try_from(text: String) -> Result<Self, DayError> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("the test's own day")
    }

    #[test]
    fn only_days_of_the_calendar_are_days() {
        assert_eq!(day("2025-07-01").to_string(), "2025-07-01");
        assert_eq!(day("2024-02-29").parts(), [2024, 2, 29]);
        for wrong in [
            "2025-02-29",
            "1900-02-29",
            "2025-13-01",
            "2025-00-10",
            "2025-04-31",
            "0000-01-01",
            "2025-7-1",
            "1/7/2025",
            "",
            "2025-07-01T00",
            "２025-07-0",
            "+025-07-01",
        ] {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_day_knows_its_place_in_the_week() {
        for (text, place) in [
            ("2026-11-23", 0),
            ("2026-11-29", 6),
            ("2024-02-29", 3),
            ("2000-01-01", 5),
            ("1900-03-01", 3),
            ("0001-01-01", 0),
            ("9999-12-31", 4),
        ] {
            assert_eq!(day(text).days_since_monday(), place, "{text}");
        }
    }

    #[test]
    fn days_follow_each_other_over_months_and_years() {
        for (before, after) in [
            ("2025-06-30", "2025-07-01"),
            ("2024-02-29", "2024-03-01"),
            ("2025-02-28", "2025-03-01"),
            ("2025-12-31", "2026-01-01"),
            ("2025-07-14", "2025-07-15"),
        ] {
            assert_eq!(day(after).previous(), day(before));
            assert_eq!(day(before).next(), day(after));
            assert!(day(before) < day(after));
        }
        assert_eq!(day("0001-01-01").previous(), day("0001-01-01"));
        assert_eq!(day("9999-12-31").next(), day("9999-12-31"));
    }
}
