//! The home page: the lead story, the latest, a block for each category, what is read most.

use conglang_contract::{
    article::ArticleSummary,
    home::{CategoryArticles, Home},
    site::Site,
};
use leptos::prelude::*;

use crate::{
    api::home::use_home,
    app::SiteResource,
    components::{
        article_card::{CardLook, article_card, category_path},
        part::{IntoPart, Part},
        states::{empty_view, error_page, loading},
        when_loaded::when_loaded,
    },
    hooks::page_head::{PageHead, use_page_head},
    i18n::{href, texts},
};

/// How many of the latest stand under the lead story.
const UNDER_LEAD: usize = 2;

#[component]
pub fn HomePage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let home = use_home();
    let retry = move || {
        site.refetch();
        home.refetch();
    };
    when_loaded(
        || Some(loading(12)),
        move || {
            let (site, home) = (site.get(), home.get());
            Some(match (site?, home?) {
                (Ok(site), Ok(home)) => page(&site, home),
                (Err(error), _) | (_, Err(error)) => error_page(error, retry),
            })
        },
    )
}

fn page(site: &Site, home: Home) -> Part {
    use_page_head(PageHead::new("", "/", site));
    view! {
        <h1 class="visually-hidden">{site.name.clone()}</h1>
        {front(home)}
    }
    .part()
}

fn front(home: Home) -> Part {
    let texts = &texts().home;
    let Home {
        mut latest,
        most_read,
        categories,
    } = home;
    if latest.is_empty() {
        return empty_view(texts.empty);
    }
    let lead = latest.remove(0);
    let rest = latest.split_off(latest.len().min(UNDER_LEAD));
    let cards = |articles: Vec<ArticleSummary>| {
        articles
            .into_iter()
            .map(|article| article_card(article, CardLook::Brief, true))
            .collect_view()
    };
    view! {
        <div class="front">
            <section class="front__lead" aria-labelledby="tin-noi-bat">
                <h2 id="tin-noi-bat" class="visually-hidden">{texts.lead}</h2>
                {article_card(lead, CardLook::Lead, true)}
                <div class="front__under">{cards(latest)}</div>
            </section>
            <section class="front__latest" aria-labelledby="tin-moi">
                <h2 id="tin-moi" class="section-title">{texts.latest}</h2>
                {cards(rest)}
            </section>
        </div>
        <div class="blocks">{categories.into_iter().map(category_block).collect_view()}</div>
        <section class="most-read" aria-labelledby="doc-nhieu">
            <h2 id="doc-nhieu" class="section-title">{texts.most_read}</h2>
            <ol class="most-read__list">
                {most_read
                    .into_iter()
                    .map(|article| view! { <li>{article_card(article, CardLook::Line, true)}</li> })
                    .collect_view()}
            </ol>
        </section>
    }
    .part()
}

/// The newest with a photograph leads, so that the blocks stand evenly side by side.
fn category_block(block: CategoryArticles) -> impl IntoView {
    let texts = &texts().home;
    let CategoryArticles {
        category,
        mut articles,
    } = block;
    if let Some(pictured) = articles.iter().position(|article| article.cover.is_some()) {
        articles[..=pictured].rotate_right(1);
    }
    let href = href(&category_path(category.slug.as_str()));
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
            article_card(article, look, false)
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
