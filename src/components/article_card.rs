//! An article in a list.

use conglang_contract::article::{ArticleSummary, Photo};
use leptos::prelude::*;
use leptos_router::location::Url;

use super::{
    in_language::{in_language, language_note},
    part::{IntoPart, Part},
    photo::photo_view,
    states::empty_view,
};
use crate::i18n::{format, href, texts};

/// How much of an article a card shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardLook {
    /// The lead story: a large photograph, fetched first, title and lead.
    Lead,
    /// A photograph beside or above title and lead.
    Story,
    /// A small photograph and the title.
    Brief,
    /// The title alone.
    Line,
}

impl CardLook {
    fn class(self) -> &'static str {
        match self {
            Self::Lead => "card card--lead",
            Self::Story => "card card--story",
            Self::Brief => "card card--brief",
            Self::Line => "card card--line",
        }
    }

    fn sizes(self) -> &'static str {
        match self {
            Self::Lead => "(min-width: 64rem) 34rem, 100vw",
            Self::Story => "(min-width: 40rem) 18rem, 100vw",
            Self::Brief | Self::Line => "6.5rem",
        }
    }
}

/// The path of an article's page, for [`href`].
pub fn article_path(slug: &str) -> String {
    format!("/bai-viet/{slug}")
}

/// The path of a category's page, for [`href`].
pub fn category_path(slug: &str) -> String {
    format!("/chuyen-muc/{slug}")
}

/// The path of a keyword's page, for [`href`].
pub fn tag_path(tag: &str) -> String {
    format!("/tu-khoa/{}", Url::escape(tag))
}

/// Stories one below the other; `empty` says that there are none.
pub fn stories(articles: Vec<ArticleSummary>, with_category: bool, empty: &'static str) -> Part {
    if articles.is_empty() {
        return empty_view(empty);
    }
    articles
        .into_iter()
        .map(|article| article_card(article, CardLook::Story, with_category))
        .collect_view()
        .part()
}

/// A card for `article`; a list of one category leaves the category's name out.
pub fn article_card(article: ArticleSummary, look: CardLook, with_category: bool) -> Part {
    let ArticleSummary {
        slug,
        title,
        lead,
        category,
        published_at,
        cover,
        language,
        reading_minutes,
        ..
    } = article;
    let with_lead = matches!(look, CardLook::Lead | CardLook::Story) && !lead.is_empty();
    let cover = cover.filter(|_| look != CardLook::Line).map(|cover| {
        // The card's link is its title, so the photograph's text would be read between two cards.
        let photo = Photo {
            alt: String::new(),
            ..cover
        };
        view! {
            <div class="card__photo">
                {photo_view(photo, look.sizes(), look == CardLook::Lead)}
            </div>
        }
    });
    view! {
        <article class=look.class()>
            {cover}
            <div class="card__text">
                <h3 class="card__title"><a href=href(&article_path(slug.as_str()))>{in_language(title, language)}</a></h3>
                <p class="card__meta">
                    {(with_category && look != CardLook::Line).then(|| view! { <span class="card__category">{category.name}</span> })}
                    <time datetime=published_at.to_rfc3339()>{format::date(published_at)}</time>
                    {language_note(language)}
                    {with_lead.then(|| view! { <span>{(texts().reading.minutes)(reading_minutes)}</span> })}
                </p>
                {with_lead.then(|| view! { <p class="card__lead">{in_language(lead, language)}</p> })}
            </div>
        </article>
    }
    .part()
}
