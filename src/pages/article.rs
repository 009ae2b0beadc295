//! `/bai-viet/{slug}`: one article with its rating and comments.

use std::sync::Arc;

use conglang_contract::{
    article::{Article, PHOTO_LINK_CLASS, PHOTO_OFFER_CLASS},
    comment::Comment,
    extra::Extra,
    page::Page,
    site::Site,
    slug::Slug,
};
use leptos::{ev::MouseEvent, prelude::*};
use leptos_router::hooks::{use_location, use_params_map};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::{
    api::{ApiResult, articles::use_article, comments::use_comments},
    app::SiteResource,
    components::{
        article_body::article_body,
        article_card::article_path,
        comments::{PAGE_PARAMETER, comments_section},
        part::{IntoPart, Part},
        rating::rating_form,
        reading_tools::paper_address,
        related_articles::{article_neighbours, related_articles},
        states::{error_page, loading_page, not_found},
        when_loaded::when_loaded,
    },
    hooks::{
        extras::ask,
        page_head::{PageHead, use_page_head},
        reading_progress::follow_reading,
    },
    i18n::{href, other_lang, texts},
};

#[component]
pub fn ArticlePage() -> impl IntoView {
    let params = use_params_map();
    let slug = Memo::new(move |_| params.read().get("slug").unwrap_or_default());
    // Another article is another part, with forms of its own instead of those that were filled in here.
    move || one_article(slug.get().parse().ok())
}

/// The page of one article; none where the address cannot be an article's.
fn one_article(slug: Option<Slug>) -> Part {
    // Once, and of the address: the route keeps its query map from article to article.
    let comment_page = use_location()
        .query
        .with_untracked(|query| query.get_str(PAGE_PARAMETER)?.parse().ok());
    let site = expect_context::<SiteResource>();
    let article = use_article(slug.clone());
    let comments = use_comments(slug, comment_page.unwrap_or(1).max(1));
    let retry = move || {
        site.refetch();
        article.refetch();
        comments.refetch();
    };
    when_loaded(
        || Some(loading_page()),
        move || {
            // All three are under way already; the page is shown when the last has come.
            let (site, article, comments) = (site.get(), article.get(), comments.get());
            Some(match (article?, site?) {
                (Ok(article), Ok(site)) => page(Arc::new(article), comments?, &site),
                (Err(error), _) if error.is_not_found() => {
                    let texts = &texts().article;
                    not_found(texts.not_found_title, texts.not_found_help)
                }
                (Err(error), _) | (_, Err(error)) => error_page(error, retry),
            })
        },
    )
}

/// A photograph opens in full, where the reader stays; other files are the browser's to open, since the
/// router takes every address of the portal for a page. The listener is the element's own, so that it
/// comes before the router's.
fn open_file(event: MouseEvent) {
    let link = event_target::<Element>(&event).closest("a[href^=\"/media/\"]");
    let Ok(Some(link)) = link else { return };
    event.stop_propagation();
    let plain_click = event.button() == 0
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    let has_class = |class| plain_click && link.class_list().contains(class);
    if has_class(PHOTO_LINK_CLASS) {
        event.prevent_default();
        ask(&link, Extra::Photograph);
    } else if has_class(PHOTO_OFFER_CLASS) {
        event.prevent_default();
        show_photo(&link);
    }
}

/// Shows the photograph that `offer` leads to where it stands, in the size that was offered.
fn show_photo(offer: &Element) {
    let Some(photo) = offer.next_element_sibling() else {
        return;
    };
    if let (Ok(Some(source)), Some(file)) =
        (photo.query_selector("source"), offer.get_attribute("href"))
    {
        // A valid name; it does not fail.
        let _ = source.set_attribute("srcset", &file);
    }
    offer.remove();
    if let Ok(photo) = photo.dyn_into::<HtmlElement>() {
        // Whoever came with the keyboard goes on from here.
        let _ = photo.focus();
    }
}

fn page(article: Arc<Article>, comments: ApiResult<Page<Comment>>, site: &Site) -> Part {
    let slug = &article.slug;
    // A page needs a description; the title says more than the portal's own.
    let description = if article.lead.is_empty() {
        &article.title
    } else {
        &article.lead
    };
    let path = article_path(slug.as_str());
    let address = format!("{}{}", site.base_url, href(&path));
    let mut head = PageHead::new(&article.title, &path, site);
    head.is_translated &= article.has_english;
    if other_lang(article.language).is_some() {
        // The text is known under the address in its own language.
        head.canonical = Some(format!("{}{path}", site.base_url));
    }
    use_page_head(PageHead {
        description: description.clone(),
        article: Some(Arc::clone(&article)),
        ..head
    });
    let features = site.features;
    let shown = NodeRef::new();
    follow_reading(shown);
    view! {
        <article class="article" node_ref=shown on:click=open_file>
            {paper_address(&href(&path), &address)}
            {article_body(&article, &address)}
            {features.rating.then(|| rating_form(slug, article.rating))}
        </article>
        {article_neighbours(article.newer.as_ref(), article.older.as_ref())}
        {related_articles(&article.related)}
        {features.comments.then(|| comments_section(slug, comments))}
    }
    .part()
}
