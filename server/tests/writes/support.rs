//! A site with one article in a temporary folder, called as residents' browsers call it.

use std::{fs, net::SocketAddr, path::Path, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{Request, Response, header, request::Builder},
};
use conglang_contract::{
    captcha::{CaptchaAnswer, CaptchaKind},
    problem::{Problem, ProblemCode},
};
use conglang_server::{
    app::app,
    captcha::{code, id::CaptchaId},
    clock::{Clock, ManualClock},
    entropy::SystemEntropy,
    site::{Site, SiteState, Surroundings, settings},
    store::articles::NewArticle,
};
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

/// 2026-11-23T07:00:00Z, two in the afternoon in the town.
pub const NOW: i64 = 1_795_417_200;
/// The article that every site begins with.
pub const SLUG: &str = "le-hoi-den-cho-cui";
/// The address of a resident, outside every trusted proxy's network.
pub const RESIDENT: &str = "203.0.113.9:40000";

const SITE_TOML: &str = r##"name = "Cổng thử"
short_name = "Thử"
tagline = "Tin thử"
description = "Trang để thử."
host = "https://thu.example"
language = "vi"
logo = "logo.svg"
map_title = "Bản đồ"
songs_title = "Ca khúc"

[colors]
primary = "#0f4c4a"
accent = "#a8301f"

[contact]
organisation = "Văn phòng"

[[categories]]
slug = "tin"
name = "Tin tức"
"##;

pub struct TestSite {
    pub site: SiteState,
    pub clock: Arc<ManualClock>,
    router: Router,
    folder: TempDir,
}

impl TestSite {
    pub async fn new() -> Self {
        Self::with("").await
    }

    /// A site with `more` at the end of its `site.toml`.
    pub async fn with(more: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(
            folder.path().join("site.toml"),
            format!("{SITE_TOML}\n{more}"),
        )
        .unwrap();
        fs::write(folder.path().join("logo.svg"), "<svg/>").unwrap();
        let clock = Arc::new(ManualClock::new(NOW));
        let site = open(folder.path(), &clock).await;
        let this = Self {
            router: app(Arc::clone(&site)),
            site,
            clock,
            folder,
        };
        this.add_article(SLUG).await;
        this
    }

    /// The same data folder and clock, as a server that was stopped and started again.
    pub async fn reopen(self) -> Self {
        let Self {
            site,
            clock,
            router,
            folder,
        } = self;
        drop(router);
        site.store.close().await;
        drop(site);
        let site = open(folder.path(), &clock).await;
        Self {
            router: app(Arc::clone(&site)),
            site,
            clock,
            folder,
        }
    }

    pub async fn add_article(&self, slug: &str) {
        let article = NewArticle {
            slug: slug.parse().unwrap(),
            title: "Lễ hội đền Chợ Củi".to_owned(),
            lead: "Mở đầu".to_owned(),
            category: "tin".parse().unwrap(),
            body_html: "<p>Nội dung</p>".to_owned(),
            body_text: "Nội dung".to_owned(),
            author: None,
            source: None,
            tags: Vec::new(),
            published_at: NOW - 3_600,
            cover: None,
            attachments: Vec::new(),
            content_hash: slug.to_owned(),
        };
        self.site.store.upsert_article(&article, NOW).await.unwrap();
    }

    /// Sends `request` from `peer`, the other end of its connection.
    pub async fn send_from(&self, peer: &str, mut request: Request<Body>) -> Response<Body> {
        let peer: SocketAddr = peer.parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub async fn send(&self, request: Request<Body>) -> Response<Body> {
        self.send_from(RESIDENT, request).await
    }

    /// `path` is under the API's prefix.
    pub async fn get(&self, path: &str) -> Response<Body> {
        self.send(call("GET", path).body(Body::empty()).unwrap())
            .await
    }

    pub async fn json(&self, path: &str) -> Value {
        read(self.get(path).await, 200).await
    }

    /// A code captcha with its right answer.
    pub fn solved(&self) -> CaptchaAnswer {
        let id = CaptchaId::new(&SystemEntropy, CaptchaKind::Code, self.clock.now());
        CaptchaAnswer {
            id: id.sign(&self.site.secrets),
            answer: code::characters(&self.site.secrets, &id),
        }
    }

    pub async fn vote(&self, stars: i64, captcha: &CaptchaAnswer) -> Response<Body> {
        self.send(vote(SLUG, stars, captcha, None)).await
    }
}

async fn open(folder: &Path, clock: &Arc<ManualClock>) -> SiteState {
    let settings = settings::load(&folder.join("site.toml")).unwrap();
    let surroundings = Surroundings {
        clock: Arc::<ManualClock>::clone(clock),
        entropy: Arc::new(SystemEntropy),
    };
    Site::open(settings, folder.join("data"), surroundings)
        .await
        .unwrap()
}

/// A request to `path` under the API's prefix.
pub fn call(method: &str, path: &str) -> Builder {
    Request::builder()
        .method(method)
        .uri(format!("/api/v1{path}"))
}

/// A request with a JSON body.
pub fn json_call(method: &str, path: &str, body: &Value) -> Request<Body> {
    call(method, path)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

/// `PUT articles/{slug}/rating`, with the visitor's cookie if there is one.
pub fn vote(
    slug: &str,
    stars: i64,
    captcha: &CaptchaAnswer,
    cookie: Option<&str>,
) -> Request<Body> {
    let body = json!({ "stars": stars, "captcha": captcha });
    let mut request = json_call("PUT", &format!("/articles/{slug}/rating"), &body);
    if let Some(cookie) = cookie {
        request
            .headers_mut()
            .insert(header::COOKIE, cookie.parse().unwrap());
    }
    request
}

/// The body of an answer that has to have `status`.
pub async fn read<T: DeserializeOwned>(response: Response<Body>, status: u16) -> T {
    let given = response.status();
    let bytes = bytes(response).await;
    assert_eq!(given, status, "{}", String::from_utf8_lossy(&bytes));
    serde_json::from_slice(&bytes).unwrap()
}

pub async fn bytes(response: Response<Body>) -> Vec<u8> {
    let body = response.into_body().collect().await.unwrap();
    body.to_bytes().to_vec()
}

/// The problem of a refusal, whose status, media type and body have to agree.
pub async fn refusal(response: Response<Body>) -> Problem {
    let status = response.status();
    let content_type = response.headers().get(header::CONTENT_TYPE).cloned();
    let bytes = bytes(response).await;
    let text = String::from_utf8_lossy(&bytes);
    assert_eq!(
        content_type.unwrap(),
        "application/problem+json",
        "{status} {text}"
    );
    let problem: Problem = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(problem.status, status.as_u16());
    assert_eq!(problem.status, problem.code.status());
    problem
}

pub async fn assert_refused(response: Response<Body>, code: ProblemCode) {
    assert_eq!(refusal(response).await.code, code);
}
