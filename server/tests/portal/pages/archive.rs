//! The archive: years, months, a calendar, the articles of a month or a day.

use axum::http::StatusCode;

use super::support::{Portal, attribute, tags, value_beside};
use crate::site::{ENGLISH_TOML, TestSite};

/// Articles at these times, called after their place in the list.
async fn portal_with(times: &[&str]) -> Portal {
    let portal = Portal::empty().await;
    write(&portal, times).await;
    portal
}

async fn write(portal: &Portal, times: &[&str]) {
    for (number, time) in times.iter().enumerate() {
        let slug = format!("bai-{number}");
        portal.content.write(
            &slug,
            format!(
                "---\ntitle: \"Bài {number}\"\nslug: {slug}\ncategory: tin\npublished_at: {time}\n\
                 ---\nVăn bản.\n"
            ),
        );
    }
    assert_eq!(portal.content.import().await.created, times.len());
}

fn main_of(html: &str) -> &str {
    let (_, rest) = html.split_once("<main").unwrap();
    rest.split_once("</main>").unwrap().0
}

/// The addresses and accessible names of the days that are links.
fn days(html: &str) -> Vec<(&str, &str)> {
    let (_, calendar) = html.split_once("<table class=\"calendar\"").unwrap();
    let (calendar, _) = calendar.split_once("</table>").unwrap();
    tags(calendar, "a")
        .into_iter()
        .map(|tag| {
            let value = |name| attribute(tag, name).unwrap();
            (value("href"), value("aria-label"))
        })
        .collect()
}

/// The articles that `html` lists.
fn articles(html: &str) -> Vec<&str> {
    let links = tags(main_of(html), "a").into_iter();
    links
        .filter_map(|tag| attribute(tag, "href")?.strip_prefix("/bai-viet/"))
        .collect()
}

/// The last and the first second of November are the town's.
const TIMES: [&str; 6] = [
    "2026-10-31T23:59:59+07:00",
    "2026-11-01T00:00:00+07:00",
    "2026-11-20T08:00:00+07:00",
    "2026-11-20T18:00:00+07:00",
    "2026-11-30T16:59:59Z",
    "2024-02-29",
];

#[tokio::test]
async fn a_month_has_its_articles_and_a_calendar() {
    let portal = portal_with(&TIMES).await;
    let page = portal.get("/luu-tru/2026/11").await;
    assert_eq!(page.status, StatusCode::OK);
    let html = page.text();
    assert!(html.contains("<title>Lưu trữ tháng 11 năm 2026 · Cổng thử</title>"));
    assert_eq!(
        value_beside(html, "link", "rel=\"canonical\"", "href"),
        Some("https://thu.example/luu-tru/2026/11")
    );
    assert_eq!(articles(html), ["bai-4", "bai-3", "bai-2", "bai-1"]);
    assert_eq!(
        days(html),
        [
            ("/luu-tru/2026/11?ngay=1", "Ngày 1/11/2026: 1 bài viết"),
            ("/luu-tru/2026/11?ngay=20", "Ngày 20/11/2026: 2 bài viết"),
            ("/luu-tru/2026/11?ngay=30", "Ngày 30/11/2026: 1 bài viết"),
        ]
    );
    // The month before that has any.
    assert!(
        html.contains("rel=\"prev\" href=\"/luu-tru/2026/10\""),
        "{html}"
    );
    assert!(!html.contains("rel=\"next\""), "{html}");
    let short = portal.get("/luu-tru/2026/2").await;
    assert_eq!(short.status, 404, "a month without articles");
    let short = portal.get("/luu-tru/2024/2").await;
    let canonical = value_beside(short.text(), "link", "rel=\"canonical\"", "href");
    assert_eq!(canonical, Some("https://thu.example/luu-tru/2024/02"));
}

#[tokio::test]
async fn a_day_is_chosen_by_a_link() {
    let portal = portal_with(&TIMES).await;
    let page = portal.get("/luu-tru/2026/11?ngay=20").await;
    assert_eq!(page.status, StatusCode::OK);
    let html = page.text();
    assert_eq!(articles(html), ["bai-3", "bai-2"]);
    assert!(html.contains("Ngày 20/11/2026</h2>"), "{html}");
    let chosen = tags(html, "a")
        .into_iter()
        .find(|tag| tag.contains("aria-current=\"date\""));
    // Pressed again it shows the whole month.
    assert_eq!(
        chosen.and_then(|tag| attribute(tag, "href")),
        Some("/luu-tru/2026/11")
    );
    let empty = portal.get("/luu-tru/2026/11?ngay=5").await;
    assert_eq!(empty.status, 404);
    assert!(empty.text().contains("Ngày này không có bài viết nào"));
    assert_eq!(days(empty.text()).len(), 3);
    // What is no day of the month chooses none.
    for odd in ["31", "0", "x", "", "-1", "99999999999999999999"] {
        let page = portal.get(&format!("/luu-tru/2026/11?ngay={odd}")).await;
        assert_eq!(page.status, StatusCode::OK, "{odd}");
        assert_eq!(articles(page.text()).len(), 4, "{odd}");
    }
}

