//! What residents are told of.

use conglang::{
    components::layout::alerts::ALERTS_PATH,
    i18n::{texts, with_language},
};
use conglang_contract::{
    alert::{AlertLevel, beginning},
    language::Language,
    push::PushTopic,
    slug::Slug,
};
use sha2::{Digest, Sha256};

use crate::store::{
    alerts::{NewAlert, StoredAlert},
    articles::NewArticle,
    push::{GATHERING_SECONDS, NewPushEvent},
};

/// Older articles are no news: they come with the archive of an older portal.
const NEWS_SECONDS: i64 = 24 * 60 * 60;
/// After so long an article that was not told is found by who looks.
const TOLD_FOR_SECONDS: i64 = 24 * 60 * 60;
/// What a phone shows of a text.
const LONGEST_BODY: usize = 200;

/// What waits to be told of the article called `slug` goes by it.
pub fn article_subject(slug: &Slug) -> String {
    format!("article:{slug}")
}

/// The event that `article` makes when it is new in the portal, and by which one that still waits is put right when
/// it has changed; none when it is old.
pub fn new_article(article: &NewArticle, now: i64) -> Option<NewPushEvent> {
    let due_at = (now + GATHERING_SECONDS).max(article.published_at);
    let subject = article_subject(&article.slug);
    (article.published_at > now - NEWS_SECONDS).then(|| NewPushEvent {
        name: subject.clone(),
        subject,
        topic: PushTopic::Category(article.category.clone()),
        title: article.title.clone(),
        body: beginning(&article.lead, LONGEST_BODY),
        english: article.english.as_ref().map(|english| {
            (
                english.title.clone(),
                beginning(&english.lead, LONGEST_BODY),
            )
        }),
        path: format!("/bai-viet/{}", article.slug),
        urgent: false,
        due_at,
        expires_at: due_at + TOLD_FOR_SECONDS,
    })
}

/// What waits to be told of the alert with this number goes by it.
pub fn alert_subject(id: i64) -> String {
    format!("alert:{id}")
}

/// Whether everybody is told of `alert`, which was `before`: not when only its end is another one, nor when its
/// English is, so that nobody is woken twice.
pub fn is_news(alert: &NewAlert, before: Option<&NewAlert>, now: i64) -> bool {
    let is_told = before.is_some_and(|before| {
        let says_the_same = (before.level, &before.title, &before.body, &before.areas)
            == (alert.level, &alert.title, &alert.body, &alert.areas);
        let begins_as_before = before.starts_at == alert.starts_at || before.starts_at <= now;
        says_the_same && begins_as_before && before.ends_at > now
    });
    !is_told && alert.ends_at > now
}

/// The event that setting or changing an alert makes when it [`is_news`], and by which what still waits is put right
/// when it is not.
pub fn alert(stored: &StoredAlert, now: i64) -> NewPushEvent {
    let StoredAlert { id, alert, .. } = stored;
    let is_urgent = alert.level == AlertLevel::KhanCap;
    let topic = if is_urgent {
        PushTopic::KhanCap
    } else {
        PushTopic::CanhBao
    };
    let title = |language: Language, title: &str| {
        let level = with_language(language, || texts().alerts.level(alert.level));
        format!("{level}: {title}")
    };
    let areas: Vec<_> = alert.areas.iter().map(|area| area.name.as_str()).collect();
    let text = |body: &str| {
        let text = if areas.is_empty() {
            body.to_owned()
        } else {
            format!("{}: {body}", areas.join(", "))
        };
        beginning(&text, LONGEST_BODY)
    };
    let subject = alert_subject(*id);
    let digest = Sha256::digest(format!("{alert:?}"));
    NewPushEvent {
        name: format!("{subject}:{now}:{}", hex::encode(&digest[..4])),
        subject,
        topic,
        title: title(Language::Vietnamese, &alert.title),
        body: text(&alert.body),
        english: alert.english.as_ref().map(|english| {
            (
                title(Language::English, &english.title),
                text(&english.body),
            )
        }),
        path: ALERTS_PATH.to_owned(),
        urgent: is_urgent,
        due_at: now.max(alert.starts_at),
        expires_at: alert.ends_at,
    }
}
