//! A category's articles, in pages that a person can share.

use conglang_contract::{
    article::{ArticleQuery, ArticleSummary},
    page::Page,
    problem::{Problem, ProblemCode},
    site::Site,
    slug::Slug,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::{
    api::{ApiError, ApiResult, articles::articles},
    app::SiteResource,
    components::{
        article_card::{ArticleCard, CardLook},
        page_meta::PageMeta,
        pagination::{Pagination, page_path},
        states::{EmptyView, ErrorPage, Loading, NotFoundView},
    },
    i18n::texts,
};

const PER_PAGE: u32 = 10;

#[component]
pub fn CategoryPage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let params = use_params_map();
    let query = use_query_map();
    let wanted = Memo::new(move |_| {
        let slug = params.read().get("category").unwrap_or_default();
        // A page that is no number is the first, as in an address that was cut off.
        let page = query
            .read()
            .get("trang")
            .and_then(|page| page.parse().ok())
            .unwrap_or(1);
        (slug, page)
    });
    let list = Resource::new(move || wanted.get(), |(slug, page)| load(slug, page));
    let retry = move |()| {
        site.refetch();
        list.refetch();
    };
    view! {
        <Suspense fallback=|| view! { <Loading lines=12/> }>
            {move || {
                let (slug, _) = wanted.get();
                Suspend::new(async move {
                    match (site.await, list.await) {
                        (Ok(site), Ok(list)) => view! { <CategoryView site slug list/> }.into_any(),
                        (Err(error), _) | (_, Err(error)) => view! { <ErrorPage error retry/> }.into_any(),
                    }
                })
            }}
        </Suspense>
    }
}

async fn load(slug: String, page: u32) -> ApiResult<Page<ArticleSummary>> {
    let category: Slug = slug
        .parse()
        .map_err(|_| ApiError::Problem(Problem::new(ProblemCode::NotFound)))?;
    articles(ArticleQuery {
        category: Some(category),
        page: Some(page.max(1)),
        per_page: Some(PER_PAGE),
        ..ArticleQuery::default()
    })
    .await
}

#[component]
fn CategoryView(
    /// The town, which knows the category's name.
    site: Site,
    /// The category of the address.
    slug: String,
    /// One page of its articles.
    list: Page<ArticleSummary>,
) -> impl IntoView {
    let last_page = list.last_page();
    let category = site
        .categories
        .iter()
        .find(|category| category.slug.as_str() == slug)
        .filter(|_| list.page <= last_page)
        .cloned();
    let Some(category) = category else {
        return view! { <NotFoundView/> }.into_any();
    };
    let texts = &texts().category;
    let path = format!("/chuyen-muc/{}", category.slug);
    let title = if list.page > 1 {
        format!("{}, {}", category.name, (texts.page)(list.page))
    } else {
        category.name.clone()
    };
    let cards = if list.items.is_empty() {
        view! { <EmptyView text=texts.empty/> }.into_any()
    } else {
        list.items
            .into_iter()
            .map(
                |article| view! { <ArticleCard article look=CardLook::Story with_category=false/> },
            )
            .collect_view()
            .into_any()
    };
    view! {
        <PageMeta title description=category.description.clone() path=page_path(&path, list.page) site/>
        <h1 class="page-title">{category.name}</h1>
        {(!category.description.is_empty()).then(|| view! { <p class="page-lead">{category.description}</p> })}
        <p class="page-count">{(texts.total)(list.total)}</p>
        <section class="story-list" aria-label=texts.list_heading>
            <h2 class="visually-hidden">{texts.list_heading}</h2>
            {cards}
        </section>
        <Pagination path page=list.page last_page/>
    }
    .into_any()
}
