//! Parts of pages.

pub mod article_card;
pub mod layout;
pub mod map_outline;
pub mod page_meta;
pub mod pagination;
pub mod photo;
pub mod side_column;
pub mod states;
pub mod visits;
