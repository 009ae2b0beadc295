//! `/tim-kiem`: whatever the portal has, by its words.

use conglang_contract::{
    day::Day,
    extra::Extra,
    query::query_string,
    search::{
        LAST_RESULT, MAX_QUERY_CHARS, PER_PAGE, SearchHit, SearchKind, SearchQuery, SearchResults,
        TextPiece,
    },
    site::{Category, Site},
};
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};

use crate::{
    api::search::use_search,
    app::SiteResource,
    components::{
        article_card::category_path,
        in_language::language_note,
        pagination::{asked_page, pagination},
        part::{IntoPart, Part},
        states::{error_page, loading_page},
        when_loaded::when_loaded,
    },
    hooks::page_head::{PageHead, use_page_head},
    i18n::{format, href, texts},
};

const PATH: &str = "/tim-kiem";

#[component]
pub fn SearchPage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let query = use_query_map();
    let wanted = move || wanted(&query.read());
    let results = use_search(wanted);
    let retry = move || {
        site.refetch();
        results.refetch();
    };
    when_loaded(
        || Some(loading_page()),
        move || {
            let (site, results) = (site.get(), results.get());
            Some(match (site?, results?) {
                (Ok(site), Ok(results)) => page(&site, &wanted(), results),
                (Err(error), _) | (_, Err(error)) => error_page(error, retry),
            })
        },
    )
}

/// What the address asks for; what cannot be read in it is left out.
fn wanted(address: &ParamsMap) -> SearchQuery {
    let filled = |name| address.get(name).filter(|value| !value.is_empty());
    let day = |name| filled(name).and_then(|value| value.parse::<Day>().ok());
    let typed = filled("q").unwrap_or_default();
    SearchQuery {
        q: typed.chars().take(MAX_QUERY_CHARS).collect(),
        kind: filled("loai").and_then(|name| SearchKind::from_name(&name)),
        category: filled("chuyen-muc").and_then(|slug| slug.parse().ok()),
        from: day("tu-ngay"),
        to: day("den-ngay"),
        page: Some(asked_page(address).min(LAST_RESULT / PER_PAGE)),
        per_page: None,
    }
}

/// The address of a search, without the page of its results.
fn address(query: &SearchQuery) -> String {
    let fields = [
        ("q", Some(query.q.clone())),
        ("loai", query.kind.map(|kind| kind.as_str().to_owned())),
        (
            "chuyen-muc",
            query.category.as_ref().map(ToString::to_string),
        ),
        ("tu-ngay", query.from.as_ref().map(ToString::to_string)),
        ("den-ngay", query.to.as_ref().map(ToString::to_string)),
    ];
    format!("{PATH}?{}", query_string(fields))
}

fn page(site: &Site, query: &SearchQuery, results: SearchResults) -> Part {
    let texts = &texts().search;
    let typed = query.q.trim();
    let title = match typed.is_empty() {
        true => texts.title.to_owned(),
        false => (texts.title_for)(typed),
    };
    use_page_head(PageHead::unlisted(format!("{title} · {}", site.name), 200));
    view! {
        <h1 class="page-title">{title}</h1>
        {form(query)}
        {found(&site.categories, query, results)}
    }
    .part()
}

/// What was found, ways to less of it, and what else may have been meant.
pub fn found(categories: &[Category], query: &SearchQuery, results: SearchResults) -> Part {
    let texts = &texts().search;
    let typed = query.q.trim();
    let suggestion = results.suggestion.as_ref().map(|suggestion| {
        let meant = SearchQuery {
            q: suggestion.clone(),
            ..query.clone()
        };
        view! {
            <p class="search__meant">
                {texts.did_you_mean} " " <a href=href(&address(&meant))>{suggestion.clone()}</a>
            </p>
        }
    });
    let (total, current, last_page) = (results.hits.total, results.hits.page, results.last_page());
    let without_marks = results
        .without_marks
        .then(|| view! { <p class="notice">{texts.without_marks}</p> });
    let filters = (!results.kinds.is_empty()).then(|| filters(query, &results));
    let found = match (typed.is_empty(), total) {
        (true, _) => None,
        (false, 0) => Some(nothing(categories, typed)),
        (false, _) => Some(
            view! {
                <section aria-labelledby="search-results">
                    <h2 class="visually-hidden" id="search-results">{texts.results}</h2>
                    <p class="page-count" role="status">{(texts.total)(total)}</p>
                    <ol class="search__list">{results.hits.items.into_iter().map(hit_view).collect_view()}</ol>
                </section>
                {pagination(&address(query), current, last_page)}
            }
            .part(),
        ),
    };
    view! {
        {suggestion}
        {without_marks}
        <div class="search__columns">
            {filters}
            <div class="search__found">{found}</div>
        </div>
    }
    .part()
}

