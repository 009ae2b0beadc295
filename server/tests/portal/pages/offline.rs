//! The service worker and what it keeps.

use axum::http::{StatusCode, header};
use serde_json::Value;

use super::support::{Portal, TestSite};
use crate::{content::map::town, site::SITE_TOML};

/// The list that the server puts before the worker's own text.
fn listed_files(worker: &str) -> Vec<Value> {
    let (_, list) = worker.split_once("self.__WB_MANIFEST=").expect("a list");
    let mut documents = serde_json::Deserializer::from_str(list).into_iter();
    documents.next().expect("a list").expect("JSON")
}

#[tokio::test]
async fn every_file_that_the_worker_keeps_is_there() {
    let portal = Portal::with_article("Văn bản.").await;
    let worker = portal.get("/service-worker.js").await;
    assert_eq!(worker.header(header::CONTENT_TYPE), "text/javascript");
    assert_eq!(worker.header(header::CACHE_CONTROL), "no-cache");
    let files = listed_files(worker.text());
    let mut urls: Vec<&str> = files
        .iter()
        .map(|file| file["url"].as_str().unwrap())
        .collect();
    for wanted in ["/khung", "/logo.svg", "/site.css"] {
        assert!(urls.contains(&wanted), "{urls:?}");
    }
    for url in &urls {
        let file = portal.get(url).await;
        assert_eq!(file.status, StatusCode::OK, "{url}");
    }
    urls.sort_unstable();
    let all = urls.len();
    urls.dedup();
    assert_eq!(urls.len(), all, "a file is listed twice");
}

#[tokio::test]
async fn the_worker_changes_with_the_site_and_not_by_itself() {
    let worker = async |settings: &str| {
        let content = TestSite::with_settings(settings).await;
        let portal = Portal { content };
        portal.get("/service-worker.js").await.text().to_owned()
    };
    let first = worker(SITE_TOML).await;
    assert_eq!(first, worker(SITE_TOML).await);
    let blue = SITE_TOML.replace("#0f4c4a", "#123c7a");
    assert_ne!(first, worker(&blue).await);
    let small = format!("{SITE_TOML}\n[offline]\npicture_megabytes = 5\n");
    assert!(
        worker(&small)
            .await
            .contains("self.__PICTURE_BUDGET=5000000")
    );
}

#[tokio::test]
async fn a_portal_without_a_worker_takes_it_away() {
    let portal = Portal::with("[offline]\nenabled = false\n").await;
    let worker = portal.get("/service-worker.js").await;
    assert_eq!(worker.status, StatusCode::OK);
    assert!(
        !worker.text().contains("__WB_MANIFEST"),
        "{}",
        worker.text()
    );
    let page = portal.get("/").await;
    assert!(page.text().contains("/service-worker/off-page.js"));
    assert!(!page.text().contains("/service-worker/page.js"));
    // A worker that is still there does not give the page another head.
    assert!(!page.headers.contains_key("x-app-version"));
}

/// What service-worker/src/kept-map.js looks for.
#[tokio::test]
async fn the_worker_can_make_the_map_show_a_part_of_it() {
    let portal = Portal {
        content: town().await,
    };
    let page = portal.get("/ban-do").await;
    for once in ["class=\"map-stage\"", "id=\"tim-tren-ban-do\""] {
        assert_eq!(page.text().matches(once).count(), 1, "{once}");
    }
    for part in [
        "<option value=\"Di tích\"",
        "data-place=\"den-song-trang\"",
        "href=\"/ban-do/khu-vuc/duc-hoa\"",
    ] {
        assert!(page.text().contains(part), "{part} in {}", page.text());
    }
    // Where the list is longer than a page, the worker looks among the places as the extras ask for them.
    let places = portal
        .get("/api/v1/map/places?per_page=10000&lang=vi")
        .await;
    let places: Value = serde_json::from_str(places.text()).expect("JSON");
    let items = places["items"].as_array().expect("places");
    assert!(items.iter().any(|place| place["id"] == "den-song-trang"));
}

#[tokio::test]
async fn the_shell_is_the_app_without_a_page() {
    let portal = Portal::with_article("Văn bản.").await;
    let shell = portal.get("/khung").await;
    assert!(shell.text().contains("<body></body>"), "{}", shell.text());
    assert!(shell.text().contains("noindex"));
    let page = portal.get("/").await;
    assert_eq!(
        shell.header(header::CONTENT_SECURITY_POLICY),
        page.header(header::CONTENT_SECURITY_POLICY)
    );
}
