//! `push` and `push/subscription`, and what is sent to those who subscribed.

mod alerts;
mod sending;
pub mod stand_in;
mod subscription;

use axum::body::Body;
use conglang_server::{push::send_due, store::push::GATHERING_SECONDS};
use serde_json::{Value, json};

use crate::site::{TestSite, call, read};
use stand_in::Browser;

const NEWS: &str = "chuyen-muc/tin";

/// Sends `body` to `push/subscription`, and gives the answer, which has to have `status`.
async fn subscription(site: &TestSite, method: &str, body: &Value, status: u16) -> Value {
    let request = call(method, "/push/subscription")
        .header("content-type", "application/json")
        .body(Body::from(body.to_string()))
        .unwrap();
    read(site.send(request).await, status).await
}

async fn subscribe(site: &TestSite, browser: &Browser, topics: &[&str], quiet_hours: bool) {
    let choice = json!({"topics": topics, "quiet_hours": quiet_hours});
    let body =
        json!({"endpoint": browser.endpoint, "keys": browser.keys(), "choice": choice.clone()});
    assert_eq!(subscription(site, "PUT", &body, 200).await, choice);
}

/// Whether the portal knows the browser.
async fn is_known(site: &TestSite, browser: &Browser) -> bool {
    site.site
        .store
        .push_choice(&browser.endpoint)
        .await
        .unwrap()
        .is_some()
}

/// Imports a new article of the category `tin`, and waits until it is told.
async fn publish(site: &TestSite, slug: &str) {
    publish_at(site, slug, "2026-11-23T13:30:00+07:00").await;
}

async fn publish_at(site: &TestSite, slug: &str, time: &str) {
    import_at(site, slug, time).await;
    site.clock.advance(GATHERING_SECONDS);
}

async fn import_at(site: &TestSite, slug: &str, time: &str) {
    import_as(site, slug, &format!("Bài {slug}"), "tin", time).await;
}

/// Imports the article called `slug`, which may be there already.
async fn import_as(site: &TestSite, slug: &str, title: &str, category: &str, time: &str) {
    let lead = "Một đoạn dẫn. ".repeat(30);
    site.write(
        slug,
        format!(
            "---\ntitle: \"{title}\"\nslug: {slug}\ncategory: {category}\npublished_at: {time}\n\
             lead: \"{lead}\"\n---\nNội dung.\n"
        ),
    );
    let report = site.import().await;
    assert_eq!(report.failed, 0, "{:?}", report.mistakes);
}

/// Sends everything that is due.
async fn send_all(site: &TestSite) {
    while send_due(&site.site).await.unwrap() > 0 {}
}
