//! The home page.

use serde::{Deserialize, Serialize};

use crate::{article::ArticleSummary, site::Category};

/// The answer to `GET home`: every list of the home page in one call, since a phone on a slow network
/// waits for each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Home {
    /// The newest first, at most eight.
    pub latest: Vec<ArticleSummary>,
    /// The index of the one in `latest` that leads the page: the newest of the first four with a cover, the
    /// newest of all when they have none.
    #[serde(default)]
    pub lead: usize,
    /// At most six.
    pub most_read: Vec<ArticleSummary>,
    /// The categories that have articles, in the site's order.
    pub categories: Vec<CategoryArticles>,
}

/// A category with its newest articles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CategoryArticles {
    pub category: Category,
    /// The newest first, at most four.
    pub articles: Vec<ArticleSummary>,
}
