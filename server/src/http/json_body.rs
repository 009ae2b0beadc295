//! A JSON body whose mistakes are answered as problems.

use axum::{
    Json,
    extract::{FromRequest, Request, rejection::JsonRejection},
    http::StatusCode,
};
use conglang_contract::problem::ProblemCode;
use serde::de::DeserializeOwned;

use super::problem::ApiError;

/// The most that a resident's call may send, in bytes.
pub const BODY_LIMIT: usize = 64 * 1024;

/// [`Json`], refused with `bad_request`, `too_large` or `unsupported_media_type`.
pub struct JsonBody<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        match Json::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(JsonRejection::MissingJsonContentType(_)) => {
                Err(ProblemCode::UnsupportedMediaType.into())
            }
            Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(ProblemCode::TooLarge.into())
            }
            Err(_) => Err(ProblemCode::BadRequest.into()),
        }
    }
}
