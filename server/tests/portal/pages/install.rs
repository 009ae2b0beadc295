//! The portal as an app of the phone.

use axum::http::{StatusCode, header};
use image::{GenericImageView, ImageFormat};
use serde_json::Value;

use super::support::{Portal, TestSite};
use crate::site::{ENGLISH_TOML, SITE_TOML};

async fn english_portal() -> Portal {
    let content = TestSite::with_settings(ENGLISH_TOML).await;
    Portal { content }
}

async fn manifest(portal: &Portal, path: &str) -> Value {
    let answer = portal.get(path).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.header(header::CONTENT_TYPE),
        "application/manifest+json"
    );
    serde_json::from_slice(&answer.body).unwrap()
}

#[tokio::test]
async fn a_manifest_says_what_the_town_is_in_each_of_its_languages() {
    let portal = english_portal().await;
    let own = manifest(&portal, "/manifest.webmanifest").await;
    let english = manifest(&portal, "/en/manifest.webmanifest").await;
    for (key, value, value_en) in [
        ("id", "/", "/en/"),
        ("name", "Cổng thử", "Test portal"),
        ("short_name", "Thử", "Thử"),
        ("description", "Trang để thử.", "A site for tests."),
        ("lang", "vi", "en"),
        ("start_url", "/", "/en/"),
        ("scope", "/", "/"),
        ("display", "standalone", "standalone"),
        ("theme_color", "#0f4c4a", "#0f4c4a"),
        ("background_color", "#fffdf9", "#fffdf9"),
    ] {
        assert_eq!(
            (&own[key], &english[key]),
            (&value.into(), &value_en.into()),
            "{key}"
        );
    }
    let shortcuts = |manifest: &Value| -> Vec<String> {
        let shortcuts = manifest["shortcuts"].as_array().unwrap().iter();
        shortcuts
            .map(|shortcut| format!("{} {}", shortcut["name"], shortcut["url"]).replace('"', ""))
            .collect()
    };
    assert_eq!(
        shortcuts(&own),
        ["Tin mới /", "Bản đồ /ban-do", "Cảnh báo /canh-bao"]
    );
    assert_eq!(
        shortcuts(&english),
        ["Latest news /en/", "Map /en/ban-do", "Alerts /en/canh-bao"]
    );
    assert_eq!(own["share_target"]["action"], "/chia-se");
    assert_eq!(english["share_target"]["action"], "/en/chia-se");
}

