//! `Idempotency-Key`: by it a write that comes again, since its answer was lost, is known for the same.

use axum::http::HeaderMap;
use conglang_contract::problem::ProblemCode;

use super::problem::{ApiError, ApiResult};

const MOST_CHARACTERS: usize = 200;

/// The key of a request, if it has one.
///
/// # Errors
/// `bad_request` for one that is no text, and those of [`check`].
pub fn of(headers: &HeaderMap) -> ApiResult<Option<&str>> {
    let Some(value) = headers.get("idempotency-key") else {
        return Ok(None);
    };
    let key = value.to_str().map_err(|_| ProblemCode::BadRequest)?;
    check(key).map(Some)
}

/// `key`, wherever it came from.
///
/// # Errors
/// `bad_request` when it is empty or longer than 200 characters.
pub fn check(key: &str) -> ApiResult<&str> {
    if key.is_empty() || key.chars().count() > MOST_CHARACTERS {
        return Err(ApiError::from(ProblemCode::BadRequest));
    }
    Ok(key)
}
