//! `/canh-bao`: what one needs in a storm, whole without the app, a font or a style sheet to fetch. With
//! everything that belongs to it the page is smaller than [`LIMIT_BYTES`], so that it comes where little
//! else does; what does not fit stands on the pages behind it and on the map. Once it is there, it brings the
//! service worker, so that it can be read again without a network.

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
use conglang_contract::{
    alert::{Alert, AlertLevel},
    language::Language,
    map::AreaLink,
    timestamp::Timestamp,
};
use leptos::prelude::*;
use serde::Deserialize;

use super::{
    Pages, head, install,
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

/// What the page may be, uncompressed and with all that it loads.
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
static KEEP_SCRIPT: LazyLock<String> =
    LazyLock::new(|| condensed(include_str!("alerts/keep.js"), "//", "\n"));
/// A triangle, which takes no request: one that is left out is asked for as well.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E\
    %3Cpath fill='%23c22017' d='M8 0l8 15H0z'/%3E%3Cpath fill='%23fff' d='M7 5h2v5H7zm0 6h2v2H7z'/%3E%3C/svg%3E";

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

/// An alert in force as HTML.
struct Notice {
    level: AlertLevel,
    html: String,
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
        .with(|| with_language(language, || document(site, &content, number.unwrap_or(1))));
    if request.method() == Method::GET {
        let path = request.uri().path();
        render::record_visit(site, client.ip, request.headers(), path);
    }
    let mut response = entity_tag::tagged(request.headers(), "text/html; charset=utf-8", html);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, policy(site)?);
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(language.code()),
    );
    Ok(response.into_response())
}

fn policy(site: &Site) -> ApiResult<HeaderValue> {
    let scripts: String = scripts(site)
        .map(|script| format!(" {}", policy_hash(script)))
        .collect();
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {}{scripts}; connect-src 'self'; \
         img-src 'self' data:; worker-src 'self'; manifest-src 'self'; form-action 'none'; \
         base-uri 'none'; frame-ancestors 'none'",
        policy_hash(&STYLE),
        policy_hash(LOOK_SCRIPT),
    );
    HeaderValue::from_str(&policy).map_err(|error| ApiError::Internal(error.to_string()))
}

/// What stands behind the body.
fn scripts(site: &Site) -> impl Iterator<Item = &'static str> {
    let keep = site.settings.offline.enabled.then(|| KEEP_SCRIPT.as_str());
    [Some(FOLLOW_SCRIPT.as_str()), keep].into_iter().flatten()
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
fn document(site: &Site, content: &Content, number: usize) -> String {
    let frame = frame(site, content);
    let notices: Vec<Notice> = content.in_force.iter().map(Notice::of).collect();
    let longest_links = html(parts::page_links(2, 3)).len();
    let room = LIMIT_BYTES.saturating_sub(frame.len() + longest_links);
    let ended = parts::ended(&content.ended);
    let room_beside = |places: &str| room.saturating_sub(ended.len() + places.len());
    // Where one notice is as long as can be, the map alone has the places.
    let longest_first = notices.first().map_or(0, |notice| notice.html.len());
    let places = Some(parts::places(content, PLACES_BYTES))
        .filter(|places| room_beside(places) > longest_first)
        .unwrap_or_else(|| parts::places(content, [0, 0]));
    // The first page has everything, those behind it only what does not fit there.
    let pages = fill(&notices, room_beside(&places), room);
    let number = number.clamp(1, pages.len());
    let is_first = number == 1;
    let of_level = |level| {
        let notices = pages[number - 1].iter();
        let of_level = notices.filter(|notice| notice.level == level);
        of_level.map(|notice| notice.html.as_str()).collect()
    };
    let slots: [String; parts::SLOTS] = [
        of_level(AlertLevel::KhanCap),
        of_level(AlertLevel::CanhBao),
        html(parts::page_links(number, pages.len())),
        if is_first { places } else { String::new() },
        if is_first { ended } else { String::new() },
    ];
    let mut parts = frame.split(parts::SLOT);
    let mut page = parts.next().unwrap_or_default().to_owned();
    for (slot, part) in slots.iter().zip(parts) {
        page.push_str(slot);
        page.push_str(part);
    }
    page
}

impl Notice {
    fn of(alert: &Alert) -> Self {
        Self {
            level: alert.level,
            html: html(parts::notice(alert)),
        }
    }
}

/// The page with [`parts::SLOT`] in the places of what depends on its number.
fn frame(site: &Site, content: &Content) -> String {
    let settings = site.settings.in_language(texts_language());
    let texts = &texts().alerts;
    let title = format!("{} · {}", texts.title, settings.name);
    let canonical = format!("{}{}", settings.host, conglang::i18n::href(ALERTS_PATH));
    let head = PageHead {
        description: texts.lead.to_owned(),
        canonical: Some(canonical),
        is_translated: site.settings.english.is_some(),
        ..PageHead::unlisted(title, 200)
    };
    whole(site, &head, &parts::body(&settings.name, content))
}

/// Puts notices on pages: as many as fit into their bytes, and at least one.
fn fill(notices: &[Notice], first_bytes: usize, other_bytes: usize) -> Vec<&[Notice]> {
    let mut pages = Vec::new();
    let mut rest = notices;
    while !rest.is_empty() || pages.is_empty() {
        let room = if pages.is_empty() {
            first_bytes
        } else {
            other_bytes
        };
        let mut used = 0;
        let fitting = rest
            .iter()
            .take_while(|notice| {
                used += notice.html.len();
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
    let code = language.code();
    let colors = install::frame_colors(&settings.colors.primary);
    let scripts: String = scripts(site)
        .map(|script| format!("<script>{script}</script>"))
        .collect();
    format!(
        "<!DOCTYPE html><html lang=\"{code}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\
         <meta name=\"color-scheme\" content=\"light dark\">{colors}\
         <noscript><meta http-equiv=\"refresh\" content=\"60\"></noscript>{tags}\
         <link rel=\"icon\" href=\"{ICON}\">\
         <style>{}</style><script>{LOOK_SCRIPT}</script></head>\
         <body {OWN_PAGE_MARK}>{body}{scripts}</body></html>",
        *STYLE
    )
}

fn texts_language() -> Language {
    conglang::i18n::language()
}
