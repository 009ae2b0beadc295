//! `/canh-bao`: what one needs in a storm, whole without the app, a font or a style sheet to fetch. With
//! everything that belongs to it the page is smaller than [`LIMIT_BYTES`], so that it comes where little
//! else does; what does not fit stands on the pages behind it and on the map.

mod parts;

use std::sync::LazyLock;

use axum::{
    Extension,
    extract::{Query, Request},
    http::{HeaderValue, Method, header},
    response::{IntoResponse, Response},
};
use conglang::{
    components::{layout::alerts::ALERTS_PATH, served_page::OWN_PAGE_MARK},
    hooks::page_head::PageHead,
    i18n::{texts, with_language},
};
use conglang_contract::{alert::Alert, language::Language, map::AreaLink, timestamp::Timestamp};
use leptos::prelude::*;
use serde::Deserialize;

use super::{
    Pages, head,
    own_page::{condensed, condensed_style, html, policy_hash},
    render,
};
use crate::{
    api::{
        alerts,
        map::{area_link, period},
    },
    http::{
        client_address::ClientAddress,
        entity_tag,
        language::request_language,
        problem::{ApiError, ApiResult},
    },
    map::Bilingual,
    site::{Site, settings::Hotline},
    store::StoreResult,
};

/// What the page may be, uncompressed and with all that it loads but the icon.
const LIMIT_BYTES: usize = 20_000;
/// What lists of places may be, shelters and closed roads.
const PLACES_BYTES: [usize; 2] = [2_400, 1_400];
const ENDED_BYTES: usize = 900;

static STYLE: LazyLock<String> =
    LazyLock::new(|| condensed_style(include_str!("../../../style/alert_page.css")));
/// Puts on what the reader chose, before anything is painted.
const LOOK_SCRIPT: &str = "try{for(const n of [\"theme\",\"text-size\"]){const c=localStorage.getItem(\"conglang.\"+n);if(c)document.documentElement.setAttribute(\"data-\"+n,c)}}catch{}";
static FOLLOW_SCRIPT: LazyLock<String> =
    LazyLock::new(|| condensed(include_str!("alerts/follow.js"), "//", "\n"));

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct AlertsQuery {
    /// Counted from 1.
    trang: Option<String>,
}

/// What the page shows.
struct Content {
    now: Timestamp,
    version: String,
    in_force: Vec<Alert>,
    ended: Vec<Alert>,
    hotlines: Vec<Hotline>,
    /// None where the settings name no kinds of places for it.
    shelters: Option<Places>,
    closed_roads: Option<Places>,
    has_english: bool,
    has_map: bool,
}

/// Places of the map.
struct Places {
    /// For the address of the map.
    kind: String,
    lines: Vec<PlaceLine>,
}

struct PlaceLine {
    id: String,
    name: String,
    area: Option<AreaLink>,
    /// Each with its language where that is not the page's.
    address: Option<(String, Option<Language>)>,
    phone: Option<String>,
    note: Option<(String, Option<Language>)>,
}

/// `GET /canh-bao`
pub async fn page(
    Extension(pages): Extension<Pages>,
    client: ClientAddress,
    Query(query): Query<AlertsQuery>,
    request: Request,
) -> ApiResult<Response> {
    let site = &pages.site;
    let language = request_language();
    let content = content(site, language).await?;
    let number = query.trang.and_then(|number| number.parse().ok());
    let html = Owner::new()
        .with(|| with_language(language, || document(site, content, number.unwrap_or(1))));
    if request.method() == Method::GET {
        let path = request.uri().path();
        render::record_visit(site, client.ip, request.headers(), path);
    }
    let mut response = entity_tag::tagged(request.headers(), "text/html; charset=utf-8", html);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy()?);
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(language.code()),
    );
    Ok(response.into_response())
}

fn policy() -> ApiResult<HeaderValue> {
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {} {}; connect-src 'self'; img-src 'self'; \
         worker-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; \
         frame-ancestors 'none'",
        policy_hash(&STYLE),
        policy_hash(LOOK_SCRIPT),
        policy_hash(&FOLLOW_SCRIPT)
    );
    HeaderValue::from_str(&policy).map_err(|error| ApiError::Internal(error.to_string()))
}

async fn content(site: &Site, language: Language) -> StoreResult<Content> {
    let settings = &site.settings.in_language(language).alerts;
    let now = site.clock.now();
    let offset = site.settings.utc_offset;
    // One day of seconds per day: the town's midnight was this long ago.
    let since_midnight = (now + i64::from(offset.whole_seconds())).rem_euclid(24 * 3_600);
    let list = alerts::in_force(site).await?;
    let ended = site.store.alerts_ended(now - since_midnight, now).await?;
    Ok(Content {
        now: alerts::town_time(site, now)?,
        version: list.version,
        in_force: list.alerts,
        ended: ended
            .into_iter()
            .map(|alert| alert.into_contract(offset))
            .collect::<StoreResult<_>>()?,
        hotlines: settings.hotlines.clone(),
        shelters: places(site, &settings.shelter_kinds),
        closed_roads: places(site, &settings.closed_road_kinds),
        has_english: site.settings.english.is_some(),
        has_map: site.map().is_some(),
    })
}

