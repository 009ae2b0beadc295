//! What crawlers are asked to leave out, and where they find the rest.

use axum::{Router, extract::State, http::HeaderMap, response::Response, routing::get};

use super::sitemap;
use crate::{http::entity_tag, site::SiteState};

/// Programs' answers, and pages that belong to one person.
const LEFT_OUT: [&str; 4] = ["/api/", "/bien-nhan/", "/en/bien-nhan/", "/quan-tri"];

pub fn router() -> Router<SiteState> {
    Router::new().route("/robots.txt", get(robots))
}

/// `GET /robots.txt` (RFC 9309)
async fn robots(State(site): State<SiteState>, headers: HeaderMap) -> Response {
    let host = &site.settings.host;
    let mut text = "User-agent: *\n".to_owned();
    for path in LEFT_OUT {
        text.push_str(&format!("Disallow: {path}\n"));
    }
    for path in [sitemap::INDEX, sitemap::NEWS] {
        text.push_str(&format!("\nSitemap: {host}{path}"));
    }
    text.push('\n');
    entity_tag::tagged(&headers, "text/plain; charset=utf-8", text)
}
