//! One page: the app rendered natively from the API's answers, sent whole.

use std::net::IpAddr;

use axum::{
    Extension, Router,
    body::Body,
    extract::{ConnectInfo, Request},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use axum_extra::extract::cookie::CookieJar;
use conglang::{
    App,
    api::{
        ApiResponse,
        known::{ANSWER_MARK, STATUS_MARK},
        page_answers::PageAnswers,
    },
    app::RENDERED_MARK,
    hooks::{
        page_head::{PageHead, PageHeadSlot},
        preference::{IsSparing, SPARING, SPARING_ON},
    },
    i18n::with_language,
};
use conglang_contract::{API_PREFIX, language::Language};
use futures::future::join_all;
use leptos::prelude::*;
use leptos_router::location::RequestUrl;
use tower::ServiceExt;

use super::{Pages, assets, head, install, template::VERSION_HEADER};
use crate::{
    discovery::opensearch,
    http::{
        client_address::ClientAddress, entity_tag, language::request_language, problem::ApiError,
    },
    old_address::OldAddress,
    site::Site,
};

/// A page asks for what an earlier answer led it to at most once; more is a mistake of the app.
const MOST_PASSES: usize = 4;
/// Larger answers are a mistake; the limit keeps a mistake from filling the memory.
const ANSWER_LIMIT_BYTES: usize = 16 * 1024 * 1024;

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
    let (parts, _) = request.into_parts();
    let rendered = match render(&pages, &parts.uri, &parts.headers, client.ip).await {
        Ok(rendered) => rendered,
        Err(error) => return error.into_response(),
    };
    if rendered.status == StatusCode::NOT_FOUND {
        match moved(&pages.site, &parts.uri).await {
            Ok(Some(response)) => return response,
            Ok(None) => {}
            Err(error) => return error.into_response(),
        }
    }
    if parts.method == Method::GET && rendered.status == StatusCode::OK {
        record_visit(&pages.site, client.ip, &parts.headers, &path);
    }
    rendered.into_response(&parts.headers)
}

/// To the article that was at `uri` before. It is asked where there is no page, so that old addresses cost
/// the others nothing and hide none.
async fn moved(site: &Site, uri: &Uri) -> Result<Option<Response>, ApiError> {
    for address in OldAddress::asked(uri.path(), uri.query()) {
        if let Some(slug) = site.store.article_at_old_address(&address).await? {
            let location = HeaderValue::from_str(&format!("/bai-viet/{slug}"))
                .map_err(|error| ApiError::Internal(error.to_string()))?;
            let headers = [
                (header::LOCATION, location),
                // An editor may let it lead elsewhere.
                (
                    header::CACHE_CONTROL,
                    HeaderValue::from_static("max-age=3600"),
                ),
            ];
            return Ok(Some(
                (StatusCode::MOVED_PERMANENTLY, headers).into_response(),
            ));
        }
    }
    Ok(None)
}

/// A page before it is turned into a response.
struct RenderedPage {
    status: StatusCode,
    html: String,
    policy: HeaderValue,
    /// Of the app that it starts, if it does.
    version: Option<HeaderValue>,
}

/// Renders the page at `uri` until it asks for nothing more; see [`PageAnswers`].
async fn render(
    pages: &Pages,
    uri: &Uri,
    headers: &HeaderMap,
    address: IpAddr,
) -> Result<RenderedPage, ApiError> {
    let language = request_language();
    let sparing = is_sparing(headers);
    let answers = PageAnswers::default();
    for _ in 0..MOST_PASSES {
        let (body, head) = pass(uri, language, sparing, &answers);
        let wanted = answers.take_wanted();
        if wanted.is_empty() {
            let head =
                head.ok_or_else(|| ApiError::Internal(format!("{uri} is a page without a head")))?;
            return Ok(whole(pages, language, sparing, &body, &head, answers));
        }
        let cookie = headers.get(header::COOKIE);
        let calls = wanted
            .iter()
            .map(|path| call(&pages.api, language.call(path), cookie, address));
        let responses = join_all(calls).await;
        for (path, response) in wanted.into_iter().zip(responses) {
            answers.insert(path, response);
        }
    }
    Err(ApiError::Internal(format!(
        "{uri} asks for more and more answers"
    )))
}

/// What the reader chose, or else the device.
fn is_sparing(headers: &HeaderMap) -> IsSparing {
    let cookies = CookieJar::from_headers(headers);
    IsSparing(match cookies.get(SPARING.key) {
        Some(chosen) => chosen.value() == SPARING_ON,
        None => headers.get(SAVE_DATA).is_some_and(|value| value == "on"),
    })
}

/// Sent by browsers of readers who save data.
const SAVE_DATA: HeaderName = HeaderName::from_static("save-data");

