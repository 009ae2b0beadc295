//! The parts of the page as HTML.

use conglang::{
    components::{
        layout::alerts::{ALERTS_PATH, areas},
        map::names::full_name,
        part::{IntoPart, Part},
    },
    i18n::{format, href, language, other_lang, texts},
};
use conglang_contract::alert::{Alert, AlertLevel};
use leptos::prelude::*;

use super::{Content, ENDED_BYTES, PlaceLine, Places};
use crate::{pages::own_page::html, site::settings::Hotline};

/// Marks a place in [`body`] where something is put in. No text has it, since `<` is escaped there.
pub const SLOT: &str = "<slot></slot>";
/// How many there are: urgent notices, other notices, links to other pages, [`places`], and [`ended`].
pub const SLOTS: usize = 5;

/// What every page has, with slots.
pub fn body(portal: &str, content: &Content) -> String {
    let texts = &texts().alerts;
    let other = language().other();
    let has_english = content.has_english;
    let none_hidden = !content.in_force.is_empty();
    html(
        view! {
            <header>
                <a href=href("/")>{portal.to_owned()}</a>
                {has_english.then(|| view! {
                    <a href=other.path(ALERTS_PATH) lang=other.code() hreflang=other.code()>
                        {conglang::i18n::texts().layout.other_language}
                    </a>
                })}
            </header>
            <main>
                <h1>{texts.title}</h1>
                <p id="cap-nhat">
                    {texts.as_of} " "
                    <time datetime=content.now.to_rfc3339()>{format::date_time(content.now)}</time>
                </p>
                <p id="mat-mang" role="status" class="lost" data-text=texts.offline></p>
                <section aria-labelledby="hieu-luc">
                    <h2 id="hieu-luc">{texts.in_force}</h2>
                    <p id="khong-co" hidden=none_hidden>{texts.none}</p>
                    <div id="dang-co" data-version=content.version.clone()>
                        <div aria-live="assertive" inner_html=SLOT></div>
                        <div aria-live="polite" inner_html=SLOT></div>
                    </div>
                    <div id="cac-trang" inner_html=SLOT></div>
                </section>
                {(!content.hotlines.is_empty()).then(|| hotlines(&content.hotlines))}
                <div id="tren-ban-do" inner_html=SLOT></div>
                <div id="da-het" inner_html=SLOT></div>
            </main>
            <footer>
                <a href=href("/")>{texts.home}</a>
                {content.has_map.then(|| view! { <a href=href("/ban-do")>{texts.map}</a> })}
                <a href=href("/thong-bao")>{self::texts().layout.push}</a>
            </footer>
        }
        .part(),
    )
}

pub fn notice(alert: &Alert) -> Part {
    let texts = &texts().alerts;
    let (title, body, text_language) = alert.text(language());
    let lang = other_lang(Some(text_language));
    let class = match alert.level {
        AlertLevel::KhanCap => "urgent",
        AlertLevel::CanhBao => "warning",
    };
    let until = alert.until.unix_seconds().to_string();
    view! {
        <article id=format!("so-{}", alert.id) class=class data-until=until>
            <h3>
                <span>{texts.level(alert.level)}</span> " "
                <b lang=lang>{title.to_owned()}</b>
            </h3>
            <p class="text" lang=lang>{body.to_owned()}</p>
            <p class="meta">
                {areas(&alert.areas).unwrap_or_else(|| texts.everywhere.to_owned())} ". "
                {texts.from} " " {format::date_time(alert.from)} ". "
                {texts.until} " " <time datetime=alert.until.to_rfc3339()>{format::date_time(alert.until)}</time> "."
            </p>
        </article>
    }
    .part()
}

/// Links to the pages before and behind; nothing when there is one alone.
pub fn page_links(number: usize, last: usize) -> Part {
    let texts = &texts().alerts;
    let link = |number: usize, text: &'static str| {
        let address = format!("{}?trang={number}", href(ALERTS_PATH));
        view! { <a href=address>{text}</a> " " }
    };
    let newer = (number > 1).then(|| link(number - 1, texts.newer));
    let older = (number < last).then(|| link(number + 1, texts.older));
    view! { <p class="pages">{newer} {older}</p> }.part()
}

