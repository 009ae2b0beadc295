//! The map's pages, as they are sent.

use axum::http::StatusCode;

use super::support::{Portal, attribute, tags};
use crate::{
    content::map::{english_town, town},
    site::{SITE_TOML, TestSite},
};

/// Around an enclave, with a hole that goes the same way around as the outer ring.
const AROUND_AN_ENCLAVE: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"2","name":"Trong","kind":"xã"},
 "geometry":{"type":"Polygon","coordinates":[[[105.1,18.1],[105.2,18.1],[105.2,18.2],[105.1,18.2],[105.1,18.1]]]}},
{"type":"Feature","properties":{"code":"1","name":"Ngoài","kind":"xã"},
 "geometry":{"type":"Polygon","coordinates":[[[105,18],[105.3,18],[105.3,18.3],[105,18.3],[105,18]],[[105.1,18.1],[105.2,18.1],[105.2,18.2],[105.1,18.2],[105.1,18.1]]]}}
]}"#;

async fn portal() -> Portal {
    Portal {
        content: town().await,
    }
}

fn assert_has(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[tokio::test]
async fn the_map_is_complete_without_scripts() {
    let page = portal().await.get("/ban-do").await;
    assert_eq!(page.status, StatusCode::OK);
    let html = page.text();
    assert_has(
        html,
        &[
            "<h1 class=\"page-title\">Bản đồ</h1>",
            "href=\"/ban-do?thoi-diem=2025-06-30\"",
            "Trước 1/7/2025",
            "Từ 1/7/2025",
            "href=\"/ban-do/khu-vuc/duc-hoa\"",
            "phường Đức Hòa",
            "Số 1 đường Mới",
            "href=\"/ban-do/cho-duong\"",
            "href=\"tel:02393835356\"",
            "href=\"geo:18.05,105.05?q=",
            "Chưa có tọa độ chính xác, điểm trên bản đồ đặt ở giữa phường Đức Thuận.",
            "href=\"#tra-cuu\"",
            "id=\"tra-cuu\"",
            "Phường, xã cũ nay thuộc đâu",
            "xã Xuân Lam",
            "role=\"search\"",
            "Nguồn bản đồ",
        ],
    );
    assert!(
        !html.contains("8,54 km²"),
        "a former area is not among those of today"
    );
}

#[tokio::test]
async fn the_address_chooses_the_period() {
    let portal = portal().await;
    let page = portal.get("/ban-do?thoi-diem=2025-06-30").await;
    assert_has(
        page.text(),
        &[
            "8,54 km²",
            "6.107 người (năm 2014)",
            "<title>Bản đồ, trước 1/7/2025 · Cổng thử</title>",
        ],
    );
    let mut current = tags(page.text(), "a")
        .into_iter()
        .filter(|tag| tag.contains("aria-current=\"true\""));
    assert!(current.next_back().unwrap().contains("2025-06-30"));
    // What is no day counts as today.
    let page = portal.get("/ban-do?thoi-diem=hom-qua").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("8,54 km²"));
}

#[tokio::test]
async fn a_former_area_is_answered_with_what_it_is_now() {
    let portal = portal().await;
    let is_shown = |html: &str, class: &str| {
        let mut found = tags(html, "div").into_iter();
        let tag = found.find(|tag| tag.contains(class)).unwrap().to_owned();
        !tag.contains("hidden")
    };
    let formers = |html: &str| -> Vec<String> {
        let shown = tags(html, "li").into_iter();
        let shown = shown.filter(|tag| tag.contains("class=\"former\"") && !tag.contains("hidden"));
        shown.map(str::to_owned).collect()
    };
    let page = portal.get("/ban-do?tim=duc%20thuan").await;
    let found = formers(page.text());
    assert!(found.len() == 1 && found[0].contains("Đức Thuận"));
    assert_has(page.text(), &["cũ nay thuộc", "Số 1 đường Mới"]);
    assert!(!is_shown(page.text(), "areas__none"));
    // Places go on being found by the old name.
    assert_has(page.text(), &["data-place=\"den-song-trang\""]);
    // One that the map does not draw.
    assert_eq!(
        formers(portal.get("/ban-do?tim=xuan%20lam").await.text()).len(),
        1
    );
    // Where the map shows the area itself there is nothing to answer.
    let before = portal
        .get("/ban-do?thoi-diem=2025-06-30&tim=duc%20thuan")
        .await;
    assert_eq!(formers(before.text()), Vec::<String>::new());
    assert!(formers(portal.get("/ban-do").await.text()).is_empty());
    let none = portal.get("/ban-do?tim=khong-co").await;
    assert!(is_shown(none.text(), "areas__none") && is_shown(none.text(), "places__none"));
}

#[tokio::test]
async fn another_period_is_searched_for_the_same() {
    let portal = portal().await;
    for query in [
        "tim=duong&loai=Ch%E1%BB%A3",
        "tim=duong&bo-loai=Di+t%C3%ADch%0AX%C3%A3",
    ] {
        let page = portal.get(&format!("/ban-do?{query}")).await;
        let query = query.replace('&', "&amp;");
        let link = format!("href=\"/ban-do?thoi-diem=2025-06-30&amp;{query}\"");
        assert_has(page.text(), &[&link]);
    }
}

