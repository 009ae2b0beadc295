//! The server that is checked, and its answers.

use std::{
    io::{BufRead, BufReader},
    time::Duration,
};

use conglang_contract::{
    API_PREFIX,
    article::{Article, ArticleSummary},
    language::Language,
    page::Page,
    problem::{Problem, ProblemCode},
};
use serde::{Serialize, de::DeserializeOwned};
use ureq::{
    Agent, AsSendBody,
    http::{HeaderMap, Request, header},
};

/// Longer than any answer takes; one that never comes fails its check.
const TIMEOUT: Duration = Duration::from_secs(60);
const JSON: &str = "application/json";

/// Why a check did not pass.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unmet {
    #[error("{0}")]
    NotApplicable(String),
    #[error("{0}")]
    Broken(String),
}

pub type Verdict<T = ()> = Result<T, Unmet>;

/// Fails with what `otherwise` says unless `holds`.
pub fn require(holds: bool, otherwise: impl FnOnce() -> String) -> Verdict {
    if holds {
        Ok(())
    } else {
        Err(Unmet::Broken(otherwise()))
    }
}

/// [`Unmet::NotApplicable`] for a server that has no `things`.
pub fn none(things: &str) -> Unmet {
    Unmet::NotApplicable(format!("there are no {things}"))
}

/// A server, asked over HTTP.
pub struct Portal {
    agent: Agent,
    /// Without a slash at its end.
    base_url: String,
}

/// An answer with what was asked.
pub struct Answer {
    call: String,
    pub status: u16,
    headers: HeaderMap,
    pub body: Vec<u8>,
}

/// The name and the data of a server-sent event.
pub struct Event {
    pub name: String,
    pub data: String,
}

impl Portal {
    pub fn new(base_url: &str) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(TIMEOUT))
            .build()
            .into();
        Self {
            agent,
            base_url: base_url.trim_end_matches('/').to_owned(),
        }
    }

    /// `GET` of a path under `/api/v1`, which begins with a slash.
    pub fn get(&self, path: &str) -> Verdict<Answer> {
        self.get_with(path, &[])
    }

    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Verdict<Answer> {
        let url = format!("{}{API_PREFIX}{path}", self.base_url);
        self.get_url(&url, headers)
    }

    /// `GET` of an address that an answer gave: a path, or a whole one.
    pub fn get_url(&self, url: &str, headers: &[(&str, &str)]) -> Verdict<Answer> {
        let url = if url.starts_with('/') {
            format!("{}{url}", self.base_url)
        } else {
            url.to_owned()
        };
        self.ask("GET", &url, headers, ())
    }

    /// A call with `body` as JSON.
    pub fn send(&self, method: &str, path: &str, body: &impl Serialize) -> Verdict<Answer> {
        let body = serde_json::to_vec(body).map_err(|error| Unmet::Broken(error.to_string()))?;
        self.send_with(method, path, &[("content-type", JSON)], body)
    }

    pub fn send_with(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Verdict<Answer> {
        let url = format!("{}{API_PREFIX}{path}", self.base_url);
        self.ask(method, &url, headers, body)
    }

    fn ask(
        &self,
        method: &str,
        url: &str,
        headers: &[(&str, &str)],
        body: impl AsSendBody,
    ) -> Verdict<Answer> {
        let call = format!("{method} {url}");
        let broken = |error: ureq::Error| Unmet::Broken(format!("{call}: {error}"));
        let builder = Request::builder().method(method).uri(url);
        let request = headers
            .iter()
            .fold(builder, |builder, &(name, value)| {
                builder.header(name, value)
            })
            .body(body)
            .map_err(|error| broken(error.into()))?;
        let (parts, mut body) = self.agent.run(request).map_err(broken)?.into_parts();
        let body = body.read_to_vec().map_err(broken)?;
        Ok(Answer {
            call,
            status: parts.status.as_u16(),
            headers: parts.headers,
            body,
        })
    }

    /// The `count` first events of `path`, and its media type.
    pub fn events(&self, path: &str, count: usize) -> Verdict<(String, Vec<Event>)> {
        let url = format!("{}{API_PREFIX}{path}", self.base_url);
        let broken = |what: String| Unmet::Broken(format!("GET {url}: {what}"));
        let response = self
            .agent
            .get(&url)
            .call()
            .map_err(|error| broken(error.to_string()))?;
        let media_type = text_of(response.headers(), header::CONTENT_TYPE.as_str())
            .unwrap_or_default()
            .to_owned();
        let mut events = Vec::new();
        let (mut name, mut data) = (String::new(), String::new());
        for line in BufReader::new(response.into_body().into_reader()).lines() {
            let line = line.map_err(|error| broken(error.to_string()))?;
            if let Some(text) = line.strip_prefix("event:") {
                name = text.trim().to_owned();
            } else if let Some(text) = line.strip_prefix("data:") {
                data.push_str(text.trim());
            } else if line.is_empty() && !data.is_empty() {
                let (name, data) = (std::mem::take(&mut name), std::mem::take(&mut data));
                events.push(Event { name, data });
                if events.len() == count {
                    return Ok((media_type, events));
                }
            }
        }
        Err(broken(format!(
            "the stream ended after {} events",
            events.len()
        )))
    }

    /// The newest articles, at most a hundred.
    ///
    /// # Errors
    /// `NotApplicable` when there is none.
    pub fn articles(&self) -> Verdict<Page<ArticleSummary>> {
        let page: Page<ArticleSummary> = self.get("/articles?per_page=100")?.json()?;
        if page.items.is_empty() {
            return Err(none("articles"));
        }
        Ok(page)
    }

    /// The newest article.
    ///
    /// # Errors
    /// `NotApplicable` when there is none.
    pub fn article(&self) -> Verdict<Article> {
        let newest = &self.articles()?.items[0].slug;
        self.get(&format!("/articles/{newest}"))?.json()
    }
}

