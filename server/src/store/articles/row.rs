//! Rows of `articles` as contract types.

use conglang_contract::{
    article::{ArticleSummary, Photo},
    language::Language,
    slug::Slug,
    timestamp::Timestamp,
};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    site::settings::Settings,
    store::{StoreError, StoreResult},
};

/// The columns of a [`SummaryRow`] from [`TABLES`].
pub const SUMMARY_COLUMNS: &str = "articles.slug, COALESCE(translated.title, articles.title) AS title,
    COALESCE(translated.lead, articles.lead) AS lead, category, published_at, cover, comment_count, views,
    COALESCE(translated.words, syllables) AS words, translated.language AS translated_into,
    translated.cover_alt";

/// Articles with what they say in another language. The code of the language comes behind it.
pub const TABLES: &str = "articles LEFT JOIN article_translations AS translated
    ON translated.article_id = articles.id AND translated.language = ";

/// The condition on [`TABLES`] that lets through what there is in the language. A plain `IS NOT NULL` would
/// let SQLite begin with the translations, and sort them all for the newest few.
pub const IS_TRANSLATED: &str = " WHERE COALESCE(translated.language, '') <> ''";

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
    /// The language of title and lead; none when they are Vietnamese.
    pub translated_into: Option<String>,
    pub cover_alt: Option<String>,
    /// Of title, lead and text in their language; of Vietnamese the syllables.
    pub words: i64,
}

impl SummaryRow {
    /// The language of title and lead, if it is not that of `settings`.
    pub fn other_language(&self, settings: &Settings) -> Option<Language> {
        let is_vietnamese = self.translated_into.is_none();
        (is_vietnamese && settings.text_language != Language::Vietnamese)
            .then_some(Language::Vietnamese)
    }

    pub fn into_summary(self, settings: &Settings) -> StoreResult<ArticleSummary> {
        let language = self.other_language(settings);
        let words_language = language.unwrap_or(settings.text_language);
        let cover: Option<Photo> = self.cover.as_deref().map(from_json).transpose()?;
        Ok(ArticleSummary {
            slug: slug(&self.slug)?,
            title: self.title,
            lead: self.lead,
            category: settings.category_link(slug(&self.category)?),
            published_at: timestamp(self.published_at, settings)?,
            cover: cover.map(|cover| Photo {
                alt: self.cover_alt.unwrap_or(cover.alt),
                ..cover
            }),
            comment_count: count(self.comment_count),
            views: count(self.views),
            language,
            reading_minutes: reading_minutes(self.words, words_language),
        })
    }
}

/// Whole minutes, at least one.
///
/// Newsreaders speak 200 to 220 syllables of Vietnamese a minute. Reading without a voice is faster, but
/// most read on a phone, and many are old; so the minutes are rather a few too many. Of English, grown-ups
/// read some 240 words a minute to themselves (Brysbaert 2019), and many here have learnt it late.
fn reading_minutes(words: i64, language: Language) -> u32 {
    let words_a_minute = match language {
        Language::Vietnamese => 220,
        Language::English => 200,
    };
    let minutes = count(words).div_ceil(words_a_minute).max(1);
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
        use Language::{English, Vietnamese};
        for (words, language, minutes) in [
            (-1, Vietnamese, 1),
            (0, Vietnamese, 1),
            (220, Vietnamese, 1),
            (221, Vietnamese, 2),
            (1_100, Vietnamese, 5),
            (200, English, 1),
            (201, English, 2),
        ] {
            assert_eq!(
                reading_minutes(words, language),
                minutes,
                "{words} {language:?}"
            );
        }
    }
}
