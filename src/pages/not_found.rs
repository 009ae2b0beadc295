//! The page for an address that leads nowhere.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::{components::states::NotFoundView, hooks::navigation::use_page_arrival, i18n::texts};

#[component]
pub fn NotFoundPage() -> impl IntoView {
    let title = texts().not_found.title;
    use_page_arrival(title.to_owned());
    view! {
        <Title text=title/>
        <NotFoundView/>
    }
}
