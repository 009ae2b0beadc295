//! What `site.toml` says of a town, as far as residents see it.

use serde::{Deserialize, Serialize};

use crate::slug::Slug;

/// The answer to `GET site`, but for its alerts, which the app does not read: see
/// [`ALERTS_ID`](crate::alert::ALERTS_ID).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Site {
    pub name: String,
    /// For small screens and titles.
    pub short_name: String,
    pub tagline: String,
    /// One sentence for search engines.
    pub description: String,
    /// The public address without a slash at its end: `https://honglinh.example`.
    pub base_url: String,
    pub logo_url: String,
    pub colors: Colors,
    pub contact: Contact,
    pub categories: Vec<Category>,
    pub menu: Vec<MenuItem>,
    pub map_title: String,
    pub songs_title: String,
    pub features: Features,
}

/// Six-digit hexadecimal colours with `#`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Colors {
    pub primary: String,
    pub accent: String,
}

/// How to reach the office; what it does not have is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contact {
    pub organisation: String,
    #[serde(default)]
    pub address: Option<String>,
    #[serde(default)]
    pub phone: Option<String>,
    #[serde(default)]
    pub fax: Option<String>,
    #[serde(default)]
    pub email: Option<String>,
}

/// A section of the menu that articles belong to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Category {
    pub slug: Slug,
    pub name: String,
    #[serde(default)]
    pub description: String,
}

/// A category's address and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CategoryLink {
    pub slug: Slug,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MenuItem {
    pub label: String,
    /// A path of the portal, or an `https://` address.
    pub href: String,
}

/// What the town has turned on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Features {
    pub rating: bool,
    pub comments: bool,
    pub map: bool,
    pub songs: bool,
    pub visits: bool,
    /// The portal can be read in English too.
    pub english: bool,
}

impl Default for Features {
    fn default() -> Self {
        Self {
            rating: true,
            comments: true,
            map: true,
            songs: true,
            visits: true,
            english: false,
        }
    }
}
