//! An article from its breadcrumb to its tags.

use conglang_contract::{
    article::{Article, PHOTO_LINK_CLASS, PHOTO_OFFER_CLASS, Photo, PhotoFormat},
    language::Language,
};
use leptos::prelude::*;

use crate::{
    components::{
        article_card::{category_path, tag_path},
        attachments::attachments,
        in_language::in_language,
        part::{IntoPart, Part},
        reading_tools::{reading_tools, recording},
        sanitised_html::SanitisedHtml,
    },
    hooks::preference::is_sparing,
    i18n::{format, href, other_lang, texts},
};

/// Breadcrumb, heading, tools, text, files and tags of `article`, whose page is known under `address`.
pub fn article_body(article: &Article, address: &str) -> Part {
    let text = &texts().article;
    let category_href = href(&category_path(article.category.slug.as_str()));
    view! {
        <nav class="breadcrumb" aria-label=text.breadcrumb_label>
            <ol class="breadcrumb__list">
                <li>
                    <a href=href("/")>{text.home}</a>
                </li>
                <li>
                    <a href=category_href>{article.category.name.clone()}</a>
                </li>
            </ol>
        </nav>
        {heading(article)}
        {reading_tools(article, address)}
        {content(article, &article.tags)}
    }
    .part()
}

/// Heading, text and files of `article`, without the ways and tools that belong to the portal's own page.
#[cfg(feature = "ssr")]
pub fn article_content(article: &Article) -> Part {
    view! { {heading(article)} {content(article, &[])} }.part()
}

fn heading(article: &Article) -> Part {
    let text = &texts().article;
    let published_at = article.published_at;
    view! {
        <header class="article__header">
            <h1 class="article__title" tabindex="-1">
                {in_language(article.title.clone(), article.language)}
            </h1>
            <p class="article__time">
                <time datetime=published_at.to_rfc3339()>{format::date_time(published_at)}</time>
                <span class="article__minutes">{(texts().reading.minutes)(article.reading_minutes)}</span>
            </p>
            {other_lang(article.language)
                .map(|_| view! { <p class="notice article__language">{text.only_other_language}</p> })}
            {(!article.lead.is_empty())
                .then(|| view! { <p class="article__lead">{in_language(article.lead.clone(), article.language)}</p> })}
        </header>
    }
    .part()
}

/// Recording, photograph, text and files of `article`, and `tags` that lead on.
fn content(article: &Article, tags: &[String]) -> Part {
    let text = &texts().article;
    let lang = other_lang(article.language);
    // A photograph that stands in the text already is not shown twice.
    let cover = article
        .cover
        .as_ref()
        .filter(|cover| !is_in_text(cover, &article.body_html))
        .and_then(|cover| cover_figure(cover, lang));
    view! {
        {article.audio.as_ref().map(recording)}
        {cover}
        <SanitisedHtml html=article.body_html.clone() class="article__text" lang=lang/>
        <footer class="article__footer">
            {credit("article__author", text.author, article.author.as_ref())}
            {credit("article__source", text.source, article.source.as_ref())}
            {attachments(&article.attachments)}
            {(!tags.is_empty()).then(|| tag_links(tags))}
        </footer>
    }
    .part()
}

fn credit(
    class: &'static str,
    label: &'static str,
    name: Option<&String>,
) -> Option<impl IntoView + use<>> {
    let name = name?.clone();
    Some(view! { <p class=class>{label} ": " {name}</p> })
}

fn tag_links(tags: &[String]) -> impl IntoView + use<> {
    let tags = tags
        .iter()
        .map(|tag| view! { <li><a class="article__tag" href=href(&tag_path(tag))>{in_language(tag.clone(), Some(Language::Vietnamese))}</a></li> })
        .collect_view();
    view! {
        <p class="article__tags-label" id="article-tags">
            {texts().article.tags}
        </p>
        <ul class="article__tags" aria-labelledby="article-tags">
            {tags}
        </ul>
    }
}

fn cover_figure(photo: &Photo, lang: Option<&'static str>) -> Option<impl IntoView + use<>> {
    let src = photo.fallback(960)?.url.clone();
    let largest = photo.largest()?.url.clone();
    let sizes = "(min-width: 64rem) 46rem, 100vw";
    let offer = photo.offer().map(|(variant, bytes)| {
        let text = [
            texts().article.load_photo,
            " (",
            &format::file_size(bytes),
            ")",
        ]
        .concat();
        view! { <a class=PHOTO_OFFER_CLASS href=variant.url.clone()>{text}</a> }
    });
    Some(view! {
        <figure class="article__cover" lang=lang>
            {offer}
            <a class=PHOTO_LINK_CLASS href=largest>
                <picture>
                    <source type="image/webp" srcset=photo.srcset(PhotoFormat::Webp) sizes=sizes/>
                    <img
                        loading=if is_sparing() { "lazy" } else { "eager" }
                        src=src
                        srcset=photo.srcset(PhotoFormat::Jpeg)
                        sizes=sizes
                        alt=photo.alt.clone()
                        width=photo.width.to_string()
                        height=photo.height.to_string()
                        fetchpriority="high"
                    />
                </picture>
            </a>
        </figure>
    })
}

fn is_in_text(photo: &Photo, body_html: &str) -> bool {
    photo
        .variants
        .iter()
        .any(|variant| body_html.contains(&variant.url))
}
