//! Where to read on from an article.

use conglang_contract::article::{ArticleLink, ArticleSummary, Photo, PhotoFormat};
use leptos::prelude::*;

use super::{
    article_card::article_path,
    in_language::{in_language, language_note},
    part::{IntoPart, Part},
};
use crate::i18n::{format, href, texts};

/// Cards of related articles; nothing when there are none.
pub fn related_articles(articles: &[ArticleSummary]) -> Option<Part> {
    (!articles.is_empty()).then(|| {
        let cards = articles.iter().map(card).collect_view();
        view! {
            <section class="related" aria-labelledby="related-title">
                <h2 class="related__title" id="related-title">
                    {texts().article.related}
                </h2>
                <ul class="related__list">{cards}</ul>
            </section>
        }
        .part()
    })
}

/// Links to the next and the previous article by time; nothing when there are none.
pub fn article_neighbours(
    newer: Option<&ArticleLink>,
    older: Option<&ArticleLink>,
) -> Option<Part> {
    let text = &texts().article;
    (newer.is_some() || older.is_some()).then(|| {
        view! {
            <nav class="neighbours" aria-label=text.neighbours_label>
                {newer.map(|article| neighbour(text.newer, "next", article))}
                {older.map(|article| neighbour(text.older, "prev", article))}
            </nav>
        }
        .part()
    })
}

fn neighbour(
    label: &'static str,
    rel: &'static str,
    article: &ArticleLink,
) -> impl IntoView + use<> {
    view! {
        <a class="neighbours__link" rel=rel href=href(&article_path(article.slug.as_str()))>
            <span class="neighbours__label">{label} {language_note(article.language)}</span>
            <span class="neighbours__title">{in_language(article.title.clone(), article.language)}</span>
        </a>
    }
}

fn card(article: &ArticleSummary) -> impl IntoView + use<> {
    let published_at = article.published_at;
    view! {
        <li>
            <article class="related__card">
                {article.cover.as_ref().and_then(cover)}
                <h3 class="related__heading">
                    <a href=href(&article_path(article.slug.as_str()))>{in_language(article.title.clone(), article.language)}</a>
                </h3>
                <time class="related__time" datetime=published_at.to_rfc3339()>
                    {format::date(published_at)}
                </time>
                {language_note(article.language)}
            </article>
        </li>
    }
}

fn cover(photo: &Photo) -> Option<impl IntoView + use<>> {
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
                width=photo.width.to_string()
                height=photo.height.to_string()
                loading="lazy"
            />
        </picture>
    })
}
