//! The page for an address that leads nowhere.

use leptos::prelude::*;

use crate::components::states::NotFoundView;

#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! { <NotFoundView/> }
}
