//! Settings, import, the demo town, and the calls that read what they put in.

mod articles;
mod check;
mod demo;
mod import;
pub mod map;
mod photo;
mod songs;
