//! A form's body whose mistakes are answered as problems.

use axum::{
    Form,
    extract::{FromRequest, Request, rejection::FormRejection},
    http::StatusCode,
};
use conglang_contract::problem::ProblemCode;
use serde::de::DeserializeOwned;

use super::problem::ApiError;

/// [`Form`], refused with `bad_request` or `too_large`.
pub struct FormBody<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for FormBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        match Form::from_request(request, state).await {
            Ok(Form(body)) => Ok(Self(body)),
            Err(FormRejection::BytesRejection(rejection))
                if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE =>
            {
                Err(ProblemCode::TooLarge.into())
            }
            Err(_) => Err(ProblemCode::BadRequest.into()),
        }
    }
}
