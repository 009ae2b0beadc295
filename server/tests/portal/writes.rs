//! What residents write: ratings, captchas, comments, visits, and how often they may.

mod captcha;
mod comments;
mod limits;
mod rating;
pub mod support;
mod visits;
