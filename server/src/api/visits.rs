//! `visits`

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, header},
    response::Response,
};
use conglang_contract::{
    problem::ProblemCode,
    visits::{PostVisit, VisitDay, Visits},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    http::{
        client_address::ClientAddress,
        entity_tag,
        json_body::JsonBody,
        problem::{ApiResult, ReadRefusals, WriteRefusals},
    },
    site::{Site, SiteState},
    visits,
};

/// In characters; longer paths are none of ours.
const LONGEST_PATH: usize = 200;

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new()
        .routes(routes!(get_visits, post_visit))
        .routes(routes!(get_visit_days))
}

/// The counter
#[utoipa::path(
    get,
    path = "/visits",
    tag = "visits",
    responses(
        (status = 200, body = Visits),
        ReadRefusals,
    )
)]
async fn get_visits(State(site): State<SiteState>, headers: HeaderMap) -> ApiResult<Response> {
    check_feature(&site)?;
    entity_tag::json(&headers, &site.visits.numbers(site.clock.now()))
}

/// The visits of the last 30 days, oldest first, today last
#[utoipa::path(
    get,
    path = "/visits/days",
    tag = "visits",
    responses(
        (status = 200, body = Vec<VisitDay>),
        ReadRefusals,
    )
)]
async fn get_visit_days(State(site): State<SiteState>, headers: HeaderMap) -> ApiResult<Response> {
    check_feature(&site)?;
    entity_tag::json(&headers, &visits::days(&site).await?)
}

/// Tell the counter which path is being read
#[utoipa::path(
    post,
    path = "/visits",
    tag = "visits",
    request_body = PostVisit,
    responses(
        (status = 200, body = Visits),
        WriteRefusals,
    )
)]
async fn post_visit(
    State(site): State<SiteState>,
    client: ClientAddress,
    headers: HeaderMap,
    JsonBody(PostVisit { path }): JsonBody<PostVisit>,
) -> ApiResult<Json<Visits>> {
    check_feature(&site)?;
    if !path.starts_with('/') || path.chars().count() > LONGEST_PATH {
        return Err(ProblemCode::BadRequest.into());
    }
    site.rate_limits.check_visit(client.network())?;
    let user_agent = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let now = site.clock.now();
    site.visits.record(client.ip, user_agent, &path, now);
    Ok(Json(site.visits.numbers(now)))
}

fn check_feature(site: &Site) -> ApiResult<()> {
    if site.settings.features.visits {
        Ok(())
    } else {
        Err(ProblemCode::FeatureOff.into())
    }
}