#[tokio::test]
async fn an_enclave_is_not_painted_over_however_its_hole_is_wound() {
    let files = [("map.geojson", AROUND_AN_ENCLAVE.as_bytes())];
    let portal = Portal {
        content: TestSite::with_files(SITE_TOML, &files).await,
    };
    let page = portal.get("/ban-do").await;
    let paths = tags(page.text(), "path").into_iter();
    let around = paths.filter(|path| path.matches('Z').count() == 2);
    let rules: Vec<_> = around.map(|path| attribute(path, "fill-rule")).collect();
    assert!(
        !rules.is_empty() && rules.iter().all(|rule| *rule == Some("evenodd")),
        "{rules:?}"
    );
}

#[tokio::test]
async fn the_server_answers_the_search() {
    let portal = portal().await;
    let page = portal
        .get("/ban-do?tim=%C4%91%C6%B0%E1%BB%9Dng&loai=Ch%E1%BB%A3")
        .await;
    let html = page.text();
    assert_has(
        html,
        &[
            "Kết quả tìm “đường”",
            "href=\"/ban-do/cho-duong\"",
            "1 địa điểm",
            "value=\"đường\"",
        ],
    );
    assert!(html.contains("cho-duong") && !html.contains("data-place=\"den-song-trang\""));
    let page = portal.get("/ban-do?tim=%3Cscript%3E").await;
    assert!(page.text().contains("Không có địa điểm nào"));
    assert!(page.text().contains("“&lt;script&gt;”") && !page.text().contains("“<script>"));
}

#[tokio::test]
async fn a_place_has_an_address_of_its_own() {
    let portal = portal().await;
    let page = portal.get("/ban-do/den-song-trang").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_has(
        page.text(),
        &[
            "<title>Đền Song Trạng · Cổng thử</title>",
            "map-outline__pin",
            "phường Đức Hòa",
            "Chỉ đường",
            // For devices that open no link of that kind.
            "<dt>Tọa độ</dt> <dd>18.05, 105.05</dd>",
        ],
    );
    for path in [
        "/ban-do/khong-co",
        "/ban-do/khu-vuc/khong-co",
        "/ban-do/..%2f",
        "/ban-do/khu-vuc/A%00",
    ] {
        assert_eq!(
            portal.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn an_area_has_its_facts_places_and_news() {
    let portal = portal().await;
    portal.content.write(
        "mot",
        "---\ntitle: Lò rèn đỏ lửa\nslug: mot\ncategory: tin\ntags: [Đức Thuận]\npublished_at: 2026-11-01\n---\nA\n",
    );
    portal.content.import().await;
    for (path, parts) in [
        (
            "/ban-do/khu-vuc/duc-thuan",
            ["Nay thuộc", "href=\"/ban-do/khu-vuc/duc-hoa\""],
        ),
        (
            "/ban-do/khu-vuc/duc-hoa",
            ["Hợp thành từ", "href=\"/ban-do/khu-vuc/duc-thuan\""],
        ),
    ] {
        let page = portal.get(path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_has(page.text(), &parts);
        assert_has(
            page.text(),
            &["Lò rèn đỏ lửa", "data-place=\"den-song-trang\""],
        );
    }
}

#[tokio::test]
async fn english_pages_name_kinds_in_english_and_mark_what_is_vietnamese() {
    let portal = Portal {
        content: english_town().await,
    };
    let page = portal.get("/en/ban-do?thoi-diem=2025-06-30").await;
    assert_has(
        page.text(),
        &[
            "<span lang=\"vi\">Đức Thuận</span> ward</a>",
            "<option value=\"Chợ\">Market (2)</option>",
            "lang=\"vi\">Chợ Đường</a>",
            "<dd lang=\"vi\">7 giờ</dd>",
            "<p class=\"facts__note\">In the morning</p>",
            "<span class=\"place__kind\">Market</span>",
        ],
    );
    let area = portal.get("/en/ban-do/khu-vuc/duc-hoa").await;
    assert_has(
        area.text(),
        &[
            "<h1 class=\"page-title\"><span lang=\"vi\">Đức Hòa</span> ward</h1>",
            "<title>Đức Hòa ward",
            "<dd lang=\"vi\">Số 1 đường Mới</dd>",
        ],
    );
    let place = portal.get("/en/ban-do/cho-duong").await;
    assert_has(
        place.text(),
        &[
            "lang=\"vi\" class=\"page-title\">Chợ Đường</h1>",
            "<dt>Coordinates</dt> <dd>18.05, 105.05</dd>",
        ],
    );
    let own = portal.get("/ban-do?thoi-diem=2025-06-30").await;
    assert!(
        !own.text().contains("<dd lang"),
        "Vietnamese says nothing of itself"
    );
}
