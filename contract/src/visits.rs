//! The counter: "Thống kê" and "Online".

use serde::{Deserialize, Serialize};

/// The answer to `GET visits` and `POST visits`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Visits {
    /// See [`VisitNumbers`].
    pub total: u64,
    pub today: u64,
    pub online: u64,
    /// The last 30 days, oldest first, today last.
    pub days: Vec<VisitDay>,
}

impl Visits {
    /// The figures without the days.
    pub fn numbers(&self) -> VisitNumbers {
        VisitNumbers {
            total: self.total,
            today: self.today,
            online: self.online,
        }
    }
}

/// The figures of the counter, as they are sent live.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VisitNumbers {
    /// All visits so far, the old portal's included.
    pub total: u64,
    /// Visits since midnight in the town.
    pub today: u64,
    /// People here in the last five minutes.
    pub online: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VisitDay {
    /// `2026-11-23`
    pub date: String,
    pub visits: u64,
}

/// The body of `POST visits`: the path that is being read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PostVisit {
    /// At most 200 characters; a path such as `/bai-viet/{slug}` also counts as a view of that article.
    pub path: String,
}
