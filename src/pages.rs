//! One module a page.

pub mod article;
pub mod category;
pub mod confirm;
pub mod home;
#[cfg(feature = "ssr")]
mod links;
#[cfg(feature = "ssr")]
mod map;
pub mod receipt;
#[cfg(feature = "ssr")]
pub mod served;
#[cfg(feature = "ssr")]
mod song;
#[cfg(feature = "ssr")]
mod songs;
#[cfg(feature = "ssr")]
mod statistics;
#[cfg(feature = "ssr")]
pub mod style_guide;
