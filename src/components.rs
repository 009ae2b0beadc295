//! Parts of pages.

pub mod article_body;
pub mod article_card;
pub mod attachments;
pub mod captcha;
pub mod comment_form;
pub mod comments;
pub mod form_end;
pub mod icon;
pub mod in_language;
pub mod layout;
pub mod map;
pub mod map_outline;
pub mod outcome;
pub mod pagination;
pub mod part;
pub mod photo;
pub mod rating;
pub mod related_articles;
pub mod sanitised_html;
pub mod sent_comments;
pub mod side_column;
pub mod songs;
pub mod states;
pub mod visits;
pub mod when_loaded;
