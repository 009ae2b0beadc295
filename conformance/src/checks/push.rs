//! `push` and `push/subscription`

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use conglang_contract::{
    problem::ProblemCode,
    push::{Push, PushTopic},
    site::Site,
};
use serde_json::json;

use super::{Check, check};
use crate::portal::{Portal, Verdict};

/// Of an uncompressed point of P-256.
const KEY_BYTES: usize = 65;
const UNKNOWN_ENDPOINT: &str = "https://push.another-site.invalid/unknown";

pub const CHECKS: &[Check] = &[
    check(
        "push has a key, and a topic for alerts and each category",
        push,
    ),
    check("a subscription that is none is refused", wrong),
    check(
        "an unknown subscription is not found, and may be ended",
        unknown,
    ),
];

fn push(portal: &Portal) -> Verdict {
    let answer = portal.get("/push")?;
    let push: Push = answer.json()?;
    let key = BASE64.decode(&push.public_key).unwrap_or_default();
    answer.require(key.len() == KEY_BYTES && key[0] == 4, || {
        "`public_key` is no uncompressed point of P-256 as base64url".to_owned()
    })?;
    let site: Site = portal.get("/site")?.json()?;
    let categories = site
        .categories
        .into_iter()
        .map(|category| PushTopic::Category(category.slug));
    for topic in [PushTopic::KhanCap, PushTopic::CanhBao]
        .into_iter()
        .chain(categories)
    {
        answer.require(
            push.topics.iter().any(|offered| offered.topic == topic),
            || format!("{topic} is not offered"),
        )?;
    }
    Ok(())
}

fn wrong(portal: &Portal) -> Verdict {
    let subscription = json!({
        "endpoint": "http://127.0.0.1/",
        "keys": { "p256dh": "", "auth": "" },
        "choice": { "topics": [], "quiet_hours": true },
    });
    let answer = portal.send("PUT", "/push/subscription", &subscription)?;
    for field in ["endpoint", "keys", "topics"] {
        answer.refused_field(field)?;
    }
    Ok(())
}

fn unknown(portal: &Portal) -> Verdict {
    let name = json!({ "endpoint": UNKNOWN_ENDPOINT });
    portal
        .send("POST", "/push/subscription", &name)?
        .refused(ProblemCode::NotFound)?;
    portal
        .send("DELETE", "/push/subscription", &name)?
        .require_status(204)
}
