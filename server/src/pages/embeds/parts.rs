//! What stands in the parts, as HTML.

use conglang::{
    components::{
        article_card::{article_path, category_path},
        in_language::{in_language, language_note},
        layout::alerts::{ALERTS_PATH, areas},
        map_outline::map_outline,
        part::{IntoPart, Part},
        photo::photo_view,
        songs::{makers, song_path},
    },
    i18n::{format, href, language, other_lang, texts},
};
use conglang_contract::{
    alert::{Alert, AlertLevel, AlertList},
    article::{Article, ArticleSummary, Photo},
    map::MapOutline,
    site::Category,
    song::SongSummary,
    visits::Visits,
};
use leptos::prelude::*;

use crate::pages::{head::escaped, own_page::html};

/// The newest articles, of `category` where one was asked for.
pub fn latest(articles: Vec<ArticleSummary>, category: Option<&Category>) -> Part {
    let texts = &texts().embeds;
    let path = category.map_or("/".to_owned(), |category| {
        category_path(category.slug.as_str())
    });
    let title = title(category);
    let is_empty = articles.is_empty();
    let items = articles
        .into_iter()
        .map(|article| news_item(article, category.is_none()))
        .collect_view();
    view! {
        <h1>{title}</h1>
        {is_empty.then(|| view! { <p class="none">{texts.no_articles}</p> })}
        {(!is_empty).then(|| view! { <ul class="list">{items}</ul> })}
        <p class="more"><a href=href(&path)>{texts.all_news}</a></p>
    }
    .part()
}

/// The heading of the newest articles.
pub fn title(category: Option<&Category>) -> String {
    let texts = &texts().embeds;
    category.map_or_else(
        || texts.kinds.latest.to_owned(),
        |category| (texts.news_of)(&category.name),
    )
}

fn news_item(article: ArticleSummary, with_category: bool) -> impl IntoView {
    view! {
        <li class="item">
            {article.cover.map(|cover| view! { <div class="item-photo">{photo_view(silent(cover), "5rem", false)}</div> })}
            <div>
                <a class="item-title" href=href(&article_path(article.slug.as_str()))>
                    {in_language(article.title, article.language)}
                </a>
                <p class="meta">
                    {with_category.then_some(article.category.name)}
                    {with_category.then_some(" · ")}
                    <time datetime=article.published_at.to_rfc3339()>{format::date(article.published_at)}</time>
                    {language_note(article.language)}
                </p>
            </div>
        </li>
    }
}

/// One article with photograph and lead.
pub fn card(article: Article) -> Part {
    view! {
        <article class="card">
            {article.cover.map(|cover| view! { <div class="card-photo">{photo_view(silent(cover), "100vw", true)}</div> })}
            <h1><a href=href(&article_path(article.slug.as_str()))>{in_language(article.title, article.language)}</a></h1>
            <p class="meta">
                {article.category.name} " · "
                <time datetime=article.published_at.to_rfc3339()>{format::date(article.published_at)}</time>
                {language_note(article.language)}
            </p>
            {(!article.lead.is_empty()).then(|| view! { <p>{in_language(article.lead, article.language)}</p> })}
        </article>
    }
    .part()
}

/// The title beside it says what a photograph shows.
fn silent(photo: Photo) -> Photo {
    Photo {
        alt: String::new(),
        ..photo
    }
}

pub fn visits(visits: Visits) -> Part {
    let texts = &texts().embeds;
    let figure = |name: &'static str, label: &'static str, number: u64| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd data-visits=name>{format::integer(number)}</dd>
            </div>
        }
    };
    view! {
        <h1>{texts.kinds.visits}</h1>
        <dl class="figures">
            {figure("total", texts.total, visits.total)}
            {figure("today", texts.today, visits.today)}
            {figure("online", texts.online, visits.online)}
        </dl>
    }
    .part()
}

pub fn alerts(alerts: &[Alert]) -> Part {
    let texts = &texts().embeds;
    let lines = alerts.iter().map(alert_line).collect_view();
    let none_hidden = !alerts.is_empty();
    view! {
        <h1>{texts.kinds.alerts}</h1>
        <p class="none" hidden=none_hidden>{self::texts().alerts.none}</p>
        <ul class="list">{lines}</ul>
        <p class="more"><a href=href(ALERTS_PATH)>{texts.all_alerts}</a></p>
    }
    .part()
}

