//! One error type for every handler, answered as `application/problem+json`.

use std::collections::BTreeMap;

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use conglang_contract::problem::{FieldProblem, Problem, ProblemCode};
use utoipa::{
    IntoResponses, ToSchema,
    openapi::{Content, Ref, RefOr, Response as OpenApiResponse, ResponseBuilder},
};

use super::language::request_language;
use crate::{search::SearchError, store::StoreError};

/// The media type of RFC 9457.
pub const PROBLEM_TYPE: &str = "application/problem+json";

/// What is told to wait while the database is held: about as long as an import holds it.
const RETRY_UNAVAILABLE_SECONDS: u64 = 5;

/// Why a call was not answered as asked.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// The client's mistake, or a refusal; its problem says all.
    #[error("{}", .0.title)]
    Refused(Problem),
    #[error("too many writes from this network")]
    RateLimited { retry_after_seconds: u64 },
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Search(#[from] SearchError),
    #[error("{0}")]
    Internal(String),
}

pub type ApiResult<T> = Result<T, ApiError>;

impl ApiError {
    pub fn not_found() -> Self {
        ProblemCode::NotFound.into()
    }

    pub fn validation(fields: Vec<FieldProblem>) -> Self {
        Self::Refused(Problem::validation(request_language(), fields))
    }

    /// What the client is told.
    pub fn problem(&self) -> Problem {
        match self {
            Self::Refused(problem) => problem.clone(),
            Self::RateLimited { .. } => Problem::told(request_language(), ProblemCode::RateLimited),
            Self::Store(error) | Self::Search(SearchError::Store(error)) if error.is_passing() => {
                Problem::told(request_language(), ProblemCode::Unavailable)
            }
            Self::Store(_) | Self::Search(_) | Self::Internal(_) => {
                Problem::told(request_language(), ProblemCode::Internal)
            }
        }
    }
}

/// How a reading call may refuse, for the OpenAPI document.
pub struct ReadRefusals;

/// How a writing call may refuse, for the OpenAPI document.
pub struct WriteRefusals;

impl IntoResponses for ReadRefusals {
    fn responses() -> BTreeMap<String, RefOr<OpenApiResponse>> {
        refusals(&[400, 403, 404, 422, 503])
    }
}

impl IntoResponses for WriteRefusals {
    fn responses() -> BTreeMap<String, RefOr<OpenApiResponse>> {
        refusals(&[400, 403, 404, 409, 413, 415, 422, 429, 503])
    }
}

fn refusals(statuses: &[u16]) -> BTreeMap<String, RefOr<OpenApiResponse>> {
    let problem = Content::new(Some(Ref::from_schema_name(Problem::name())));
    statuses
        .iter()
        .map(|status| {
            let response = ResponseBuilder::new()
                .description("See `code`")
                .content(PROBLEM_TYPE, problem.clone())
                .build();
            (status.to_string(), response.into())
        })
        .collect()
}

impl From<ProblemCode> for ApiError {
    fn from(code: ProblemCode) -> Self {
        Self::Refused(Problem::told(request_language(), code))
    }
}

impl From<sqlx::Error> for ApiError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        if let Self::Store(_) | Self::Search(_) | Self::Internal(_) = &self {
            tracing::error!(error = %self, "a call failed");
        }
        let problem = self.problem();
        let mut response = problem_response(&problem);
        let retry_after_seconds = match self {
            Self::RateLimited {
                retry_after_seconds,
            } => Some(retry_after_seconds),
            _ => (problem.code == ProblemCode::Unavailable).then_some(RETRY_UNAVAILABLE_SECONDS),
        };
        if let Some(seconds) = retry_after_seconds {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// `problem` with its status and media type.
pub fn problem_response(problem: &Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(problem)).into_response();
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_TYPE));
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
