//! Answers that carry an entity tag, so that an unchanged one is not sent again.

use std::{
    fs::Metadata,
    hash::{DefaultHasher, Hasher},
    time::SystemTime,
};

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use crate::http::problem::{ApiError, ApiResult};

/// `value` as JSON with an entity tag, or 304 when `request_headers` show that the client has it.
///
/// # Errors
/// When `value` cannot be written as JSON.
pub fn json(request_headers: &HeaderMap, value: &impl Serialize) -> ApiResult<Response> {
    let body = serde_json::to_vec(value).map_err(|error| ApiError::Internal(error.to_string()))?;
    Ok(tagged(request_headers, "application/json", body))
}

/// [`json`] for an answer that holds what one visitor gave, which no shared cache keeps.
///
/// # Errors
/// When `value` cannot be written as JSON.
pub fn private_json(request_headers: &HeaderMap, value: &impl Serialize) -> ApiResult<Response> {
    let mut response = json(request_headers, value)?;
    let headers = response.headers_mut();
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-cache"),
    );
    headers.insert(header::VARY, HeaderValue::from_static("cookie"));
    Ok(response)
}

/// `body` with an entity tag, or 304 when `request_headers` show that the client has it.
pub fn tagged(
    request_headers: &HeaderMap,
    content_type: &'static str,
    body: impl Into<Body> + AsRef<[u8]>,
) -> Response {
    let tag = entity_tag(body.as_ref());
    let mut response = if matches_tag(request_headers, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = Response::new(body.into());
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        response
    };
    let headers = response.headers_mut();
    headers.insert(
        header::ETAG,
        HeaderValue::from_str(&tag).expect("hexadecimal digits in quotes are a header"),
    );
    // Kept by browsers, but asked about each time.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// Weak, since compression changes the bytes and leaves the meaning. A later version of Rust may hash
/// otherwise, which costs each client one full answer.
pub fn entity_tag(body: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(body);
    format!("W/\"{:016x}-{:x}\"", hasher.finish(), body.len())
}

/// Strong, since parts of a file are put together by it: of when the file was written, and its length.
pub fn of_file(metadata: &Metadata) -> HeaderValue {
    let written = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
    let since = written.duration_since(SystemTime::UNIX_EPOCH);
    let nanoseconds = since.map_or(0, |since| since.as_nanos());
    let tag = format!("\"{nanoseconds:x}-{:x}\"", metadata.len());
    HeaderValue::from_str(&tag).expect("hexadecimal digits in quotes are a header")
}

/// Whether the client has the file with this tag. Conditions that are answered by that are taken out of
/// `request_headers`, and so is a range of another file than this one (RFC 9110, 13.1.5): it gets the whole.
pub fn condition_on_file(request_headers: &mut HeaderMap, tag: &HeaderValue) -> bool {
    if let Some(range_of) = request_headers.remove(header::IF_RANGE)
        && range_of != tag
    {
        request_headers.remove(header::RANGE);
    }
    let is_known = matches_tag(request_headers, tag.to_str().unwrap_or_default());
    if request_headers.remove(header::IF_NONE_MATCH).is_some() {
        request_headers.remove(header::IF_MODIFIED_SINCE);
    }
    is_known
}

/// Compares weakly, as RFC 9110 (13.1.2) asks for `If-None-Match`.
pub fn matches_tag(request_headers: &HeaderMap, tag: &str) -> bool {
    let opaque = tag.trim_start_matches("W/");
    request_headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|candidate| candidate == "*" || candidate.trim_start_matches("W/") == opaque)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_that_has_the_answer_gets_no_body() {
        let first = tagged(&HeaderMap::new(), "text/plain", "một");
        let tag = first.headers()[header::ETAG].clone();
        let mut headers = HeaderMap::new();
        headers.insert(
            header::IF_NONE_MATCH,
            HeaderValue::from_str(&format!("\"other\", {}", tag.to_str().unwrap())).unwrap(),
        );
        let second = tagged(&headers, "text/plain", "một");
        assert_eq!(second.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(second.headers()[header::ETAG], tag);
        let third = tagged(&headers, "text/plain", "hai");
        assert_eq!(third.status(), StatusCode::OK);
    }
}
