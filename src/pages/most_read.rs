//! `/doc-nhieu`: what is read most today, in a week and in a month.

use conglang_contract::{
    article::{ArticleQuery, ArticleSort, ArticleSummary, ReadingPeriod},
    page::Page,
    site::Site,
};
use leptos::prelude::*;

use crate::{
    api::articles::use_articles,
    app::SiteResource,
    components::{
        article_card::{CardLook, article_card},
        part::{IntoPart, Part},
        states::{empty_view, error_page, loading_page, not_found},
        when_loaded::when_loaded,
    },
    hooks::page_head::{PageHead, use_page_head},
    i18n::texts,
};

/// The path of the page, for [`href`](crate::i18n::href).
pub const MOST_READ_PATH: &str = "/doc-nhieu";

const PER_PERIOD: u32 = 10;

#[component]
pub fn MostReadPage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let lists = ReadingPeriod::ALL.map(|period| {
        use_articles(move || {
            Some(ArticleQuery {
                sort: Some(ArticleSort::MostRead),
                period: Some(period),
                per_page: Some(PER_PERIOD),
                ..ArticleQuery::default()
            })
        })
    });
    let retry = move || {
        site.refetch();
        for list in lists {
            list.refetch();
        }
    };
    when_loaded(
        || Some(loading_page()),
        move || {
            let site = site.get();
            let [day, week, month] = lists.map(|list| list.get());
            Some(match (site?, day?, week?, month?) {
                (Ok(site), ..) if !site.features.visits => {
                    let texts = &texts().not_found;
                    not_found(texts.title, texts.explanation)
                }
                (Ok(site), Ok(day), Ok(week), Ok(month)) => page(&site, [day, week, month]),
                (Err(error), ..)
                | (_, Err(error), ..)
                | (_, _, Err(error), _)
                | (_, _, _, Err(error)) => error_page(error, retry),
            })
        },
    )
}

fn page(site: &Site, lists: [Page<ArticleSummary>; 3]) -> Part {
    let text = &texts().archive;
    let title = texts().home.most_read;
    use_page_head(PageHead {
        description: text.most_read_introduction.to_owned(),
        ..PageHead::new(title, MOST_READ_PATH, site)
    });
    let periods = text
        .periods
        .into_iter()
        .zip(lists)
        .zip(["hom-nay", "tuan", "thang"])
        .map(|((name, list), id)| {
            let articles = if list.items.is_empty() {
                empty_view(text.nothing_read)
            } else {
                ranks(list.items)
            };
            view! {
                <section class="most-read" aria-labelledby=id>
                    <h2 id=id class="section-title">{name}</h2>
                    {articles}
                </section>
            }
        })
        .collect_view();
    view! {
        <h1 class="page-title">{title}</h1>
        <p class="page-lead">{text.most_read_introduction}</p>
        <div class="most-read-periods">{periods}</div>
    }
    .part()
}

fn ranks(articles: Vec<ArticleSummary>) -> Part {
    let articles = articles
        .into_iter()
        .map(|article| view! { <li>{article_card(article, CardLook::Brief, true)}</li> })
        .collect_view();
    view! { <ol class="most-read__list">{articles}</ol> }.part()
}
