//! A month of the calendar, as archives are divided by.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::day::Day;

/// A month that there is, written `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String))]
pub struct Month(
    /// Year and month as one number, `202611`, which sorts as months follow each other.
    u32,
);

/// A text is no [`Month`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a month is written as year and month: 2026-11")]
pub struct MonthError;

impl Month {
    /// # Errors
    /// When the calendar has no such month.
    pub fn new(year: u16, month: u8) -> Result<Self, MonthError> {
        if (1..=9999).contains(&year) && (1..=12).contains(&month) {
            Ok(Self(u32::from(year) * 100 + u32::from(month)))
        } else {
            Err(MonthError)
        }
    }

    /// The month that `day` is in.
    pub fn of(day: Day) -> Self {
        let [year, month, _] = day.parts();
        Self(year * 100 + month)
    }

    pub fn year(self) -> u16 {
        // At most 9999.
        (self.0 / 100) as u16
    }

    /// 1 to 12
    pub fn month(self) -> u8 {
        (self.0 % 100) as u8
    }

    /// The days of the month, in their order.
    pub fn days(self) -> impl Iterator<Item = Day> {
        (1..=31).map_while(move |day| Day::new(self.year(), self.month(), day).ok())
    }

    /// The day after its last; none at the end of the calendar.
    pub fn end(self) -> Option<Day> {
        let next = if self.month() == 12 {
            Self::new(self.year() + 1, 1)
        } else {
            Self::new(self.year(), self.month() + 1)
        };
        next.ok()?.days().next()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year(), self.month())
    }
}

impl FromStr for Month {
    type Err = MonthError;

    fn from_str(text: &str) -> Result<Self, MonthError> {
        // A month is written as its days are.
        let day: Day = format!("{text}-01").parse().map_err(|_| MonthError)?;
        Ok(Self::of(day))
    }
}

impl TryFrom<String> for Month {
    type Error = MonthError;

    fn try_from(text: String) -> Result<Self, MonthError> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().expect("the test's own month")
    }

    #[test]
    fn only_months_of_the_calendar_are_months() {
        assert_eq!(month("2026-11"), Month::new(2026, 11).expect("a month"));
        assert_eq!(month("0001-01").to_string(), "0001-01");
        for wrong in [
            "2026-13",
            "2026-00",
            "2026-1",
            "0000-01",
            "2026",
            "",
            "2026-11-01",
            "2026/11",
            "-026-11",
        ] {
            assert!(wrong.parse::<Month>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_month_has_its_days_and_an_end() {
        for (text, days, end) in [
            ("2024-02", 29, Some("2024-03-01")),
            ("2026-11", 30, Some("2026-12-01")),
            ("2026-12", 31, Some("2027-01-01")),
            ("9999-12", 31, None),
        ] {
            assert_eq!(month(text).days().count(), days, "{text}");
            let told = month(text).end().map(|day| day.to_string());
            assert_eq!(told.as_deref(), end, "{text}");
        }
    }
}
