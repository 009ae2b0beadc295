//! `/tu-khoa/{tag}`: the articles that an editor gave a keyword.

use conglang_contract::{
    article::{ArticleQuery, ArticleSummary},
    language::Language,
    page::Page,
    site::Site,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::{
    api::articles::use_articles,
    app::SiteResource,
    components::{
        article_card::{stories, tag_path},
        in_language::in_language,
        pagination::{asked_page, page_path, pagination},
        part::{IntoPart, Part},
        states::{error_page, loading_page, not_found},
        when_loaded::when_loaded,
    },
    hooks::page_head::{PageHead, use_page_head},
    i18n::texts,
};

const PER_PAGE: u32 = 20;

#[component]
pub fn TagPage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let params = use_params_map();
    let query = use_query_map();
    let tag = move || params.read().get("tag").unwrap_or_default();
    let list = use_articles(move || {
        Some(ArticleQuery {
            tag: Some(tag()),
            page: Some(asked_page(&query.read())),
            per_page: Some(PER_PAGE),
            ..ArticleQuery::default()
        })
    });
    let retry = move || {
        site.refetch();
        list.refetch();
    };
    when_loaded(
        || Some(loading_page()),
        move || {
            let (site, list) = (site.get(), list.get());
            Some(match (site?, list?) {
                // A page behind the last has none either.
                (Ok(_), Ok(list)) if list.items.is_empty() => {
                    let texts = &texts().archive;
                    not_found(texts.no_tag, texts.no_tag_help)
                }
                (Ok(site), Ok(list)) => page(&site, tag(), list),
                (Err(error), _) | (_, Err(error)) => error_page(error, retry),
            })
        },
    )
}

fn page(site: &Site, tag: String, list: Page<ArticleSummary>) -> Part {
    let text = &texts().archive;
    let last_page = list.last_page();
    let path = tag_path(&tag);
    let mut title = (text.tag)(&tag);
    if list.page > 1 {
        title = format!("{title}, {}", (texts().category.page)(list.page));
    }
    use_page_head(PageHead {
        description: (text.tag_introduction)(&tag),
        ..PageHead::new(&title, &page_path(&path, list.page), site)
    });
    // Keywords are Vietnamese in every language.
    let before = (text.tag)("");
    view! {
        <h1 class="page-title">{before}{in_language(tag, Some(Language::Vietnamese))}</h1>
        <p class="page-count">{(texts().category.total)(list.total)}</p>
        <section class="story-list" aria-label=texts().category.list_heading>
            <h2 class="visually-hidden">{texts().category.list_heading}</h2>
            {stories(list.items, true, texts().category.empty)}
        </section>
        {pagination(&path, list.page, last_page)}
    }
    .part()
}