/// What is in force, above another part; HTML.
pub fn alerts_on_top(list: &AlertList) -> String {
    let lines = list.alerts.iter().map(alert_line).collect_view();
    let lines = (!list.alerts.is_empty()).then(|| view! { <ul class="list">{lines}</ul> });
    alerts_region(list, &html(lines.part()))
}

/// `notices` of `list`, which are HTML, above another part.
pub fn alerts_region(list: &AlertList, notices: &str) -> String {
    let attributes = alert_attributes(list);
    format!("<div class=\"alerts\"{attributes}>{notices}</div>")
}

/// Of the element that has the alerts: the script follows them in it, and what comes and goes is read out.
pub fn alert_attributes(list: &AlertList) -> String {
    let version = escaped(&list.version);
    format!(" data-alerts aria-live=\"polite\" data-version=\"{version}\"")
}

fn alert_line(alert: &Alert) -> impl IntoView + use<> {
    let texts = &texts().alerts;
    let (title, _, text_language) = alert.text(language());
    let class = match alert.level {
        AlertLevel::KhanCap => "notice urgent",
        AlertLevel::CanhBao => "notice warning",
    };
    let address = format!("{}#so-{}", href(ALERTS_PATH), alert.id);
    view! {
        <li class=class data-until=alert.until.unix_seconds().to_string()>
            <b class="level">{texts.level(alert.level)}</b> " "
            <a href=address lang=other_lang(Some(text_language))>{title.to_owned()}</a>
            <p>
                {areas(&alert.areas).unwrap_or_else(|| texts.everywhere.to_owned())} ". "
                {texts.until} " "
                <time datetime=alert.until.to_rfc3339()>{format::date_time(alert.until)}</time> "."
            </p>
        </li>
    }
}

/// The drawing, from which `moving` leads to the map that one can move.
pub fn map(title: &str, outline: MapOutline, moving: String) -> Part {
    let texts = &texts().embeds;
    view! {
        <h1>{title.to_owned()}</h1>
        <div inner_html=drawing(outline)></div>
        <p class="more">
            <a class="moving" href=moving target="_self">{texts.moving_map}</a>
            <a href=href("/ban-do")>{texts.whole_map}</a>
        </p>
    }
    .part()
}

/// HTML.
pub fn drawing(outline: MapOutline) -> String {
    // Links of a drawing pay no heed to `<base target>`, and would lead the frame itself to a page that no site shows.
    html(map_outline(outline)).replace("<a ", "<a target=\"_blank\" rel=\"noopener\" ")
}

pub fn songs(title: &str, songs: Vec<SongSummary>) -> Part {
    let texts = &texts().embeds;
    let is_empty = songs.is_empty();
    let lines = songs.into_iter().map(song_line).collect_view();
    view! {
        <h1>{title.to_owned()}</h1>
        {is_empty.then(|| view! { <p class="none">{self::texts().songs.empty}</p> })}
        {(!is_empty).then(|| view! { <ul class="list">{lines}</ul> })}
        <p class="more"><a href=href("/ca-khuc")>{texts.all_songs}</a></p>
    }
    .part()
}

fn song_line(song: SongSummary) -> impl IntoView {
    let makers = makers(song.composer.as_deref(), song.lyricist.as_deref());
    let recording = (texts().songs.recording)(&song.title);
    // Their titles are Vietnamese in every language.
    let lang = other_lang(Some(conglang_contract::language::Language::Vietnamese));
    let name = match &song.slug {
        Some(slug) => {
            view! { <a class="item-title" lang=lang href=href(&song_path(slug))>{song.title}</a> }
                .part()
        }
        None => view! { <span class="item-title" lang=lang>{song.title}</span> }.part(),
    };
    view! {
        <li class="song">
            {name}
            {(!makers.is_empty()).then(|| view! { <p class="meta">{makers}</p> })}
            {song.audio_url.map(|url| view! { <audio controls preload="none" src=url aria-label=recording></audio> })}
        </li>
    }
}
