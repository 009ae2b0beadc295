//! `GET live`: alerts as they happen.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::body::Body;
use conglang_contract::{live::LiveEvent, visits::Visits};
use conglang_server::api::alerts::watch_changes;
use http_body_util::BodyExt;
use serde_json::Value;

use super::{HOUR, in_english, urgent, warning};
use crate::site::{ENGLISH_TOML, NOW, TestSite, call};

/// From an alert's being written, by another process, to its being heard.
const LIVE_WITHIN: Duration = Duration::from_secs(2);

/// An open stream.
struct Stream {
    body: Body,
    text: String,
}

impl Stream {
    async fn open(site: &TestSite) -> Self {
        let request = call("GET", "/live").body(Body::empty()).unwrap();
        let body = site.send(request).await.into_body();
        Self {
            body,
            text: String::new(),
        }
    }

    /// The data of the next event `alert`.
    async fn next(&mut self) -> Value {
        loop {
            while let Some((event, rest)) = self.text.split_once("\n\n") {
                let event = event.to_owned();
                self.text = rest.to_owned();
                if let Some(data) = event.strip_prefix("event: alert\ndata: ") {
                    return serde_json::from_str(data).unwrap();
                }
            }
            let frame = tokio::time::timeout(Duration::from_secs(20), self.body.frame());
            let frame = frame.await.expect("an event").expect("more").unwrap();
            self.text += std::str::from_utf8(&frame.into_data().expect("data")).unwrap();
        }
    }

    /// The titles in the next event that has other ones than `before`.
    async fn titles_after(&mut self, before: &[&str]) -> Vec<String> {
        loop {
            let titles = titles(&self.next().await);
            if titles != before {
                return titles;
            }
        }
    }
}

fn titles(news: &Value) -> Vec<String> {
    let alerts = news["alerts"].as_array().unwrap().iter();
    alerts
        .map(|alert| alert["title"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_stream_begins_with_what_is_in_force_also_when_that_is_nothing() {
    let site = TestSite::with_settings(ENGLISH_TOML).await;
    let nothing = Stream::open(&site).await.next().await;
    assert_eq!(nothing["alerts"], serde_json::json!([]));
    assert_eq!(nothing["version"], "");
    assert_eq!(nothing["notices"]["vi"], serde_json::json!(["", ""]));
    assert_eq!(nothing["now"], "2026-11-23T14:00:00+07:00");

    site.put(in_english(urgent("Bão"))).await.unwrap();
    let news = Stream::open(&site).await.next().await;
    assert_eq!(titles(&news), ["Bão"]);
    assert_eq!(news["version"], site.json("/alerts").await["version"]);
    let html = |language: &str, level: usize| news["notices"][language][level].as_str().unwrap();
    assert!(html("vi", 0).contains("Bão") && html("en", 0).contains("Storm"));
    assert_eq!((html("vi", 1), html("en", 1)), ("", ""));
}

#[tokio::test]
async fn the_notices_of_the_stream_are_those_of_the_page() {
    let site = TestSite::new().await;
    site.put(urgent("Bão")).await.unwrap();
    site.put(warning("Mưa")).await.unwrap();
    let news = Stream::open(&site).await.next().await;
    let portal = crate::pages::support::Portal { content: site };
    let page = portal.get("/").await;
    for level in 0..2 {
        let notices = news["notices"]["vi"][level].as_str().unwrap();
        assert!(notices.contains("data-version="), "{notices}");
        assert!(page.text().contains(notices), "{notices}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_online_hears_what_another_process_sets_and_what_the_clock_ends() {
    let site = TestSite::new().await;
    let watching = tokio::spawn(watch_changes(Arc::clone(&site.site)));
    let mut stream = Stream::open(&site).await;
    assert_eq!(titles(&stream.next().await), Vec::<String>::new());

    let beside = site.beside().await;
    let set = beside.store.put_alert(None, |_| Ok(urgent("Bão")), NOW);
    let id = set.await.unwrap().unwrap().id;
    assert_eq!(stream.titles_after(&[]).await, ["Bão"]);
    beside.store.end_alert(id, NOW).await.unwrap();
    assert_eq!(stream.titles_after(&["Bão"]).await, Vec::<String>::new());

    // Nobody writes any more; only the time goes on.
    let mut later = warning("Mưa");
    later.starts_at = NOW + HOUR;
    later.ends_at = NOW + 2 * HOUR;
    let set = beside.store.put_alert(None, |_| Ok(later), NOW);
    set.await.unwrap().unwrap();
    site.clock.advance(HOUR);
    assert_eq!(stream.titles_after(&[]).await, ["Mưa"]);
    site.clock.advance(HOUR);
    assert_eq!(stream.titles_after(&["Mưa"]).await, Vec::<String>::new());
    watching.abort();
}

/// Not the patience of a test, but what the portal promises.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn beginning_and_end_are_heard_within_two_seconds() {
    let site = TestSite::new().await;
    let watching = tokio::spawn(watch_changes(Arc::clone(&site.site)));
    let mut stream = Stream::open(&site).await;
    stream.next().await;
    let beside = site.beside().await;
    let mut waits = Vec::new();
    for title in ["Bão", "Lũ", "Cắt điện", "Sạt lở", "Nước dâng"] {
        let set = beside.store.put_alert(None, |_| Ok(urgent(title)), NOW);
        let id = set.await.unwrap().unwrap().id;
        let begin = Instant::now();
        assert_eq!(stream.titles_after(&[]).await, [title]);
        waits.push(begin.elapsed());
        beside.store.end_alert(id, NOW).await.unwrap();
        let begin = Instant::now();
        assert_eq!(stream.titles_after(&[title]).await, Vec::<String>::new());
        waits.push(begin.elapsed());
    }
    watching.abort();
    waits.sort();
    println!("heard after {:?} (median)", waits[waits.len() / 2]);
    // A machine that has other work may keep one of them waiting.
    let longest = waits[waits.len() - 2];
    assert!(longest < LIVE_WITHIN, "heard after {longest:?}");
}

#[tokio::test]
async fn who_hears_too_slowly_is_told_what_is_in_force_all_the_same() {
    let site = TestSite::new().await;
    let mut stream = Stream::open(&site).await;
    site.put(urgent("Bão")).await.unwrap();
    // Nobody watches here: the event of the alert is among those that are lost.
    for total in 0..1_000 {
        let visits = Visits {
            total,
            ..Visits::default()
        };
        let _ = site.site.live.send(LiveEvent::Visits(visits));
    }
    assert_eq!(titles(&stream.next().await), Vec::<String>::new());
    assert_eq!(titles(&stream.next().await), ["Bão"]);
}
