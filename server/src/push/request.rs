//! A message of the queue as a request to the push service of its browser.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use conglang::i18n::{format, texts, with_language};
use conglang_contract::{
    language::Language,
    push::{PushMessage, PushTopic},
    timestamp::Timestamp,
};
use reqwest::Url;
use sha2::{Digest, Sha256};

use super::{PushRequest, encryption::encrypt};
use crate::{api::alerts::town_time, site::Site, store::push::ClaimedPush};

/// Push services keep nothing for longer, in seconds.
const LONGEST_TTL: i64 = 28 * 24 * 60 * 60;

/// `None` when the endpoint or the message cannot be used.
pub fn request(site: &Site, push: &ClaimedPush, now: i64) -> Option<PushRequest> {
    let origin = Url::parse(&push.endpoint)
        .ok()?
        .origin()
        .ascii_serialization();
    let message = gathered(site, push).unwrap_or_else(|| message(site, push));
    let topic = topic(&message.tag);
    let message = serde_json::to_vec(&message).ok()?;
    let urgency = if push.urgent { "high" } else { "normal" };
    let ttl = (push.expires_at - now).clamp(0, LONGEST_TTL);
    Some(PushRequest {
        url: push.endpoint.clone(),
        headers: vec![
            (
                "authorization",
                site.push_keys.authorization(&origin, &contact(site), now),
            ),
            ("content-encoding", "aes128gcm".to_owned()),
            ("content-type", "application/octet-stream".to_owned()),
            ("ttl", ttl.to_string()),
            ("topic", topic),
            ("urgency", urgency.to_owned()),
        ],
        body: encrypt(&message, &push.keys, site.entropy.as_ref())?,
    })
}

fn message(site: &Site, push: &ClaimedPush) -> PushMessage {
    let english = match push.language {
        Language::English => push.english.clone(),
        Language::Vietnamese => None,
    };
    let lang = english
        .as_ref()
        .map_or(Language::Vietnamese, |_| Language::English);
    let (title, body) = english.unwrap_or_else(|| (push.title.clone(), push.body.clone()));
    let until = until(site, push);
    let body = match until {
        Some(until) => format!("{body}\n{}", with_language(lang, || told_until(until))),
        None => body,
    };
    PushMessage {
        id: push.event.clone(),
        tag: push.subject.clone(),
        title,
        body,
        lang,
        path: push.language.path(&push.path),
        urgent: push.urgent,
        until,
    }
}

/// When the alert that `push` tells of ends, as it is known now; none of an article.
fn until(site: &Site, push: &ClaimedPush) -> Option<Timestamp> {
    let is_alert = matches!(push.topic, PushTopic::KhanCap | PushTopic::CanhBao);
    town_time(site, push.expires_at).ok().filter(|_| is_alert)
}

/// On a line of its own: what one has to do comes first where a phone shows only one.
fn told_until(until: Timestamp) -> String {
    format!("{} {}.", texts().alerts.until, format::date_time(until))
}

/// What stands for many articles of a category; none for a message about one thing.
fn gathered(site: &Site, push: &ClaimedPush) -> Option<PushMessage> {
    let PushTopic::Category(slug) = &push.topic else {
        return None;
    };
    let count = push.stands_for;
    let settings = site.settings.in_language(push.language);
    let category = settings
        .categories
        .iter()
        .find(|category| count > 1 && category.slug == *slug)?;
    let newest = message(site, push);
    let (name, newest_title) = (&category.name, newest.title);
    let (title, body) = match push.language {
        Language::Vietnamese => (
            format!("{count} tin mới trong chuyên mục {name}"),
            format!("Mới nhất: {newest_title}"),
        ),
        Language::English => (
            format!("{count} new articles in {name}"),
            format!("The newest: {newest_title}"),
        ),
    };
    let topic = push.topic.to_string();
    Some(PushMessage {
        id: format!("{topic}:{count}:{}", push.event),
        title,
        body,
        lang: push.language,
        path: push.language.path(&format!("/{topic}")),
        tag: topic,
        urgent: false,
        until: None,
    })
}

/// Of what a push service holds for a browser about one thing, it delivers the newest (RFC 8030, 5.4).
fn topic(subject: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(&Sha256::digest(subject)[..16])
}

fn contact(site: &Site) -> String {
    match &site.settings.contact.email {
        Some(email) => format!("mailto:{email}"),
        None => site.settings.host.clone(),
    }
}
