//! What is shown when a call failed.

use leptos::prelude::*;

use crate::{api::ApiError, i18n::texts};

/// Says why a call failed, and offers to try again.
#[component]
pub fn LoadError(
    error: ApiError,
    /// The label of the button.
    retry_label: &'static str,
    /// Tries again.
    #[prop(into)]
    retry: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="load-error" role="alert">
            <p>{error_text(&error)}</p>
            <button type="button" class="button" on:click=move |_| retry.run(())>
                {retry_label}
            </button>
        </div>
    }
}

/// One Vietnamese sentence about `error`.
pub fn error_text(error: &ApiError) -> String {
    let text = &texts().article;
    match error {
        ApiError::Unreachable => text.unreachable.to_owned(),
        ApiError::Unreadable => text.unreadable.to_owned(),
        ApiError::Problem(problem) => problem.title.clone(),
    }
}
