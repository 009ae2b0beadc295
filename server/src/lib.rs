//! The server of Cổng Làng: the API of the contract, the pages rendered from the app's own
//! components, the store, and the command line. `main.rs` only calls [`cli::run`].

// The types of the app's views are nested deeper than the compiler's default allows.
#![recursion_limit = "512"]

pub mod api;
pub mod app;
pub mod archive;
pub mod captcha;
pub mod cli;
pub mod clock;
pub mod demo;
pub mod discovery;
pub mod entropy;
pub mod http;
pub mod import;
pub mod map;
pub mod media_lock;
pub mod old_address;
pub mod pages;
pub mod push;
pub mod removal;
pub mod search;
pub mod secrets;
pub mod site;
pub mod store;
pub mod visits;
