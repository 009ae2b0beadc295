//! "Liên kết website": outside sites in groups.

use serde::{Deserialize, Serialize};

/// The answer to `GET links` is a list of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkGroup {
    pub title: String,
    pub links: Vec<Link>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Link {
    pub name: String,
    /// `https://` or `http://`.
    pub url: String,
}
