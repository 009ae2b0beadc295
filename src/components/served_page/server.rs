//! The server's side: the page as it is, marked for the app.

use leptos::prelude::*;

use super::SERVED_CLASS;
use crate::api::page_answers::PageAnswers;

/// `page` as one that the app fetches. Its answers are not handed over, since nothing in the browser reads
/// them.
pub fn served<V: IntoView>(page: fn() -> V) -> impl IntoView {
    if let Some(answers) = use_context::<PageAnswers>() {
        provide_context(answers.kept_back());
    }
    view! { <div class=SERVED_CLASS>{page()}</div> }
}
