//! The home page: the lead story, the latest, a block for each category, what is read most.

use conglang_contract::{
    article::{ArticleQuery, ArticleSort, ArticleSummary},
    site::{Category, Site},
};
use futures::future::join_all;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    api::{ApiResult, articles::articles},
    app::SiteResource,
    components::{
        article_card::{ArticleCard, CardLook},
        page_meta::PageMeta,
        states::{EmptyView, ErrorPage, Loading},
    },
    i18n::texts,
};

const LATEST: u32 = 8;
/// How many of the latest stand under the lead story.
const UNDER_LEAD: usize = 2;
const MOST_READ: u32 = 6;
const PER_CATEGORY: u32 = 4;

#[derive(Clone, Debug, Serialize, Deserialize)]
struct HomeArticles {
    /// The first is the lead story.
    latest: Vec<ArticleSummary>,
    most_read: Vec<ArticleSummary>,
    /// In the order of the site's categories.
    by_category: Vec<Vec<ArticleSummary>>,
}

#[component]
pub fn HomePage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let home = Resource::new(|| (), move |()| async move { load(&site.await?).await });
    let retry = move |()| {
        site.refetch();
        home.refetch();
    };
    view! {
        <Suspense fallback=|| view! { <Loading lines=12/> }>
            {move || Suspend::new(async move {
                match (site.await, home.await) {
                    (Ok(site), Ok(home)) => view! { <Front site home/> }.into_any(),
                    (Err(error), _) | (_, Err(error)) => view! { <ErrorPage error retry/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// All lists at once, so that the page waits for the slowest only.
async fn load(site: &Site) -> ApiResult<HomeArticles> {
    let query = |per_page| ArticleQuery {
        per_page: Some(per_page),
        ..ArticleQuery::default()
    };
    let mut queries = vec![
        query(LATEST),
        ArticleQuery {
            sort: Some(ArticleSort::MostRead),
            ..query(MOST_READ)
        },
    ];
    queries.extend(site.categories.iter().map(|category| ArticleQuery {
        category: Some(category.slug.clone()),
        ..query(PER_CATEGORY)
    }));
    let mut lists = join_all(queries.into_iter().map(articles))
        .await
        .into_iter()
        .map(|page| page.map(|page| page.items))
        .collect::<ApiResult<Vec<_>>>()?
        .into_iter();
    Ok(HomeArticles {
        latest: lists.next().unwrap_or_default(),
        most_read: lists.next().unwrap_or_default(),
        by_category: lists.collect(),
    })
}

#[component]
fn Front(
    /// The town.
    site: Site,
    /// Its articles.
    home: HomeArticles,
) -> impl IntoView {
    let texts = &texts().home;
    let HomeArticles {
        mut latest,
        most_read,
        by_category,
    } = home;
    let title = site.name.clone();
    let blocks = site
        .categories
        .iter()
        .cloned()
        .zip(by_category)
        .filter(|(_, articles)| !articles.is_empty())
        .map(|(category, articles)| view! { <CategoryBlock category articles/> })
        .collect_view();
    let meta_site = site;
    let heading = view! {
        <PageMeta title="" path="/" site=meta_site/>
        <h1 class="visually-hidden">{title}</h1>
    };
    if latest.is_empty() {
        return view! { {heading} <EmptyView text=texts.empty/> }.into_any();
    }
    let lead = latest.remove(0);
    let rest = latest.split_off(latest.len().min(UNDER_LEAD));
    let under_lead = latest
        .into_iter()
        .map(|article| view! { <ArticleCard article look=CardLook::Brief/> })
        .collect_view();
    let rest = rest
        .into_iter()
        .map(|article| view! { <ArticleCard article look=CardLook::Brief/> })
        .collect_view();
    view! {
        {heading}
        <div class="front">
            <section class="front__lead" aria-labelledby="tin-noi-bat">
                <h2 id="tin-noi-bat" class="visually-hidden">{texts.lead}</h2>
                <ArticleCard article=lead look=CardLook::Lead/>
                <div class="front__under">{under_lead}</div>
            </section>
            <section class="front__latest" aria-labelledby="tin-moi">
                <h2 id="tin-moi" class="section-title">{texts.latest}</h2>
                {rest}
            </section>
        </div>
        <div class="blocks">{blocks}</div>
        <section class="most-read" aria-labelledby="doc-nhieu">
            <h2 id="doc-nhieu" class="section-title">{texts.most_read}</h2>
            <ol class="most-read__list">
                {most_read.into_iter().map(|article| view! { <li><ArticleCard article look=CardLook::Line/></li> }).collect_view()}
            </ol>
        </section>
    }
    .into_any()
}

#[component]
fn CategoryBlock(
    /// Its name and address.
    category: Category,
    /// Its latest. The newest with a photograph leads, so that the blocks stand evenly side by side.
    mut articles: Vec<ArticleSummary>,
) -> impl IntoView {
    let texts = &texts().home;
    if let Some(pictured) = articles.iter().position(|article| article.cover.is_some()) {
        articles[..=pictured].rotate_right(1);
    }
    let href = format!("/chuyen-muc/{}", category.slug);
    let all_of = (texts.all_of)(&category.name);
    let cards = articles
        .into_iter()
        .enumerate()
        .map(|(index, article)| {
            let look = if index == 0 {
                CardLook::Story
            } else {
                CardLook::Line
            };
            view! { <ArticleCard article look with_category=false/> }
        })
        .collect_view();
    view! {
        <section class="block">
            <div class="block__head">
                <h2 class="section-title"><a href=href.clone()>{category.name}</a></h2>
                <a class="block__all" href=href aria-label=all_of>{texts.all} " ›"</a>
            </div>
            {cards}
        </section>
    }
}
