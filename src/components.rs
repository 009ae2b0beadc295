//! Parts of pages.

pub mod article_body;
pub mod attachments;
pub mod captcha;
pub mod comment_form;
pub mod comments;
pub mod load_error;
pub mod rating;
pub mod related_articles;
pub mod sanitised_html;
pub mod sent_comments;
pub mod visits;
