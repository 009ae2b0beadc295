//! The client of the contract: one typed function a call, the same in the browser and in the server.

mod client;
pub mod known;
#[cfg(feature = "ssr")]
pub mod page_answers;
mod resource;

#[cfg(feature = "ssr")]
pub mod alerts;
#[cfg(feature = "ssr")]
pub mod archive;
pub mod articles;
pub mod captcha;
pub mod comments;
pub mod home;
pub mod links;
pub mod live;
pub mod map;
pub mod rating;
#[cfg(feature = "ssr")]
pub mod search;
pub mod site;
pub mod songs;
pub mod visits;

pub use client::{ApiError, ApiResponse, ApiResult};
pub use resource::ApiResource;
#[cfg(not(feature = "ssr"))]
pub(crate) use {client::page, resource::not_found};
