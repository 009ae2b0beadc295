//! The page around what has the look of the portal in another site's frame: an article with its forms, what a form
//! leads to, and the map that one can move.

use std::sync::LazyLock;

use axum::http::HeaderValue;
use conglang::{
    components::{layout::alerts::notices, served_page::OWN_PAGE_MARK},
    i18n::{href, texts},
};
use conglang_contract::alert::AlertList;

use super::{SCRIPT, options::Options, parts, policy::Policy};
use crate::{
    http::problem::ApiResult,
    pages::{
        Pages,
        head::escaped,
        own_page::{condensed_style, policy_hash},
    },
    site::settings::embed::Reach,
};

static STYLE: LazyLock<String> =
    LazyLock::new(|| condensed_style(include_str!("../../../../style/embed_article.css")));

/// A page with the look of the portal around `main`, which is HTML, for a frame in another site that may write;
/// and its policy. Links and forms lead to `target`.
///
/// # Errors
/// When the policy is no header, which would be a mistake of this module.
pub fn framed(
    pages: &Pages,
    options: &Options,
    title: &str,
    target: &str,
    main: &str,
) -> ApiResult<(HeaderValue, String)> {
    let settings = &pages.site.settings;
    let own = settings.in_language(options.language);
    let colors = options.colors(settings);
    let (script, script_policy) = match SCRIPT.as_str() {
        "" => (String::new(), "'none'".to_owned()),
        script => (format!("<script>{script}</script>"), policy_hash(script)),
    };
    let policy = Policy::of(pages.template.policy_without_scripts())?
        .and("style-src", &policy_hash(&colors))
        .and("style-src", &policy_hash(&STYLE))
        .with(&settings.embed.frame_ancestors(Reach::Write))
        .with(&format!("script-src {script_policy}"))
        .with("connect-src 'self'")
        .header()?;
    let html = format!(
        "<!DOCTYPE html><html {}><head>{}<meta name=\"robots\" content=\"noindex\">\
         <title>{} · {name}</title><base target=\"{target}\"><style>{colors}</style><style>{}</style></head>\
         <body {OWN_PAGE_MARK} class=\"embed-article\">{main}\
         <footer class=\"embed-article__footer\"><a href=\"{}\" target=\"_blank\"><img src=\"/logo.svg\" alt=\"\" width=\"20\" height=\"20\">{name}</a>\
         <span class=\"visually-hidden\">{}</span></footer>{script}</body></html>",
        options.root_attributes(),
        pages.template.head_without_scripts(),
        escaped(title),
        *STYLE,
        href("/"),
        escaped(texts().embeds.new_tab),
        name = escaped(&own.name),
    );
    Ok((policy, html))
}

/// What is in force, above a part that has the portal's style, and so its notices; HTML.
pub fn styled_alerts(list: &AlertList) -> String {
    parts::alerts_region(list, &notices(list).concat())
}