impl Answer {
    /// A failure of this answer.
    pub fn broken(&self, what: impl std::fmt::Display) -> Unmet {
        Unmet::Broken(format!("{}: {what}", self.call))
    }

    /// Fails with what `otherwise` says of this answer unless `holds`.
    pub fn require(&self, holds: bool, otherwise: impl FnOnce() -> String) -> Verdict {
        if holds {
            Ok(())
        } else {
            Err(self.broken(otherwise()))
        }
    }

    pub fn require_status(&self, status: u16) -> Verdict {
        self.require(self.status == status, || {
            let text = String::from_utf8_lossy(&self.body);
            let beginning: String = text.chars().take(200).collect();
            format!("the status is {}, not {status}: {beginning}", self.status)
        })
    }

    /// The header's text; empty without it.
    pub fn header(&self, name: &str) -> &str {
        text_of(&self.headers, name).unwrap_or_default()
    }

    /// The answer of a call that succeeded with 200.
    ///
    /// # Errors
    /// `NotApplicable` when the server says that the feature is off.
    pub fn json<T: DeserializeOwned>(&self) -> Verdict<T> {
        self.json_with_status(200)
    }

    /// [`Self::json`] of a call that succeeds with `status`.
    pub fn json_with_status<T: DeserializeOwned>(&self, status: u16) -> Verdict<T> {
        if self.status == ProblemCode::FeatureOff.status()
            && self.problem()?.code == ProblemCode::FeatureOff
        {
            return Err(Unmet::NotApplicable("the feature is off".to_owned()));
        }
        self.require_status(status)?;
        self.require_media_type(JSON)?;
        self.parsed()
    }

    /// The refusal with `code`, whose status and body say the same.
    pub fn refused(&self, code: ProblemCode) -> Verdict<Problem> {
        let problem = self.problem()?;
        if problem.code == ProblemCode::FeatureOff && code != ProblemCode::FeatureOff {
            return Err(Unmet::NotApplicable("the feature is off".to_owned()));
        }
        self.require(problem.code == code, || {
            format!("refused with {:?}, not {code:?}", problem.code)
        })?;
        self.require_status(code.status())?;
        Ok(problem)
    }

    /// The refusal of `field`.
    pub fn refused_field(&self, field: &str) -> Verdict {
        let problem = self.refused(ProblemCode::Validation)?;
        self.require(problem.field(field).is_some(), || {
            format!("`fields` does not name `{field}`")
        })
    }

    fn problem(&self) -> Verdict<Problem> {
        self.require_media_type("application/problem+json")?;
        let problem: Problem = self.parsed()?;
        self.require(problem.status == self.status, || {
            format!(
                "the problem says {}, the status is {}",
                problem.status, self.status
            )
        })?;
        self.require(!problem.title.is_empty(), || {
            "the problem has no title".to_owned()
        })?;
        Ok(problem)
    }

    fn parsed<T: DeserializeOwned>(&self) -> Verdict<T> {
        serde_json::from_slice(&self.body).map_err(|error| self.broken(error))
    }

    pub fn require_media_type(&self, wanted: &str) -> Verdict {
        let given = self.header("content-type");
        let essence = given.split(';').next().unwrap_or_default().trim();
        self.require(essence.eq_ignore_ascii_case(wanted), || {
            format!(
                "the media type is \"{given}\", not {wanted} (status {})",
                self.status
            )
        })
    }

    pub fn require_language(&self, language: Language) -> Verdict {
        let given = self.header("content-language");
        self.require(given == language.code(), || {
            format!("Content-Language is \"{given}\", not {}", language.code())
        })
    }

    /// Its entity tag.
    ///
    /// # Errors
    /// When there is none.
    pub fn entity_tag(&self) -> Verdict<&str> {
        let tag = self.header("etag");
        self.require(!tag.is_empty(), || "there is no ETag".to_owned())?;
        Ok(tag)
    }
}

fn text_of<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