/// What has ended today; nothing when there is none.
pub fn ended(alerts: &[Alert]) -> String {
    let texts = &texts().alerts;
    let lines = alerts.iter().map(|alert| {
        let (title, _, text_language) = alert.text(language());
        html(
            view! {
                <li>
                    <b lang=other_lang(Some(text_language))>{title.to_owned()}</b> " · "
                    {texts.ended_at} " " {format::date_time(alert.until)}
                </li>
            }
            .part(),
        )
    });
    let (lines, _) = fitting(lines, ENDED_BYTES);
    if lines.is_empty() {
        return String::new();
    }
    html(
        view! {
            <section aria-labelledby="het-hom-nay">
                <h2 id="het-hom-nay">{texts.ended_today}</h2>
                <ul inner_html=lines></ul>
            </section>
        }
        .part(),
    )
}

/// Shelters and closed roads, in lists that are at most so long.
pub fn places(content: &Content, bytes: [usize; 2]) -> String {
    let texts = &texts().alerts;
    let lists = [
        (
            &content.shelters,
            ("tranh-tru", texts.shelters, texts.no_shelters),
        ),
        (
            &content.closed_roads,
            ("duong-cam", texts.closed_roads, texts.no_closed_roads),
        ),
    ];
    lists
        .into_iter()
        .zip(bytes)
        .filter_map(|((places, names), bytes)| Some((places.as_ref()?, names, bytes)))
        .map(|(places, names, bytes)| html(place_list(places, names, bytes)))
        .collect()
}

fn hotlines(hotlines: &[Hotline]) -> Part {
    let lines = hotlines
        .iter()
        .map(|hotline| {
            view! {
                <li>
                    <span lang=other_lang(hotline.language)>{hotline.name.clone()}</span> " "
                    {call(&hotline.phone)}
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="dien-thoai">
            <h2 id="dien-thoai">{texts().alerts.hotlines}</h2>
            <ul class="calls">{lines}</ul>
        </section>
    }
    .part()
}

fn call(phone: &str) -> Part {
    let dialled: String = phone
        .chars()
        .filter(|&character| character.is_ascii_digit() || character == '+')
        .collect();
    view! { <a class="call" href=format!("tel:{dialled}")>{phone.to_owned()}</a> }.part()
}

fn place_list(
    places: &Places,
    (id, title, none): (&'static str, &'static str, &'static str),
    bytes: usize,
) -> Part {
    let lines = places.lines.iter().map(|place| html(place_line(place)));
    let (lines, left_out) = fitting(lines, bytes);
    let content = match (lines.is_empty(), left_out) {
        (true, true) => None,
        (true, false) => Some(view! { <p>{none}</p> }.part()),
        (false, _) => Some(view! { <ul inner_html=lines></ul> }.part()),
    };
    let all = left_out.then(|| {
        let query = conglang_contract::query::query_string([("loai", Some(places.kind.clone()))]);
        let address = format!("{}?{query}", href("/ban-do"));
        view! { <p><a href=address>{texts().alerts.all_on_map}</a></p> }
    });
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {content}
            {all}
        </section>
    }
    .part()
}

fn place_line(place: &PlaceLine) -> Part {
    let area = place.area.as_ref();
    let area = area.map(|area| full_name(&area.kind, &area.name));
    let address = place.address.clone().map(|(address, language)| {
        let comma = if area.is_some() { ", " } else { "" };
        view! { <i lang=other_lang(language)>{address}</i> {comma} }
    });
    let note = place.note.clone().map(|(note, language)| {
        view! { <small lang=other_lang(language)>{note}</small> }
    });
    view! {
        <li>
            <a href=href(&format!("/ban-do/{}", place.id))>{place.name.clone()}</a> " "
            <span>{address} {area}</span> " "
            {place.phone.as_deref().map(call)}
            {note}
        </li>
    }
    .part()
}

/// The first of `lines` as one text of at most so many bytes, and whether some were left out.
fn fitting(lines: impl Iterator<Item = String>, bytes: usize) -> (String, bool) {
    let mut all = String::new();
    for line in lines {
        if all.len() + line.len() > bytes {
            return (all, true);
        }
        all.push_str(&line);
    }
    (all, false)
}
