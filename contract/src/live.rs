//! What `GET live` sends as server-sent events: the event's name and, as JSON, its data.

use serde::{Deserialize, Serialize};

use crate::{alert::AlertNews, slug::Slug, visits::Visits};

/// Names of the events.
pub const VISITS: &str = "visits";
pub const RATING: &str = "rating";
pub const COMMENT: &str = "comment";
pub const ALERT: &str = "alert";
/// All of them.
pub const NAMES: [&str; 4] = [VISITS, RATING, COMMENT, ALERT];

/// One event. In the stream its name is the event type and its content the data.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "event", content = "data", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum LiveEvent {
    Visits(Visits),
    Rating(RatingChange),
    /// The approved comments of an article have changed.
    Comment(CommentChange),
    /// Alerts have begun, changed or ended. Also the first event of each stream but one.
    Alert(AlertNews),
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
    /// Reads the event called `name` with its data; none when another version of the contract wrote it,
    /// and of [`ALERT`], which is shown as it comes.
    pub fn read(name: &str, data: &str) -> Option<Self> {
        let event = match name {
            VISITS => serde_json::from_str(data).map(Self::Visits),
            RATING => serde_json::from_str(data).map(Self::Rating),
            COMMENT => serde_json::from_str(data).map(Self::Comment),
            _ => return None,
        };
        event.ok()
    }

    /// The event type in the stream.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Visits(_) => VISITS,
            Self::Rating(_) => RATING,
            Self::Comment(_) => COMMENT,
            Self::Alert(_) => ALERT,
        }
    }
}
