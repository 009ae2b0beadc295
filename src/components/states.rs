//! What stands in a page's place while its data is on the way, or when it did not come.

use conglang_contract::site::Site;
use leptos::{ev::SubmitEvent, prelude::*};

use crate::{
    api::ApiError,
    app::SiteResource,
    components::{
        article_card::category_path,
        part::{IntoPart, Part},
        when_loaded::when_loaded,
    },
    hooks::page_head::{PageHead, use_page_head},
    i18n::{href, texts},
};

/// Grey shapes in the place of a page: its heading, its picture, its text.
pub fn loading_page() -> Part {
    skeleton("loading loading--page", 9)
}

/// `lines` grey lines in the place of a text.
pub fn loading(lines: usize) -> Part {
    skeleton("loading", lines)
}

fn skeleton(class: &'static str, lines: usize) -> Part {
    view! {
        <div class=class role="status">
            <span class="visually-hidden">{texts().states.loading}</span>
            {(0..lines).map(|_| view! { <span class="loading__line"></span> }).collect_view()}
        </div>
    }
    .part()
}

/// A whole page that could not be loaded, for whatever reason; `retry` loads again. The server gives it
/// the error's status.
pub fn error_page(error: ApiError, retry: impl Fn() + Send + Sync + 'static) -> Part {
    if error.is_not_found() {
        let texts = &texts().not_found;
        return not_found(texts.title, texts.explanation);
    }
    let status = match &error {
        ApiError::Problem(problem) => problem.status,
        ApiError::Unreachable | ApiError::Unreadable => 503,
    };
    let title = texts().states.error_title;
    use_page_head(PageHead::unlisted(title, status));
    view! {
        <h1 class="page-title">{title}</h1>
        {error_view(&error, retry)}
    }
    .part()
}

/// A part of a page that could not be loaded; `retry` loads again.
pub fn error_view(error: &ApiError, retry: impl Fn() + Send + Sync + 'static) -> Part {
    retry_form(error_text(error), Callback::new(move |()| retry()))
}

fn retry_form(message: String, retry: Callback<()>) -> Part {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        retry.run(());
    };
    view! {
        // Without JavaScript the form loads the page again.
        <form class="notice notice--error" method="get" on:submit=submit>
            <p role="alert">{message}</p>
            <button class="button" type="submit">{texts().states.retry}</button>
        </form>
    }
    .part()
}

/// One sentence about `error`.
pub fn error_text(error: &ApiError) -> String {
    let texts = &texts().states;
    match error {
        ApiError::Unreachable => texts.unreachable.to_owned(),
        ApiError::Unreadable => texts.unreadable.to_owned(),
        ApiError::Problem(problem) => problem.title.clone(),
    }
}

/// A list that has nothing in it; `text` says what there is none of.
pub fn empty_view(text: &'static str) -> Part {
    view! { <p class="notice">{text}</p> }.part()
}

/// An address that leads nowhere, with ways on. The server answers it with 404.
pub fn not_found(title: &'static str, explanation: &'static str) -> Part {
    use_page_head(PageHead::unlisted(title, 404));
    not_found_view(title, explanation)
}

/// What [`not_found`] shows.
pub fn not_found_view(title: &'static str, explanation: &'static str) -> Part {
    let site = expect_context::<SiteResource>();
    let texts = &texts().not_found;
    view! {
        <div class="not-found">
            <h1 class="page-title">{title}</h1>
            <p>{explanation}</p>
            <p><a class="button" href=href("/")>{texts.home}</a></p>
            {move || site.get()?.ok().map(category_links)}
        </div>
    }
    .part()
}

fn category_links(site: Site) -> Part {
    let links = site
        .categories
        .into_iter()
        .map(|category| view! { <li><a href=href(&category_path(category.slug.as_str()))>{category.name}</a></li> })
        .collect_view();
    view! {
        <p>{texts().not_found.or_category}</p>
        <ul class="not-found__categories">{links}</ul>
    }
    .part()
}

/// The page for an address that no route takes.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let texts = &texts().not_found;
    when_loaded(
        || Some(loading(6)),
        || Some(not_found(texts.title, texts.explanation)),
    )
}
