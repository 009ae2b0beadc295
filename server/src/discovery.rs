//! What programs read to find the portal's articles and to show them elsewhere: feeds, sitemaps and what
//! search engines and messengers ask for.

pub mod feeds;
pub mod oembed;
pub mod opensearch;
pub mod preview;
pub mod robots;
pub mod sitemap;

use axum::Router;

use crate::site::{SiteState, settings::Settings};

/// The addresses of all of it, for a site with `settings`.
pub fn router(settings: &Settings) -> Router<SiteState> {
    Router::new()
        .merge(feeds::router(settings))
        .merge(oembed::router())
        .merge(opensearch::router(settings))
        .merge(preview::router(settings))
        .merge(robots::router())
        .merge(sitemap::router())
}
