//! Rows of `articles` as contract types.

use conglang_contract::{article::ArticleSummary, slug::Slug, timestamp::Timestamp};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    site::settings::Settings,
    store::{StoreError, StoreResult},
};

/// The columns of a [`SummaryRow`].
pub const SUMMARY_COLUMNS: &str =
    "slug, title, lead, category, published_at, cover, comment_count, views, syllables";

#[derive(sqlx::FromRow)]
pub struct SummaryRow {
    pub slug: String,
    pub title: String,
    pub lead: String,
    pub category: String,
    pub published_at: i64,
    pub cover: Option<String>,
    pub comment_count: i64,
    pub views: i64,
    pub syllables: i64,
}

impl SummaryRow {
    pub fn into_summary(self, settings: &Settings) -> StoreResult<ArticleSummary> {
        Ok(ArticleSummary {
            slug: slug(&self.slug)?,
            title: self.title,
            lead: self.lead,
            category: settings.category_link(slug(&self.category)?),
            published_at: timestamp(self.published_at, settings)?,
            cover: self.cover.as_deref().map(from_json).transpose()?,
            comment_count: count(self.comment_count),
            views: count(self.views),
            reading_minutes: reading_minutes(self.syllables),
        })
    }
}

/// Whole minutes, at least one.
///
/// Newsreaders speak 200 to 220 syllables of Vietnamese a minute. Reading without a voice is faster, but
/// most read on a phone, and many are old; so the minutes are rather a few too many.
fn reading_minutes(syllables: i64) -> u32 {
    const SYLLABLES_A_MINUTE: u64 = 220;
    let minutes = count(syllables).div_ceil(SYLLABLES_A_MINUTE).max(1);
    u32::try_from(minutes).unwrap_or(u32::MAX)
}

pub fn slug(text: &str) -> StoreResult<Slug> {
    text.parse().map_err(corrupt)
}

pub fn timestamp(seconds: i64, settings: &Settings) -> StoreResult<Timestamp> {
    Timestamp::from_unix_seconds(seconds, settings.utc_offset).map_err(corrupt)
}

/// Counters never fall below zero; should one have, it is shown as zero.
pub fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

pub fn from_json<T: DeserializeOwned>(text: &str) -> StoreResult<T> {
    serde_json::from_str(text).map_err(corrupt)
}

pub fn to_json<T: Serialize + ?Sized>(value: &T) -> StoreResult<String> {
    serde_json::to_string(value).map_err(corrupt)
}

fn corrupt(error: impl std::fmt::Display) -> StoreError {
    StoreError::Corrupt {
        what: "article",
        reason: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_takes_whole_minutes_and_at_least_one() {
        for (syllables, minutes) in [(-1, 1), (0, 1), (220, 1), (221, 2), (1_100, 5)] {
            assert_eq!(reading_minutes(syllables), minutes, "{syllables}");
        }
    }
}
