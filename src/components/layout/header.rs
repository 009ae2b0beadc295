//! Seal, name and menu.

use conglang_contract::{
    extra::Extra,
    language::Language,
    site::{MenuItem, Site},
};
use leptos::{ev::FocusEvent, prelude::*};
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;

use super::display::display;
use crate::{
    app::SiteResource,
    components::{
        icon::{Icon, icon},
        part::{IntoPart, Part},
        when_loaded::when_loaded,
    },
    hooks::extras::ask,
    i18n::{href, language, texts},
};

#[component]
pub fn Header() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    view! {
        <header class="header">
            {when_loaded(
                || Some(view! { <div class="header__brand"></div> }.part()),
                move || site.get()?.ok().map(site_header),
            )}
        </header>
    }
}

fn site_header(site: Site) -> Part {
    let texts = &texts().layout;
    let is_bilingual = site.features.english;
    let items = site.menu.into_iter().map(menu_link).collect_view();
    view! {
        <div class="header__brand">
            <a class="header__home" href=href("/")>
                <img class="header__logo" src=site.logo_url alt="" width="64" height="64"/>
                <span class="header__names">
                    <span class="header__name">{site.name}</span>
                    <span class="header__tagline">{site.tagline}</span>
                </span>
                <span class="visually-hidden">{texts.home}</span>
            </a>
            {search_box()}
            <div class="header__tools">
                {is_bilingual.then(language_switch)}
                {display()}
            </div>
        </div>
        <nav class="menu" aria-label=texts.menu>
            <ul class="menu__list">{items}</ul>
        </nav>
    }
    .part()
}

/// Where there is little room its field is hidden, and the button leads to the page with its own.
fn search_box() -> Part {
    let texts = &texts().layout;
    let focus = move |event: FocusEvent| {
        if let Some(form) = event.current_target() {
            ask(form.unchecked_ref(), Extra::Search);
        }
    };
    view! {
        <form class="header__search" role="search" method="get" action=href("/tim-kiem") on:focusin=focus>
            <input class="header__field" type="search" name="q" maxlength="200" autocomplete="off" aria-label=texts.search placeholder=texts.search/>
            <button class="header__find" type="submit" aria-label=texts.search>{icon(Icon::Search)}</button>
        </form>
    }
    .part()
}

fn menu_link(item: MenuItem) -> impl IntoView {
    let pathname = use_location().pathname;
    let href = href(&item.href);
    let address = href.clone();
    let current = move || (pathname.get() == address).then_some("page");
    view! { <li><a class="menu__link" href=href aria-current=current>{item.label}</a></li> }
}

/// A link to this page in the other language. The browser loads it, as the language of an app is fixed.
fn language_switch() -> Part {
    let location = use_location();
    let other = language().other();
    let href = move || {
        let search = location.search.get();
        let separator = if search.is_empty() { "" } else { "?" };
        let path = location.pathname.get();
        let (_, path) = Language::of_path(&path);
        format!("{}{separator}{search}", other.path(path))
    };
    view! {
        <a
            class="header__language"
            href=href
            rel="alternate external"
            hreflang=other.code()
            lang=other.code()
        >
            {texts().layout.other_language}
        </a>
    }
    .part()
}
