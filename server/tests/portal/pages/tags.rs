//! Keywords: on an article a link to all articles that have them.

use axum::http::StatusCode;

use super::support::{Portal, attribute, tags, value_beside};

fn article(slug: &str, keywords: &str) -> String {
    format!(
        "---\ntitle: \"Bài {slug}\"\nslug: {slug}\ncategory: tin\ntags: {keywords}\n\
         published_at: 2026-11-20T07:00:00+07:00\n---\nVăn bản.\n"
    )
}

/// Keywords that an address has to write otherwise.
const ODD: &str = "[\"tiếp công dân\", \"a/b\", \"50% & c?d#e\", \"C++\", \"<i>\\\"\"]";

#[tokio::test]
async fn every_keyword_of_an_article_leads_to_a_page_with_it() {
    let portal = Portal::empty().await;
    portal.content.write("bai-mot", article("bai-mot", ODD));
    portal
        .content
        .write("bai-hai", article("bai-hai", "[\"tiếp công dân\"]"));
    assert_eq!(portal.content.import().await.created, 2);
    let page = portal.get("/bai-viet/bai-mot").await;
    let links: Vec<&str> = tags(page.text(), "a")
        .into_iter()
        .filter(|tag| tag.contains("article__tag"))
        .filter_map(|tag| attribute(tag, "href"))
        .collect();
    assert_eq!(links.len(), 5, "{links:?}");
    for (index, link) in links.into_iter().enumerate() {
        let page = portal.get(link).await;
        assert_eq!(page.status, StatusCode::OK, "{link}");
        let html = page.text();
        assert!(html.contains("/bai-viet/bai-mot"), "{link}");
        assert_eq!(html.contains("/bai-viet/bai-hai"), index == 0, "{link}");
        let canonical = value_beside(html, "link", "rel=\"canonical\"", "href");
        assert_eq!(
            canonical,
            Some(format!("https://thu.example{link}").as_str())
        );
    }
    // As browsers write it.
    let typed = portal
        .get("/tu-khoa/ti%E1%BA%BFp%20c%C3%B4ng%20d%C3%A2n")
        .await;
    assert!(
        typed.text().contains("tiếp công dân</h1>"),
        "{}",
        typed.text()
    );
    assert!(typed.text().contains("2 bài viết"));
}

#[tokio::test]
async fn a_keyword_that_no_article_has_is_not_found() {
    let portal = Portal::empty().await;
    for path in [
        "/tu-khoa/khong-co",
        "/tu-khoa/%ff",
        "/tu-khoa/%3Cscript%3Ealert(1)%3C/script%3E",
        "/tu-khoa/",
    ] {
        let page = portal.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        assert!(!page.text().contains("<script>alert"), "{path}");
    }
    let help = portal.get("/tu-khoa/khong-co").await;
    assert!(help.text().contains("Không có từ khóa này</h1>"));
}
