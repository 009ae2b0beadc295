//! `/thong-bao`: what one wants to be told by push. An extra switches it on and off (`extras/src/push.rs`).

use conglang_contract::{
    extra::Extra,
    push::PushTopic,
    site::{Category, Site},
};
use leptos::prelude::*;

use crate::{
    app::SiteResource,
    components::{
        part::{IntoPart, Part},
        states::{error_page, loading},
        when_loaded::when_loaded,
    },
    hooks::page_head::{PageHead, use_page_head},
    i18n::texts,
};

#[component]
pub fn PushPage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    when_loaded(
        || Some(loading(6)),
        move || {
            Some(match site.get()? {
                Ok(site) => page(site),
                Err(error) => error_page(error, move || site.refetch()),
            })
        },
    )
}

fn page(site: Site) -> Part {
    let texts = &texts().push;
    use_page_head(PageHead::unlisted(texts.title, 200));
    let articles = site
        .categories
        .into_iter()
        .map(|Category { slug, name, .. }| {
            choice(
                "topic",
                PushTopic::Category(slug).to_string(),
                name,
                None,
                false,
            )
        });
    let alert = |topic: PushTopic, name: &str, about| {
        choice(
            "topic",
            topic.to_string(),
            name.to_owned(),
            Some(about),
            true,
        )
    };
    let facts = texts.facts.map(|fact| view! { <li>{fact}</li> });
    view! {
        <h1 class="page-title">{texts.title}</h1>
        <p class="page-lead">{texts.introduction}</p>
        <div class="push" data-extra=Extra::Push.as_str()>
            <fieldset class="push__group">
                <legend class="push__legend">{texts.topics}</legend>
                {alert(PushTopic::KhanCap, texts.urgent, texts.urgent_about)}
                {alert(PushTopic::CanhBao, texts.warning, texts.warning_about)}
            </fieldset>
            <fieldset class="push__group">
                <legend class="push__legend">{texts.articles}</legend>
                {articles.collect_view()}
            </fieldset>
            {choice(
                "quiet_hours",
                "1".to_owned(),
                texts.quiet_hours.to_owned(),
                Some(texts.quiet_hours_about),
                true,
            )}
            <p class="notice push__state" role="status">{texts.needs_scripts}</p>
            <button class="button push__switch" type="button" hidden></button>
        </div>
        <h2>{texts.about}</h2>
        <ul class="push__facts">{facts.collect_view()}</ul>
    }
    .part()
}

fn choice(
    name: &'static str,
    value: String,
    label: String,
    about: Option<&'static str>,
    checked: bool,
) -> Part {
    view! {
        <label class="push__choice">
            // Until the extras know what this device has chosen, nothing can be.
            <input type="checkbox" name=name value=value checked=checked disabled=true/>
            <span class="push__label">
                {label}
                {about.map(|about| view! { <span class="push__about">{about}</span> })}
            </span>
        </label>
    }
    .part()
}
