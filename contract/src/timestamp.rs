//! A point in time with the offset in which the town reads it.

use serde::{Deserialize, Serialize};
use time::{OffsetDateTime, UtcOffset, format_description::well_known::Rfc3339};

use crate::day::Day;

/// RFC 3339 with offset in JSON: `2022-05-05T17:30:00+07:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
pub struct Timestamp(#[serde(with = "time::serde::rfc3339")] OffsetDateTime);

/// The text is no RFC 3339 time, or the number is no time that RFC 3339 can write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a time as RFC 3339 writes it, such as 2022-05-05T17:30:00+07:00")]
pub struct TimestampError;

impl Timestamp {
    /// `seconds` since 1970-01-01T00:00:00Z, read in `offset`.
    ///
    /// # Errors
    /// When the year does not have four digits.
    pub fn from_unix_seconds(seconds: i64, offset: UtcOffset) -> Result<Self, TimestampError> {
        OffsetDateTime::from_unix_timestamp(seconds)
            .ok()
            .and_then(|time| time.checked_to_offset(offset))
            .filter(|time| (0..=9999).contains(&time.year()))
            .map(Self)
            .ok_or(TimestampError)
    }

    /// The day in the offset that the time carries; none before the first year.
    pub fn day(self) -> Option<Day> {
        let date = self.0.date();
        Day::new(
            u16::try_from(date.year()).ok()?,
            u8::from(date.month()),
            date.day(),
        )
        .ok()
    }

    /// # Errors
    /// When `text` is not RFC 3339 with an offset.
    pub fn parse_rfc3339(text: &str) -> Result<Self, TimestampError> {
        OffsetDateTime::parse(text, &Rfc3339)
            .map(Self)
            .map_err(|_| TimestampError)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix_seconds(self) -> i64 {
        self.0.unix_timestamp()
    }

    /// As JSON has it; also what `<time datetime>` takes.
    pub fn to_rfc3339(self) -> String {
        self.0.format(&Rfc3339).unwrap_or_default()
    }

    /// Date, time and offset, for formatting.
    pub fn date_time(self) -> OffsetDateTime {
        self.0
    }
}
