//! `/canh-bao`: whole in itself, and small whatever there is to tell.

use axum::http::header;
use conglang_contract::{alert::AlertLevel, map::AreaLink};
use conglang_server::store::alerts::NewAlert;

use super::{HOUR, in_english, urgent, warning};
use crate::{
    pages::support::{Answer, Portal, tags},
    site::{ENGLISH_TOML, NOW, SITE_TOML, TestSite},
};

const LIMIT_BYTES: usize = 20_000;

const PLACES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Trường học","kind":"Nơi tránh trú","area":"1","phone":"0239.1.234.567","note":"Tầng hai."},"geometry":null},
{"type":"Feature","properties":{"name":"Ngầm tràn","kind":"Đường cấm","area":"2","address":"Thôn Hạ"},"geometry":null},
{"type":"Feature","properties":{"name":"Chợ","kind":"Chợ","area":"2"},"geometry":null}
]}"#;

const ALERTS: &str = r#"
[alerts]
shelter_kinds = ["Nơi tránh trú"]
closed_road_kinds = ["Đường cấm"]

[[alerts.hotlines]]
name = "Cứu nạn"
phone = "114"
"#;

async fn portal(settings: &str, places: &str) -> Portal {
    let kinds: String = ["Nơi tránh trú", "Đường cấm", "Chợ"]
        .map(|kind| format!("[[map_kinds]]\nname = \"{kind}\"\nname_en = \"Kind\"\n"))
        .concat();
    let settings = format!("places = \"places.geojson\"\n{settings}\n{ALERTS}\n{kinds}");
    let files = [("places.geojson", places.as_bytes())];
    Portal {
        content: TestSite::with_files(&settings, &files).await,
    }
}

