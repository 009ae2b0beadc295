//! A site with one article in a temporary folder, called as residents' browsers call it.

use axum::{
    body::Body,
    http::{Request, Response, header},
};
use conglang_contract::{
    captcha::{CaptchaAnswer, CaptchaKind},
    problem::{Problem, ProblemCode},
};
use conglang_server::{
    captcha::{code, id::CaptchaId},
    clock::Clock,
    entropy::SystemEntropy,
    store::articles::NewArticle,
};
use serde_json::{Value, json};

pub use crate::site::{NOW, RESIDENT, TestSite, bytes, call, read};

/// The article that residents write about.
pub const SLUG: &str = "le-hoi-den-cho-cui";
/// A site with the article [`SLUG`].
pub async fn site_with_article() -> TestSite {
    site_with("").await
}

/// [`site_with_article`] with `more` at the end of its `site.toml`.
pub async fn site_with(more: &str) -> TestSite {
    let site = TestSite::with(more).await;
    site.add_article(SLUG).await;
    site
}

impl TestSite {
    pub async fn add_article(&self, slug: &str) {
        let article = NewArticle {
            slug: slug.parse().unwrap(),
            title: "Lễ hội đền Chợ Củi".to_owned(),
            lead: "Mở đầu".to_owned(),
            category: "tin".parse().unwrap(),
            body_html: "<p>Nội dung</p>".to_owned(),
            english_page_html: None,
            body_text: "Nội dung".to_owned(),
            author: None,
            source: None,
            tags: Vec::new(),
            published_at: NOW - 3_600,
            old_addresses: Vec::new(),
            cover: None,
            attachments: Vec::new(),
            english: None,
            audio: None,
            content_hash: slug.to_owned(),
        };
        self.site.store.upsert_article(&article, NOW).await.unwrap();
    }

    /// The same site, started again with `more` at the end of its `site.toml`.
    pub async fn reopen_with(self, more: &str) -> Self {
        let path = self.content.with_file_name("site.toml");
        let settings = std::fs::read_to_string(&path).unwrap();
        std::fs::write(path, format!("{settings}\n{more}")).unwrap();
        self.reopen().await
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
