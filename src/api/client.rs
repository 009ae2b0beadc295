//! One call of the API.

use conglang_contract::{
    API_PREFIX,
    problem::{Problem, ProblemCode},
};
use serde::de::DeserializeOwned;

/// Why a call gave no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// The server was not reached, or the connection broke.
    Unreachable,
    /// The server answered something that the contract does not have.
    Unreadable,
    /// The server refused, and said why.
    Problem(Problem),
}

pub type ApiResult<T> = Result<T, ApiError>;

impl ApiError {
    pub fn is_not_found(&self) -> bool {
        self.code() == Some(ProblemCode::NotFound)
    }

    /// The server's code, if it was the server that refused.
    pub fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            Self::Unreachable | Self::Unreadable => None,
        }
    }
}

/// What a call sends.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "ssr", expect(dead_code, reason = "only the browser sends"))]
pub struct ApiRequest {
    pub method: Method,
    /// Path and query after `/api/v1/`.
    pub path: String,
    /// JSON.
    pub body: Option<String>,
    pub idempotency_key: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    #[default]
    Get,
    Post,
    Put,
    Delete,
}

/// What a call got back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApiResponse {
    /// The HTTP status; 0 when the server was not reached, as `XMLHttpRequest` has it.
    pub status: u16,
    /// JSON; of a page HTML.
    pub body: String,
}

impl ApiRequest {
    /// `GET /api/v1/{path}`
    pub fn get(path: String) -> Self {
        Self {
            path,
            ..Self::default()
        }
    }
}

impl ApiResponse {
    /// The response with which a server refuses.
    pub fn problem(problem: &Problem) -> Self {
        Self {
            status: problem.status,
            body: serde_json::to_string(problem).unwrap_or_default(),
        }
    }

    /// The body of a success as `T`.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub fn read<T: DeserializeOwned>(&self) -> ApiResult<T> {
        serde_json::from_str(self.success_body()?).map_err(|_| ApiError::Unreadable)
    }

    fn success_body(&self) -> ApiResult<&str> {
        match self.status {
            0 => Err(ApiError::Unreachable),
            200..300 => Ok(&self.body),
            _ => {
                Err(serde_json::from_str(&self.body)
                    .map_or(ApiError::Unreadable, ApiError::Problem))
            }
        }
    }
}

/// Sends `request` and reads the answer as `T`.
///
/// # Errors
/// See [`ApiError`].
pub async fn call<T: DeserializeOwned>(request: ApiRequest) -> ApiResult<T> {
    send(request).await.read()
}

/// Sends `request`, whose answer has no body.
///
/// # Errors
/// See [`ApiError`].
pub async fn call_without_answer(request: ApiRequest) -> ApiResult<()> {
    send(request).await.success_body().map(drop)
}

/// The whole path of a call.
pub fn path(path: &str) -> String {
    format!("{API_PREFIX}/{path}")
}

/// Pages are rendered from answers that are there already, and nobody presses a button in the server.
#[cfg(feature = "ssr")]
pub(super) async fn send(_request: ApiRequest) -> ApiResponse {
    ApiResponse::default()
}

#[cfg(not(feature = "ssr"))]
pub(super) async fn send(request: ApiRequest) -> ApiResponse {
    let address = path(&crate::i18n::language().call(&request.path));
    fetch(&address, request).await.unwrap_or_default()
}

/// The page at `address`, as the server renders it.
#[cfg(not(feature = "ssr"))]
pub async fn page(address: &str) -> ApiResponse {
    let request = ApiRequest::default();
    fetch(address, request).await.unwrap_or_default()
}

#[cfg(not(feature = "ssr"))]
async fn fetch(address: &str, request: ApiRequest) -> Result<ApiResponse, gloo_net::Error> {
    use gloo_net::http::RequestBuilder;

    // A page that is left drops the future, and with it the controller ends the transfer.
    struct AbortOnDrop(Option<web_sys::AbortController>);
    impl Drop for AbortOnDrop {
        fn drop(&mut self) {
            if let Some(controller) = &self.0 {
                controller.abort();
            }
        }
    }

    let guard = AbortOnDrop(web_sys::AbortController::new().ok());
    let signal = guard.0.as_ref().map(web_sys::AbortController::signal);
    let method = match request.method {
        Method::Get => gloo_net::http::Method::GET,
        Method::Post => gloo_net::http::Method::POST,
        Method::Put => gloo_net::http::Method::PUT,
        Method::Delete => gloo_net::http::Method::DELETE,
    };
    let mut builder = RequestBuilder::new(address)
        .method(method)
        .abort_signal(signal.as_ref());
    if let Some(key) = &request.idempotency_key {
        builder = builder.header("idempotency-key", key);
    }
    let built = match request.body {
        Some(body) => builder
            .header("content-type", "application/json")
            .body(body),
        None => builder.build(),
    };
    let response = built?.send().await?;
    Ok(ApiResponse {
        status: response.status(),
        body: response.text().await?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_not_reached_has_no_status() {
        let nothing: ApiResult<String> = ApiResponse::default().read();
        assert_eq!(nothing, Err(ApiError::Unreachable));
    }

    #[test]
    fn a_refusal_is_told_as_the_server_told_it() {
        let problem = Problem::new(ProblemCode::RateLimited);
        let refused: ApiResult<String> = ApiResponse::problem(&problem).read();
        assert_eq!(refused, Err(ApiError::Problem(problem)));
        let gateway = ApiResponse {
            status: 502,
            body: "<html>".to_owned(),
        };
        assert_eq!(gateway.read::<String>(), Err(ApiError::Unreadable));
    }
}
