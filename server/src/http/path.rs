//! Addresses that no handler can read.

use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use percent_encoding::percent_decode_str;

use super::problem::ApiError;

/// Answers `not_found` where the path is not UTF-8, for which axum's own extractor has a sentence in English
/// and no problem; for `axum::middleware::from_fn`, on the routes that have parameters.
pub async fn refuse_unreadable(request: Request, next: Next) -> Response {
    let path = percent_decode_str(request.uri().path());
    if path.decode_utf8().is_err() {
        return ApiError::not_found().into_response();
    }
    next.run(request).await
}