/// The app's HTML with the answers that are there, and the head if a page was reached.
fn pass(
    uri: &Uri,
    language: Language,
    sparing: IsSparing,
    answers: &PageAnswers,
) -> (String, Option<PageHead>) {
    let head = PageHeadSlot::default();
    let html = Owner::new().with(|| {
        provide_context(head.clone());
        provide_context(answers.clone());
        provide_context(sparing);
        provide_context(RequestUrl::new(path_and_query(uri)));
        with_language(language, || App().into_view().to_html())
    });
    (html, head.take())
}

/// Path and query with one slash at the beginning; what begins with two would be taken for a host.
fn path_and_query(uri: &Uri) -> &str {
    let all = uri.path_and_query().map_or("/", |all| all.as_str());
    let extra = all.len() - all.trim_start_matches('/').len();
    &all[extra.saturating_sub(1)..]
}

fn whole(
    pages: &Pages,
    language: Language,
    sparing: IsSparing,
    body: &str,
    head: &PageHead,
    answers: PageAnswers,
) -> RenderedPage {
    let status = StatusCode::from_u16(head.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let language_code = language.code();
    let root = if sparing.0 {
        format!(
            "<html lang=\"{language_code}\" {}=\"{SPARING_ON}\">",
            SPARING.attribute
        )
    } else {
        format!("<html lang=\"{language_code}\">")
    };
    let settings = &pages.site.settings;
    let tags = head::tags(head, language, settings)
        + &install::tags_with(pages.template.frame_colors(), language, settings)
        + &opensearch::tag(language, settings);
    if head.without_app {
        let template = pages.template.head_without_scripts();
        return RenderedPage {
            status,
            html: format!(
                "<!DOCTYPE html>{root}<head>{template}{tags}</head><body>{body}</body></html>"
            ),
            policy: pages.template.policy_without_scripts().clone(),
            version: None,
        };
    }
    // The app's tags come first, so that the browser meets them before the page's own.
    let mut html = format!(
        "<!DOCTYPE html>{root}<head>{}{tags}</head><body {RENDERED_MARK}=\"\">{body}",
        pages.template.head(),
    );
    // Behind the page, which a slow network then brings first.
    for (path, ApiResponse { status, body }) in answers.into_handed_over() {
        let path = head::escaped(&path);
        html.push_str(&format!(
            "<script type=\"application/json\" {ANSWER_MARK}=\"{path}\" {STATUS_MARK}=\"{status}\">{}</script>",
            head::script_json(&body)
        ));
    }
    html.push_str("</body></html>");
    RenderedPage {
        status,
        html,
        policy: pages.template.content_security_policy().clone(),
        // A worker that is to go opens pages as they are.
        version: HeaderValue::from_str(pages.template.version())
            .ok()
            .filter(|_| settings.offline.enabled),
    }
}

impl RenderedPage {
    fn into_response(self, request: &HeaderMap) -> Response {
        let tag = entity_tag::entity_tag(self.html.as_bytes());
        let mut headers = HeaderMap::new();
        // A page may carry the visitor's own vote, so no shared cache keeps it.
        headers.insert(
            header::CACHE_CONTROL,
            HeaderValue::from_static("private, no-cache"),
        );
        headers.insert(
            header::VARY,
            HeaderValue::from_static("cookie, save-data, accept-encoding"),
        );
        headers.insert(header::CONTENT_SECURITY_POLICY, self.policy);
        if let Some(version) = self.version {
            headers.insert(VERSION_HEADER, version);
        }
        if let Ok(value) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, value);
        }
        if self.status == StatusCode::OK && entity_tag::matches_tag(request, &tag) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        (self.status, headers, self.html).into_response()
    }
}

/// What a page without scripts may load.
pub const POLICY_WITHOUT_SCRIPTS: &str = "default-src 'none'; style-src 'self'; font-src 'self'; \
    img-src 'self' data:; media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

/// The API's answer to `GET /api/v1/{path}`, called in process with the visitor's cookie and address, so
/// that there is one implementation and one JSON.
async fn call(
    api: &Router,
    path: String,
    cookie: Option<&HeaderValue>,
    address: IpAddr,
) -> ApiResponse {
    let failure = |status: StatusCode| ApiResponse {
        status: status.as_u16(),
        body: String::new(),
    };
    let mut request = Request::get(format!("{API_PREFIX}/{path}"))
        .extension(ConnectInfo(std::net::SocketAddr::new(address, 0)));
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    let Ok(request) = request.body(Body::empty()) else {
        return failure(StatusCode::BAD_REQUEST);
    };
    let response = match api.clone().oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    };
    let status = response.status();
    let body = axum::body::to_bytes(response.into_body(), ANSWER_LIMIT_BYTES).await;
    match body.map(|body| String::from_utf8(body.into())) {
        Ok(Ok(body)) => ApiResponse {
            status: status.as_u16(),
            body,
        },
        _ => failure(StatusCode::BAD_GATEWAY),
    }
}

/// Counts a page that was read.
pub fn record_visit(site: &Site, address: IpAddr, headers: &HeaderMap, path: &str) {
    if site.settings.features.visits {
        let user_agent = headers
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        site.visits
            .record(address, user_agent, path, site.clock.now());
    }
}
