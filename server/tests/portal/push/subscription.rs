use serde_json::json;

use super::{NEWS, is_known, publish, send_all, stand_in::Browser, subscribe, subscription};
use crate::site::{ENGLISH_TOML, TestSite};

#[tokio::test]
async fn the_key_stays_and_topics_are_named_in_the_language_of_the_request() {
    let site = TestSite::with_settings(ENGLISH_TOML).await;
    let push = site.json("/push").await;
    assert_eq!(push["public_key"].as_str().unwrap().len(), 87);
    assert_eq!(push["quiet_hours"], json!({"from": 21, "to": 6}));
    assert_eq!(
        push["topics"],
        json!([
            {"topic": "khan-cap", "name": "Khẩn cấp"},
            {"topic": "canh-bao", "name": "Cảnh báo"},
            {"topic": NEWS, "name": "Tin tức"},
        ])
    );
    let english = site.json("/push?lang=en").await;
    assert_eq!(english["topics"][0]["name"], "Emergencies");
    assert_eq!(english["topics"][2]["name"], "News");
    let site = site.reopen().await;
    assert_eq!(site.json("/push").await["public_key"], push["public_key"]);
}

#[tokio::test]
async fn a_subscription_is_kept_changed_and_deleted() {
    let site = TestSite::new().await;
    let browser = Browser::new(1);
    let name = json!({"endpoint": browser.endpoint});
    let unknown = subscription(&site, "POST", &name, 404).await;
    assert_eq!(unknown["code"], "not_found");

    subscribe(&site, &browser, &["khan-cap", NEWS], true).await;
    subscribe(&site, &browser, &["khan-cap"], false).await;
    assert_eq!(
        subscription(&site, "POST", &name, 200).await,
        json!({"topics": ["khan-cap"], "quiet_hours": false})
    );

    for _ in 0..2 {
        let request = crate::site::call("DELETE", "/push/subscription")
            .header("content-type", "application/json")
            .body(name.to_string().into())
            .unwrap();
        assert_eq!(site.send(request).await.status(), 204);
        assert!(!is_known(&site, &browser).await);
    }
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once() {
    let site = TestSite::new().await;
    let body = json!({
        "endpoint": "https://127.0.0.1/send",
        "keys": {"p256dh": "AAAA", "auth": "!"},
        "choice": {"topics": ["chuyen-muc/khong-co"], "quiet_hours": true},
    });
    let problem = subscription(&site, "PUT", &body, 422).await;
    let fields: Vec<_> = problem["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["field"].as_str().unwrap())
        .collect();
    assert_eq!(fields, ["endpoint", "keys", "topics"]);

    let browser = Browser::new(1);
    let mut body = json!({
        "endpoint": browser.endpoint,
        "keys": browser.keys(),
        "choice": {"topics": [], "quiet_hours": true},
    });
    let problem = subscription(&site, "PUT", &body, 422).await;
    assert_eq!(
        problem["fields"][0]["message"],
        "Mời bạn chọn ít nhất một mục."
    );
    body["choice"]["topics"] = json!(["thoi-tiet"]);
    assert_eq!(
        subscription(&site, "PUT", &body, 400).await["code"],
        "bad_request"
    );
    assert!(!is_known(&site, &browser).await);
}

#[tokio::test]
async fn a_browser_with_a_new_address_keeps_its_choice_and_what_waits_for_it() {
    let site = TestSite::new().await;
    let (before, after) = (Browser::new(1), Browser::new(2));
    let mut body = json!({
        "endpoint": after.endpoint,
        "keys": after.keys(),
        "replaces": before.endpoint,
    });
    subscription(&site, "PUT", &body, 404).await;

    subscribe(&site, &before, &[NEWS], true).await;
    publish(&site, "bao-so-9").await;
    for _ in 0..2 {
        assert_eq!(
            subscription(&site, "PUT", &body, 200).await,
            json!({"topics": [NEWS], "quiet_hours": true})
        );
        assert!(!is_known(&site, &before).await);
    }
    send_all(&site).await;
    let sent = site.push.take();
    assert_eq!(sent.len(), 1);
    assert_eq!(after.read(&sent[0].0).title, "Bài bao-so-9");

    // An address that is not known takes nothing over.
    body["endpoint"] = json!("https://push.example/send/other");
    subscription(&site, "PUT", &body, 404).await;
}

#[tokio::test]
async fn a_device_that_the_portal_has_forgotten_makes_itself_known_again() {
    let site = TestSite::new().await;
    let browser = Browser::new(1);
    let body = json!({
        "endpoint": browser.endpoint,
        "keys": browser.keys(),
        "choice": {"topics": ["khan-cap", NEWS, "chuyen-muc/da-bo"], "quiet_hours": false},
        "replaces": "https://push.example/send/before",
    });
    // A category that is gone takes nothing with it.
    assert_eq!(
        subscription(&site, "PUT", &body, 200).await,
        json!({"topics": ["khan-cap", NEWS], "quiet_hours": false})
    );
    assert!(is_known(&site, &browser).await);
}

#[tokio::test]
async fn without_the_service_worker_there_is_no_push_but_one_can_leave() {
    let site = TestSite::with("[offline]\nenabled = false").await;
    let problem: serde_json::Value = crate::site::read(site.get("/push").await, 403).await;
    assert_eq!(problem["code"], "feature_off");
    let browser = Browser::new(1);
    let request = crate::site::call("DELETE", "/push/subscription")
        .header("content-type", "application/json")
        .body(json!({"endpoint": browser.endpoint}).to_string().into())
        .unwrap();
    assert_eq!(site.send(request).await.status(), 204);
}

#[tokio::test]
async fn a_network_subscribes_only_so_often() {
    let site =
        TestSite::with("[limits]\nwrites_per_minute = 2\ncode_captcha_from_per_minute = 1").await;
    for number in 0..2 {
        subscribe(&site, &Browser::new(number), &[NEWS], true).await;
    }
    let browser = Browser::new(3);
    let body = json!({
        "endpoint": browser.endpoint,
        "keys": browser.keys(),
        "choice": {"topics": [NEWS], "quiet_hours": true},
    });
    let problem = subscription(&site, "PUT", &body, 429).await;
    assert_eq!(problem["code"], "rate_limited");
}
