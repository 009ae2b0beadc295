//! The portal in English, under `/en`.

use std::collections::BTreeSet;

use axum::http::{StatusCode, header};

use super::support::{Portal, attribute, tags, value_beside};
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

/// The content of the page's heading.
fn title_of(html: &str) -> &str {
    let (_, rest) = html.split_once("<h1").expect("a heading");
    rest.split_once("</h1>").expect("its end").0
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

/// From page to page, so that those that are made later are looked at too.
#[tokio::test]
async fn every_link_of_an_english_page_leads_to_an_english_page() {
    let portal = portal().await;
    let mut waiting = vec![
        "/en/".to_owned(),
        "/en/khong-co".to_owned(),
        "/en/bien-nhan/ABCD-EFGH-JKMN".to_owned(),
    ];
    let lost: Vec<_> = waiting[1..].to_vec();
    let mut seen = BTreeSet::new();
    while let Some(path) = waiting.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let page = portal.get(&path).await;
        let is_lost = lost.contains(&path);
        assert_eq!(page.status == StatusCode::NOT_FOUND, is_lost, "{path}");
        let html = page.text();
        for link in tags(html, "a") {
            let href = attribute(link, "href").expect("an address");
            let is_switch = link.contains("hreflang=\"vi\"");
            if !href.starts_with('/') || href.starts_with("/media/") || is_switch {
                continue;
            }
            assert!(href.starts_with("/en/"), "{path}: {link}");
            let href = href.split(['#', '?']).next().unwrap_or_default();
            waiting.push(href.to_owned());
        }
        for form in tags(html, "form") {
            let action = attribute(form, "action");
            let stays = action.is_none_or(|action| action.starts_with("/en/"));
            assert!(stays, "{path}: {form}");
        }
    }
    assert!(seen.len() > 6, "{seen:?}");
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
    assert_eq!(english["features"]["english"], true);
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

#[tokio::test]
async fn an_article_without_english_is_offered_in_vietnamese_and_says_so() {
    let portal = portal().await;
    let page = portal.get("/en/bai-viet/bai-mot").await;
    assert_eq!(page.status, StatusCode::OK);
    let html = page.text();
    assert!(html.contains("<html lang=\"en\">"));
    assert!(
        html.contains("This article is available in Vietnamese only."),
        "{html}"
    );
    assert!(
        title_of(html).contains("<span lang=\"vi\">Bài bai-mot"),
        "{html}"
    );
    let text = tags(html, "div")
        .into_iter()
        .find(|tag| tag.contains("article__text"))
        .expect("a text");
    assert_eq!(attribute(text, "lang"), Some("vi"));
    // It is the same text as that of the Vietnamese page, and no translation of it.
    assert_eq!(
        canonical(html),
        Some("https://thu.example/bai-viet/bai-mot")
    );
    assert!(alternates(html).is_empty());
    assert!(html.contains("\"inLanguage\":\"vi\""), "{html}");
    let vietnamese = portal.get("/bai-viet/bai-mot").await;
    assert!(alternates(vietnamese.text()).is_empty());
    assert!(
        !vietnamese.text().contains(" lang=\"vi\"><!>"),
        "{}",
        vietnamese.text()
    );

    let list = portal.get("/en/chuyen-muc/tin").await;
    let html = list.text();
    assert!(html.contains("In Vietnamese"), "{html}");
    assert!(
        html.contains("\"/en/bai-viet/bai-mot\"><span lang=\"vi\">Bài bai-mot"),
        "{html}"
    );
    assert!(html.contains("1 article<"), "{html}");
}

#[tokio::test]
async fn an_article_with_english_is_there_in_both_languages() {
    let portal = portal().await;
    let file = portal.content.content.join("bai-mot/index.en.md");
    std::fs::write(
        file,
        "---\ntitle: One\n---\nWords, and [links](/lien-ket).\n",
    )
    .unwrap();
    assert_eq!(portal.content.import().await.updated, 1);
    let page = portal.get("/en/bai-viet/bai-mot").await;
    let html = page.text();
    assert!(html.contains("<title>One · Test portal</title>"), "{html}");
    assert!(!html.contains("available in Vietnamese only"), "{html}");
    assert_eq!(
        canonical(html),
        Some("https://thu.example/en/bai-viet/bai-mot")
    );
    assert!(html.contains("\"inLanguage\":\"en\""), "{html}");
    assert!(html.contains("Friday, 20 November 2026, 07:00"), "{html}");
    assert!(
        html.contains("href=\"/en/lien-ket\" rel")
            || html.contains("<a href=\"/en/lien-ket\">links"),
        "{html}"
    );
    let both: Vec<_> = alternates(html)
        .into_iter()
        .map(|(language, _)| language)
        .collect();
    assert_eq!(both, ["vi", "en", "x-default"]);
    assert_eq!(
        alternates(portal.get("/bai-viet/bai-mot").await.text()).len(),
        3
    );
}

#[tokio::test]
async fn a_reading_in_english_counts_for_the_article() {
    let portal = portal().await;
    portal
        .get_with(
            "/en/bai-viet/bai-mot",
            &[(header::USER_AGENT, super::support::BROWSER)],
        )
        .await;
    let site = &portal.content.site;
    conglang_server::visits::flush(site).await.unwrap();
    let article = portal.get("/api/v1/articles/bai-mot").await.json();
    assert_eq!(article["views"], 1);
}

#[tokio::test]
async fn a_form_without_javascript_stays_in_english() {
    let portal = portal().await;
    let rate = "/en/bai-viet/bai-mot/danh-gia";
    let step = portal.post_form(rate, "stars=4").await;
    let html = step.text();
    assert_eq!(step.status, StatusCode::OK);
    assert!(html.contains("<html lang=\"en\">"), "{html}");
    assert!(html.contains("Confirm your rating"), "{html}");
    assert!(html.contains(&format!("action=\"{rate}\"")), "{html}");
    assert!(html.contains("Test portal"), "{html}");
    let id = value_beside(html, "input", "name=\"captcha_id\"", "value").expect("a captcha");

    let form = format!("stars=4&captcha_id={id}&captcha_answer=QQQQQ");
    let wrong = portal.post_form(rate, &form).await;
    assert!(wrong.text().contains("The verification code is wrong."));
    let id = value_beside(wrong.text(), "input", "name=\"captcha_id\"", "value");
    let id = id.expect("a captcha");
    let form = format!("stars=4&captcha_id={id}&captcha_answer={}", portal.code(id));
    let done = portal.post_form(rate, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let back = done.header(header::LOCATION);
    assert_eq!(back, "/en/bai-viet/bai-mot?ket-qua=da-danh-gia#danh-gia");
    let page = portal.get("/en/bai-viet/bai-mot?ket-qua=da-danh-gia").await;
    assert!(page.text().contains("Your rating has been recorded."));
    assert!(
        page.text().contains("1 rating, average 4.0"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn a_comment_in_english_is_checked_followed_and_deleted_in_english() {
    let portal = portal().await;
    let comment = "/en/bai-viet/bai-mot/binh-luan";
    let refused = portal.post_form(comment, "author_name=A&body=").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for told in [
        "Your name needs at least 2 characters.",
        "Your comment is empty.",
        "The portal may keep your comment only if you agree.",
    ] {
        assert!(refused.text().contains(told), "{told}");
    }
    let fields = "author_name=Ann&body=Thanks&consent=true";
    let step = portal.post_form(comment, fields).await;
    let id = value_beside(step.text(), "input", "name=\"captcha_id\"", "value");
    let id = id.expect("a captcha");
    let code = portal.code(id);
    let form = format!("{fields}&captcha_id={id}&captcha_answer={code}");
    let done = portal.post_form(comment, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let back = done.header(header::LOCATION).to_owned();
    assert!(back.starts_with("/en/bai-viet/bai-mot?"), "{back}");
    let (_, receipt) = back.split_once("bien-nhan=").expect("a receipt");
    let receipt = receipt.trim_end_matches("#binh-luan");

    let followed = portal.get(&format!("/en/bien-nhan/{receipt}")).await;
    let html = followed.text();
    assert_eq!(followed.status, StatusCode::OK);
    assert!(html.contains("Waiting for approval"), "{html}");
    let delete = format!("/en/bien-nhan/{receipt}/xoa");
    assert!(html.contains(&format!("action=\"{delete}\"")), "{html}");
    let deleted = portal.post_form(&delete, "").await;
    assert_eq!(deleted.status, StatusCode::SEE_OTHER);
    assert!(
        deleted
            .header(header::LOCATION)
            .starts_with("/en/bai-viet/bai-mot?")
    );
    let again = portal.post_form(&delete, "").await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    assert!(again.text().contains("This content could not be found."));
    assert!(again.text().contains("<html lang=\"en\">"));
}

#[tokio::test]
async fn a_link_without_an_english_name_says_that_it_is_vietnamese() {
    let portal = portal().await;
    let links = portal.get("/api/v1/links?lang=en").await.json();
    assert_eq!(links[0]["title"], "Agencies");
    assert_eq!(links[0]["links"][0]["name"], "Báo");
    assert_eq!(links[0]["links"][0]["language"], "vi");
    assert_eq!(links[0]["links"][1]["name"], "Province portal");
    assert!(links[0]["links"][1].get("language").is_none());
    let page = portal.get("/en/lien-ket").await;
    assert!(
        page.text().contains("<span lang=\"vi\">Báo</span>"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn a_write_is_refused_in_the_asked_language() {
    let portal = portal().await;
    let json = [(header::CONTENT_TYPE, "application/json")];
    let body = r#"{"author_name":"A","body":"","consent":true,"captcha":{"id":"a","answer":"b"}}"#;
    let path = "/api/v1/articles/bai-mot/comments?lang=en";
    let answer = portal
        .send(axum::http::Method::POST, path, &json, body.into())
        .await;
    assert_eq!(answer.problem(), (422, "validation".to_owned()));
    let problem = answer.json();
    assert_eq!(problem["title"], "Some of what you entered is not valid.");
    assert_eq!(problem["fields"][1]["message"], "Your comment is empty.");
}
