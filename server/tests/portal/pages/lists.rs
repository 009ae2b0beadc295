//! The pages that lead to articles, and those beside them.

use axum::http::StatusCode;

use super::support::{Portal, tags, value_beside};
use crate::{content::photo::black_png, site::article};

const SONGS_AND_LINKS: &str = r#"
[[songs]]
title = "Núi Hồng sông Lam"
composer = "Quốc Việt"

[[link_groups]]
title = "Tỉnh Hà Tĩnh"

[[link_groups.links]]
name = "Cổng thông tin điện tử tỉnh Hà Tĩnh"
url = "https://hatinh.gov.vn"
"#;

/// A portal with `count` articles in its first category.
async fn portal_with(count: usize) -> Portal {
    let portal = Portal::with(SONGS_AND_LINKS).await;
    for number in 1..=count {
        let slug = format!("bai-{number}");
        portal.content.write_article(&slug, "Văn bản.");
    }
    assert_eq!(portal.content.import().await.created, count);
    portal
}

/// Each text stands after the one before.
fn assert_in_order(html: &str, texts: &[&str]) {
    let mut from = 0;
    for text in texts {
        let found = html[from..].find(text);
        assert!(
            found.is_some(),
            "{text:?} does not stand after byte {from} of\n{html}"
        );
        from += found.unwrap_or_default();
    }
}

#[tokio::test]
async fn home_is_complete_html() {
    let page = portal_with(3).await.get("/").await;
    assert_eq!(page.status, StatusCode::OK);
    let html = page.text();
    assert!(html.contains("<title>Cổng thử</title>"), "{html}");
    assert_eq!(
        value_beside(html, "link", "rel=\"canonical\"", "href"),
        Some("https://thu.example/")
    );
    assert_in_order(
        html,
        &[
            "Đến nội dung chính",
            "<h1",
            "/bai-viet/bai-3",
            "Tin mới",
            "Đọc nhiều",
            "phường Bắc Hồng Lĩnh",
            "/ban-do/khu-vuc/nam-hong-linh",
            "Sơ đồ minh họa, không có giá trị pháp lý",
            "class=\"town-areas\"",
            "/ban-do/khu-vuc/nam-hong-linh",
            "Núi Hồng sông Lam",
            "Liên kết website",
            "https://hatinh.gov.vn",
            "Thống kê",
            "Online",
            "/chuyen-muc/tin",
            "Văn phòng",
        ],
    );
    assert_eq!(
        html.matches("map-outline__area ").count(),
        2,
        "an outline for each area"
    );
    // A category without articles has no block.
    assert!(!html.contains("Xem tất cả bài viết Hướng dẫn"), "{html}");
}

#[tokio::test]
async fn the_newest_of_the_latest_with_a_photograph_leads() {
    for (pictured, lead) in [
        (&[5, 3, 1][..], "bai-5"),
        (&[3, 1], "bai-3"),
        // Too old to go before what is new.
        (&[1], "bai-5"),
        (&[], "bai-5"),
    ] {
        let portal = Portal::with(SONGS_AND_LINKS).await;
        for number in 1..=5 {
            let slug = format!("bai-{number}");
            let photo = if pictured.contains(&number) {
                "![Ảnh](anh.png)"
            } else {
                ""
            };
            let text = article(&slug, &format!("Văn bản.\n\n{photo}"));
            let text = text.replace("2026-11-20", &format!("2026-11-1{number}"));
            let folder = portal.content.write(&slug, text);
            std::fs::write(folder.join("anh.png"), black_png(800, 600, 600)).unwrap();
        }
        portal.content.import().await;
        let html = portal.get("/").await.text().to_owned();
        let front = html.split("front__lead").nth(1).unwrap();
        let first = front.split("/bai-viet/").nth(1).unwrap();
        assert!(first.starts_with(lead), "{pictured:?}: {first}");
        // The list itself stays by time.
        let home = portal.content.json("/home").await;
        assert_eq!(home["latest"][0]["slug"], "bai-5");
    }
}

#[tokio::test]
async fn beside_the_news_stand_five_songs_and_the_way_to_all() {
    for (count, has_more) in [(5, false), (6, true)] {
        let songs: String = (0..count)
            .map(|number| format!("[[songs]]\ntitle = \"Bài {number}\"\n"))
            .collect();
        let page = Portal::with(&songs).await.get("/").await;
        let html = page.text();
        assert_eq!(html.matches("class=\"songs__song\"").count(), 5);
        assert_eq!(html.contains("class=\"block__all\""), has_more, "{html}");
    }
}

#[tokio::test]
async fn home_without_articles_says_so() {
    let page = portal_with(0).await.get("/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("class=\"notice\""), "{}", page.text());
}

#[tokio::test]
async fn a_category_is_paged_by_links() {
    let portal = portal_with(21).await;
    let page = portal.get("/chuyen-muc/tin?trang=2").await;
    assert_eq!(page.status, StatusCode::OK);
    let html = page.text();
    assert!(
        html.contains("<title>Tin tức, trang 2 · Cổng thử</title>"),
        "{html}"
    );
    assert_eq!(
        value_beside(html, "link", "rel=\"canonical\"", "href"),
        Some("https://thu.example/chuyen-muc/tin?trang=2")
    );
    assert_in_order(
        html,
        &[
            "Tin tức</h1>",
            "21 bài viết",
            "aria-label=\"Phân trang\"",
            "href=\"/chuyen-muc/tin?trang=3\"",
        ],
    );
    let main = html.split("<main").nth(1).unwrap_or_default();
    assert_eq!(tags(main, "article").len(), 10);
    // What is no number is the first page.
    let first = portal.get("/chuyen-muc/tin?trang=x").await;
    assert!(
        first.text().contains("<title>Tin tức · "),
        "{}",
        first.text()
    );
}

#[tokio::test]
async fn an_unknown_category_and_an_unknown_address_are_404() {
    let portal = portal_with(1).await;
    for path in [
        "/chuyen-muc/khong-co",
        "/chuyen-muc/Kh%C3%B4ng",
        "/khong/co/trang",
        "/chuyen-muc/tin?trang=99",
    ] {
        let page = portal.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert_in_order(
            page.text(),
            &[
                "noindex",
                "Không tìm thấy trang này</h1>",
                "Về trang chủ",
                "Hướng dẫn",
            ],
        );
    }
}

#[tokio::test]
async fn links_are_shown_by_group() {
    let page = portal_with(0).await.get("/lien-ket").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_in_order(
        page.text(),
        &[
            "Liên kết website</h1>",
            "Tỉnh Hà Tĩnh",
            "Cổng thông tin điện tử tỉnh Hà Tĩnh",
            "hatinh.gov.vn",
        ],
    );
}

#[tokio::test]
async fn statistics_have_a_picture_and_a_table() {
    let page = portal_with(0).await.get("/thong-ke").await;
    assert_eq!(page.status, StatusCode::OK);
    let html = page.text();
    assert_in_order(
        html,
        &[
            "Thống kê truy cập</h1>",
            "<svg",
            "<rect",
            "<details",
            "<table",
        ],
    );
    assert_eq!(html.matches("chart__bar").count(), 30);
}

#[tokio::test]
async fn a_page_whose_data_cannot_be_read_says_so_and_offers_a_retry() {
    let portal = portal_with(1).await;
    portal.content.site.store.close().await;
    let page = portal.get("/").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_in_order(
        page.text(),
        &[
            "noindex",
            "Chưa tải được nội dung</h1>",
            "Máy chủ đang bận.",
            "Thử lại",
        ],
    );
}
