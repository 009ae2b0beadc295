//! How many articles there are of which time.

use serde::{Deserialize, Serialize};

use crate::{day::Day, month::Month};

/// A month with articles; `GET archive` has a list of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArchiveMonth {
    pub month: Month,
    /// Never 0.
    pub articles: u64,
}

/// A day with articles; `GET archive/{month}` has a list of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ArchiveDay {
    pub day: Day,
    /// Never 0.
    pub articles: u64,
}
