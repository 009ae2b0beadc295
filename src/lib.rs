//! The single-page app of Cổng Làng. The browser runs it as wasm, the server renders its pages from
//! the same components (feature `ssr`).

pub mod api;
pub mod app;
pub mod components;
pub mod hooks;
pub mod i18n;
pub mod pages;
mod routes;

pub use app::App;
