//! `GET links`: outside sites in groups.

use axum::{extract::State, http::HeaderMap, response::Response};
use conglang_contract::link::LinkGroup;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    http::{entity_tag, language::AskedLanguage, problem::ApiResult},
    site::SiteState,
};

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new().routes(routes!(get_links))
}

/// Links to other agencies and sites, grouped as the town ordered them.
#[utoipa::path(get, path = "/links", tag = "links", responses((status = 200, body = Vec<LinkGroup>)))]
async fn get_links(
    State(site): State<SiteState>,
    AskedLanguage(language): AskedLanguage,
    headers: HeaderMap,
) -> ApiResult<Response> {
    entity_tag::json(&headers, &site.settings.in_language(language).link_groups)
}
