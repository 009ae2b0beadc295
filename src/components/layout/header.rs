//! Seal, name and menu.

use conglang_contract::site::{MenuItem, Site};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::display::display;
use crate::{
    app::SiteResource,
    components::{
        part::{IntoPart, Part},
        when_loaded::when_loaded,
    },
    i18n::texts,
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
    let items = site.menu.into_iter().map(menu_link).collect_view();
    view! {
        <div class="header__brand">
            <a class="header__home" href="/">
                <img class="header__logo" src=site.logo_url alt="" width="64" height="64"/>
                <span class="header__names">
                    <span class="header__name">{site.name}</span>
                    <span class="header__tagline">{site.tagline}</span>
                </span>
                <span class="visually-hidden">{texts.home}</span>
            </a>
            {display()}
        </div>
        <nav class="menu" aria-label=texts.menu>
            <ul class="menu__list">{items}</ul>
        </nav>
    }
    .part()
}

fn menu_link(item: MenuItem) -> impl IntoView {
    let pathname = use_location().pathname;
    let href = item.href.clone();
    let current = move || (pathname.get() == href).then_some("page");
    view! { <li><a class="menu__link" href=item.href aria-current=current>{item.label}</a></li> }
}
