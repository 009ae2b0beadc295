//! One page: the app rendered natively, its data from the API in process, sent whole.

use std::{
    net::IpAddr,
    sync::{Arc, OnceLock},
};

use axum::{
    Extension, Router,
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use conglang::{
    App,
    api::in_process::{ApiRequest, ApiResponse, InProcessApi, Method as ApiMethod},
    app::RENDERED_MARK,
    hooks::page_head::PageHeadSlot,
};
use conglang_contract::API_PREFIX;
use leptos::{nonce::use_nonce, prelude::*};
use tower::ServiceExt;

use super::{Pages, assets, head};
use crate::{
    http::{client_address::ClientAddress, entity_tag, problem::ApiError},
    site::Site,
};

/// Larger pages are a mistake; the limit keeps a mistake from filling the memory.
const PAGE_LIMIT_BYTES: usize = 16 * 1024 * 1024;

/// Any address that no other route takes: a file of the app, or else a page.
pub async fn page(
    Extension(pages): Extension<Pages>,
    client: ClientAddress,
    request: Request,
) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return ApiError::from(conglang_contract::problem::ProblemCode::MethodNotAllowed)
            .into_response();
    }
    let path = request.uri().path().to_owned();
    if let Some(file) = assets::app_file(path.trim_start_matches('/'), request.headers()) {
        return file;
    }
    let headers = request.headers().clone();
    let is_read = *request.method() == Method::GET;
    let rendered = match render(&pages, request, client.ip).await {
        Ok(rendered) => rendered,
        Err(error) => return error.into_response(),
    };
    if is_read && rendered.status == StatusCode::OK {
        record_visit(&pages.site, client.ip, &headers, &path);
    }
    rendered.into_response(&headers)
}

/// A page before it is turned into a response.
struct RenderedPage {
    status: StatusCode,
    html: String,
    nonce: String,
}

async fn render(
    pages: &Pages,
    request: Request,
    address: IpAddr,
) -> Result<RenderedPage, ApiError> {
    let head = PageHeadSlot::default();
    let nonce = Arc::new(OnceLock::<String>::new());
    let api = in_process_api(pages.api.clone(), request.headers(), address);

    let context = {
        let (head, nonce) = (head.clone(), Arc::clone(&nonce));
        move || {
            if let Some(made) = use_nonce() {
                nonce.get_or_init(|| made.to_string());
            }
            provide_context(head.clone());
            provide_context(api.clone());
        }
    };
    let response = leptos_axum::render_app_async_with_context(context, shell)(request).await;
    let body = axum::body::to_bytes(response.into_body(), PAGE_LIMIT_BYTES)
        .await
        .map_err(|error| ApiError::Internal(format!("a page broke off: {error}")))?;
    let html = String::from_utf8(body.into())
        .map_err(|error| ApiError::Internal(format!("a page is no UTF-8: {error}")))?;

    let nonce = nonce.get().cloned().unwrap_or_default();
    let head = head.take();
    let own_tags = head
        .as_ref()
        .map(|head| head::tags(head, &pages.site.settings))
        .unwrap_or_default();
    // The app's tags come first, so that the browser meets them before the page's own.
    let tags = format!("<head>{}{own_tags}", pages.template.head(&nonce));
    Ok(RenderedPage {
        status: head
            .and_then(|head| StatusCode::from_u16(head.status).ok())
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        html: html.replacen("<head>", &tags, 1),
        nonce,
    })
}

fn shell() -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="vi">
            <head></head>
            <body data-rendered="">
                <App/>
            </body>
        </html>
    }
}

impl RenderedPage {
    fn into_response(self, request: &HeaderMap) -> Response {
        // The nonce is new in every response; the tag is of what the resident sees.
        let tag = entity_tag::entity_tag(self.html.replace(&self.nonce, "").as_bytes());
        let mut headers = HeaderMap::new();
        // A page may carry the visitor's own vote, so no shared cache keeps it.
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        );
        headers.insert(
            header::VARY,
            HeaderValue::from_static("cookie, accept-encoding"),
        );
        if let Ok(value) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, value);
        }
        if self.status == StatusCode::OK && entity_tag::matches_tag(request, &tag) {
            // Without a policy of its own the browser keeps the one that came with its copy, whose
            // nonce is the one in that copy.
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        if let Ok(policy) = HeaderValue::from_str(&content_security_policy(&self.nonce)) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        (self.status, headers, self.html).into_response()
    }
}

/// What a page without scripts may load.
pub const POLICY_WITHOUT_SCRIPTS: &str = "default-src 'none'; style-src 'self'; font-src 'self'; \
    img-src 'self' data:; media-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

/// What a page whose scripts carry `nonce` may load.
pub fn content_security_policy(nonce: &str) -> String {
    // Wasm is compiled, which counts as evaluation; the scripts' own text is never evaluated.
    // `connect-src` is the API and the live stream.
    format!(
        "{POLICY_WITHOUT_SCRIPTS}; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         worker-src 'self'; connect-src 'self'; manifest-src 'self'"
    )
}

/// Answers the app's calls for one page with that page's cookies and address.
fn in_process_api(api: Router, page: &HeaderMap, address: IpAddr) -> InProcessApi {
    let cookie = page.get(header::COOKIE).cloned();
    InProcessApi::new(move |call| {
        let (api, cookie) = (api.clone(), cookie.clone());
        async move { answer(api, call, cookie, address).await }
    })
}

async fn answer(
    api: Router,
    call: ApiRequest,
    cookie: Option<HeaderValue>,
    address: IpAddr,
) -> ApiResponse {
    let method = match call.method {
        ApiMethod::Get => Method::GET,
        ApiMethod::Post => Method::POST,
        ApiMethod::Put => Method::PUT,
        ApiMethod::Delete => Method::DELETE,
    };
    let mut builder = Request::builder()
        .method(method)
        .uri(format!("{API_PREFIX}/{}", call.path))
        .extension(axum::extract::ConnectInfo(std::net::SocketAddr::new(
            address, 0,
        )));
    if let Some(cookie) = cookie {
        builder = builder.header(header::COOKIE, cookie);
    }
    let failure = |status: StatusCode| ApiResponse {
        status: status.as_u16(),
        body: String::new(),
    };
    let Ok(request) = builder.body(Body::from(call.body.unwrap_or_default())) else {
        return failure(StatusCode::BAD_REQUEST);
    };
    let response = match api.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    };
    let status = response.status();
    match axum::body::to_bytes(response.into_body(), PAGE_LIMIT_BYTES).await {
        Ok(body) => ApiResponse {
            status: status.as_u16(),
            body: String::from_utf8_lossy(&body).into_owned(),
        },
        Err(_) => failure(StatusCode::BAD_GATEWAY),
    }
}

fn record_visit(site: &Site, address: IpAddr, headers: &HeaderMap, path: &str) {
    if site.settings.features.visits {
        let user_agent = headers
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        site.visits
            .record(address, user_agent, path, site.clock.now());
    }
}

const _: () = assert!(
    matches!(RENDERED_MARK.as_bytes(), b"data-rendered"),
    "the shell writes the mark that the app looks for"
);
