//! The portal in English, under `/en`.

use axum::http::{StatusCode, header};

use super::support::{Portal, attribute, tags};
use crate::site::{ENGLISH_TOML, TestSite};

async fn portal() -> Portal {
    let portal = Portal {
        content: TestSite::with_settings(ENGLISH_TOML).await,
    };
    portal.content.write_article("bai-mot", "Văn bản.");
    assert_eq!(portal.content.import().await.created, 1);
    portal
}

/// Language and address of each alternate link.
fn alternates(html: &str) -> Vec<(String, String)> {
    let links = tags(html, "link").into_iter();
    links
        .filter_map(|link| {
            let language = attribute(link, "hreflang")?;
            Some((language.to_owned(), attribute(link, "href")?.to_owned()))
        })
        .collect()
}

fn canonical(html: &str) -> Option<&str> {
    let mut links = tags(html, "link").into_iter();
    let link = links.find(|link| link.contains("rel=\"canonical\""))?;
    attribute(link, "href")
}

#[tokio::test]
async fn a_page_in_english_says_so_and_leads_to_the_vietnamese_one() {
    let portal = portal().await;
    let both = [
        ("vi", "https://thu.example/lien-ket"),
        ("en", "https://thu.example/en/lien-ket"),
        ("x-default", "https://thu.example/lien-ket"),
    ]
    .map(|(language, address)| (language.to_owned(), address.to_owned()));
    for (path, language, title, other) in [
        (
            "/lien-ket",
            "vi",
            "Liên kết website · Cổng thử",
            "/en/lien-ket",
        ),
        ("/en/lien-ket", "en", "Links · Test portal", "/lien-ket"),
    ] {
        let page = portal.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let html = page.text();
        assert!(
            html.contains(&format!("<html lang=\"{language}\">")),
            "{path}"
        );
        assert!(
            html.contains(&format!("<title>{title}</title>")),
            "{path}: {html}"
        );
        let address = format!("https://thu.example{path}");
        assert_eq!(canonical(html), Some(address.as_str()));
        assert_eq!(alternates(html), both, "{path}");
        let switch = tags(html, "a")
            .into_iter()
            .find(|link| link.contains("hreflang"))
            .expect("a switch");
        assert_eq!(attribute(switch, "href"), Some(other));
        assert_eq!(attribute(switch, "lang"), attribute(switch, "hreflang"));
        assert!(switch.contains("external"), "{switch}");
    }
}

#[tokio::test]
async fn the_switch_keeps_the_query() {
    let portal = portal().await;
    let page = portal.get("/chuyen-muc/tin?trang=1&a=%26").await;
    assert!(
        page.text()
            .contains("href=\"/en/chuyen-muc/tin?trang=1&amp;a=%26\""),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn every_link_of_an_english_page_leads_to_english_pages() {
    let portal = portal().await;
    for path in [
        "/en/",
        "/en/chuyen-muc/tin",
        "/en/bai-viet/bai-mot",
        "/en/lien-ket",
        "/en/thong-ke",
        "/en/khong-co",
        "/en/bien-nhan/ABCD-EFGH-JKMN",
    ] {
        let page = portal.get(path).await;
        let html = page.text();
        let links = tags(html, "a");
        assert!(links.len() > 5, "{path}");
        for link in links {
            let href = attribute(link, "href").expect("an address");
            let is_switch = link.contains("hreflang=\"vi\"");
            assert!(
                !href.starts_with('/') || href.starts_with("/en/") || is_switch,
                "{path}: {link}"
            );
        }
        for form in tags(html, "form") {
            let action = attribute(form, "action");
            assert!(
                action.is_none_or(|action| action.starts_with("/en/")),
                "{form}"
            );
        }
    }
}

#[tokio::test]
async fn an_unknown_english_address_is_told_in_english() {
    let portal = portal().await;
    for path in [
        "/en/khong-co",
        "/en/bai-viet/khong-co",
        "/en/chuyen-muc/khong-co",
    ] {
        let page = portal.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        let html = page.text();
        assert!(html.contains("<html lang=\"en\">"), "{path}");
        assert!(html.contains("not found"), "{path}: {html}");
        assert!(alternates(html).is_empty(), "{path}");
    }
    let page = portal.get("/english").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.text().contains("Không tìm thấy trang này"));
}

#[tokio::test]
async fn the_english_home_page_has_one_address() {
    let portal = portal().await;
    let moved = portal.get("/en?trang=2").await;
    assert_eq!(moved.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(moved.header(header::LOCATION), "/en/?trang=2");
    let home = portal.get("/en/").await;
    assert_eq!(home.status, StatusCode::OK);
    assert_eq!(canonical(home.text()), Some("https://thu.example/en/"));
}

#[tokio::test]
async fn a_town_without_english_has_no_english_pages() {
    let portal = Portal::with_article("Văn bản.").await;
    for path in ["/en", "/en/", "/en/bai-viet/bai-mot"] {
        let page = portal.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.text().contains("<html lang=\"vi\">"), "{path}");
    }
    let page = portal.get("/bai-viet/bai-mot").await;
    assert!(!page.text().contains("hreflang"), "{}", page.text());
    let form = portal
        .post_form("/en/bai-viet/bai-mot/danh-gia", "stars=4")
        .await;
    assert_eq!(form.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn the_settings_are_answered_in_the_asked_language() {
    let portal = portal().await;
    let vietnamese = portal.get("/api/v1/site").await;
    let english = portal.get("/api/v1/site?lang=en").await;
    assert_eq!(vietnamese.header(header::CONTENT_LANGUAGE), "vi");
    assert_eq!(english.header(header::CONTENT_LANGUAGE), "en");
    let (vietnamese, english) = (vietnamese.json(), english.json());
    assert_eq!(vietnamese["name"], "Cổng thử");
    assert_eq!(english["name"], "Test portal");
    assert_eq!(english["contact"]["organisation"], "Office");
    assert_eq!(english["categories"][0]["name"], "News");
    assert_eq!(english["languages"], serde_json::json!(["vi", "en"]));
    assert_ne!(
        portal.get("/api/v1/site").await.header(header::ETAG),
        portal
            .get("/api/v1/site?lang=en")
            .await
            .header(header::ETAG)
    );
}

#[tokio::test]
async fn a_problem_is_told_in_the_asked_language() {
    let portal = portal().await;
    let problem = portal.get("/api/v1/articles/khong-co?lang=en").await;
    assert_eq!(problem.problem(), (404, "not_found".to_owned()));
    assert_eq!(problem.json()["title"], "This content could not be found.");
    let problem = portal.get("/api/v1/articles/khong-co?lang=xx").await;
    assert_eq!(problem.json()["title"], "Không tìm thấy nội dung này.");
}

#[tokio::test]
async fn the_document_tells_of_the_parameter() {
    let portal = Portal::empty().await;
    let document = portal.get("/api/v1/openapi.json").await.json();
    for (path, item) in document["paths"].as_object().expect("paths") {
        assert_eq!(item["parameters"][0]["name"], "lang", "{path}");
    }
}
