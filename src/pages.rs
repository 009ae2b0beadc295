//! One module a page.

pub mod article;
pub mod category;
pub mod confirm;
pub mod home;
pub mod links;
pub mod map;
pub mod receipt;
pub mod song;
pub mod songs;
pub mod statistics;
#[cfg(feature = "ssr")]
pub mod style_guide;
