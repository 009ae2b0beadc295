//! A content security policy by its directives, so that a page changes one of another page's without knowing how that
//! is written.

use axum::http::HeaderValue;

use crate::http::problem::{ApiError, ApiResult};

const NOTHING: &str = "'none'";

/// The directives of a policy, each by its name and with what it lets.
pub struct Policy(Vec<(String, String)>);

impl Policy {
    /// Reads `header`.
    ///
    /// # Errors
    /// When it is no text, which would be a mistake of the page that wrote it.
    pub fn of(header: &HeaderValue) -> ApiResult<Self> {
        let text = header.to_str();
        let text = text.map_err(|error| ApiError::Internal(error.to_string()))?;
        let directives = text.split(';').map(str::trim);
        Ok(Self(
            directives
                .filter(|directive| !directive.is_empty())
                .map(parts)
                .collect(),
        ))
    }

    /// Lets `source` beside what `name` lets already.
    pub fn and(mut self, name: &str, source: &str) -> Self {
        let value = self.value(name);
        if value.is_empty() || value == NOTHING {
            *value = source.to_owned();
        } else {
            value.push(' ');
            value.push_str(source);
        }
        self
    }

    /// Puts `directive` in the place of the one of its name.
    pub fn with(mut self, directive: &str) -> Self {
        let (name, sources) = parts(directive);
        *self.value(&name) = sources;
        self
    }

    /// # Errors
    /// When a source is nothing that a header can have.
    pub fn header(&self) -> ApiResult<HeaderValue> {
        let directives = self.0.iter();
        let directives = directives.map(|(name, value)| format!("{name} {value}"));
        let text = directives.collect::<Vec<_>>().join("; ");
        HeaderValue::from_str(&text).map_err(|error| ApiError::Internal(error.to_string()))
    }

    /// What `name` lets; empty where there was no such directive.
    fn value(&mut self, name: &str) -> &mut String {
        let known = self.0.iter().position(|(known, _)| known == name);
        let index = known.unwrap_or_else(|| {
            self.0.push((name.to_owned(), String::new()));
            self.0.len() - 1
        });
        &mut self.0[index].1
    }
}

fn parts(directive: &str) -> (String, String) {
    let (name, sources) = directive.split_once(' ').unwrap_or((directive, ""));
    (name.to_owned(), sources.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_are_added_to_and_replaced_by_name() {
        let other = HeaderValue::from_static(
            "default-src 'none';  style-src 'self' ; frame-ancestors 'none'",
        );
        let policy = Policy::of(&other).expect("text");
        let policy = policy
            .and("style-src", "'sha256-a'")
            .and("connect-src", "'self'")
            .and("default-src", "https://thu.example")
            .with("frame-ancestors 'self' https://tinh.example")
            .with("script-src 'none'");
        assert_eq!(
            policy.header().expect("a header"),
            "default-src https://thu.example; style-src 'self' 'sha256-a'; \
             frame-ancestors 'self' https://tinh.example; connect-src 'self'; script-src 'none'"
        );
    }
}
