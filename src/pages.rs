//! One module a page.

pub mod category;
pub mod confirm;
pub mod home;
pub mod links;
pub mod not_found;
pub mod statistics;
