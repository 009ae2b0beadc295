//! The portal of a site in a temporary folder, asked like a browser would.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, Method, Request, StatusCode, header},
};
use conglang_server::captcha::{code, id::CaptchaId};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

pub use crate::site::{NOW, TestSite, article};

/// A phone's browser, whose readings are counted.
pub const BROWSER: &str = "Mozilla/5.0 (Linux; Android 11; SM-A107F) AppleWebKit/537.36 \
                           (KHTML, like Gecko) Chrome/110.0.0.0 Mobile Safari/537.36";

/// A site whose pages are asked for.
pub struct Portal {
    pub content: TestSite,
}

/// A whole response.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Portal {
    /// A portal without articles.
    pub async fn empty() -> Self {
        Self::with("").await
    }

    /// A portal without articles, with `more` at the end of its `site.toml`.
    pub async fn with(more: &str) -> Self {
        let content = TestSite::with(more).await;
        Self { content }
    }

    /// A portal with the article `bai-mot`, whose text is `body`.
    pub async fn with_article(body: &str) -> Self {
        let portal = Self::empty().await;
        portal.content.write_article("bai-mot", body);
        assert_eq!(portal.content.import().await.created, 1);
        portal
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], Body::empty()).await
    }

    pub async fn get_with(&self, path: &str, headers: &[(HeaderName, &str)]) -> Answer {
        self.send(Method::GET, path, headers, Body::empty()).await
    }

    /// Sends a form as a browser without JavaScript does.
    pub async fn post_form(&self, path: &str, form: &str) -> Answer {
        let form_type = [(header::CONTENT_TYPE, "application/x-www-form-urlencoded")];
        self.send(Method::POST, path, &form_type, Body::from(form.to_owned()))
            .await
    }

    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(HeaderName, &str)],
        body: Body,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let request = request.body(body).unwrap();
        let response = self.content.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: body.collect().await.unwrap().to_bytes().to_vec(),
        }
    }

    /// What the picture of the captcha `id` shows.
    pub fn code(&self, id: &str) -> String {
        let secrets = &self.content.site.secrets;
        code::characters(
            secrets,
            &CaptchaId::verify(id, secrets).expect("our captcha"),
        )
    }
}

impl Answer {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The header `name`, which has to be there.
    pub fn header(&self, name: impl Into<HeaderName>) -> &str {
        let name = name.into();
        let value = self.headers.get(&name);
        let value = value.unwrap_or_else(|| panic!("no {name} in {:?}", self.headers));
        value.to_str().unwrap()
    }

    /// The code of the problem that the answer is.
    pub fn problem(&self) -> (u16, String) {
        assert_eq!(
            self.header(header::CONTENT_TYPE),
            "application/problem+json"
        );
        let problem = self.json();
        assert_eq!(problem["status"], self.status.as_u16());
        let code = problem["code"].as_str().unwrap().to_owned();
        (self.status.as_u16(), code)
    }
}

/// The opening tags called `name`.
pub fn tags<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    html.split(&format!("<{name}"))
        .skip(1)
        .filter(|rest| rest.starts_with([' ', '>', '/']))
        .map(|rest| rest.split_once('>').expect("the tag ends").0)
        .collect()
}

/// The attribute `name` of an opening tag.
pub fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split_once('"')?.0)
}

/// The value of the `attribute` that goes with `mark` in the same opening tag.
pub fn value_beside<'a>(html: &'a str, name: &str, mark: &str, wanted: &str) -> Option<&'a str> {
    tags(html, name)
        .into_iter()
        .find(|tag| tag.contains(mark))
        .and_then(|tag| attribute(tag, wanted))
}
