//! The whole portal of a site: pages, forms, files and the API around them.

mod archive;
mod article;
mod embeds;
mod forms;
mod install;
mod languages;
mod lists;
mod map;
mod most_read;
mod offline;
mod reading;
mod routes;
mod songs;
pub mod support;
mod tags;
