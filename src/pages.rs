//! One module a page.

pub mod article;
pub mod category;
pub mod confirm;
pub mod home;
#[cfg(feature = "ssr")]
pub mod links;
#[cfg(feature = "ssr")]
pub mod map;
pub mod receipt;
#[cfg(feature = "ssr")]
pub mod song;
#[cfg(feature = "ssr")]
pub mod songs;
#[cfg(feature = "ssr")]
pub mod statistics;
#[cfg(feature = "ssr")]
pub mod style_guide;
