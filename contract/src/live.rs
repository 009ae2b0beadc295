//! What `GET live` sends as server-sent events: the event's name and, as JSON, its data.

use serde::{Deserialize, Serialize};

use crate::{slug::Slug, visits::VisitNumbers};

/// Names of the events.
pub const VISITS: &str = "visits";
pub const RATING: &str = "rating";
pub const COMMENT: &str = "comment";

/// One event. In the stream its name is the event type and its content the data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", content = "data", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum LiveEvent {
    Visits(VisitNumbers),
    Rating(RatingChange),
    /// The approved comments of an article have changed.
    Comment(CommentChange),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatingChange {
    pub slug: Slug,
    pub count: u64,
    pub average: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommentChange {
    pub slug: Slug,
    pub comment_count: u64,
}

impl LiveEvent {
    /// The event type in the stream.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Visits(_) => VISITS,
            Self::Rating(_) => RATING,
            Self::Comment(_) => COMMENT,
        }
    }
}
