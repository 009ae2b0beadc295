//! What is read most today, in a week and in a month.

use axum::http::{StatusCode, header};
use conglang_server::visits::flush;

use super::support::{BROWSER, Portal, attribute, tags};

const DAY: i64 = 24 * 3_600;

async fn portal() -> Portal {
    let portal = Portal::empty().await;
    for slug in ["bai-mot", "bai-hai", "bai-ba", "bai-bon"] {
        portal.content.write_article(slug, "Văn bản.");
    }
    assert_eq!(portal.content.import().await.created, 4);
    portal
}

/// Lets `readers` different people open the article.
async fn read(portal: &Portal, slug: &str, readers: u32) {
    for reader in 0..readers {
        let agent = format!("{BROWSER} {slug} {reader}");
        let headers = [(header::USER_AGENT, agent.as_str())];
        let page = portal
            .get_with(&format!("/bai-viet/{slug}"), &headers)
            .await;
        assert_eq!(page.status, StatusCode::OK);
    }
    flush(&portal.content.site).await.unwrap();
}

async fn list(portal: &Portal, period: &str) -> (Vec<String>, u64) {
    let path = format!("/api/v1/articles?sort=most_read&period={period}");
    let json = portal.get(&path).await.json();
    let items = json["items"].as_array().unwrap();
    let slugs = items.iter().map(|item| item["slug"].as_str().unwrap());
    (
        slugs.map(str::to_owned).collect(),
        json["total"].as_u64().unwrap(),
    )
}

#[tokio::test]
async fn each_period_counts_its_own_readings() {
    let portal = portal().await;
    read(&portal, "bai-mot", 5).await;
    portal.content.clock.advance(23 * DAY);
    read(&portal, "bai-hai", 3).await;
    portal.content.clock.advance(6 * DAY);
    read(&portal, "bai-ba", 1).await;
    read(&portal, "bai-hai", 1).await;
    read(&portal, "bai-ba", 2).await;
    // Who reads again within a visit is counted once: two have read it.
    for (period, slugs) in [
        ("day", vec!["bai-ba", "bai-hai"]),
        ("week", vec!["bai-hai", "bai-ba"]),
        ("month", vec!["bai-mot", "bai-hai", "bai-ba"]),
    ] {
        let (found, total) = list(&portal, period).await;
        assert_eq!(found, slugs, "{period}");
        assert_eq!(total, slugs.len() as u64, "{period}");
    }
    // The first readings are 30 days ago now.
    portal.content.clock.advance(DAY);
    assert!(list(&portal, "day").await.0.is_empty());
    assert_eq!(list(&portal, "month").await.0, ["bai-hai", "bai-ba"]);
    // All time goes on.
    let all = portal.get("/api/v1/articles?sort=most_read").await.json();
    assert_eq!(all["total"], 4);
    assert_eq!(all["items"][0]["views"], 5);
}

#[tokio::test]
async fn the_day_is_the_towns() {
    let portal = portal().await;
    // 23:59:59 in the town.
    portal.content.clock.advance(10 * 3_600 - 1);
    read(&portal, "bai-mot", 1).await;
    assert_eq!(list(&portal, "day").await.0, ["bai-mot"]);
    portal.content.clock.advance(1);
    assert!(list(&portal, "day").await.0.is_empty());
    assert_eq!(list(&portal, "week").await.0, ["bai-mot"]);
}

#[tokio::test]
async fn a_page_shows_all_three() {
    let portal = portal().await;
    read(&portal, "bai-mot", 1).await;
    portal.content.clock.advance(3 * DAY);
    read(&portal, "bai-hai", 2).await;
    let page = portal.get("/doc-nhieu").await;
    assert_eq!(page.status, StatusCode::OK);
    let (_, main) = page.text().split_once("<main").unwrap();
    let sections: Vec<Vec<&str>> = main
        .split("class=\"most-read\"")
        .skip(1)
        .map(|section| {
            let (section, _) = section.split_once("</section>").unwrap();
            tags(section, "a")
                .into_iter()
                .filter_map(|tag| attribute(tag, "href")?.strip_prefix("/bai-viet/"))
                .collect()
        })
        .collect();
    let both = vec!["bai-hai", "bai-mot"];
    assert_eq!(sections, [vec!["bai-hai"], both.clone(), both]);
    portal.content.clock.advance(DAY);
    let page = portal.get("/doc-nhieu").await;
    assert!(
        page.text()
            .contains("Chưa có bài nào được đọc trong thời gian này.")
    );
}

#[tokio::test]
async fn a_period_belongs_to_the_most_read_alone() {
    let portal = portal().await;
    for query in [
        "period=week",
        "sort=newest&period=week",
        "sort=most_read&period=year",
        "sort=most_read&period=",
    ] {
        let answer = portal.get(&format!("/api/v1/articles?{query}")).await;
        assert_eq!(answer.problem().0, 400, "{query}");
    }
}

#[tokio::test]
async fn a_town_that_counts_nothing_has_no_such_page() {
    let portal = Portal::with("[features]\nvisits = false").await;
    assert_eq!(portal.get("/doc-nhieu").await.status, 404);
    assert!(!portal.get("/").await.text().contains("href=\"/doc-nhieu\""));
}
