//! `GET archive` and `GET archive/{month}`: how many articles there are of which time.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use conglang_contract::{
    archive::{ArchiveDay, ArchiveMonth},
    month::Month,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    archive,
    http::{
        entity_tag,
        problem::{ApiError, ApiResult, ReadRefusals},
    },
    site::SiteState,
};

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new()
        .routes(routes!(get_months))
        .routes(routes!(get_days))
}

/// The months with articles, the newest first
#[utoipa::path(
    get,
    path = "/archive",
    tag = "articles",
    responses((status = 200, body = Vec<ArchiveMonth>), ReadRefusals)
)]
async fn get_months(State(site): State<SiteState>, headers: HeaderMap) -> ApiResult<Response> {
    entity_tag::json(&headers, &archive::months(&site).await?)
}

/// The days of a month with articles, the first of the month first; none of a month without articles
#[utoipa::path(
    get,
    path = "/archive/{month}",
    tag = "articles",
    params(("month" = Month, Path, description = "`2026-11`")),
    responses((status = 200, body = Vec<ArchiveDay>), ReadRefusals)
)]
async fn get_days(
    State(site): State<SiteState>,
    Path(month): Path<String>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let month = month.parse().map_err(|_| ApiError::not_found())?;
    entity_tag::json(&headers, &archive::days(&site, month).await?)
}
