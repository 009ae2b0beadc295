use std::{sync::Arc, time::Duration};

use conglang_contract::alert::{AlertLevel, AlertText};
use conglang_server::{
    clock::Clock,
    push::{PushOutcome, send_regularly},
    store::alerts::NewAlert,
};

use super::{
    NEWS, is_known, publish, send_all,
    stand_in::{Browser, answered, header},
    subscribe,
};
use crate::site::{NOW, TestSite};

const HOUR: i64 = 60 * 60;

fn storm(level: AlertLevel) -> NewAlert {
    NewAlert {
        level,
        title: "Bão số 9 đổ bộ".to_owned(),
        body: "Ở trong nhà,\ntránh xa cửa kính.".to_owned(),
        english: Some(AlertText {
            title: "Storm".to_owned(),
            body: "Stay indoors.".to_owned(),
        }),
        areas: Vec::new(),
        starts_at: NOW,
        ends_at: NOW + 20 * HOUR,
    }
}

/// Sets a new alert, or the one with this number.
async fn set(site: &TestSite, id: Option<i64>, alert: NewAlert) -> i64 {
    let now = site.clock.now();
    let put = site.site.store.put_alert(id, |_| Ok(alert), now).await;
    put.unwrap().unwrap().id
}

/// Titles of what came, in order.
async fn told(site: &TestSite, browser: &Browser) -> Vec<String> {
    send_all(site).await;
    let sent = site.push.take();
    let sent = sent
        .iter()
        .filter(|(request, _)| request.url == browser.endpoint);
    sent.map(|(request, _)| browser.read(request).title)
        .collect()
}

#[tokio::test]
async fn an_emergency_is_told_in_the_middle_of_the_night_and_a_warning_in_the_morning() {
    let site = TestSite::new().await;
    let browser = Browser::new(1);
    subscribe(&site, &browser, &["khan-cap", "canh-bao"], true).await;
    // Two in the morning.
    site.clock.advance(12 * HOUR);
    set(&site, None, storm(AlertLevel::CanhBao)).await;
    let id = set(&site, None, storm(AlertLevel::KhanCap)).await;
    send_all(&site).await;
    let sent = site.push.take();
    assert_eq!(sent.len(), 1);
    let (request, _) = &sent[0];
    let message = browser.read(request);
    assert_eq!(message.title, "Khẩn cấp: Bão số 9 đổ bộ");
    assert_eq!(
        message.body,
        "Ở trong nhà, tránh xa cửa kính.\nĐến Thứ Ba, 24/11/2026 10:00."
    );
    assert_eq!(
        message.until.unwrap().to_rfc3339(),
        "2026-11-24T10:00:00+07:00"
    );
    assert_eq!(message.path, "/canh-bao");
    assert_eq!(message.tag, format!("alert:{id}"));
    assert!(message.urgent);
    assert_eq!(header(request, "urgency"), "high");
    assert_eq!(header(request, "ttl"), (8 * HOUR).to_string());
    site.clock.advance(4 * HOUR);
    assert_eq!(told(&site, &browser).await, ["Cảnh báo: Bão số 9 đổ bộ"]);
}

#[tokio::test]
async fn an_emergency_is_told_while_the_push_service_of_somebody_else_hangs() {
    let site = TestSite::new().await;
    let (slow, mut phone) = (Browser::new(1), Browser::new(2));
    phone.endpoint = "https://fcm.googleapis.com/fcm/send/a".to_owned();
    subscribe(&site, &slow, &[NEWS], false).await;
    subscribe(&site, &phone, &["khan-cap"], false).await;
    let answer = site.push.hold(&slow);
    publish(&site, "bao-so-9").await;
    let sending = tokio::spawn(send_regularly(Arc::clone(&site.site)));
    site.push.wait_for(&slow).await;
    set(&site, None, storm(AlertLevel::KhanCap)).await;
    // Without the limit a test that fails would not end: nothing answers the first message before.
    let told = tokio::time::timeout(Duration::from_secs(60), site.push.wait_for(&phone));
    assert!(told.await.is_ok(), "the emergency waits for the article");
    assert!(!answer.is_closed(), "the article is still on its way");

    site.site.stop();
    answer.send(answered(201)).unwrap();
    sending.await.unwrap();
    assert_eq!(site.push.take().len(), 2);
}

#[tokio::test]
async fn only_those_are_told_who_chose_the_level() {
    let site = TestSite::new().await;
    let (urgent, ready) = (Browser::new(1), Browser::new(2));
    subscribe(&site, &urgent, &["khan-cap"], true).await;
    subscribe(&site, &ready, &["canh-bao"], true).await;
    let id = set(&site, None, storm(AlertLevel::CanhBao)).await;
    send_all(&site).await;
    assert_eq!(site.push.take().len(), 1);
    // It has become worse.
    set(&site, Some(id), storm(AlertLevel::KhanCap)).await;
    assert_eq!(told(&site, &urgent).await, ["Khẩn cấp: Bão số 9 đổ bộ"]);
}

