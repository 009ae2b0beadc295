//! `/nhung`: what another site can show, how it looks, and the line of HTML for it. It works as a plain form; a
//! script shows each change at once and copies the line.

use std::sync::LazyLock;

use axum::{
    Extension,
    http::{HeaderMap, HeaderValue, Uri, header},
    response::Response,
};
use conglang::{
    components::{
        part::{IntoPart, Part},
        sanitised_html::escaped_text,
        served_page::OWN_PAGE_MARK,
    },
    hooks::page_head::PageHead,
    i18n::{href, texts, with_language},
};
use conglang_contract::{article::ArticleLink, language::Language, slug::Slug};
use leptos::prelude::*;

use super::{
    PICKER_PATH, SCRIPT_URL,
    kind::Kind,
    options::{self, Options, Remark},
    parts,
    snippet::Choice,
};
use crate::{
    http::{
        entity_tag,
        language::request_language,
        problem::{ApiError, ApiResult},
    },
    pages::{
        Pages, head,
        own_page::{condensed_style, html, policy_hash},
    },
    site::{Site, settings::embed::Reach},
    store::articles::ArticleFilter,
};

const KIND: &str = "phan";
const ARTICLE: &str = "bai";
/// How many articles are offered; others are named in the line by hand.
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
    let policy = pages.template.policy_without_scripts().to_str();
    let policy = policy.map_err(|error| ApiError::Internal(error.to_string()))?;
    let style = format!("style-src 'self' {}", policy_hash(&STYLE));
    let policy = policy.replacen("style-src 'self'", &style, 1)
        + "; script-src 'self'; connect-src 'self'; frame-src 'self'";
    let policy =
        HeaderValue::from_str(&policy).map_err(|error| ApiError::Internal(error.to_string()))?;
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
        value.filter(|value| !value.is_empty())
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
    let wanted = asked(ARTICLE);
    let mut article = None;
    if let Some(slug) = wanted.as_ref().and_then(|slug| slug.parse::<Slug>().ok()) {
        article = articles
            .iter()
            .find(|article| article.slug == slug)
            .cloned();
        if article.is_none()
            && let Some((_, older)) = site.store.article_id(&slug).await?
        {
            articles.push(older.clone());
            article = Some(older);
        }
    }
    Ok(Picked {
        site,
        kind: kind
            .filter(|kind| kind.is_offered(site))
            .unwrap_or(Kind::Latest),
        lacks_article: wanted.is_some() && article.is_none(),
        article: article.or_else(|| articles.first().cloned()),
        options,
        remarks,
        articles,
    })
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
            <main class="picker" id="noi-dung">
                <h1>{texts.title}</h1>
                <p class="picker-lead">{texts.lead}</p>
                <div class="picker-columns">
                    {form(picked)}
                    <div id="ket-qua" class="picker-result">{result(picked)}</div>
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

fn form(picked: &Picked<'_>) -> Part {
    let all = &texts().embeds;
    let texts = &all.picker;
    let options = &picked.options;
    let settings = picked.site.settings.in_language(conglang::i18n::language());
    let kinds = Kind::ALL
        .into_iter()
        .filter(|kind| kind.is_offered(picked.site))
        .map(|kind| {
            let is_picked = kind == picked.kind;
            view! {
                <label class="picker-kind">
                    <input type="radio" name=KIND value=kind.name() checked=is_picked/>
                    {kind.title(&all.kinds)}
                </label>
            }
        })
        .collect_view();
    let everything = (String::new(), texts.all_categories.to_owned());
    let categories = std::iter::once(everything).chain(
        settings
            .categories
            .iter()
            .map(|category| (category.slug.to_string(), category.name.clone())),
    );
    let category = options.category.as_ref().map(Slug::to_string);
    let articles = picked
        .articles
        .iter()
        .map(|article| (article.slug.to_string(), article.title.clone()));
    let article = picked.article.as_ref();
    let article = article.map(|article| article.slug.to_string());
    let named = |values: [&'static str; 4], names: [&'static str; 4]| {
        let pairs = values.into_iter().zip(names);
        pairs.map(|(value, name)| (value.to_owned(), name.to_owned()))
    };
    let languages = picked.site.settings.languages();
    let languages = (languages.len() > 1).then(|| {
        let names = languages.into_iter().map(|language| {
            let name = match language {
                Language::Vietnamese => "Tiếng Việt",
                Language::English => "English",
            };
            (language.code().to_owned(), name.to_owned())
        });
        let chosen = options.language.code();
        choice(Language::PARAMETER, texts.language, names, Some(chosen), "")
    });
    view! {
        <form class="picker-form" method="get" action=href(PICKER_PATH)>
            <fieldset>
                <legend>{texts.what}</legend>
                {kinds}
            </fieldset>
            <fieldset>
                <legend>{texts.options}</legend>
                {choice(options::CATEGORY, texts.category, categories, category.as_deref(), "tin-moi")}
                <p class="picker-field" data-for="tin-moi">
                    <label for=options::COUNT>{texts.count}</label>
                    <input id=options::COUNT name=options::COUNT type="number" min="1" max="20" value=options.count.to_string()/>
                </p>
                {choice(ARTICLE, texts.article, articles, article.as_deref(), "the-bai-viet bai-viet")}
                {choice(options::THEME, texts.theme, named(options::THEMES, texts.themes), Some(options.theme), "")}
                {choice(options::TEXT_SIZE, texts.text_size, named(options::TEXT_SIZES, texts.text_sizes), Some(options.text_size), "")}
                {languages}
                <p class="picker-field">
                    <label for=options::ACCENT>{texts.accent}</label>
                    <input
                        id=options::ACCENT
                        name=options::ACCENT
                        value=options.accent.clone()
                        maxlength="7"
                        autocomplete="off"
                        spellcheck="false"
                        aria-describedby="accent-help"
                    />
                    <span class="picker-help" id="accent-help">{texts.accent_help}</span>
                </p>
            </fieldset>
            <button class="button" type="submit">{texts.show}</button>
        </form>
    }
    .part()
}

