//! A category's articles, in pages that a person can share.

use conglang_contract::{
    article::{ArticleQuery, ArticleSummary},
    page::Page,
    site::{Category, Site},
    slug::Slug,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::{
    api::articles::use_articles,
    app::SiteResource,
    components::{
        article_card::{category_path, stories},
        pagination::{asked_page, page_path, pagination},
        part::{IntoPart, Part},
        states::{error_page, loading_page, not_found},
        when_loaded::when_loaded,
    },
    hooks::page_head::{PageHead, use_page_head},
    i18n::texts,
};

const PER_PAGE: u32 = 10;

#[component]
pub fn CategoryPage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let params = use_params_map();
    let query = use_query_map();
    let slug = move || params.read().get("category")?.parse::<Slug>().ok();
    let list = use_articles(move || {
        Some(ArticleQuery {
            category: Some(slug()?),
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
                (Ok(site), Ok(list)) => {
                    let category = slug().and_then(|slug| category_of(&site, &slug));
                    match category.filter(|_| list.page <= list.last_page()) {
                        Some(category) => page(&site, category, list),
                        None => {
                            let texts = &texts().not_found;
                            not_found(texts.title, texts.explanation)
                        }
                    }
                }
                (Err(error), _) | (_, Err(error)) => error_page(error, retry),
            })
        },
    )
}

fn category_of(site: &Site, slug: &Slug) -> Option<Category> {
    let mut categories = site.categories.iter();
    categories.find(|category| category.slug == *slug).cloned()
}

fn page(site: &Site, category: Category, list: Page<ArticleSummary>) -> Part {
    let texts = &texts().category;
    let last_page = list.last_page();
    let path = category_path(category.slug.as_str());
    let title = if list.page > 1 {
        format!("{}, {}", category.name, (texts.page)(list.page))
    } else {
        category.name.clone()
    };
    use_page_head(PageHead {
        description: category.description.clone(),
        ..PageHead::new(&title, &page_path(&path, list.page), site)
    });
    view! {
        <h1 class="page-title">{category.name}</h1>
        {(!category.description.is_empty()).then(|| view! { <p class="page-lead">{category.description}</p> })}
        <p class="page-count">{(texts.total)(list.total)}</p>
        <section class="story-list" aria-label=texts.list_heading>
            <h2 class="visually-hidden">{texts.list_heading}</h2>
            {stories(list.items, false, texts.empty)}
        </section>
        {pagination(&path, list.page, last_page)}
    }
    .part()
}
