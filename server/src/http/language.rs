//! In which language a request is answered.

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderValue, Uri, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use conglang_contract::language::Language;

use crate::site::SiteState;

tokio::task_local! {
    static LANGUAGE: Language;
}

/// The language of the request that this task answers. What is told outside of a request is Vietnamese.
pub fn request_language() -> Language {
    LANGUAGE.try_with(|language| *language).unwrap_or_default()
}

/// The language that a call of the API asks for, as an argument of its handler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskedLanguage(pub Language);

impl<S: Send + Sync> FromRequestParts<S> for AskedLanguage {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(of_query(&parts.uri)))
    }
}

/// Answers calls of the API in the language that the query parameter `lang` names, and says so; for
/// `axum::middleware::from_fn`. There is no second rule, so that an address means one answer.
pub async fn by_query(request: Request, next: Next) -> Response {
    let language = of_query(request.uri());
    let mut response = LANGUAGE.scope(language, next.run(request)).await;
    response
        .headers_mut()
        .entry(header::CONTENT_LANGUAGE)
        .or_insert(HeaderValue::from_static(language.code()));
    response
}

/// Answers pages and forms in the language of their address; for
/// `axum::middleware::from_fn_with_state`.
pub async fn by_path(State(site): State<SiteState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if site.settings.english.is_some() && path == Language::English.prefix() {
        let query = request.uri().query();
        let query = query.map(|query| format!("?{query}")).unwrap_or_default();
        return Redirect::permanent(&format!("{}{query}", Language::English.path("/")))
            .into_response();
    }
    let language = site.settings.page_language(path);
    LANGUAGE.scope(language, next.run(request)).await
}

/// The last `lang` of the query; what names no language of the portal asks for nothing.
fn of_query(uri: &Uri) -> Language {
    let query = uri.query().unwrap_or_default();
    form_urlencoded::parse(query.as_bytes())
        .filter(|(name, _)| name == Language::PARAMETER)
        .last()
        .and_then(|(_, code)| Language::of_code(&code))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_names_the_language() {
        for (uri, language) in [
            ("/site", Language::Vietnamese),
            ("/site?lang=en", Language::English),
            ("/site?page=2&lang=%65n", Language::English),
            ("/site?lang=en&lang=vi", Language::Vietnamese),
            ("/site?lang=fr", Language::Vietnamese),
            ("/site?language=en", Language::Vietnamese),
        ] {
            let uri: Uri = uri.parse().unwrap();
            assert_eq!(of_query(&uri), language, "{uri}");
        }
    }
}
