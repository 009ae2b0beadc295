//! `live`

use conglang_contract::{
    alert::AlertList,
    live::{ALERT, VISITS},
    timestamp::Timestamp,
    visits::Visits,
};
use serde::Deserialize;

use super::{Check, check};
use crate::portal::{Event, Portal, Unmet, Verdict, require};

pub const CHECKS: &[Check] = &[check(
    "the live stream begins with the counter and the alerts in force",
    live,
)];

/// What an event has beside its [`AlertList`].
#[derive(Deserialize)]
struct AlertNews {
    /// The server's time; its shape is checked by reading it.
    #[serde(rename = "now")]
    _now: Timestamp,
    notices: Notices,
}

#[derive(Deserialize)]
struct Notices {
    vi: [String; 2],
}

fn live(portal: &Portal) -> Verdict {
    let (media_type, events) = portal.events("/live", 2)?;
    require(media_type.starts_with("text/event-stream"), || {
        format!("GET /live: the media type is \"{media_type}\"")
    })?;
    let names: Vec<&str> = events.iter().map(|event| event.name.as_str()).collect();
    require(names == [VISITS, ALERT], || {
        format!("GET /live: it begins with {names:?}")
    })?;
    read::<Visits>(&events[0])?;
    let list: AlertList = read(&events[1])?;
    let news: AlertNews = read(&events[1])?;
    let has_notices = news.notices.vi.iter().any(|html| !html.is_empty());
    require(has_notices != list.alerts.is_empty(), || {
        "GET /live: there are notices without alerts, or alerts without notices".to_owned()
    })
}

fn read<'a, T: Deserialize<'a>>(event: &'a Event) -> Verdict<T> {
    serde_json::from_str(&event.data)
        .map_err(|error| Unmet::Broken(format!("GET /live: the event `{}`: {error}", event.name)))
}
