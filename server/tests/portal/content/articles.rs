//! `GET articles`, `GET articles/{slug}` and the other reading calls.

use crate::site::{TestSite, call, read};
use axum::{
    body::Body,
    http::{StatusCode, header},
};
use serde_json::{Value, json};

/// Five articles, a day apart; the third is about a storm, the even ones are guides.
async fn five_articles() -> TestSite {
    let site = TestSite::new().await;
    for number in 1..=5 {
        let category = if number % 2 == 0 { "huong-dan" } else { "tin" };
        let word = if number == 3 {
            "Bão đổ bộ Đậu Liêu"
        } else {
            "Trời nắng"
        };
        site.write(
            &format!("bai-{number}"),
            format!(
                "---\ntitle: Bài {number}\nslug: bai-{number}\ncategory: {category}\ntags: [nhãn {category}]\n\
                 published_at: 2026-11-0{number}\n---\n{word}\n"
            ),
        );
    }
    assert_eq!(site.import().await.created, 5);
    site
}

async fn slugs(site: &TestSite, path: &str) -> Vec<String> {
    let list = site.json(path).await;
    let items = list["items"]
        .as_array()
        .unwrap_or_else(|| panic!("{path}: {list}"));
    items
        .iter()
        .map(|item| item["slug"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn lists_are_paged_filtered_and_searched() {
    let site = five_articles().await;
    assert_eq!(
        slugs(&site, "/articles?per_page=2").await,
        ["bai-5", "bai-4"]
    );
    assert_eq!(slugs(&site, "/articles?per_page=2&page=3").await, ["bai-1"]);
    assert_eq!(site.json("/articles?per_page=2&page=9").await["total"], 5);
    assert_eq!(
        slugs(&site, "/articles?category=huong-dan").await,
        ["bai-4", "bai-2"]
    );
    assert_eq!(
        slugs(&site, "/articles?tag=nh%C3%A3n+huong-dan").await,
        ["bai-4", "bai-2"]
    );
    assert_eq!(slugs(&site, "/articles?q=dau+LI%C3%8AU").await, ["bai-3"]);
    assert_eq!(slugs(&site, "/articles?q=ba").await, Vec::<String>::new());
    assert_eq!(slugs(&site, "/articles?q=%25").await.len(), 5);
    let sunny = "/articles?q=troi+nang&per_page=3";
    assert_eq!(slugs(&site, sunny).await, ["bai-5", "bai-4", "bai-2"]);
    assert_eq!(slugs(&site, &format!("{sunny}&page=2")).await, ["bai-1"]);
    for page in 1..=3 {
        let list = site.json(&format!("{sunny}&page={page}")).await;
        assert_eq!(list["total"], 4, "{page}");
    }
    let unread = site
        .json("/articles?q=troi&sort=most_read&period=day")
        .await;
    assert_eq!(unread["total"], 0);
    assert_eq!(
        slugs(&site, "/articles?category=khong").await,
        Vec::<String>::new()
    );
    assert_eq!(
        slugs(
            &site,
            "/articles?from=2026-11-02T00:00:00%2B07:00&to=2026-11-04T00:00:00%2B07:00"
        )
        .await,
        ["bai-3", "bai-2"]
    );
    assert_eq!(slugs(&site, "/articles?sort=most_read").await.len(), 5);
}

#[tokio::test]
async fn a_wrong_query_is_a_problem() {
    let site = TestSite::new().await;
    let long = format!("q={}", "a".repeat(201));
    for query in [
        &long,
        "page=0",
        "per_page=101",
        "page=a",
        "sort=x",
        "from=x",
        "category=%C4%91",
    ] {
        let response = site.get(&format!("/articles?{query}")).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{query}");
        assert_eq!(
            response.headers()[header::CONTENT_TYPE],
            "application/problem+json"
        );
    }
    for path in ["/articles/khong-co", "/articles/Kh%C3%B4ng"] {
        let problem: Value = read(site.get(path).await, 404).await;
        assert_eq!(problem["code"], "not_found");
    }
}

#[tokio::test]
async fn an_article_names_its_neighbours_and_relatives() {
    let site = five_articles().await;
    let article = site.json("/articles/bai-3").await;
    assert_eq!(article["newer"], json!({"slug": "bai-4", "title": "Bài 4"}));
    assert_eq!(article["older"], json!({"slug": "bai-2", "title": "Bài 2"}));
    let related = article["related"].as_array().unwrap();
    let related: Vec<_> = related
        .iter()
        .map(|article| article["slug"].as_str().unwrap())
        .collect();
    assert_eq!(related, ["bai-5", "bai-1"]);
    assert_eq!(
        article["rating"],
        json!({"count": 0, "average": null, "mine": null})
    );
    assert_eq!(site.json("/articles/bai-5").await["newer"], json!(null));
    assert_eq!(site.json("/articles/bai-1").await["older"], json!(null));
}

#[tokio::test]
async fn what_a_client_has_is_not_sent_again() {
    let site = five_articles().await;
    for path in [
        "/site",
        "/articles",
        "/articles/bai-1",
        "/links",
        "/songs",
        "/map",
        "/map?zoom=12",
        "/map/outline",
        "/map/areas",
        "/map/areas/bac-hong-linh",
        "/map/places",
        "/home",
        "/articles/bai-1/comments",
        "/articles/bai-1/rating",
        "/visits",
    ] {
        let first = site.get(path).await;
        assert_eq!(first.status(), StatusCode::OK, "{path}");
        let tag = &first.headers()[header::ETAG];
        let request = call("GET", path).header(header::IF_NONE_MATCH, tag);
        let second = site.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(second.status(), StatusCode::NOT_MODIFIED, "{path}");
    }
}

#[tokio::test]
async fn the_site_tells_its_settings() {
    let site = TestSite::new().await.json("/site").await;
    assert_eq!(site["name"], "Cổng thử");
    assert_eq!(site["base_url"], "https://thu.example");
    assert_eq!(site["categories"][1]["name"], "Hướng dẫn");
}
