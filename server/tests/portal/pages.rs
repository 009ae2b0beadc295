//! The whole portal of a site: pages, forms, files and the API around them.

mod article;
mod forms;
mod languages;
mod lists;
mod map;
mod reading;
mod routes;
mod songs;
pub mod support;