#[tokio::test]
async fn a_changed_alert_is_told_anew_unless_only_its_end_is_moved() {
    let site = TestSite::new().await;
    let browser = Browser::new(1);
    subscribe(&site, &browser, &["khan-cap"], true).await;
    let mut alert = storm(AlertLevel::KhanCap);
    let id = set(&site, None, alert.clone()).await;
    assert_eq!(told(&site, &browser).await.len(), 1);
    site.clock.advance(HOUR);
    alert.ends_at += HOUR;
    set(&site, Some(id), alert.clone()).await;
    assert!(told(&site, &browser).await.is_empty());
    alert.title = "Bão số 9 mạnh thêm".to_owned();
    set(&site, Some(id), alert).await;
    assert_eq!(
        told(&site, &browser).await,
        ["Khẩn cấp: Bão số 9 mạnh thêm"]
    );
}

#[tokio::test]
async fn what_has_not_begun_waits_and_what_is_called_off_is_not_told() {
    let site = TestSite::new().await;
    let browser = Browser::new(1);
    subscribe(&site, &browser, &["khan-cap"], true).await;
    let mut alert = storm(AlertLevel::KhanCap);
    alert.starts_at = NOW + HOUR;
    let id = set(&site, None, alert.clone()).await;
    alert.title = "Lũ".to_owned();
    let other = set(&site, None, alert).await;
    assert!(told(&site, &browser).await.is_empty());
    site.site.store.end_alert(other, NOW).await.unwrap();
    site.clock.advance(HOUR);
    send_all(&site).await;
    let sent = site.push.take();
    assert_eq!(sent.len(), 1);
    assert_eq!(browser.read(&sent[0].0).tag, format!("alert:{id}"));
}

#[tokio::test]
async fn a_message_that_waited_tells_of_the_end_as_it_is_by_then() {
    let site = TestSite::new().await;
    let browser = Browser::new(1);
    subscribe(&site, &browser, &["khan-cap", NEWS], false).await;
    site.push.answer(&browser, answered(503));
    let mut alert = storm(AlertLevel::KhanCap);
    let id = set(&site, None, alert.clone()).await;
    send_all(&site).await;
    alert.ends_at = NOW + HOUR;
    set(&site, Some(id), alert).await;
    site.push.take();
    site.clock.advance(60);
    send_all(&site).await;
    let message = browser.read(&site.push.take()[0].0);
    assert!(
        message.body.ends_with("\nĐến Thứ Hai, 23/11/2026 15:00."),
        "{message:?}"
    );
    assert_eq!(message.until.unwrap().unix_seconds(), NOW + HOUR);
    // News never end.
    publish(&site, "bao-so-9").await;
    send_all(&site).await;
    assert_eq!(browser.read(&site.push.take()[0].0).until, None);
}

#[tokio::test]
async fn an_alert_that_could_not_be_sent_is_tried_until_it_ends() {
    let site = TestSite::new().await;
    let browser = Browser::new(1);
    subscribe(&site, &browser, &["khan-cap"], true).await;
    for _ in 0..1000 {
        site.push.answer(&browser, answered(503));
    }
    let mut alert = storm(AlertLevel::KhanCap);
    alert.ends_at = NOW + HOUR;
    set(&site, None, alert).await;
    for _ in 0..2 * HOUR / 5 {
        send_all(&site).await;
        site.clock.advance(5);
    }
    let times: Vec<_> = site
        .push
        .take()
        .into_iter()
        .map(|(_, time)| time - NOW)
        .collect();
    let last = *times.last().unwrap();
    assert!((50 * 60..HOUR).contains(&last), "{times:?}");
}

#[tokio::test]
async fn who_subscribes_before_an_alert_begins_is_told_of_it() {
    let site = TestSite::new().await;
    let mut alert = storm(AlertLevel::KhanCap);
    alert.starts_at = NOW + HOUR;
    set(&site, None, alert).await;
    let browser = Browser::new(1);
    assert!(told(&site, &browser).await.is_empty());
    subscribe(&site, &browser, &["khan-cap"], true).await;
    site.clock.advance(HOUR);
    assert_eq!(told(&site, &browser).await, ["Khẩn cấp: Bão số 9 đổ bộ"]);
}

#[tokio::test]
async fn a_signature_that_a_wrong_clock_made_useless_is_made_anew() {
    let site = TestSite::new().await;
    let browser = Browser::new(1);
    subscribe(&site, &browser, &["khan-cap"], true).await;
    for status in [401, 403] {
        site.push.answer(&browser, answered(status));
    }
    set(&site, None, storm(AlertLevel::KhanCap)).await;
    for wait in [0, 15, 30] {
        site.clock.advance(wait);
        assert_eq!(told(&site, &browser).await.len(), 1, "after {wait} seconds");
    }
    site.clock.advance(HOUR);
    assert!(told(&site, &browser).await.is_empty());
}

