//! Where a request of a browser comes from, and whether it may write.

use std::fmt;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use conglang_contract::problem::ProblemCode;

use super::problem::ApiError;
use crate::site::{SiteState, check, settings::Settings};

/// Scheme, host and port of a site, as browsers write it in `Origin`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

/// Sent by browsers alone, which let no script write it.
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// How long a browser remembers what it may call, in seconds.
const PREFLIGHT_SECONDS: u32 = 600;
const READING: HeaderValue = HeaderValue::from_static("GET, HEAD");
const WRITING: HeaderValue = HeaderValue::from_static("GET, HEAD, POST, PUT, DELETE");
const SENT_HEADERS: HeaderValue =
    HeaderValue::from_static("content-type, idempotency-key, if-none-match");
const SHOWN_HEADERS: HeaderValue = HeaderValue::from_static("etag, content-language, retry-after");

impl Origin {
    /// Reads `https://tinh.example` or `http://localhost:8081`.
    ///
    /// # Errors
    /// When a browser would write another one, or none: the reason, as a Vietnamese sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.contains('*') {
            return Err(format!(
                "“{text}”: dấu * chỉ đứng một mình; hãy ghi từng địa chỉ một"
            ));
        }
        check::host(text)?;
        if !text.is_ascii() {
            return Err(format!(
                "tên miền có dấu trong “{text}” phải ghi ở dạng xn--…, như trình duyệt gửi"
            ));
        }
        let origin = text.to_ascii_lowercase();
        for (scheme, port) in [("https://", ":443"), ("http://", ":80")] {
            if origin.starts_with(scheme) && origin.ends_with(port) {
                return Err(format!(
                    "“{text}”: trình duyệt không gửi cổng mặc định, hãy bỏ {port}"
                ));
            }
        }
        Ok(Self(origin))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Whether the request comes from a page of this portal, or from no page at all.
fn is_own(headers: &HeaderMap, settings: &Settings) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else {
        // Browsers name it with everything that writes; programs have none.
        return true;
    };
    if headers
        .get(FETCH_SITE)
        .is_some_and(|site| site == "same-origin")
    {
        return true;
    }
    let Ok(origin) = origin.to_str() else {
        return false;
    };
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    origin == settings.host || (authority.is_some() && authority == host)
}

/// Refuses what writes when it comes from a page of a site that `embed.allowed_origins` does not list; for
/// `axum::middleware::from_fn_with_state`. Whatever cookie or captcha such a request brings.
pub async fn refuse_foreign_writes(
    State(site): State<SiteState>,
    request: Request,
    next: Next,
) -> Response {
    if is_allowed(request.method(), request.headers(), &site.settings) {
        next.run(request).await
    } else {
        ApiError::from(ProblemCode::OriginNotAllowed).into_response()
    }
}

fn is_allowed(method: &Method, headers: &HeaderMap, settings: &Settings) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
        || is_own(headers, settings)
        || headers
            .get(header::ORIGIN)
            .is_some_and(|origin| settings.embed.may_write(origin))
}

/// Lets scripts of listed sites call the API, those of others only where everybody may read, and tells
/// browsers so; for `axum::middleware::from_fn_with_state`. Cookies are never sent along.
pub async fn share(State(site): State<SiteState>, request: Request, next: Next) -> Response {
    let embed = &site.settings.embed;
    let origin = request.headers().get(header::ORIGIN).cloned();
    let is_preflight = request.method() == Method::OPTIONS
        && request
            .headers()
            .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let may_write = origin
        .as_ref()
        .is_some_and(|origin| embed.may_write(origin));
    let reader = match origin {
        Some(origin) if may_write => Some(origin),
        _ if embed.anyone_reads => Some(HeaderValue::from_static("*")),
        _ => None,
    };
    let mut response = if is_preflight {
        let mut response = StatusCode::NO_CONTENT.into_response();
        if reader.is_some() {
            let methods = if may_write { WRITING } else { READING };
            let headers = response.headers_mut();
            headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
            headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, SENT_HEADERS);
            headers.insert(
                header::ACCESS_CONTROL_MAX_AGE,
                HeaderValue::from(PREFLIGHT_SECONDS),
            );
        }
        response
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    if let Some(reader) = reader {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, reader);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, SHOWN_HEADERS);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_what_browsers_write() {
        for (text, origin) in [
            ("https://tinh.example", "https://tinh.example"),
            ("https://Tinh.Example:8443", "https://tinh.example:8443"),
            ("http://127.0.0.1:81", "http://127.0.0.1:81"),
        ] {
            assert_eq!(Origin::parse(text).unwrap().as_str(), origin);
        }
    }

    #[test]
    fn what_no_browser_writes_is_refused_with_the_reason() {
        for (text, part) in [
            ("tinh.example", "https://"),
            ("https://tinh.example/", "dấu /"),
            ("https://tinh.example/tin", "máy chủ"),
            ("https://*.tinh.example", "dấu *"),
            ("https://tỉnh.example", "xn--"),
            ("https://tinh.example:443", ":443"),
            ("http://tinh.example:80", ":80"),
            ("https://a.example; script-src *", "dấu *"),
            ("https://a.example 'unsafe-inline'", "máy chủ"),
            ("null", "https://"),
            ("", "https://"),
        ] {
            let told = Origin::parse(text).unwrap_err();
            assert!(told.contains(part), "{text}: {told}");
        }
    }
}
