//! The home page: the lead story, the latest, what is read most, the town, a block for each category.

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
        side_column::town_blocks,
        states::{empty_view, error_page, loading_page},
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
        || Some(loading_page()),
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
    let Home {
        mut latest,
        lead,
        most_read,
        mut categories,
    } = home;
    if lead < latest.len() {
        latest[..=lead].rotate_right(1);
    }
    // What leads the page is not told a second time.
    if let Some(lead) = latest.first() {
        for block in &mut categories {
            block.articles.retain(|article| article.slug != lead.slug);
        }
    }
    view! {
        <h1 class="visually-hidden">{site.name.clone()}</h1>
        <div class="home">
            {front(latest, most_read)}
            <section class="tiles" aria-label=texts().side_column.label>
                {town_blocks(site.clone())}
            </section>
            <div class="blocks">{categories.into_iter().filter_map(category_block).collect_view()}</div>
        </div>
    }
    .part()
}

fn front(mut latest: Vec<ArticleSummary>, most_read: Vec<ArticleSummary>) -> Part {
    let texts = &texts().home;
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
            <section class="most-read" aria-labelledby="doc-nhieu">
                <h2 id="doc-nhieu" class="section-title">{texts.most_read}</h2>
                <ol class="most-read__list">
                    {most_read
                        .into_iter()
                        .map(|article| view! { <li>{article_card(article, CardLook::Line, true)}</li> })
                        .collect_view()}
                </ol>
            </section>
        </div>
    }
    .part()
}

/// The newest with a photograph leads, so that the blocks stand evenly side by side. Nothing when the
/// category has no articles left to show.
fn category_block(block: CategoryArticles) -> Option<impl IntoView> {
    let texts = &texts().home;
    let CategoryArticles {
        category,
        mut articles,
    } = block;
    if articles.is_empty() {
        return None;
    }
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
    Some(view! {
        <section class="block">
            <div class="block__head">
                <h2 class="section-title"><a href=href.clone()>{category.name}</a></h2>
                <a class="block__all" href=href aria-label=all_of>{texts.all} " ›"</a>
            </div>
            {cards}
        </section>
    })
}
