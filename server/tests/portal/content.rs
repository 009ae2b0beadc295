//! Settings, import, the demo town, and the calls that read what they put in.

mod articles;
mod check;
pub mod demo;
mod import;
pub mod map;
pub mod photo;
pub mod songs;
