//! The API of the contract under `/api/v1`, one module a feature.

pub mod alerts;
pub mod archive;
pub mod articles;
pub mod captcha;
pub mod comments;
pub mod home;
pub mod links;
pub mod live;
pub mod map;
pub mod push;
pub mod rating;
pub mod search;
pub mod site;
pub mod songs;
pub mod visits;

use std::sync::Arc;

use axum::{
    Router,
    http::HeaderMap,
    middleware::from_fn,
    routing::{any, get},
};
use conglang_contract::{
    language::Language,
    problem::{Problem, ProblemCode},
};
use utoipa::{
    OpenApi,
    openapi::path::{Parameter, ParameterBuilder, ParameterIn},
};
use utoipa_axum::router::OpenApiRouter;

use crate::{
    http::{entity_tag, language, path, problem::ApiError},
    site::SiteState,
};

/// The parts of the OpenAPI document that no handler has.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Cổng Làng",
        description = "The API of a Vietnamese town's news portal. Errors are RFC 9457 problems with a stable `code`.",
        license(name = "MIT OR Apache-2.0")
    ),
    components(schemas(Problem))
)]
struct Document;

/// Every call of the contract, without the prefix.
pub fn router(site: &SiteState) -> Router {
    let (router, document) = documented().split_for_parts();
    let document = Arc::new(document);
    router
        .route(
            "/openapi.json",
            get(move |headers: HeaderMap| async move { entity_tag::json(&headers, &*document) }),
        )
        // No fallback: that would be the one of the router around this one, which knows no `lang`.
        .route("/{*call}", any(|| async { ApiError::not_found() }))
        .method_not_allowed_fallback(|| async { ApiError::from(ProblemCode::MethodNotAllowed) })
        .route_layer(from_fn(path::refuse_unreadable))
        .layer(from_fn(language::by_query))
        .with_state(Arc::clone(site))
}

fn documented() -> OpenApiRouter<SiteState> {
    let calls = OpenApiRouter::new()
        .merge(alerts::router())
        .merge(archive::router())
        .merge(articles::router())
        .merge(captcha::router())
        .merge(comments::router())
        .merge(home::router())
        .merge(links::router())
        .merge(live::router())
        .merge(map::router())
        .merge(push::router())
        .merge(rating::router())
        .merge(search::router())
        .merge(site::router())
        .merge(songs::router())
        .merge(visits::router());
    let (router, mut document) = calls.split_for_parts();
    let mut described = Document::openapi();
    described.merge(std::mem::take(&mut document));
    for path in described.paths.paths.values_mut() {
        path.parameters
            .get_or_insert_default()
            .push(language_parameter().into());
    }
    OpenApiRouter::with_openapi(described).merge(OpenApiRouter::from(router))
}

/// Every call takes it, so that it stands at the paths.
fn language_parameter() -> Parameter {
    ParameterBuilder::new()
        .name(Language::PARAMETER)
        .parameter_in(ParameterIn::Query)
        .description(Some(
            "The language of the answer and of problems: `vi` (as without it) or `en`. What there is only \
             in Vietnamese is answered in Vietnamese, and says so.",
        ))
        .schema(Some(<Language as utoipa::PartialSchema>::schema()))
        .build()
}
