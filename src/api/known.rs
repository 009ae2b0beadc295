//! Answers that are there before anything is asked: those that the server renders a page from, and hands
//! over with it.

use super::client::ApiResponse;

/// The attribute with the path under `/api/v1/` of an answer that came with the page.
pub const ANSWER_MARK: &str = "data-answer";
/// The attribute with its HTTP status.
pub const STATUS_MARK: &str = "data-status";

/// The answer to `GET /api/v1/{path}` that came with the page. It is good once: who comes back to the
/// page is shown what the server says then.
#[cfg(not(feature = "ssr"))]
pub(super) fn known_answer(path: &str) -> Option<ApiResponse> {
    let selector = format!("script[{ANSWER_MARK}=\"{path}\"]");
    let script = leptos::prelude::document()
        .query_selector(&selector)
        .ok()??;
    script.remove();
    Some(ApiResponse {
        status: script.get_attribute(STATUS_MARK)?.parse().ok()?,
        body: script.text_content()?,
    })
}

#[cfg(feature = "ssr")]
pub(super) fn known_answer(path: &str) -> Option<ApiResponse> {
    leptos::prelude::use_context::<super::page_answers::PageAnswers>()?.answer(path)
}
