//! Where to read on from an article.

use conglang_contract::{
    article::{ArticleLink, ArticleSummary, PhotoFormat},
    format,
};
use leptos::prelude::*;

use crate::i18n::texts;

/// Cards of related articles; nothing when there are none.
#[component]
pub fn RelatedArticles(articles: Vec<ArticleSummary>) -> impl IntoView {
    (!articles.is_empty()).then(|| {
        view! {
            <section class="related" aria-labelledby="related-title">
                <h2 class="related__title" id="related-title">
                    {texts().article.related}
                </h2>
                <ul class="related__list">
                    {articles.into_iter().map(|article| view! { <li>{card(article)}</li> }).collect_view()}
                </ul>
            </section>
        }
    })
}

/// Links to the next and the previous article by time.
#[component]
pub fn ArticleNeighbours(newer: Option<ArticleLink>, older: Option<ArticleLink>) -> impl IntoView {
    let text = &texts().article;
    let link = |label: &'static str, rel: &'static str, article: ArticleLink| {
        view! {
            <a class="neighbours__link" rel=rel href=format!("/bai-viet/{}", article.slug)>
                <span class="neighbours__label">{label}</span>
                <span class="neighbours__title">{article.title}</span>
            </a>
        }
    };
    (newer.is_some() || older.is_some()).then(|| {
        view! {
            <nav class="neighbours" aria-label=text.neighbours_label>
                {newer.map(|article| link(text.newer, "next", article))}
                {older.map(|article| link(text.older, "prev", article))}
            </nav>
        }
    })
}

fn card(article: ArticleSummary) -> impl IntoView {
    let published_at = article.published_at;
    let cover = article.cover.and_then(|photo| {
        let src = photo.fallback(480)?.url.clone();
        Some(view! {
            <picture>
                <source
                    type="image/webp"
                    srcset=photo.srcset(PhotoFormat::Webp)
                    sizes="(min-width: 48rem) 16rem, 40vw"
                />
                // The title beside it says what the card is about.
                <img
                    class="related__photo"
                    src=src
                    alt=""
                    width=photo.width
                    height=photo.height
                    loading="lazy"
                />
            </picture>
        })
    });
    view! {
        <article class="related__card">
            {cover}
            <h3 class="related__heading">
                <a href=format!("/bai-viet/{}", article.slug)>{article.title}</a>
            </h3>
            <time class="related__time" datetime=published_at.to_rfc3339()>
                {format::date(published_at)}
            </time>
        </article>
    }
}
