//! "Liên kết website": outside sites in groups.

use serde::{Deserialize, Serialize};

use crate::language::Language;

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
    /// That of the name, where it is not the one that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}
