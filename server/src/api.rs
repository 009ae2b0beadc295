//! The API of the contract under `/api/v1`, one module a feature.

pub mod articles;
pub mod captcha;
pub mod comments;
pub mod links;
pub mod live;
pub mod map;
pub mod rating;
pub mod site;
pub mod songs;
pub mod visits;