/// A list to choose one from, for the `kinds` that have it; for all, where none is named.
fn choice(
    name: &'static str,
    label: &'static str,
    choices: impl Iterator<Item = (String, String)>,
    chosen: Option<&str>,
    kinds: &'static str,
) -> Part {
    let choices = choices
        .map(|(value, text)| {
            let is_chosen = chosen == Some(value.as_str());
            view! { <option value=value selected=is_chosen>{text}</option> }
        })
        .collect_view();
    let kinds = (!kinds.is_empty()).then_some(kinds);
    view! {
        <p class="picker-field" data-for=kinds>
            <label for=name>{label}</label>
            <select id=name name=name>{choices}</select>
        </p>
    }
    .part()
}

fn result(picked: &Picked<'_>) -> Part {
    let all = &texts().embeds;
    let texts = &all.picker;
    let site = picked.site;
    // What is pasted is in the language of the part.
    let settings = site.settings.in_language(picked.options.language);
    let label =
        Owner::new().with(|| with_language(picked.options.language, || label(picked, settings)));
    let article = picked.article.as_ref();
    let choice = Choice {
        kind: picked.kind,
        article: article.map(|article| &article.slug),
        options: &picked.options,
        label,
    };
    // The policy of this page takes no style in attributes.
    let plain = choice.frame("").unwrap_or_default();
    let plain = plain.replace(" style=\"border:0\"", "");
    let preview = choice.element(settings, &format!("<noscript>{plain}</noscript>"));
    let line = choice.line(settings);
    let frame = choice.frame(&settings.host).unwrap_or_default();
    view! {
        {remarks(picked)}
        <section aria-labelledby="xem-thu">
            <h2 id="xem-thu">{texts.preview}</h2>
            <div class="picker-preview" inner_html=preview></div>
        </section>
        {code("dong-html", texts.line, texts.line_help, &line, 5)}
        {code("khung", texts.frame, texts.frame_help, &frame, 5)}
        {allowed(site, picked.kind.reach())}
    }
    .part()
}

/// What screen readers hear of the part, and readers see while it is not there.
fn label(picked: &Picked<'_>, settings: &crate::site::settings::Settings) -> String {
    let names = &texts().embeds.kinds;
    let what = match (picked.kind, &picked.article) {
        (Kind::Card | Kind::Article, Some(article)) => article.title.clone(),
        (Kind::Latest, _) => {
            let wanted = picked.options.category.as_ref();
            let category = settings
                .categories
                .iter()
                .find(|category| Some(&category.slug) == wanted);
            parts::title(category)
        }
        (kind, _) => kind.title(names).to_owned(),
    };
    format!("{what} · {}", settings.name)
}

fn code(id: &'static str, title: &'static str, help: &'static str, text: &str, rows: u32) -> Part {
    let texts = &texts().embeds.picker;
    view! {
        <section class="picker-code">
            <label for=id>{title}</label>
            <p class="picker-help">{help}</p>
            <textarea id=id rows=rows.to_string() readonly spellcheck="false" inner_html=escaped_text(text)></textarea>
            <p>
                <button class="button" type="button" hidden data-copy=id>{texts.copy}</button>
                <span role="status" data-copied=texts.copied></span>
            </p>
        </section>
    }
    .part()
}

/// What was left out of the choice, and why.
fn remarks(picked: &Picked<'_>) -> Option<Part> {
    let texts = &texts().embeds.picker.remarks;
    let mut told: Vec<String> = picked
        .remarks
        .iter()
        .map(|remark| match remark {
            Remark::Language => texts.language.to_owned(),
            Remark::Theme => texts.theme.to_owned(),
            Remark::TextSize => texts.text_size.to_owned(),
            Remark::AccentForm => texts.accent_form.to_owned(),
            Remark::AccentContrast(reason) => (texts.accent)(reason),
            Remark::Category => texts.category.to_owned(),
            Remark::Count => texts.count.to_owned(),
        })
        .collect();
    if picked.lacks_article {
        told.push(texts.article.to_owned());
    }
    (!told.is_empty()).then(|| {
        let told = told
            .into_iter()
            .map(|remark| view! { <li>{remark}</li> })
            .collect_view();
        view! {
            <div class="picker-remarks" role="status">
                <h2>{texts.title}</h2>
                <ul>{told}</ul>
            </div>
        }
        .part()
    })
}

/// Which sites may show what is chosen.
fn allowed(site: &Site, reach: Reach) -> Part {
    let texts = &texts().embeds.picker;
    let embed = &site.settings.embed;
    let everybody = embed.anyone_reads && reach == Reach::Read;
    let listed = (!everybody && !embed.origins.is_empty()).then(|| {
        let origins = embed.origins.iter();
        let origins = origins
            .map(|origin| view! { <li><code>{origin.to_string()}</code></li> })
            .collect_view();
        view! { <ul>{origins}</ul> }
    });
    let says = match (everybody, &listed) {
        (true, _) => texts.allowed_everybody,
        (false, Some(_)) => texts.allowed_listed,
        (false, None) => texts.allowed_nobody,
    };
    view! {
        <div class="picker-allowed">
            {(reach == Reach::Write).then(|| view! { <p>{texts.needs_listing}</p> })}
            <p>{says}</p>
            {listed}
        </div>
    }
    .part()
}