/// Sets an alert of one minute, to all messages of which the push service answers like this, and waits until it
/// is over.
async fn set_in_vain(site: &TestSite, browser: &Browser, outcome: PushOutcome) {
    for _ in 0..3 {
        site.push.answer(browser, outcome.clone());
    }
    let mut alert = storm(AlertLevel::KhanCap);
    alert.starts_at = site.clock.now();
    alert.ends_at = alert.starts_at + 60;
    set(site, None, alert).await;
    for _ in 0..13 {
        send_all(site).await;
        site.clock.advance(5);
    }
}

#[tokio::test]
async fn a_line_that_is_down_for_long_costs_the_portal_no_subscriber() {
    let site = TestSite::new().await;
    let browser = Browser::new(1);
    subscribe(&site, &browser, &["khan-cap"], true).await;
    let outcomes = [
        PushOutcome::Unreachable("no network".to_owned()),
        answered(503),
        answered(403),
    ];
    for outcome in outcomes.iter().cycle().take(30) {
        set_in_vain(&site, &browser, outcome.clone()).await;
        assert_eq!(site.push.take().len(), 3);
    }
    assert!(is_known(&site, &browser).await);
}

#[tokio::test]
async fn a_browser_whose_address_is_refused_again_and_again_is_forgotten() {
    let site = TestSite::new().await;
    let browser = Browser::new(1);
    subscribe(&site, &browser, &["khan-cap"], true).await;
    for _ in 0..19 {
        set_in_vain(&site, &browser, answered(400)).await;
        assert!(is_known(&site, &browser).await);
    }
    set_in_vain(&site, &browser, answered(400)).await;
    assert!(!is_known(&site, &browser).await);
}

/// Sends `body` to `push/subscription` from a page in English.
async fn put_in_english(site: &TestSite, body: serde_json::Value) {
    let request = crate::site::call("PUT", "/push/subscription?lang=en")
        .header("content-type", "application/json")
        .body(body.to_string().into())
        .unwrap();
    assert_eq!(site.send(request).await.status(), 200);
}

#[tokio::test]
async fn who_reads_english_is_told_in_english_also_at_a_new_address() {
    let site = TestSite::with_settings(crate::site::ENGLISH_TOML).await;
    let (before, after) = (Browser::new(1), Browser::new(2));
    let body = serde_json::json!({
        "endpoint": before.endpoint,
        "keys": before.keys(),
        "choice": {"topics": ["khan-cap"], "quiet_hours": true},
    });
    put_in_english(&site, body).await;
    // The browser has renewed it by itself, outside of any page.
    let body = serde_json::json!({
        "endpoint": after.endpoint,
        "keys": after.keys(),
        "replaces": before.endpoint,
    });
    super::subscription(&site, "PUT", &body, 200).await;
    set(&site, None, storm(AlertLevel::KhanCap)).await;
    send_all(&site).await;
    let message = after.read(&site.push.take()[0].0);
    assert_eq!(
        (message.title.as_str(), message.path.as_str()),
        ("Emergency: Storm", "/en/canh-bao")
    );
    assert_eq!(
        message.body,
        "Stay indoors.\nUntil Tuesday, 24 November 2026, 10:00."
    );
}

#[tokio::test]
async fn english_that_is_corrected_reaches_whoever_is_still_to_be_told_and_wakes_nobody_again() {
    let site = TestSite::with_settings(crate::site::ENGLISH_TOML).await;
    let (vietnamese, english) = (Browser::new(1), Browser::new(2));
    subscribe(&site, &vietnamese, &["khan-cap"], false).await;
    let body = serde_json::json!({
        "endpoint": english.endpoint,
        "keys": english.keys(),
        "choice": {"topics": ["khan-cap"], "quiet_hours": true},
    });
    put_in_english(&site, body).await;
    site.push.answer(&english, answered(503));
    let id = set(&site, None, storm(AlertLevel::KhanCap)).await;
    assert_eq!(told(&site, &vietnamese).await, ["Khẩn cấp: Bão số 9 đổ bộ"]);
    let mut corrected = storm(AlertLevel::KhanCap);
    corrected.english = Some(AlertText {
        title: "Typhoon".to_owned(),
        body: "Stay indoors.".to_owned(),
    });
    set(&site, Some(id), corrected).await;
    site.push.answer(&english, answered(201));
    site.clock.advance(HOUR);
    send_all(&site).await;
    let sent = site.push.take();
    assert_eq!(sent.len(), 1, "only what still waited");
    assert_eq!(english.read(&sent[0].0).title, "Emergency: Typhoon");
}
