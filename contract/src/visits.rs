//! The counter: "Thống kê" and "Online".

use serde::{Deserialize, Serialize};

/// The figures of the counter: the answer to `GET visits` and `POST visits`, and what is sent live.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Visits {
    /// All visits so far, the old portal's included.
    pub total: u64,
    /// Visits since midnight in the town.
    pub today: u64,
    /// People here in the last five minutes.
    pub online: u64,
}

/// A day's visits. The answer to `GET visits/days` is a list of the last 30, oldest first, today last.
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