#[tokio::test]
async fn months_that_are_none_lead_to_those_that_are() {
    let portal = portal_with(&TIMES).await;
    for path in [
        "/luu-tru/2026/13",
        "/luu-tru/2026/0",
        "/luu-tru/2026/011",
        "/luu-tru/26/11",
        "/luu-tru/abcd/11",
        "/luu-tru/2026/11/20",
        "/luu-tru/%00/1",
        "/luu-tru/9999/12",
        "/luu-tru/0000/12",
        "/luu-tru/2026/12",
        "/luu-tru/2026/11?trang=2",
    ] {
        let page = portal.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        assert!(page.text().contains("noindex"), "{path}");
    }
    for path in ["/luu-tru/2026/13", "/luu-tru/2026/12", "/luu-tru/0000/12"] {
        let page = portal.get(path).await;
        assert!(
            main_of(page.text()).contains("href=\"/luu-tru/2026/11\""),
            "{path}"
        );
    }
}

#[tokio::test]
async fn all_months_are_listed_by_year_with_their_numbers() {
    let portal = portal_with(&TIMES).await;
    let page = portal.get("/luu-tru").await;
    let html = page.text();
    let listed: Vec<&str> = tags(main_of(html), "a")
        .into_iter()
        .filter_map(|tag| attribute(tag, "href"))
        .collect();
    assert_eq!(
        listed,
        ["/luu-tru/2026/10", "/luu-tru/2026/11", "/luu-tru/2024/02"]
    );
    assert!(html.contains("Năm 2026"), "{html}");
    assert!(html.contains("5 bài viết"), "{html}");
    let json = portal.get("/api/v1/archive").await.json();
    assert_eq!(
        json,
        serde_json::json!([
            { "month": "2026-11", "articles": 4 },
            { "month": "2026-10", "articles": 1 },
            { "month": "2024-02", "articles": 1 },
        ])
    );
    let days = portal.get("/api/v1/archive/2024-02").await.json();
    assert_eq!(
        days,
        serde_json::json!([{ "day": "2024-02-29", "articles": 1 }])
    );
    let odd = portal.get("/api/v1/archive/2024-2").await;
    assert_eq!(odd.problem().0, 404);
    // The archive is found from every page.
    let home = portal.get("/").await;
    assert!(home.text().contains("href=\"/luu-tru\""));
}

#[tokio::test]
async fn an_archive_without_articles_says_so() {
    let page = Portal::empty().await.get("/luu-tru").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Cổng chưa có bài viết nào."));
}

#[tokio::test]
async fn times_before_1970_have_their_months() {
    let portal = portal_with(&["1931-02-03T00:30:00+07:00", "1969-12-31T23:00:00Z"]).await;
    let page = portal.get("/luu-tru/1931/02").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(
        days(page.text()),
        [("/luu-tru/1931/02?ngay=3", "Ngày 3/2/1931: 1 bài viết")]
    );
    assert_eq!(articles(page.text()), ["bai-0"]);
    assert_eq!(portal.get("/luu-tru/1970/01").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_month_with_many_articles_comes_in_pages() {
    let times = ["2026-11-20T08:00:00+07:00"; 21];
    let portal = portal_with(&times).await;
    let page = portal.get("/luu-tru/2026/11?ngay=20&trang=2").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(articles(page.text()), ["bai-0"]);
    let html = page.text();
    assert!(html.contains("Ngày 20/11/2026: 21 bài viết"), "{html}");
    let whole = portal.get("/luu-tru/2026/11").await;
    assert!(
        whole.text().contains("href=\"/luu-tru/2026/11?trang=2\""),
        "{}",
        whole.text()
    );
    let day = portal.get("/luu-tru/2026/11?ngay=20").await;
    let next = "href=\"/luu-tru/2026/11?ngay=20&amp;trang=2\"";
    assert!(day.text().contains(next), "{}", day.text());
}

#[tokio::test]
async fn the_archive_speaks_english() {
    let content = TestSite::with_settings(ENGLISH_TOML).await;
    let portal = Portal { content };
    write(&portal, &TIMES).await;
    let page = portal.get("/en/luu-tru/2026/11").await;
    assert_eq!(page.status, StatusCode::OK);
    let html = page.text();
    assert!(html.contains("Archive: November 2026</h1>"), "{html}");
    assert_eq!(
        days(html)[1],
        (
            "/en/luu-tru/2026/11?ngay=20",
            "20 November 2026: 2 articles"
        )
    );
    assert!(html.contains("October 2026"), "{html}");
}