fn places(site: &Site, kinds: &[String]) -> Option<Places> {
    let kind = kinds.first()?.clone();
    let map = site.map()?;
    let period = period(site, map, None);
    let language = request_language();
    // The text, and its language where that is not the page's.
    let text = |text: &Bilingual| {
        let other = text
            .is_untranslated(language)
            .then_some(Language::Vietnamese);
        text.of(language).map(|text| (text, other))
    };
    let lines = map
        .places
        .iter()
        .filter(|place| kinds.contains(&place.kind))
        .map(|place| PlaceLine {
            id: place.id.to_string(),
            name: place.name.clone(),
            area: place.areas[period].map(|area| area_link(map, area)),
            address: text(&place.address),
            phone: place.phone.clone(),
            note: text(&place.note),
        })
        .collect();
    Some(Places { kind, lines })
}

/// The whole page; of `number` the nearest that there is.
fn document(site: &Site, content: Content, number: usize) -> String {
    let settings = site.settings.in_language(texts_language());
    let texts = &texts().alerts;
    let notices: Vec<String> = content
        .in_force
        .iter()
        .map(|alert| html(parts::notice(alert)))
        .collect();
    // The first page has everything, those behind it only what does not fit there.
    let around = |is_first: bool, places_bytes: [usize; 2], notices: &[String], links: String| {
        let body = parts::body(parts::Body {
            portal: &settings.name,
            content: &content,
            notices: notices.concat(),
            links,
            is_first,
            places_bytes,
        });
        let title = format!("{} · {}", texts.title, settings.name);
        let head = PageHead {
            description: texts.lead.to_owned(),
            canonical: Some(format!(
                "{}{}",
                settings.host,
                conglang::i18n::href(ALERTS_PATH)
            )),
            is_translated: site.settings.english.is_some(),
            ..PageHead::unlisted(title, 200)
        };
        whole(site, &head, &body)
    };
    let links = |number: usize, last: usize| html(parts::page_links(number, last));
    let longest_links = links(2, 3).len();
    let room = |is_first: bool, places_bytes: [usize; 2]| {
        let without = around(is_first, places_bytes, &[], String::new());
        LIMIT_BYTES.saturating_sub(without.len() + longest_links)
    };
    // Where one notice is as long as can be, the map alone has the places.
    let longest_first = notices.first().map_or(0, String::len);
    let places_bytes = if room(true, PLACES_BYTES) > longest_first {
        PLACES_BYTES
    } else {
        [0, 0]
    };
    let pages = fill(&notices, room(true, places_bytes), room(false, [0, 0]));
    let number = number.clamp(1, pages.len());
    let links = links(number, pages.len());
    around(number == 1, places_bytes, pages[number - 1], links)
}

/// Puts `texts` on pages: as many as fit into their bytes, and at least one.
fn fill(texts: &[String], first_bytes: usize, other_bytes: usize) -> Vec<&[String]> {
    let mut pages = Vec::new();
    let mut rest = texts;
    while !rest.is_empty() || pages.is_empty() {
        let room = if pages.is_empty() {
            first_bytes
        } else {
            other_bytes
        };
        let mut used = 0;
        let fitting = rest
            .iter()
            .take_while(|text| {
                used += text.len();
                used <= room
            })
            .count();
        let (page, behind) = rest.split_at(fitting.max(1).min(rest.len()));
        pages.push(page);
        rest = behind;
    }
    pages
}

fn whole(site: &Site, head: &PageHead, body: &str) -> String {
    let language = texts_language();
    let settings = site.settings.in_language(language);
    let tags = head::tags(head, language, &site.settings);
    let (code, colors) = (language.code(), &settings.colors);
    format!(
        "<!DOCTYPE html><html lang=\"{code}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <meta name=\"theme-color\" content=\"{}\">\
         <noscript><meta http-equiv=\"refresh\" content=\"60\"></noscript>{tags}\
         <link rel=\"icon\" type=\"image/svg+xml\" href=\"/logo.svg\">\
         <style>{}</style><script>{LOOK_SCRIPT}</script></head>\
         <body {OWN_PAGE_MARK}>{body}<script>{}</script></body></html>",
        colors.primary, *STYLE, *FOLLOW_SCRIPT
    )
}

fn texts_language() -> Language {
    conglang::i18n::language()
}