pub fn form(query: &SearchQuery) -> Part {
    let texts = &texts().search;
    let (from, to) = (query.from, query.to);
    let kind = query
        .kind
        .map(|kind| view! { <input type="hidden" name="loai" value=kind.as_str()/> });
    let category = query
        .category
        .clone()
        .map(|slug| view! { <input type="hidden" name="chuyen-muc" value=slug.to_string()/> });
    let is_dated = from.is_some() || to.is_some();
    let undated = SearchQuery {
        from: None,
        to: None,
        ..query.clone()
    };
    let day_field = |id: &'static str, label: &'static str, day: Option<Day>| {
        view! {
            <div class="search__field">
                <label for=id>{label}</label>
                <input class="search__input" id=id type="date" name=id value=day.map(|day| day.to_string())/>
            </div>
        }
    };
    view! {
        <form class="search__form" role="search" method="get" action=href(PATH) aria-label=texts.title data-extra=Extra::Search.as_str()>
            <label for="tu-can-tim">{texts.label}</label>
            <div class="search__line">
                <input
                    class="search__input"
                    id="tu-can-tim"
                    type="search"
                    name="q"
                    maxlength="200"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    enterkeyhint="search"
                    aria-describedby="goi-y-tim-kiem"
                    autofocus=query.q.is_empty()
                    value=query.q.clone()
                />
                <button class="button" type="submit">{texts.find}</button>
            </div>
            <p class="search__hint" id="goi-y-tim-kiem">{texts.hint}</p>
            {kind}
            {category}
            <details class="search__dates" open=is_dated>
                <summary class="search__summary">{texts.dates}</summary>
                <div class="search__days">
                    {day_field("tu-ngay", texts.from, from)}
                    {day_field("den-ngay", texts.to, to)}
                    <button class="button" type="submit">{texts.apply}</button>
                    {is_dated.then(|| view! { <a class="search__clear" href=href(&address(&undated))>{texts.clear}</a> })}
                </div>
            </details>
        </form>
    }
    .part()
}

/// Links to the same search with fewer results.
fn filters(query: &SearchQuery, results: &SearchResults) -> Part {
    let texts = &texts().search;
    let all: u64 = results.kinds.iter().map(|kind| kind.count).sum();
    let everything = SearchQuery {
        kind: None,
        category: None,
        ..query.clone()
    };
    let kinds = results.kinds.iter().map(|counted| {
        let only = SearchQuery {
            kind: Some(counted.kind),
            ..everything.clone()
        };
        let is_current = query.kind == Some(counted.kind) && query.category.is_none();
        filter_link(
            (texts.kind)(counted.kind).to_owned(),
            counted.count,
            &only,
            is_current,
        )
    });
    let all_link = filter_link(
        texts.all_kinds.to_owned(),
        all,
        &everything,
        query.kind.is_none() && query.category.is_none(),
    );
    let categories = results.categories.iter().map(|counted| {
        let slug = &counted.category.slug;
        let only = SearchQuery {
            kind: Some(SearchKind::Article),
            category: Some(slug.clone()),
            ..query.clone()
        };
        let is_current = query.category.as_ref() == Some(slug);
        filter_link(
            counted.category.name.clone(),
            counted.count,
            &only,
            is_current,
        )
    });
    let categories: Vec<_> = categories.collect();
    let categories = (categories.len() > 1 || query.category.is_some()).then(|| {
        view! {
            <h2 class="search__filter-title" id="search-categories">{texts.categories}</h2>
            <ul class="search__filter" aria-labelledby="search-categories">{categories}</ul>
        }
    });
    view! {
        <nav class="search__filters" aria-label=texts.kinds_label>
            <h2 class="search__filter-title" id="search-kinds">{texts.kinds_label}</h2>
            <ul class="search__filter" aria-labelledby="search-kinds">{all_link} {kinds.collect_view()}</ul>
            {categories}
        </nav>
    }
    .part()
}

fn filter_link(name: String, count: u64, query: &SearchQuery, is_current: bool) -> Part {
    view! {
        <li>
            <a class="search__filter-link" href=href(&address(query)) aria-current=is_current.then_some("true")>
                {name} " " <span class="search__count">{format::integer(count)}</span>
            </a>
        </li>
    }
    .part()
}

fn hit_view(hit: SearchHit) -> Part {
    let texts = &texts().search;
    let what = match hit.category {
        Some(category) => category.name,
        None => (texts.kind)(hit.kind).to_owned(),
    };
    let time = hit
        .published_at
        .map(|time| view! { <time datetime=time.to_rfc3339()>{format::date(time)}</time> });
    let lang = hit.language.map(|language| language.code());
    let snippet = (!hit.snippet.is_empty())
        .then(|| view! { <p class="search__snippet" lang=lang>{pieces(hit.snippet)}</p> });
    view! {
        <li class="search__hit">
            <h3 class="search__title">
                <a href=href(&hit.path) lang=lang>{pieces(hit.title)}</a>
            </h3>
            <p class="search__meta"><span class="search__what">{what}</span> {time} {language_note(hit.language)}</p>
            {snippet}
        </li>
    }
    .part()
}

fn pieces(pieces: Vec<TextPiece>) -> impl IntoView {
    pieces
        .into_iter()
        .map(|piece| match piece.is_match {
            true => view! { <mark>{piece.text}</mark> }.part(),
            false => piece.text.part(),
        })
        .collect_view()
}

fn nothing(categories: &[Category], typed: &str) -> Part {
    let texts = &texts().search;
    let advice = texts.advice.map(|advice| view! { <li>{advice}</li> });
    let categories = categories
        .iter()
        .map(|category| {
            let path = href(&category_path(category.slug.as_str()));
            view! { <li><a href=path>{category.name.clone()}</a></li> }
        })
        .collect_view();
    view! {
        <div class="search__nothing">
            <p class="search__sorry" role="status">{(texts.nothing)(typed)}</p>
            <ul class="search__advice">{advice.into_iter().collect_view()}</ul>
            <h2 class="search__filter-title" id="search-elsewhere">{texts.elsewhere}</h2>
            <ul class="search__filter" aria-labelledby="search-elsewhere">{categories}</ul>
        </div>
    }
    .part()
}
