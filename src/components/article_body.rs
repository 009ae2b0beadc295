//! An article from its breadcrumb to its tags.

use conglang_contract::{
    article::{Article, Photo, PhotoFormat},
    format,
};
use leptos::prelude::*;

use crate::{
    components::{attachments::Attachments, sanitised_html::SanitisedHtml},
    i18n::texts,
};

/// Breadcrumb, heading, text, files and tags of `article`.
#[component]
pub fn ArticleBody(article: Article) -> impl IntoView {
    let text = &texts().article;
    let summary = article.summary;
    let category_href = format!("/chuyen-muc/{}", summary.category.slug);
    // A photograph that stands in the text already is not shown twice.
    let cover = summary
        .cover
        .filter(|cover| !is_in_text(cover, &article.body_html));
    let published_at = summary.published_at;
    view! {
        <nav class="breadcrumb" aria-label=text.breadcrumb_label>
            <ol class="breadcrumb__list">
                <li>
                    <a href="/">{text.home}</a>
                </li>
                <li>
                    <a href=category_href>{summary.category.name}</a>
                </li>
            </ol>
        </nav>
        <header class="article__header">
            <h1 class="article__title" tabindex="-1">
                {summary.title}
            </h1>
            <p class="article__time">
                <time datetime=published_at.to_rfc3339()>{format::date_time(published_at)}</time>
            </p>
            {(!summary.lead.is_empty()).then(|| view! { <p class="article__lead">{summary.lead}</p> })}
        </header>
        {cover.map(cover_figure)}
        <SanitisedHtml html=article.body_html class="article__text"/>
        <footer class="article__footer">
            {article
                .author
                .map(|author| view! { <p class="article__author">{text.author} ": " {author}</p> })}
            {article
                .source
                .map(|source| view! { <p class="article__source">{text.source} ": " {source}</p> })}
            <Attachments attachments=article.attachments/>
            {(!article.tags.is_empty())
                .then(|| {
                    view! {
                        <p class="article__tags-label" id="article-tags">
                            {text.tags}
                        </p>
                        <ul class="article__tags" aria-labelledby="article-tags">
                            {article
                                .tags
                                .into_iter()
                                .map(|tag| view! { <li class="article__tag">{tag}</li> })
                                .collect_view()}
                        </ul>
                    }
                })}
        </footer>
    }
}

fn cover_figure(photo: Photo) -> Option<impl IntoView> {
    let src = photo.fallback(960)?.url.clone();
    let sizes = "(min-width: 64rem) 46rem, 100vw";
    Some(view! {
        <figure class="article__cover">
            <picture>
                <source type="image/webp" srcset=photo.srcset(PhotoFormat::Webp) sizes=sizes/>
                <img
                    src=src
                    srcset=photo.srcset(PhotoFormat::Jpeg)
                    sizes=sizes
                    alt=photo.alt
                    width=photo.width
                    height=photo.height
                    fetchpriority="high"
                />
            </picture>
        </figure>
    })
}

fn is_in_text(photo: &Photo, body_html: &str) -> bool {
    photo
        .variants
        .iter()
        .any(|variant| body_html.contains(&variant.url))
}
