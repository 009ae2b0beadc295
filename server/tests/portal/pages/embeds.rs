//! `/nhung/…`: parts of the portal in other sites' pages.

mod picker;
mod writes;

use axum::http::{StatusCode, header};
use conglang::components::outcome::RECEIPT_PARAMETER;

use super::support::{Answer, Portal, TestSite, attribute, tags};
use crate::{
    alerts::{urgent, warning},
    site::ENGLISH_TOML,
};

/// What the script of a light part may be, in bytes.
const SCRIPT_LIMIT: usize = 6_000;
/// What hosts load, in bytes of brotli.
const ELEMENT_LIMIT: usize = 4_096;

const LISTED: &str =
    "[embed]\nallowed_origins = [\"https://tinh.example\", \"http://localhost:81\"]";
const EVERYBODY: &str = "[embed]\nallowed_origins = [\"*\", \"https://tinh.example\"]";

/// The parts that need no script and no app, with an article `bai-mot`.
const LIGHT: [&str; 6] = [
    "/nhung/tin-moi",
    "/nhung/bai-viet/bai-mot/the",
    "/nhung/luot-truy-cap",
    "/nhung/canh-bao",
    "/nhung/ban-do",
    "/nhung/ca-khuc",
];

const MOVING_MAP: &str = "/nhung/ban-do/phong-to";

async fn portal_with(settings: &str) -> Portal {
    let portal = Portal::with(settings).await;
    portal.content.write_article("bai-mot", "Văn bản.");
    portal.content.import().await;
    portal
}

async fn english_portal() -> Portal {
    let portal = Portal {
        content: TestSite::with_settings(ENGLISH_TOML).await,
    };
    portal.content.write_article("bai-mot", "Văn bản.");
    portal.content.import().await;
    portal
}

fn ancestors(answer: &Answer) -> &str {
    let policy = answer.header(header::CONTENT_SECURITY_POLICY);
    let (_, ancestors) = policy.split_once("frame-ancestors ").expect("a directive");
    ancestors.split(';').next().unwrap().trim()
}

/// What opens `<html>`.
fn root(answer: &Answer) -> &str {
    tags(answer.text(), "html")[0]
}

#[tokio::test]
async fn a_part_stands_where_the_settings_let_it_and_every_other_page_nowhere() {
    for (settings, reading, writing) in [
        ("", "'self'", "'self'"),
        (
            LISTED,
            "'self' https://tinh.example http://localhost:81",
            "'self' https://tinh.example http://localhost:81",
        ),
        (EVERYBODY, "*", "'self' https://tinh.example"),
    ] {
        let portal = portal_with(settings).await;
        for path in LIGHT {
            let part = portal.get(path).await;
            assert_eq!(part.status, StatusCode::OK, "{path}");
            assert_eq!(ancestors(&part), reading, "{path}");
            assert!(
                !part.headers.contains_key(header::X_FRAME_OPTIONS),
                "{path}"
            );
        }
        let map = portal.get(MOVING_MAP).await;
        assert_eq!(map.status, StatusCode::OK);
        assert_eq!(ancestors(&map), reading);
        let article = portal.get("/nhung/bai-viet/bai-mot").await;
        assert_eq!(article.status, StatusCode::OK);
        assert_eq!(ancestors(&article), writing);
        for path in [
            "/",
            "/bai-viet/bai-mot",
            "/canh-bao",
            "/nhung",
            "/nhung/khong-co",
            "/nhung/bai-viet/bai-mot/khac",
            "/thong-ke",
            "/khung",
            "/api/v1/site",
            "/nhung.js",
        ] {
            let page = portal.get(path).await;
            assert_eq!(ancestors(&page), "'none'", "{path}");
            assert_eq!(page.header(header::X_FRAME_OPTIONS), "DENY", "{path}");
        }
    }
}