/// That the page loads nothing, and is as small as it has to be.
fn assert_whole(page: &Answer) {
    assert_eq!(page.status, 200);
    let html = page.text();
    assert!(page.body.len() < LIMIT_BYTES, "{} bytes", page.body.len());
    let links: Vec<_> = tags(html, "link")
        .into_iter()
        .filter(|tag| !tag.contains("canonical") && !tag.contains("alternate"))
        .collect();
    assert_eq!(links.len(), 1, "{links:?}");
    assert!(links[0].contains("href=\"data:image/svg+xml"), "{links:?}");
    assert!(tags(html, "script").iter().all(|tag| !tag.contains("src")));
    assert!(tags(html, "img").is_empty() && tags(html, "use").is_empty());
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    assert!(policy.contains("default-src 'none'"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
}

#[tokio::test]
async fn the_page_has_alerts_numbers_shelters_and_closed_roads() {
    let portal = portal(SITE_TOML, PLACES).await;
    let empty = portal.get("/canh-bao").await;
    assert_whole(&empty);
    assert!(
        empty
            .text()
            .contains("<p id=\"khong-co\">Hiện không có cảnh báo nào.")
    );

    let site = &portal.content;
    site.put(urgent("Bão <số 5>")).await.unwrap();
    site.put(warning("Mưa")).await.unwrap();
    site.clock.advance(60);
    let over = site.put(warning("Cắt điện")).await.unwrap();
    site.clock.advance(60);
    site.site.store.end_alert(over.id, NOW + 120).await.unwrap();
    let page = portal.get("/canh-bao").await;
    assert_whole(&page);
    let html = page.text();
    for part in [
        "Bão &lt;số 5&gt;",
        "Không ra đường.",
        "Toàn địa bàn",
        "href=\"tel:114\"",
        "Trường học",
        "phường Bắc Hồng Lĩnh",
        "href=\"tel:02391234567\"",
        "Tầng hai.",
        "Ngầm tràn",
        "Đã hết hiệu lực hôm nay",
        "Cắt điện",
        "<p id=\"khong-co\" hidden",
        "http-equiv=\"refresh\"",
        "14:02",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!html.contains("Chợ"), "{html}");
    // What has ended stands apart, and no more on the next day.
    assert!(html.find("Cắt điện") > html.find("Ngầm tràn"));
    site.clock.advance(24 * HOUR);
    let next_day = portal.get("/canh-bao").await;
    assert!(!next_day.text().contains("Cắt điện"));
}

#[tokio::test]
async fn an_emergency_interrupts_a_screen_reader_and_a_warning_waits() {
    let portal = portal(SITE_TOML, PLACES).await;
    portal.content.put(warning("Mưa")).await.unwrap();
    portal.content.put(urgent("Bão")).await.unwrap();
    let page = portal.get("/canh-bao").await;
    let html = page.text();
    let (_, rest) = html.split_once("aria-live=\"assertive\"").unwrap();
    let (urgent, rest) = rest.split_once("aria-live=\"polite\"").unwrap();
    let (others, _) = rest.split_once("</section>").unwrap();
    assert!(urgent.contains("Bão") && !urgent.contains("Mưa"), "{html}");
    assert!(others.contains("Mưa") && !others.contains("Bão"), "{html}");
}

#[tokio::test]
async fn the_page_brings_the_service_worker_unless_the_portal_does_without() {
    for (more, is_brought) in [("", true), ("[offline]\nenabled = false", false)] {
        let portal = Portal::with(more).await;
        let page = portal.get("/canh-bao").await;
        assert_whole(&page);
        assert_eq!(page.text().contains("/service-worker.js"), is_brought);
        let policy = page.header(header::CONTENT_SECURITY_POLICY);
        // Of the style and of each script.
        let known = tags(page.text(), "script").len() + 1;
        assert_eq!(policy.matches("'sha256-").count(), known, "{policy}");
    }
}

#[tokio::test]
async fn the_bar_around_the_page_follows_the_scheme_of_the_device() {
    let page = Portal::empty().await.get("/canh-bao").await;
    let colors: Vec<_> = tags(page.text(), "meta")
        .into_iter()
        .filter(|tag| tag.contains("theme-color"))
        .collect();
    assert_eq!(colors.len(), 2, "{colors:?}");
    assert!(colors[0].contains("(prefers-color-scheme: light)"));
    assert!(colors[1].contains("(prefers-color-scheme: dark)"));
}

#[tokio::test]
async fn an_unchanged_page_is_not_sent_again() {
    let portal = portal(SITE_TOML, PLACES).await;
    let page = portal.get("/canh-bao").await;
    let tag = page.header(header::ETAG);
    let again = portal
        .get_with("/canh-bao", &[(header::IF_NONE_MATCH, tag)])
        .await;
    assert_eq!(again.status, 304);
    portal.content.put(warning("Mưa")).await.unwrap();
    let again = portal
        .get_with("/canh-bao", &[(header::IF_NONE_MATCH, tag)])
        .await;
    assert_eq!(again.status, 200);
}

#[tokio::test]
async fn the_page_is_there_in_english() {
    let portal = portal(ENGLISH_TOML, PLACES).await;
    portal.content.put(in_english(urgent("Bão"))).await.unwrap();
    portal.content.put(warning("Mưa")).await.unwrap();
    let page = portal.get("/en/canh-bao").await;
    assert_whole(&page);
    let html = page.text();
    for part in [
        "<html lang=\"en\">",
        "Stay inside.",
        "<b lang=\"vi\">Mưa</b>",
        "<p lang=\"vi\" class=\"text\">",
        "Emergency numbers",
        "<span lang=\"vi\">Cứu nạn</span>",
        "href=\"/canh-bao\"",
        "hreflang=\"en\"",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
}

#[tokio::test]
async fn a_site_that_says_nothing_of_alerts_has_the_page_too() {
    let portal = Portal::empty().await;
    let page = portal.get("/canh-bao").await;
    assert_whole(&page);
    for part in ["Nơi tránh trú", "Điện thoại khẩn", "Đường đang cấm"] {
        assert!(!page.text().contains(part), "{part}");
    }
}

#[tokio::test]
async fn the_page_stays_small_whatever_there_is_to_tell() {
    const ALERTS_COUNT: usize = 50;
    let long =
        |text: &str, length: usize| -> String { text.chars().cycle().take(length).collect() };
    let hotlines: String = (0..12)
        .map(|_| {
            format!(
                "[[alerts.hotlines]]\nname = \"{}\"\nphone = \"(+84) 239.3.835.356\"\n",
                long("ậẫỡựỗ ", 60)
            )
        })
        .collect();
    let place = |number: usize, kind: &str| {
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"id\":\"noi-{number}\",\"name\":\"{}\",\"kind\":\"{kind}\",\"area\":\"1\",\
             \"note\":\"{}\"}},\"geometry\":null}}",
            long("Nhà văn hóa ậẫỡựỗ ", 80),
            long("Đi cửa sau, ", 200)
        )
    };
    let places: Vec<String> = (0..60)
        .map(|number| {
            place(
                number,
                if number % 2 == 0 {
                    "Nơi tránh trú"
                } else {
                    "Đường cấm"
                },
            )
        })
        .collect();
    let places = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{}]}}",
        places.join(",\n")
    );
    let settings = ALERTS.split("[[").next().unwrap();
    let settings = format!("places = \"places.geojson\"\n{SITE_TOML}\n{settings}\n{hotlines}");
    let files = [("places.geojson", places.as_bytes())];
    let portal = Portal {
        content: TestSite::with_files(&settings, &files).await,
    };
    let areas: Vec<AreaLink> = (0..20)
        .map(|number| AreaLink {
            id: format!("vung-{number}").parse().unwrap(),
            name: long("Vùng ẫ ", 40),
            kind: "phường".to_owned(),
        })
        .collect();
    for number in 0..ALERTS_COUNT {
        let level = [AlertLevel::KhanCap, AlertLevel::CanhBao][number % 2];
        let alert = NewAlert {
            level,
            title: format!("{number} {}", long("ậẫỡựỗẵ ", 117)),
            body: long("ậẫỡựỗẵẳặ ", 2_000),
            areas: areas.clone(),
            ..warning("")
        };
        portal.content.put(alert).await.unwrap();
    }
    let mut shown = std::collections::HashSet::new();
    let mut path = "/canh-bao".to_owned();
    loop {
        let page = portal.get(&path).await;
        assert_whole(&page);
        let html = page.text();
        for tag in tags(html, "article") {
            assert!(shown.insert(tag.to_owned()), "{tag} is there twice");
        }
        let next = html.split("href=\"/canh-bao?trang=").skip(1);
        let next = next.filter(|link| link.contains("Trang sau</a>")).last();
        let Some(number) = next.and_then(|link| link.split_once('"')) else {
            break;
        };
        path = format!("/canh-bao?trang={}", number.0);
        assert!(shown.len() <= ALERTS_COUNT, "{path}");
    }
    assert_eq!(shown.len(), ALERTS_COUNT);
    let first = portal.get("/canh-bao").await;
    assert!(first.text().contains("Xem tất cả trên bản đồ"));
    for odd in ["0", "999999", "x", "-1", ""] {
        assert_eq!(
            portal.get(&format!("/canh-bao?trang={odd}")).await.status,
            200
        );
    }
}

#[test]
fn the_page_has_the_colours_of_all_pages() {
    let own = include_str!("../../../../style/alert_page.css");
    let tokens = include_str!("../../../../style/tokens.css");
    let colors: Vec<&str> = own
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("--color-"))
        .collect();
    assert!(colors.len() > 5);
    for color in colors {
        assert!(
            tokens.contains(color),
            "{color} is another one in tokens.css"
        );
    }
}
