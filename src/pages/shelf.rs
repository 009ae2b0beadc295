//! `/da-luu`: what can be read on this device without network. The list is the browser's own, so an extra
//! makes it (`extras/src/shelf.rs`).

use conglang_contract::extra::Extra;
use leptos::prelude::*;

use crate::{
    app::SiteResource,
    components::{
        part::{IntoPart, Part},
        states::{error_page, loading},
        when_loaded::when_loaded,
    },
    hooks::page_head::{PageHead, use_page_head},
    i18n::texts,
};

#[component]
pub fn ShelfPage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    when_loaded(
        || Some(loading(6)),
        move || {
            Some(match site.get()? {
                Ok(_) => page(),
                Err(error) => error_page(error, move || site.refetch()),
            })
        },
    )
}

fn page() -> Part {
    let texts = &texts().shelf;
    use_page_head(PageHead::unlisted(texts.title, 200));
    view! {
        <h1 class="page-title">{texts.title}</h1>
        <p class="page-lead">{texts.introduction}</p>
        <div class="shelf-page" data-extra=Extra::Shelf.as_str()>
            <p class="notice shelf-page__failed">{texts.needs_scripts}</p>
        </div>
    }
    .part()
}
