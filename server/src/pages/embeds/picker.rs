//! `/nhung`: what another site can show, how it looks, and the line of HTML for it. It works as a plain form; a
//! script shows each change at once and copies the line.

mod article;
mod form;
mod result;

use std::sync::LazyLock;

use axum::{
    Extension,
    http::{HeaderMap, HeaderValue, Uri, header},
    response::Response,
};
use conglang::{
    components::{part::IntoPart, served_page::OWN_PAGE_MARK},
    hooks::page_head::PageHead,
    i18n::{href, texts, with_language},
};
use conglang_contract::{alert::AlertList, article::ArticleLink, language::Language};
use leptos::prelude::*;

use super::{
    PICKER_PATH, SCRIPT_URL,
    kind::Kind,
    options::{Options, Remark},
    policy::Policy,
};
use crate::{
    api::alerts,
    http::{entity_tag, language::request_language, problem::ApiResult},
    pages::{
        Pages, head,
        own_page::{condensed_style, html, policy_hash, unfollowed_alerts},
    },
    site::Site,
    store::articles::ArticleFilter,
};

const KIND: &str = "phan";
const ARTICLE: &str = "bai";
/// What names an article that is not offered, instead of the one that is chosen.
const ADDRESS: &str = "dia-chi";
/// How many articles are offered; others are picked by their address.
const ARTICLES: u32 = 30;

static STYLE: LazyLock<String> =
    LazyLock::new(|| condensed_style(include_str!("../../../../style/embed_picker.css")));

/// What was chosen, and what there is to choose from.
struct Picked<'a> {
    site: &'a Site,
    kind: Kind,
    options: Options,
    remarks: Vec<Remark>,
    articles: Vec<ArticleLink>,
    /// One of `articles`; none while there are none.
    article: Option<ArticleLink>,
    /// The address names an article that there is not.
    lacks_article: bool,
    /// What was typed as an article's address and is none.
    wrong_address: Option<String>,
    in_force: AlertList,
}

/// `GET /nhung`
pub async fn page(
    Extension(pages): Extension<Pages>,
    uri: Uri,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let language = request_language();
    let picked = picked(&pages.site, language, uri.query().unwrap_or_default()).await?;
    let page = Owner::new().with(|| with_language(language, || document(&pages, &picked)));
    let mut response = entity_tag::tagged(&headers, "text/html; charset=utf-8", page);
    let policy = Policy::of(pages.template.policy_without_scripts())?
        .and("style-src", &policy_hash(&STYLE))
        .with("script-src 'self'")
        .with("connect-src 'self'")
        .with("frame-src 'self'")
        .header()?;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(language.code()),
    );
    Ok(response)
}

async fn picked<'a>(site: &'a Site, language: Language, query: &str) -> ApiResult<Picked<'a>> {
    let asked = |wanted: &str| {
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        let value = pairs.find_map(|(name, value)| (name == wanted).then(|| value.into_owned()));
        value.filter(|value| !value.trim().is_empty())
    };
    let (mut options, remarks) = Options::read(query, &site.settings);
    if asked(Language::PARAMETER).is_none() {
        options.language = language;
    }
    let kind = asked(KIND).and_then(|name| Kind::named(&name));
    let settings = site.settings.in_language(language);
    let list = site
        .store
        .article_list(&ArticleFilter::first(ARTICLES), settings)
        .await?;
    let mut articles: Vec<_> = list
        .into_iter()
        .map(|article| ArticleLink {
            slug: article.slug,
            title: article.title,
            language: article.language,
        })
        .collect();
    let typed = asked(ADDRESS);
    let mut article = match &typed {
        Some(typed) => article::at(site, typed).await?,
        None => None,
    };
    let wrong_address = typed.filter(|_| article.is_none());
    let wanted = asked(ARTICLE);
    if article.is_none()
        && let Some(wanted) = &wanted
    {
        article = article::called(site, wanted).await?;
    }
    let lacks_article = wanted.is_some() && article.is_none();
    let article = article.map(|found| offered(found, &mut articles));
    Ok(Picked {
        site,
        kind: kind
            .filter(|kind| kind.is_offered(site))
            .unwrap_or(Kind::Latest),
        lacks_article,
        wrong_address,
        article: article.or_else(|| articles.first().cloned()),
        options,
        remarks,
        articles,
        in_force: alerts::in_force(site).await?,
    })
}

/// `found` as it is among `articles`, in whose language its title is there; it is put to them where it is not.
fn offered(found: ArticleLink, articles: &mut Vec<ArticleLink>) -> ArticleLink {
    let listed = articles.iter().find(|article| article.slug == found.slug);
    if let Some(listed) = listed {
        return listed.clone();
    }
    articles.push(found.clone());
    found
}

/// The whole page, in the language of this thread.
fn document(pages: &Pages, picked: &Picked<'_>) -> String {
    let language = conglang::i18n::language();
    let settings = picked.site.settings.in_language(language);
    let texts = &texts().embeds.picker;
    let other = language.other();
    let switch = picked.site.settings.english.is_some().then(|| {
        view! {
            <a href=other.path(PICKER_PATH) lang=other.code() hreflang=other.code()>
                {conglang::i18n::texts().layout.other_language}
            </a>
        }
    });
    let head = PageHead {
        description: texts.lead.to_owned(),
        canonical: Some(format!("{}{}", settings.host, href(PICKER_PATH))),
        is_translated: picked.site.settings.english.is_some(),
        ..PageHead::unlisted(format!("{} · {}", texts.title, settings.name), 200)
    };
    let body = html(
        view! {
            <header class="confirm__header picker-header">
                <a href=href("/")>{settings.name.clone()}</a>
                {switch}
            </header>
            {unfollowed_alerts(&picked.in_force)}
            <main class="picker" id="noi-dung">
                <h1>{texts.title}</h1>
                <p class="picker-lead">{texts.lead}</p>
                <div class="picker-columns">
                    {form::form(picked)}
                    <div id="ket-qua" class="picker-result">{result::result(picked)}</div>
                </div>
            </main>
        }
        .part(),
    );
    format!(
        "<!DOCTYPE html><html lang=\"{}\"><head>{}{}<style>{}</style>\
         <script async src=\"{SCRIPT_URL}\"></script><script defer src=\"/embeds/picker.js\"></script></head>\
         <body {OWN_PAGE_MARK}>{body}</body></html>",
        language.code(),
        pages.template.head_without_scripts(),
        head::tags(&head, language, &picked.site.settings),
        *STYLE,
    )
}
