//! One area: its facts, what became of it, its places, its news.

use conglang_contract::{
    article::{ArticleQuery, ArticleSummary},
    language::Language,
    map::{AreaPage as AreaAnswer, FormerArea, PlaceList, Succession},
    page::Page,
    query::query_string,
    site::Site,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::{
    api::{
        articles::use_articles,
        map::{use_area, use_places},
    },
    app::SiteResource,
    components::{
        article_card::stories,
        map::{
            area_facts::area_facts,
            names::{area_name, full_name},
            places::place_list,
            stage::{Shown, stage},
            successions::former,
        },
        map_outline::{OutlineMarks, area_path, marked_outline},
        pagination::{asked_page, page_path, pagination},
        part::{IntoPart, Part},
        states::{error_page, loading},
        when_loaded::when_loaded,
    },
    hooks::page_head::{PageHead, use_page_head},
    i18n::{href, language, texts},
};

const ARTICLES_PER_PAGE: u32 = 10;
/// All of an area, however dense it is; more would be slow to read through.
const MOST_PLACES: u32 = 200;

/// What the page is made of beside the settings.
struct Answers {
    area: AreaAnswer,
    places: PlaceList,
    articles: Page<ArticleSummary>,
}

#[component]
pub fn AreaPage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let params = use_params_map();
    let query = use_query_map();
    let id = move || super::slug(params.read().get("area"));
    let area = use_area(id);
    let places = use_places(move || {
        Some(query_string([
            ("area", Some(id()?)),
            ("per_page", Some(MOST_PLACES.to_string())),
        ]))
    });
    let articles = use_articles(move || {
        Some(ArticleQuery {
            area: Some(id()?),
            page: Some(asked_page(&query.read())),
            per_page: Some(ARTICLES_PER_PAGE),
            ..ArticleQuery::default()
        })
    });
    let retry = move || {
        site.refetch();
        area.refetch();
        places.refetch();
        articles.refetch();
    };
    when_loaded(
        || Some(loading(12)),
        move || {
            let (site, area) = (site.get(), area.get());
            let (places, articles) = (places.get(), articles.get());
            Some(match (site?, area?, places?, articles?) {
                (Ok(site), Ok(area), Ok(places), Ok(articles)) => page(
                    &site,
                    Answers {
                        area,
                        places,
                        articles,
                    },
                ),
                (Err(error), ..)
                | (_, Err(error), ..)
                | (_, _, Err(error), _)
                | (_, _, _, Err(error)) => error_page(error, retry),
            })
        },
    )
}

fn page(site: &Site, answers: Answers) -> Part {
    let texts = &texts().map;
    let Answers {
        area:
            AreaAnswer {
                area,
                at,
                outline,
                predecessors,
                successors,
                attribution,
                basemap_url,
                area_kinds,
            },
        places,
        articles,
    } = answers;
    let name = full_name(&area.kind, &area.name);
    let heading = match language() {
        Language::Vietnamese => None,
        Language::English => Some(area_name(&area.kind, &area.name)),
    };
    let path = area_path(&area.id);
    let mut title = name.chars();
    let title: String = title
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(title)
        .collect();
    use_page_head(PageHead::new(
        &title,
        &page_path(&path, articles.page),
        site,
    ));
    let marks = OutlineMarks {
        area: Some(area.id.clone()),
        pin: None,
    };
    let shown = Shown {
        at: Some(at.to_string()),
        area: Some(area.id.clone()),
        attribution,
        basemap_url,
        kinds: area_kinds,
        ..Shown::default()
    };
    let origins = predecessors
        .into_iter()
        .map(|succession| former(succession.from))
        .collect::<Vec<_>>();
    let now = successors
        .into_iter()
        .map(|Succession { to, .. }| {
            former(FormerArea {
                id: Some(to.id),
                name: to.name,
                kind: to.kind,
            })
        })
        .collect::<Vec<_>>();
    let count = (places.total > 0)
        .then(|| view! { <p class="page-count">{(texts.place_count)(places.total)}</p> });
    // The map's own list has pages.
    let more = (places.total > u64::from(MOST_PLACES)).then(|| {
        let query = query_string([
            ("thoi-diem", Some(at.to_string())),
            ("tim", Some(name.clone())),
        ]);
        view! { <p><a class="button" href=href(&format!("/ban-do?{query}"))>{(texts.all_places)(places.total)}</a></p> }
    });
    let last_page = articles.last_page();
    view! {
        <div class="map-page">
            <h1 class="page-title">{heading.unwrap_or_else(|| title.part())}</h1>
            <div class="map-page__columns">
                <div class="map-page__map">{stage(shown, marked_outline(outline, marks))}</div>
                <div class="map-page__list">
                    {names(texts.joined_into, now)}
                    {names(texts.joined_from, origins)}
                    {area_facts(area)}
                    <p><a class="button" href=href(&format!("/ban-do?thoi-diem={at}"))>{texts.whole_map}</a></p>
                    <section aria-labelledby="dia-diem">
                        <h2 id="dia-diem" class="section-title">{texts.places_here}</h2>
                        {count}
                        {place_list(places.items)}
                        {more}
                    </section>
                </div>
            </div>
            <section class="story-list" aria-labelledby="tin-khu-vuc">
                <h2 id="tin-khu-vuc" class="section-title">{texts.articles}</h2>
                {stories(articles.items, true, texts.no_articles)}
            </section>
            {pagination(&path, articles.page, last_page)}
        </div>
    }
    .part()
}

/// A line of areas; nothing when there are none.
fn names(label: &'static str, areas: Vec<Part>) -> Option<Part> {
    (!areas.is_empty()).then(|| {
        let items = areas
            .into_iter()
            .map(|area| view! { <li>{area}</li> })
            .collect_view();
        view! {
            <div class="map-page__names">
                <p class="map-page__names-label">{label}":"</p>
                <ul class="map-page__names-list">{items}</ul>
            </div>
        }
        .part()
    })
}
