//! What stands in a page's place while its data is on the way, or when it did not come.

use conglang_contract::site::Site;
use leptos::prelude::*;

use crate::{
    api::ApiError,
    app::{SiteResource, set_status},
    i18n::texts,
};

/// Grey lines in the place of a text.
#[component]
pub fn Loading(
    /// How many lines.
    #[prop(default = 6)]
    lines: usize,
) -> impl IntoView {
    view! {
        <div class="loading" role="status">
            <span class="visually-hidden">{texts().states.loading}</span>
            {(0..lines).map(|_| view! { <span class="loading__line"></span> }).collect_view()}
        </div>
    }
}

/// A whole page that could not be loaded. The server gives it the error's status.
#[component]
pub fn ErrorPage(
    /// Why.
    error: ApiError,
    /// Loads again.
    #[prop(into)]
    retry: Callback<()>,
) -> impl IntoView {
    if error.is_not_found() {
        return view! { <NotFoundView/> }.into_any();
    }
    set_status(match &error {
        ApiError::Problem(problem) => problem.status,
        ApiError::Unreachable | ApiError::Unreadable => 503,
    });
    view! {
        <h1 class="page-title">{texts().states.error_title}</h1>
        <ErrorView error retry/>
    }
    .into_any()
}

/// A part of a page that could not be loaded.
#[component]
pub fn ErrorView(
    /// Why.
    error: ApiError,
    /// Loads again.
    #[prop(into)]
    retry: Callback<()>,
) -> impl IntoView {
    let texts = &texts().states;
    let message = match error {
        ApiError::Unreachable => texts.unreachable.to_owned(),
        ApiError::Unreadable => texts.unreadable.to_owned(),
        ApiError::Problem(problem) => problem.title,
    };
    view! {
        // Without JavaScript the form loads the page again.
        <form class="notice notice--error" method="get" on:submit=move |event| {
            event.prevent_default();
            retry.run(());
        }>
            <p role="alert">{message}</p>
            <button class="button" type="submit">{texts.retry}</button>
        </form>
    }
}

/// A list that has nothing in it.
#[component]
pub fn EmptyView(
    /// What there is none of.
    text: &'static str,
) -> impl IntoView {
    view! { <p class="notice">{text}</p> }
}

/// An address that leads nowhere, with ways on. The server answers it with 404.
#[component]
pub fn NotFoundView() -> impl IntoView {
    set_status(404);
    let site = expect_context::<SiteResource>();
    let texts = &texts().not_found;
    view! {
        <h1 class="page-title">{texts.title}</h1>
        <p>{texts.explanation}</p>
        <p><a class="button" href="/">{texts.home}</a></p>
        <Suspense>
            {move || Suspend::new(async move { site.await.ok().map(|site| category_links(site, texts.or_category)) })}
        </Suspense>
    }
}

fn category_links(site: Site, introduction: &'static str) -> impl IntoView {
    let links = site
        .categories
        .into_iter()
        .map(|category| view! { <li><a href=format!("/chuyen-muc/{}", category.slug)>{category.name}</a></li> })
        .collect_view();
    view! {
        <p>{introduction}</p>
        <ul class="not-found__categories">{links}</ul>
    }
}
