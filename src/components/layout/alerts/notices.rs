//! The notices as HTML.

use std::hash::{DefaultHasher, Hasher};

use conglang_contract::{
    alert::{Alert, AlertLevel, AlertList, VERSION_ATTRIBUTE, beginning},
    map::AreaLink,
};
use leptos::prelude::*;

use super::ALERTS_PATH;
use crate::{
    api::page_answers::PageAnswers,
    components::{
        icon::{Icon, icon},
        part::{IntoPart, Part},
    },
    i18n::{format, href, other_lang, texts},
};

/// How many notices stand above a page; its reader came for something else. `/canh-bao` has them all.
const MOST_NOTICES: usize = 3;
/// How many characters of the body a notice shows: alone, and an urgent one among others. A warning among
/// others shows its title, since a phone has little room.
const BODY_ALONE: usize = 220;
const BODY_AMONG_OTHERS: usize = 110;
/// How many areas are named.
const MOST_AREAS: usize = 4;

/// What is in force, as far as the page that is rendered knows it. Nothing of it is handed over: the
/// browser has the HTML.
pub fn in_force() -> Option<AlertList> {
    let answers = use_context::<PageAnswers>()?.kept_back();
    crate::api::alerts::alerts(&answers)?.ok()
}

/// The notices of `list` by how they are announced, in the page's language; empty where there are none.
pub fn notices(list: &AlertList) -> [String; 2] {
    let shown = &list.alerts[..list.alerts.len().min(MOST_NOTICES)];
    let left_out = list.alerts.len() - shown.len();
    let last_level = shown.last().map(|alert| alert.level);
    AlertLevel::BY_URGENCY.map(|level| {
        let alerts: Vec<_> = shown.iter().filter(|alert| alert.level == level).collect();
        if alerts.is_empty() {
            return String::new();
        }
        let longest = match (shown.len(), level) {
            (1, _) => BODY_ALONE,
            (_, AlertLevel::KhanCap) => BODY_AMONG_OTHERS,
            (_, AlertLevel::CanhBao) => 0,
        };
        let more = (left_out > 0 && last_level == Some(level)).then(|| all_link(list.alerts.len()));
        let notices = alerts.into_iter().map(|alert| notice(alert, longest));
        let content = view! { {notices.collect_view()} {more} }.to_html();
        // The marks are for hydrating, which nobody does here.
        let content = content.replace("<!>", "");
        let mut hasher = DefaultHasher::new();
        hasher.write(content.as_bytes());
        let label = texts().alerts.of_level(level);
        format!(
            "<section aria-label=\"{label}\" {VERSION_ATTRIBUTE}=\"{:016x}\">{content}</section>",
            hasher.finish()
        )
    })
}

/// The same as parts of a page that shows how they look.
pub fn parts(list: &AlertList) -> Part {
    let [urgent, others] = notices(list);
    view! { <div class="alerts"><div inner_html=urgent></div><div inner_html=others></div></div> }
        .part()
}

fn notice(alert: &Alert, longest: usize) -> impl IntoView + use<> {
    let texts = &texts().alerts;
    let (title, body, text_language) = alert.text(crate::i18n::language());
    let lang = other_lang(Some(text_language));
    let urgent = alert.level == AlertLevel::KhanCap;
    let class = if urgent {
        "alert alert--urgent"
    } else {
        "alert"
    };
    let until = alert.until.unix_seconds().to_string();
    let areas = areas(&alert.areas);
    let address = format!("{}#so-{}", href(ALERTS_PATH), alert.id);
    let body = if longest > 0 {
        beginning(body, longest)
    } else {
        String::new()
    };
    view! {
        <div class=class data-until=until>
            {icon(if urgent { Icon::Urgent } else { Icon::Alert })}
            <div class="alert__text">
                <p class="alert__title">
                    <span class="alert__level">{texts.level(alert.level)}</span> " "
                    <strong lang=lang>{title.to_owned()}</strong>
                </p>
                {(!body.is_empty()).then(|| view! { <p class="alert__body" lang=lang>{body}</p> })}
                <p class="alert__meta">
                    {areas.map(|areas| view! { <span class="alert__areas">{areas}</span> " " })}
                    {texts.until} " "
                    <time datetime=alert.until.to_rfc3339()>{format::date_time(alert.until)}</time>
                </p>
            </div>
            <a class="alert__more" href=address rel="external" aria-label=(texts.more_about)(title)>
                {texts.more}
            </a>
        </div>
    }
}

fn all_link(count: usize) -> impl IntoView {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    view! {
        <p class="alerts__all">
            <a href=href(ALERTS_PATH) rel="external">{(texts().alerts.all)(count)}</a>
        </p>
    }
}

/// `phường Bắc Hồng Lĩnh, phường Nam Hồng Lĩnh`; none when it holds everywhere.
pub fn areas(areas: &[AreaLink]) -> Option<String> {
    let named: Vec<String> = areas
        .iter()
        .take(MOST_AREAS)
        .map(|area| format!("{} {}", area.kind, area.name))
        .collect();
    let more = areas.len().saturating_sub(MOST_AREAS);
    (!named.is_empty()).then(|| {
        let more = (more > 0).then(|| (texts().alerts.more_areas)(more as u64));
        format!("{}{}", named.join(", "), more.unwrap_or_default())
    })
}
