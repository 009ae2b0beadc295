//! The contract between the portal's app and any server that implements it: every type that crosses
//! the API under `/api/v1`, with its validation, and what the app and its extras share. No I/O, no web framework.
//!
//! JSON is `snake_case`, times are RFC 3339 with offset, lists are [`page::Page`], errors are
//! [`problem::Problem`].

pub mod address;
pub mod alert;
pub mod archive;
pub mod article;
pub mod captcha;
pub mod collation;
pub mod comment;
pub mod day;
pub mod draft;
pub mod extra;
pub mod folding;
pub mod format;
pub mod home;
pub mod language;
pub mod link;
pub mod live;
pub mod map;
pub mod month;
pub mod page;
pub mod problem;
pub mod push;
pub mod query;
pub mod rating;
pub mod receipt;
pub mod search;
pub mod site;
pub mod slug;
pub mod song;
pub mod text;
pub mod timestamp;
pub mod visits;

/// The path under which version 1 of the API is served.
pub const API_PREFIX: &str = "/api/v1";