#[tokio::test]
async fn a_town_without_map_and_english_offers_neither() {
    let portal = Portal::with("[features]\nmap = false").await;
    let own = manifest(&portal, "/manifest.webmanifest").await;
    assert_eq!(own["shortcuts"].as_array().unwrap().len(), 2);
    let english = portal.get("/en/manifest.webmanifest").await;
    assert_eq!(english.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_icon_of_the_manifest_has_the_size_and_kind_that_it_tells() {
    let portal = Portal::empty().await;
    let own = manifest(&portal, "/manifest.webmanifest").await;
    let mut purposes = Vec::new();
    for icon in own["icons"].as_array().unwrap() {
        let answer = portal.get(icon["src"].as_str().unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK, "{icon}");
        assert_eq!(
            answer.header(header::CONTENT_TYPE),
            icon["type"].as_str().unwrap()
        );
        let purpose = icon["purpose"].as_str().unwrap();
        purposes.push(purpose.to_owned());
        if icon["type"] == "image/svg+xml" {
            continue;
        }
        let picture = image::load_from_memory_with_format(&answer.body, ImageFormat::Png).unwrap();
        let (width, height) = picture.dimensions();
        assert_eq!(icon["sizes"], format!("{width}x{height}"));
        let is_opaque = picture.pixels().all(|(_, _, pixel)| pixel.0[3] == 255);
        assert_eq!(is_opaque, purpose == "maskable", "{icon}");
        let tag = answer.header(header::ETAG).to_owned();
        let src = icon["src"].as_str().unwrap();
        let known = portal.get_with(src, &[(header::IF_NONE_MATCH, &tag)]).await;
        assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    }
    assert_eq!(purposes, ["any", "any", "any", "maskable", "monochrome"]);
    let touch_icon = portal.get("/apple-touch-icon.png").await;
    let picture = image::load_from_memory(&touch_icon.body).unwrap();
    assert_eq!(picture.dimensions(), (180, 180));
    assert!(picture.pixels().all(|(_, _, pixel)| pixel.0[3] == 255));
}

#[tokio::test]
async fn screenshots_are_those_of_the_settings_and_no_other_file() {
    let mut picture = Vec::new();
    let drawn = image::RgbImage::new(400, 800);
    drawn
        .write_to(&mut std::io::Cursor::new(&mut picture), ImageFormat::Png)
        .unwrap();
    let settings =
        format!("{SITE_TOML}\n[[screenshots]]\nfile = \"trang.png\"\nlabel = \"Trang chủ\"\n");
    let content = TestSite::with_files(&settings, &[("trang.png", &picture)]).await;
    let portal = Portal { content };
    let own = manifest(&portal, "/manifest.webmanifest").await;
    let screenshot = &own["screenshots"][0];
    assert_eq!(screenshot["sizes"], "400x800");
    assert_eq!(screenshot["form_factor"], "narrow");
    assert_eq!(screenshot["label"], "Trang chủ");
    let answer = portal.get(screenshot["src"].as_str().unwrap()).await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "image/png");
    assert_eq!(answer.body, picture);
    for path in [
        "/screenshots/0.png",
        "/screenshots/2.png",
        "/screenshots/trang.png",
        "/screenshots/..%2Fsite.toml",
    ] {
        assert_eq!(
            portal.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[tokio::test]
async fn pages_name_the_manifest_of_their_language_and_the_colours_around_them() {
    let portal = english_portal().await;
    for (path, manifest) in [
        ("/", "href=\"/manifest.webmanifest\""),
        ("/en/", "href=\"/en/manifest.webmanifest\""),
        ("/phong-cach", "href=\"/manifest.webmanifest\""),
        ("/khong-co", "href=\"/manifest.webmanifest\""),
        ("/khung", "href=\"/manifest.webmanifest\""),
    ] {
        let page = portal.get(path).await;
        let (head, _) = page.text().split_once("</head>").unwrap();
        for tag in [
            manifest,
            "<link rel=\"apple-touch-icon\" sizes=\"180x180\" href=\"/apple-touch-icon.png\">",
            "content=\"#0f4c4a\" media=\"(prefers-color-scheme: light)\"",
            "media=\"(prefers-color-scheme: dark)\"",
            "<meta name=\"mobile-web-app-capable\" content=\"yes\">",
            "<meta name=\"apple-mobile-web-app-title\" content=\"Thử\">",
        ] {
            assert!(head.contains(tag), "{path} lacks {tag}");
        }
        let policy = page.header(header::CONTENT_SECURITY_POLICY);
        assert_eq!(policy.matches("manifest-src 'self'").count(), 1, "{policy}");
    }
}

#[tokio::test]
async fn what_is_shared_opens_the_page_of_this_portal_that_it_names() {
    let portal = english_portal().await;
    for (query, page) in [
        (
            "?url=https%3A%2F%2Fthu.example%2Fbai-viet%2Fbai-mot",
            "/bai-viet/bai-mot",
        ),
        (
            "?title=B%C3%A0i&text=Xem%3A+https%3A%2F%2Fthu.example%2Fban-do%21&url=",
            "/ban-do",
        ),
        ("?text=https%3A%2F%2Fxau.example%2F", "/"),
        (
            "?url=https%3A%2F%2Fthu.example%2F%2Fxau.example",
            "/xau.example",
        ),
        ("?url=%0D%0ASet-Cookie%3A+a", "/"),
        ("?url=https%3A%2F%2Fthu.example%2Fa%0D%0Ab", "/a"),
        ("", "/"),
    ] {
        let answer = portal.get(&format!("/chia-se{query}")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{query}");
        assert_eq!(answer.header(header::LOCATION), page, "{query}");
    }
    let english = portal.get("/en/chia-se?text=what").await;
    assert_eq!(english.header(header::LOCATION), "/en/");
}
