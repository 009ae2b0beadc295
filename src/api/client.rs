//! One call of the API: over the network in the browser, in process in the server.

use conglang_contract::{
    API_PREFIX,
    problem::{Problem, ProblemCode},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// Why a call gave no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// What a call got back: the status, and the body as text.
#[derive(Clone, Debug)]
pub struct ApiResponse {
    pub status: u16,
    pub body: String,
}

/// `GET /api/v1/{path}`.
pub async fn get<T: DeserializeOwned>(path: String) -> ApiResult<T> {
    call(ApiRequest {
        path,
        ..ApiRequest::default()
    })
    .await
}

/// Sends `request` and reads the answer as `T`.
pub async fn call<T: DeserializeOwned>(request: ApiRequest) -> ApiResult<T> {
    let response = send(request).await?;
    serde_json::from_str(&success_body(response)?).map_err(|_| ApiError::Unreadable)
}

/// Sends `request`, whose answer has no body.
pub async fn call_without_answer(request: ApiRequest) -> ApiResult<()> {
    success_body(send(request).await?).map(drop)
}

/// The whole path of a call.
pub fn path(path: &str) -> String {
    format!("{API_PREFIX}/{path}")
}

fn success_body(response: ApiResponse) -> ApiResult<String> {
    if (200..300).contains(&response.status) {
        return Ok(response.body);
    }
    Err(serde_json::from_str(&response.body).map_or(ApiError::Unreadable, ApiError::Problem))
}

#[cfg(feature = "ssr")]
async fn send(request: ApiRequest) -> ApiResult<ApiResponse> {
    super::in_process::send(request).await
}

#[cfg(not(feature = "ssr"))]
async fn send(request: ApiRequest) -> ApiResult<ApiResponse> {
    use send_wrapper::SendWrapper;
    // The browser has one thread; the wrapper says so to `Resource`, which also runs in the server.
    SendWrapper::new(fetch(request)).await
}

#[cfg(not(feature = "ssr"))]
async fn fetch(request: ApiRequest) -> ApiResult<ApiResponse> {
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
    let mut builder = RequestBuilder::new(&path(&request.path))
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
    let response = built
        .map_err(|_| ApiError::Unreachable)?
        .send()
        .await
        .map_err(|_| ApiError::Unreachable)?;
    Ok(ApiResponse {
        status: response.status(),
        body: response.text().await.map_err(|_| ApiError::Unreachable)?,
    })
}
