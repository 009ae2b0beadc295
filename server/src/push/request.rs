//! A message of the queue as a request to the push service of its browser.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use conglang_contract::{language::Language, push::PushMessage};
use reqwest::Url;
use sha2::{Digest, Sha256};

use super::{PushRequest, encryption::encrypt};
use crate::{site::Site, store::push::ClaimedPush};

/// Push services keep nothing for longer, in seconds.
const LONGEST_TTL: i64 = 28 * 24 * 60 * 60;

/// `None` when the endpoint or the message cannot be used.
pub fn request(site: &Site, push: &ClaimedPush, now: i64) -> Option<PushRequest> {
    let origin = Url::parse(&push.endpoint)
        .ok()?
        .origin()
        .ascii_serialization();
    let message = serde_json::to_vec(&message(push)).ok()?;
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
            ("topic", topic(&push.subject)),
            ("urgency", urgency.to_owned()),
        ],
        body: encrypt(&message, &push.keys, site.entropy.as_ref())?,
    })
}

fn message(push: &ClaimedPush) -> PushMessage {
    let english = match push.language {
        Language::English => push.english.clone(),
        Language::Vietnamese => None,
    };
    let lang = english
        .as_ref()
        .map_or(Language::Vietnamese, |_| Language::English);
    let (title, body) = english.unwrap_or_else(|| (push.title.clone(), push.body.clone()));
    PushMessage {
        id: push.event.clone(),
        tag: push.subject.clone(),
        title,
        body,
        lang,
        path: push.language.path(&push.path),
        urgent: push.urgent,
    }
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