#[tokio::test]
async fn a_light_part_is_whole_in_itself_and_its_script_is_small() {
    let portal = portal_with("").await;
    for path in LIGHT {
        let part = portal.get(path).await;
        let html = part.text();
        assert!(tags(html, "link").is_empty(), "{path}");
        assert!(tags(html, "script").iter().all(|tag| !tag.contains("src")));
        let scripts: usize = html
            .split("<script>")
            .skip(1)
            .map(|script| script.split_once("</script>").unwrap().0.len())
            .sum();
        assert!(scripts <= SCRIPT_LIMIT, "{path}: {scripts} bytes");
        assert!(!html.contains("wasm"), "{path}");
        let policy = part.header(header::CONTENT_SECURITY_POLICY);
        assert!(policy.contains("default-src 'none'"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(part.header(header::CACHE_CONTROL), "no-cache");
        let known = [(header::IF_NONE_MATCH, part.header(header::ETAG))];
        let again = portal.get_with(path, &known).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
        assert_eq!(again.header(header::CONTENT_SECURITY_POLICY), policy);
    }
}

#[tokio::test]
async fn the_element_is_small_and_kept_for_an_hour() {
    let portal = Portal::empty().await;
    let brotli = [(header::ACCEPT_ENCODING, "br")];
    let element = portal.get_with("/nhung.js", &brotli).await;
    assert_eq!(
        element.status,
        StatusCode::OK,
        "`cargo xtask build` makes it"
    );
    let kind = element.header(header::CONTENT_TYPE);
    assert!(kind.contains("javascript"), "{kind}");
    assert!(
        element.body.len() <= ELEMENT_LIMIT,
        "{}",
        element.body.len()
    );
    let kept = element.header(header::CACHE_CONTROL);
    assert!(kept.starts_with("public, max-age=3600"), "{kept}");
    assert_eq!(element.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
    // A release build has the file compressed as well, and each form its own tag.
    let known = [
        (header::ACCEPT_ENCODING, "br"),
        (header::IF_NONE_MATCH, element.header(header::ETAG)),
    ];
    let again = portal.get_with("/nhung.js", &known).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn the_address_says_how_a_part_looks() {
    let portal = english_portal().await;
    for (query, wanted) in [
        ("", "html lang=\"vi\""),
        ("?theme=auto&font-size=medium&lang=vi", "html lang=\"vi\""),
        ("?theme=dark", "html lang=\"vi\" data-theme=\"dark\""),
        (
            "?lang=en&font-size=largest&theme=contrast",
            "html lang=\"en\" data-theme=\"contrast\" data-text-size=\"largest\"",
        ),
        (
            "?theme=dark&theme=light",
            "html lang=\"vi\" data-theme=\"light\"",
        ),
        ("?theme=&lang=", "html lang=\"vi\""),
        ("?theme=red&lang=fr&font-size=9", "html lang=\"vi\""),
        ("?theme=%22onload=x", "html lang=\"vi\""),
    ] {
        for path in LIGHT {
            let part = portal.get(&format!("{path}{query}")).await;
            assert_eq!(format!("html{}", root(&part)), wanted, "{path}{query}");
        }
    }
    let english = portal.get("/nhung/tin-moi?lang=en&chuyen-muc=tin").await;
    assert!(english.text().contains("<h1>Latest news: News</h1>"));
    assert!(english.text().contains("href=\"/en/bai-viet/bai-mot\""));
    assert_eq!(english.header(header::CONTENT_LANGUAGE), "en");
    let own = portal_with("").await.get("/nhung/tin-moi?lang=en").await;
    assert_eq!(
        root(&own),
        " lang=\"vi\"",
        "a town without English has none"
    );
}

#[tokio::test]
async fn a_colour_that_cannot_be_read_is_left_out() {
    let portal = portal_with("").await;
    for (color, taken) in [
        ("%23123c7a", "#123c7a"),
        ("%23123C7A", "#123c7a"),
        ("%23ffff00", "#0f4c4a"),
        ("%23fff", "#0f4c4a"),
        ("red", "#0f4c4a"),
        ("%23123c7a}body{display:none", "#0f4c4a"),
        ("%23000000%3B%7D%3C/style%3E", "#0f4c4a"),
    ] {
        let part = portal.get(&format!("/nhung/tin-moi?accent={color}")).await;
        let style = format!("<style>:root{{--site-primary:{taken};--site-accent:#a8301f}}</style>");
        assert!(part.text().contains(&style), "{color}: {}", part.text());
    }
}

#[tokio::test]
async fn the_newest_articles_come_by_category_and_number() {
    let portal = Portal::empty().await;
    for number in 1..=25 {
        let text = crate::site::article(&format!("bai-{number}"), "Văn bản.")
            .replace("11-20", &format!("10-{:02}", number));
        let text = if number % 2 == 0 {
            text.replace("category: tin", "category: huong-dan")
        } else {
            text
        };
        portal.content.write(&format!("bai-{number}"), text);
    }
    assert_eq!(portal.content.import().await.created, 25);
    let slugs = async |query: &str| -> Vec<String> {
        let part = portal.get(&format!("/nhung/tin-moi{query}")).await;
        assert_eq!(part.status, StatusCode::OK, "{query}");
        let links = tags(part.text(), "a").into_iter();
        links
            .filter(|tag| tag.contains("item-title"))
            .map(|tag| tag.split("/bai-viet/").nth(1).unwrap())
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        slugs("").await,
        ["bai-25", "bai-24", "bai-23", "bai-22", "bai-21"]
    );
    assert_eq!(
        slugs("?chuyen-muc=huong-dan&so=3").await,
        ["bai-24", "bai-22", "bai-20"]
    );
    for (query, count) in [
        ("?so=20", 20),
        ("?so=21", 20),
        ("?so=99999999999999999999", 20),
        ("?so=0", 1),
        ("?so=-1", 5),
        ("?so=1e3", 5),
        ("?so=", 5),
        ("?so=%FF", 5),
        ("?so=3&so=4", 4),
    ] {
        assert_eq!(slugs(query).await.len(), count, "{query}");
    }
}

#[tokio::test]
async fn what_there_is_not_is_told_in_the_part_itself() {
    let portal = portal_with("[features]\nvisits = false\nmap = false\nsongs = false").await;
    let long = format!("/nhung/tin-moi?chuyen-muc={}", "a".repeat(5_000));
    for (path, status, text) in [
        (
            "/nhung/bai-viet/khong-co/the",
            404,
            "Không tìm thấy nội dung này",
        ),
        (
            "/nhung/bai-viet/%3Cscript%3E/the",
            404,
            "Không tìm thấy nội dung này",
        ),
        (
            "/nhung/bai-viet/khong-co",
            404,
            "Không tìm thấy nội dung này",
        ),
        (
            "/nhung/tin-moi?chuyen-muc=la",
            404,
            "không có chuyên mục này",
        ),
        (
            "/nhung/tin-moi?chuyen-muc=%3Cscript%3Ealert(1)%3C/script%3E",
            404,
            "không có chuyên mục này",
        ),
        (long.as_str(), 404, "không có chuyên mục này"),
        ("/nhung/luot-truy-cap", 403, "đang tắt"),
        ("/nhung/ban-do", 403, "đang tắt"),
        (MOVING_MAP, 403, "đang tắt"),
        ("/nhung/ca-khuc", 403, "đang tắt"),
    ] {
        let part = portal.get(path).await;
        assert_eq!(part.status, status, "{path}");
        assert!(part.text().contains(text), "{path}: {}", part.text());
        assert!(!part.text().contains("alert(1)"), "{path}");
        assert!(part.header(header::CONTENT_TYPE).starts_with("text/html"));
    }
}

#[tokio::test]
async fn what_articles_and_alerts_say_is_text() {
    let portal = Portal::empty().await;
    let hostile = crate::site::article("bai-mot", "Văn bản.")
        .replace("Bài bai-mot", "</title><img src=x onerror=alert(1)>");
    portal.content.write("bai-mot", hostile);
    portal.content.import().await;
    portal.content.put(urgent("Bão <b>số 5</b>")).await.unwrap();
    portal.content.put(warning("Mưa")).await.unwrap();
    for path in [
        "/nhung/tin-moi",
        "/nhung/bai-viet/bai-mot/the",
        "/nhung/bai-viet/bai-mot",
    ] {
        let part = portal.get(path).await;
        assert!(!part.text().contains("<img src=x"), "{path}");
        assert!(part.text().contains("&lt;img src=x"), "{path}");
    }
    let alerts = portal.get("/nhung/canh-bao").await;
    let html = alerts.text();
    assert!(
        html.contains("Bão &lt;b>số 5") || html.contains("Bão &lt;b&gt;số 5"),
        "{html}"
    );
    let [first, second] = ["Bão", "Mưa"].map(|title| html.find(title).unwrap());
    assert!(first < second, "the most urgent stands first");
    let none = tags(html, "p")
        .into_iter()
        .find(|tag| tag.contains("\"none\""));
    assert!(none.is_some_and(|tag| tag.contains("hidden")), "{html}");
    let none = portal_with("").await.get("/nhung/canh-bao").await;
    assert!(
        none.text()
            .contains("<p class=\"none\">Hiện không có cảnh báo nào.</p>")
    );
}

#[tokio::test]
async fn links_of_the_drawing_leave_the_frame_as_all_others_do() {
    let portal = portal_with("").await;
    let part = portal.get("/nhung/ban-do").await;
    assert!(part.text().contains("<base target=\"_blank\">"));
    let (_, drawing) = part.text().split_once("<svg").unwrap();
    let (drawing, _) = drawing.split_once("</svg>").unwrap();
    let links = tags(drawing, "a");
    assert!(!links.is_empty());
    for link in links {
        assert_eq!(attribute(link, "target"), Some("_blank"), "{link}");
        assert!(attribute(link, "href").is_some(), "{link}");
    }
}

#[tokio::test]
async fn the_drawing_leads_to_the_map_that_one_can_move_in_the_same_frame() {
    let portal = english_portal().await;
    let part = portal.get("/nhung/ban-do?theme=dark&lang=en").await;
    let links = tags(part.text(), "a").into_iter();
    let mut links = links.filter(|tag| attribute(tag, "target") == Some("_self"));
    let path = format!("{MOVING_MAP}?theme=dark&amp;lang=en");
    assert_eq!(attribute(links.next().unwrap(), "href"), Some(&*path));
    assert_eq!(links.next(), None);
    portal.content.put(urgent("Nước lên")).await.unwrap();
    let page = portal.get(&path.replace("&amp;", "&")).await;
    let html = page.text();
    assert!(
        html.contains("class=\"alert__title\""),
        "as in the portal's own style: {html}"
    );
    assert_eq!(
        format!("html{}", root(&page)),
        "html lang=\"en\" data-theme=\"dark\""
    );
    assert!(html.contains("<base target=\"_blank\">"));
    let stage = tags(html, "div")
        .into_iter()
        .find(|tag| tag.contains("map-stage\""));
    let stage = stage.expect("a stage");
    assert_eq!(attribute(stage, "data-ask"), Some("map"), "{stage}");
    assert_eq!(attribute(stage, "data-extra"), None, "{stage}");
    assert!(
        html.contains("<svg"),
        "the drawing stays until the map is there"
    );
    let scripts = tags(html, "script").into_iter();
    let loaded: Vec<&str> = scripts.filter_map(|tag| attribute(tag, "src")).collect();
    assert_eq!(loaded, ["/extras_loader.js"]);
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    assert!(policy.contains("'self' 'wasm-unsafe-eval'"), "{policy}");
    assert!(!policy.contains("'unsafe"), "{policy}");
    let known = [(header::IF_NONE_MATCH, page.header(header::ETAG))];
    let again = portal.get_with(&path.replace("&amp;", "&"), &known).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert_eq!(again.header(header::CONTENT_SECURITY_POLICY), policy);
}

#[test]
fn a_part_keeps_receipts_from_the_page_around_it() {
    let script = include_str!("../../../../embeds/src/frame.js");
    let (_, pattern) = script.split_once("const RECEIPT = /[/?&]").unwrap();
    let (name, _) = pattern.split_once('[').unwrap();
    assert_eq!(name, RECEIPT_PARAMETER);
    assert!(script.contains("[/=]/;"), "as a page and as a parameter");
}

#[tokio::test]
async fn looking_at_a_part_is_no_visit_to_the_portal() {
    let portal = portal_with("").await;
    let browser = [(header::USER_AGENT, super::support::BROWSER)];
    for path in LIGHT.into_iter().chain(["/nhung/bai-viet/bai-mot"]) {
        portal.get_with(path, &browser).await;
    }
    let visits = portal.get("/api/v1/visits").await.json();
    assert_eq!(visits["total"], 0);
    portal.get_with("/bai-viet/bai-mot", &browser).await;
    assert_eq!(portal.get("/api/v1/visits").await.json()["total"], 1);
}

#[test]
fn parts_have_the_colours_of_all_pages() {
    let own = include_str!("../../../../style/embed.css");
    let tokens = include_str!("../../../../style/tokens.css");
    let colors: Vec<&str> = own
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("--color-") && !line.contains("transparent"))
        .collect();
    assert!(colors.len() > 15);
    for color in colors {
        assert!(
            tokens.contains(color),
            "{color} is another one in tokens.css"
        );
    }
}
