//! What residents write: ratings, captchas, comments, visits, and how often they may.

mod captcha;
mod rating;
mod support;
