//! Search over all that the portal has.

use serde::{Deserialize, Serialize};

use crate::{
    day::Day, language::Language, page::Page, query::query_string, site::CategoryLink, slug::Slug,
    timestamp::Timestamp,
};

/// No search needs more, in characters.
pub const MAX_QUERY_CHARS: usize = 200;
/// How many results a page has unless told.
pub const PER_PAGE: u32 = 20;
/// Nobody reads on; an index that is asked for more has to put all before it in order.
pub const LAST_RESULT: u32 = 1_000;

/// What can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum SearchKind {
    Article,
    Place,
    Song,
    Page,
}

impl SearchKind {
    pub const ALL: [Self; 4] = [Self::Article, Self::Place, Self::Song, Self::Page];

    /// The name in JSON and queries.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Place => "place",
            Self::Song => "song",
            Self::Page => "page",
        }
    }

    /// The kind called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// The query of `GET search`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct SearchQuery {
    /// What a person typed: words with marks or without, which must all be there; words between quotation
    /// marks stand together.
    pub q: String,
    pub kind: Option<SearchKind>,
    /// Articles of this category alone.
    pub category: Option<Slug>,
    /// Published on this day of the town's calendar or after it; articles alone.
    pub from: Option<Day>,
    /// Published on this day or before it; articles alone.
    pub to: Option<Day>,
    /// Counted from 1. Of the results the first thousand can be had.
    pub page: Option<u32>,
    /// 1 to 50, 20 unless told.
    pub per_page: Option<u32>,
}

/// As the query stands behind the `?` of an address.
impl std::fmt::Display for SearchQuery {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let fields = [
            ("q", Some(self.q.clone())),
            ("kind", self.kind.map(|kind| kind.as_str().to_owned())),
            ("category", self.category.as_ref().map(Slug::to_string)),
            ("from", self.from.as_ref().map(Day::to_string)),
            ("to", self.to.as_ref().map(Day::to_string)),
            ("page", self.page.as_ref().map(u32::to_string)),
            ("per_page", self.per_page.as_ref().map(u32::to_string)),
        ];
        formatter.write_str(&query_string(fields))
    }
}

/// The answer to `GET search`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchResults {
    #[serde(flatten)]
    pub hits: Page<SearchHit>,
    /// How many there are of each kind that has any, whatever `kind` and `category` ask for.
    pub kinds: Vec<KindCount>,
    /// The same of the categories of articles, the most frequent first.
    pub categories: Vec<CategoryCount>,
    /// What else may have been meant, in the same form as `q`.
    pub suggestion: Option<String>,
    /// Nothing had the marks that were typed; these are found without them.
    pub without_marks: bool,
}

impl SearchResults {
    /// The number of the last page that can be had.
    pub fn last_page(&self) -> u32 {
        let reached = LAST_RESULT / self.hits.per_page.max(1);
        self.hits.last_page().min(reached)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KindCount {
    pub kind: SearchKind,
    pub count: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CategoryCount {
    pub category: CategoryLink,
    pub count: u64,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchHit {
    pub kind: SearchKind,
    /// Of its page, without a language: `/bai-viet/lang-ren`.
    pub path: String,
    pub title: Vec<TextPiece>,
    /// Of its text, where the words stand closest; may be empty.
    pub snippet: Vec<TextPiece>,
    /// Of an article.
    pub category: Option<CategoryLink>,
    /// Of an article.
    pub published_at: Option<Timestamp>,
    /// That of the texts, where it is not the one that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TextPiece {
    pub text: String,
    /// Whether it is what was searched for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_match: bool,
}

/// The query of `GET search/suggest`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct SuggestQuery {
    /// What a person has typed so far.
    pub q: String,
}

/// The answer to `GET search/suggest` is a list of these, at most eight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Suggestion {
    pub kind: SearchKind,
    /// Of its page, without a language.
    pub path: String,
    pub title: Vec<TextPiece>,
}
