//! All outside sites, by group.

use conglang_contract::{
    link::{Link, LinkGroup},
    site::Site,
};
use leptos::prelude::*;

use crate::{
    app::{SideResources, SiteResource},
    components::{
        in_language::in_language,
        part::{IntoPart, Part},
        states::{empty_view, error_page, loading},
        when_loaded::when_loaded,
    },
    hooks::page_head::{PageHead, use_page_head},
    i18n::{href, texts},
};

#[component]
pub fn LinksPage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let links = expect_context::<SideResources>().links;
    let retry = move || {
        site.refetch();
        links.refetch();
    };
    when_loaded(
        || Some(loading(6)),
        move || {
            let (site, groups) = (site.get(), links.get());
            Some(match (site?, groups?) {
                (Ok(site), Ok(groups)) => page(&site, groups),
                (Err(error), _) | (_, Err(error)) => error_page(error, retry),
            })
        },
    )
}

fn page(site: &Site, groups: Vec<LinkGroup>) -> Part {
    let texts = &texts().links;
    use_page_head(PageHead {
        description: texts.introduction.to_owned(),
        ..PageHead::new(texts.title, "/lien-ket", site)
    });
    let list = if groups.is_empty() {
        empty_view(texts.empty)
    } else {
        groups.into_iter().map(group).collect_view().part()
    };
    view! {
        <h1 class="page-title">{texts.title}</h1>
        <p class="page-lead">{texts.introduction}</p>
        <div class="links-page">{list}</div>
        <p class="page-count">
            <a class="links__link" href=href("/nhung")>{self::texts().embeds.picker.title}</a>
        </p>
    }
    .part()
}

/// A group with its sites, whose hosts are told.
pub fn group(group: LinkGroup) -> impl IntoView {
    view! {
        <section class="links">
            <h2 class="section-title">{group.title}</h2>
            <ul class="links__list">{group.links.into_iter().map(link).collect_view()}</ul>
        </section>
    }
}

fn link(link: Link) -> impl IntoView {
    let host = host(&link.url).to_owned();
    view! {
        <li>
            <a class="links__link" href=link.url rel="external noopener">
                {in_language(link.name, link.language)}
                <span class="links__url">{host}</span>
            </a>
        </li>
    }
}

/// The host of an address, as people know sites.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest)
}
