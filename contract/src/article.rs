//! News items.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    day::Day, language::Language, month::Month, query::query_string, rating::Rating,
    site::CategoryLink, slug::Slug, timestamp::Timestamp,
};

/// An article as lists show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleSummary {
    pub slug: Slug,
    pub title: String,
    /// One or two sentences; empty when the article has none.
    pub lead: String,
    pub category: CategoryLink,
    pub published_at: Timestamp,
    pub cover: Option<Photo>,
    pub comment_count: u64,
    pub views: u64,
    /// That of title and lead, where it is not the one that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// How long it takes to read in the language that is given; at least 1.
    pub reading_minutes: u32,
}

/// A whole article with all that its page shows, comments excepted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Article {
    // The fields of a summary stand here again: `flatten` would cost the wasm a second deserialiser.
    pub slug: Slug,
    pub title: String,
    /// One or two sentences; empty when the article has none.
    pub lead: String,
    pub category: CategoryLink,
    pub published_at: Timestamp,
    pub cover: Option<Photo>,
    pub comment_count: u64,
    pub views: u64,
    /// How long it takes to read in the language that is given; at least 1.
    pub reading_minutes: u32,
    /// Sanitised by the server; headings start at `h2`, figures carry `picture` with width and height.
    pub body_html: String,
    pub author: Option<String>,
    pub source: Option<String>,
    pub tags: Vec<String>,
    pub updated_at: Timestamp,
    pub attachments: Vec<Attachment>,
    /// The article as somebody reads it out.
    pub audio: Option<Recording>,
    pub rating: Rating,
    /// Of the same category or with a tag in common, at most four.
    pub related: Vec<ArticleSummary>,
    /// The next article after this one, by time.
    pub newer: Option<ArticleLink>,
    /// The next article before this one, by time.
    pub older: Option<ArticleLink>,
    /// That of title, lead and text, where it is not the one that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Whether title, lead and text are there in English too. Tags and attachments are in Vietnamese alone.
    #[serde(default)]
    pub has_english: bool,
}

/// An article's address and title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArticleLink {
    pub slug: Slug,
    pub title: String,
    /// That of the title, where it is not the one that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// The class of a link around a photograph that leads to its largest file. The image in it has that
/// file's size as `width` and `height`.
pub const PHOTO_LINK_CLASS: &str = "photo-link";

/// The class of a link to the file of a photograph that a reader who saves data asks for. The link of
/// [`PHOTO_LINK_CLASS`] comes after it.
pub const PHOTO_OFFER_CLASS: &str = "photo-offer";

/// A photograph in several sizes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Photo {
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Pixels of the largest variant.
    pub width: u32,
    /// Pixels of the largest variant.
    pub height: u32,
    /// By format (WebP before JPEG), then by width; never empty.
    pub variants: Vec<PhotoVariant>,
}

/// One file of a [`Photo`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PhotoVariant {
    pub url: String,
    pub format: PhotoFormat,
    /// Pixels.
    pub width: u32,
    /// Not known of photographs that an older version of the portal imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size_bytes: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PhotoFormat {
    Webp,
    Jpeg,
}

/// A file that belongs to an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attachment {
    pub title: String,
    pub file_name: String,
    pub url: String,
    pub size_bytes: u64,
    pub media_type: String,
}

/// A recording that belongs to an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Recording {
    /// The file under this address never changes, and is served with byte ranges.
    pub url: String,
    /// Such as `audio/mpeg`.
    pub media_type: String,
    pub size_bytes: u64,
    /// Whole seconds.
    pub duration_s: u32,
}

/// In which order a list of articles comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ArticleSort {
    #[default]
    Newest,
    MostRead,
}

/// In which time readings are counted, by days of the town's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ReadingPeriod {
    /// Today.
    Day,
    /// Today and the six days before.
    Week,
    /// Today and the 29 days before.
    Month,
}

/// The query of `GET articles`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct ArticleQuery {
    pub category: Option<Slug>,
    pub tag: Option<String>,
    /// The id of an area of the map: articles with its name, or that of an area that was joined into it,
    /// as a tag.
    pub area: Option<String>,
    /// Words that all stand in the title, the lead or the text.
    pub q: Option<String>,
    /// Published at this time or after it.
    pub from: Option<Timestamp>,
    /// Published before this time.
    pub to: Option<Timestamp>,
    /// Published on this day of the town's clock.
    pub day: Option<Day>,
    /// Published in this month of the town's clock: `2026-11`.
    pub month: Option<Month>,
    pub sort: Option<ArticleSort>,
    /// Only with `sort=most_read`: those that were read in this time, by how often they were read in it.
    pub period: Option<ReadingPeriod>,
    /// Counted from 1.
    pub page: Option<u32>,
    /// 1 to 100, 20 unless told.
    pub per_page: Option<u32>,
}

/// As the query stands behind the `?` of an address.
impl fmt::Display for ArticleQuery {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sort = self.sort.map(ArticleSort::as_str).map(str::to_owned);
        let period = self.period.map(ReadingPeriod::as_str).map(str::to_owned);
        let fields = [
            ("category", self.category.as_ref().map(Slug::to_string)),
            ("tag", self.tag.clone()),
            ("area", self.area.clone()),
            ("q", self.q.clone()),
            ("from", self.from.map(Timestamp::to_rfc3339)),
            ("to", self.to.map(Timestamp::to_rfc3339)),
            ("day", self.day.as_ref().map(Day::to_string)),
            ("month", self.month.as_ref().map(Month::to_string)),
            ("sort", sort),
            ("period", period),
            ("page", self.page.as_ref().map(u32::to_string)),
            ("per_page", self.per_page.as_ref().map(u32::to_string)),
        ];
        formatter.write_str(&query_string(fields))
    }
}

impl ArticleSort {
    /// The name in JSON and queries.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::MostRead => "most_read",
        }
    }
}

impl ReadingPeriod {
    pub const ALL: [Self; 3] = [Self::Day, Self::Week, Self::Month];

    /// The name in JSON and queries.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// How many days, today included.
    pub fn days(self) -> u32 {
        match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 30,
        }
    }
}

impl Photo {
    /// The variants of `format` as `srcset` takes them.
    pub fn srcset(&self, format: PhotoFormat) -> String {
        self.variants
            .iter()
            .filter(|variant| variant.format == format)
            .map(|variant| format!("{} {}w", variant.url, variant.width))
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// The largest file that every browser shows.
    pub fn largest(&self) -> Option<&PhotoVariant> {
        self.fallback(u32::MAX)
    }

    /// The JPEG nearest to `width` pixels, for browsers and sites that take one file only.
    pub fn fallback(&self, width: u32) -> Option<&PhotoVariant> {
        self.variants
            .iter()
            .filter(|variant| variant.format == PhotoFormat::Jpeg)
            .min_by_key(|variant| variant.width.abs_diff(width))
    }

    /// What a reader who saves data is offered, and its bytes.
    pub fn offer(&self) -> Option<(&PhotoVariant, u64)> {
        self.variants
            .iter()
            .filter(|variant| variant.format == PhotoFormat::Webp)
            .min_by_key(|variant| variant.width.abs_diff(OFFERED_WIDTH))
            .and_then(|variant| Some((variant, variant.size_bytes?)))
    }
}

/// Enough for a phone, in pixels.
const OFFERED_WIDTH: u32 = 480;
