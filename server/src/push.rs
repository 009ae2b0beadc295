//! Web push: the portal tells browsers that are closed, through the push services of their makers.
//!
//! What is to be told is noted together with what it tells of, and comes into a queue when it is due
//! (`store/push`). [`send_regularly`] takes it from there, message by message: each is put off before it is sent
//! and taken away afterwards, so that one whose fate a crash has left open is sent again. Browsers and push
//! services know it by its name then.

pub mod encryption;
mod endpoint;
mod events;
mod keys;
mod request;
mod sending;
mod service;

pub use endpoint::{MAKERS_DOMAINS, push_host};
pub use events::{alert, alert_subject, article_subject, is_news, new_article};
pub use keys::PushKeys;
pub use sending::{send_due, send_regularly};
pub use service::{PushOutcome, PushRequest, PushService, WebPushService};
