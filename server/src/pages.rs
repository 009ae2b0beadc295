//! Pages: the app's components rendered over the API, the app's own files, and the plain forms of
//! those who have no JavaScript.

pub mod alerts;
pub mod assets;
pub mod embeds;
pub mod forms;
pub mod head;
pub mod install;
pub mod offline;
pub mod own_page;
pub mod render;
pub mod share;
pub mod shared;
pub mod template;

use std::sync::Arc;

use axum::Router;

use crate::site::SiteState;
use template::Template;

/// What pages are made from.
#[derive(Clone)]
pub struct Pages {
    pub site: SiteState,
    /// The API, called in process for a page's data.
    pub api: Router,
    pub template: Arc<Template>,
}
