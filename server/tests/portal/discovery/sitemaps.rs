//! Sitemaps, `robots.txt` and the description of the search.

use std::collections::HashSet;

use axum::http::{StatusCode, header};
use resvg::usvg::roxmltree::{Document, Node};
use sqlx::SqlitePool;

use crate::{
    pages::support::{Portal, attribute, tags},
    site::{ENGLISH_TOML, TestSite},
};

const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XHTML: &str = "http://www.w3.org/1999/xhtml";
const IMAGE: &str = "http://www.google.com/schemas/sitemap-image/1.1";
const NEWS: &str = "http://www.google.com/schemas/sitemap-news/0.9";

async fn text(portal: &Portal, path: &str) -> String {
    let answer = portal.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    answer.text().to_owned()
}

async fn locations(portal: &Portal, path: &str) -> Vec<String> {
    let xml = text(portal, path).await;
    let document = Document::parse(&xml).unwrap();
    let all = document.descendants();
    all.filter(|node| node.has_tag_name((SITEMAP, "loc")))
        .map(|node| node.text().unwrap().to_owned())
        .collect()
}

fn child<'a>(node: Node<'a, 'a>, namespace: &str, name: &str) -> Option<&'a str> {
    node.descendants()
        .find(|child| child.has_tag_name((namespace, name)))?
        .text()
}

/// A portal in two languages: an article with a photograph and English, and an older one with neither.
async fn portal() -> Portal {
    let content = TestSite::with_settings(ENGLISH_TOML).await;
    let portal = Portal { content };
    let folder = portal.content.write(
        "bai-mot",
        "---\ntitle: \"A & B\"\nslug: bai-mot\ncategory: tin\ncover: anh.png\n\
         tags: [\"tiếp công dân\", \"a & b/c\"]\n\
         published_at: 2026-11-22T07:00:00+07:00\n---\nVăn bản.\n",
    );
    image::RgbImage::new(1300, 700)
        .save(folder.join("anh.png"))
        .unwrap();
    std::fs::write(folder.join("index.en.md"), "---\ntitle: One\n---\nText.\n").unwrap();
    portal.content.write_article("bai-hai", "Văn bản.");
    assert_eq!(portal.content.import().await.created, 2);
    portal
}

#[tokio::test]
async fn the_index_leads_to_every_page_that_there_is() {
    let portal = portal().await;
    let robots = portal.get("/robots.txt").await;
    assert_eq!(
        robots.header(header::CONTENT_TYPE),
        "text/plain; charset=utf-8"
    );
    let index = "https://thu.example/sitemap.xml";
    assert!(robots.text().contains(&format!("\nSitemap: {index}\n")));
    let mut found = HashSet::new();
    for list in locations(&portal, "/sitemap.xml").await {
        let path = list.strip_prefix("https://thu.example").unwrap();
        for address in locations(&portal, path).await {
            let path = address.strip_prefix("https://thu.example").unwrap();
            let page = portal.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            let canonical = tags(page.text(), "link")
                .into_iter()
                .find(|tag| tag.contains("rel=\"canonical\""))
                .and_then(|tag| attribute(tag, "href"));
            assert_eq!(canonical, Some(address.as_str()));
            found.insert(path.to_owned());
        }
    }
    for path in [
        "/",
        "/en/",
        "/chuyen-muc/tin",
        "/en/chuyen-muc/tin",
        "/ban-do/khu-vuc/bac-hong-linh",
        "/luu-tru/2026/11",
        "/tu-khoa/ti%E1%BA%BFp%20c%C3%B4ng%20d%C3%A2n",
        "/en/tu-khoa/ti%E1%BA%BFp%20c%C3%B4ng%20d%C3%A2n",
        "/tu-khoa/a%20%26%20b%2Fc",
        "/bai-viet/bai-mot",
        "/en/bai-viet/bai-mot",
        "/bai-viet/bai-hai",
    ] {
        assert!(found.contains(path), "{path} is not among {found:?}");
    }
    // It is there in Vietnamese alone.
    assert!(!found.contains("/en/bai-viet/bai-hai"));
}

#[tokio::test]
async fn articles_are_listed_with_time_picture_and_languages() {
    let portal = portal().await;
    let xml = text(&portal, "/sitemap-bai-viet.xml?so=0").await;
    let document = Document::parse(&xml).unwrap();
    let of = |path: &str| {
        let address = format!("https://thu.example{path}");
        document
            .root_element()
            .children()
            .find(|url| child(*url, SITEMAP, "loc") == Some(address.as_str()))
            .unwrap_or_else(|| panic!("{path} in {xml}"))
    };
    for path in ["/bai-viet/bai-mot", "/en/bai-viet/bai-mot"] {
        let url = of(path);
        let alternates: Vec<(&str, &str)> = url
            .children()
            .filter(|link| link.has_tag_name((XHTML, "link")))
            .map(|link| {
                assert_eq!(link.attribute("rel"), Some("alternate"));
                (
                    link.attribute("hreflang").unwrap(),
                    link.attribute("href").unwrap(),
                )
            })
            .collect();
        assert_eq!(
            alternates,
            [
                ("vi", "https://thu.example/bai-viet/bai-mot"),
                ("en", "https://thu.example/en/bai-viet/bai-mot"),
                ("x-default", "https://thu.example/bai-viet/bai-mot"),
            ]
        );
        let picture = child(url, IMAGE, "loc").unwrap();
        let picture = picture.strip_prefix("https://thu.example").unwrap();
        assert_eq!(portal.get(picture).await.status, 200);
        assert_eq!(
            child(url, SITEMAP, "lastmod"),
            Some("2026-11-22T07:00:00+07:00")
        );
    }
    let plain = of("/bai-viet/bai-hai");
    assert!(child(plain, IMAGE, "loc").is_none());
    assert!(
        !plain
            .children()
            .any(|node| node.has_tag_name((XHTML, "link")))
    );
}

#[tokio::test]
async fn news_are_those_of_two_days() {
    let portal = portal().await;
    let xml = text(&portal, "/sitemap-tin-moi.xml").await;
    let document = Document::parse(&xml).unwrap();
    let news: Vec<[&str; 4]> = document
        .root_element()
        .children()
        .filter(Node::is_element)
        .map(|url| {
            ["name", "language", "publication_date", "title"]
                .map(|name| child(url, NEWS, name).unwrap())
        })
        .collect();
    let time = "2026-11-22T07:00:00+07:00";
    assert_eq!(
        news,
        [
            ["Cổng thử", "vi", time, "A & B"],
            ["Test portal", "en", time, "One"],
        ]
    );
    portal.content.clock.advance(2 * 24 * 3_600);
    assert!(locations(&portal, "/sitemap-tin-moi.xml").await.is_empty());
}

#[tokio::test]
async fn lists_that_are_none_are_not_found() {
    let portal = portal().await;
    for path in [
        "/sitemap-bai-viet.xml",
        "/sitemap-bai-viet.xml?so=1",
        "/sitemap-bai-viet.xml?so=-1",
        "/sitemap-bai-viet.xml?so=x",
        "/sitemap-bai-viet.xml?so=",
        "/sitemap-bai-viet.xml?so=9223372036854775807",
    ] {
        assert_eq!(portal.get(path).await.problem().0, 404, "{path}");
    }
}

/// Rows as an import writes them, whose numbers go on after a gap as a removal leaves it.
async fn add_rows(portal: &Portal, count: u32) {
    let file = portal.content.site.data_folder.join("conglang.db");
    let pool = SqlitePool::connect(&format!("sqlite://{}", file.display()))
        .await
        .unwrap();
    sqlx::query(
        "WITH RECURSIVE numbers(number) AS (
            SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < $1)
         INSERT INTO articles (id, slug, title, lead, category, body_html, search_text, published_at,
            updated_at, attachments, content_hash)
         SELECT 500 + number, 'so-' || number, 'Bài ' || number, '', 'tin', '<p>Văn bản.</p>', ' ',
            1500000000 + number * 3600, 1500000000 + number * 3600, '[]', 'so-' || number
         FROM numbers",
    )
    .bind(count)
    .execute(&pool)
    .await
    .unwrap();
}

#[tokio::test]
async fn many_articles_come_in_lists_of_their_own() {
    let portal = portal().await;
    add_rows(&portal, 25_000).await;
    let lists: Vec<String> = locations(&portal, "/sitemap.xml")
        .await
        .into_iter()
        .filter(|list| list.contains("/sitemap-bai-viet.xml"))
        .collect();
    assert_eq!(lists.len(), 3, "{lists:?}");
    let mut found = HashSet::new();
    for list in lists {
        let path = list.strip_prefix("https://thu.example").unwrap();
        let addresses = locations(&portal, path).await;
        assert!((1..=50_000).contains(&addresses.len()));
        for address in addresses {
            assert!(found.insert(address.clone()), "{address} twice");
        }
    }
    // Two articles, one of them in two languages.
    assert_eq!(found.len(), 25_003);
}

#[tokio::test]
async fn a_keyword_that_no_article_has_any_more_is_not_listed() {
    let portal = portal().await;
    let keyword = "https://thu.example/tu-khoa/a%20%26%20b%2Fc";
    let has_keyword = async || {
        let pages = locations(&portal, "/sitemap-trang.xml").await;
        pages.iter().any(|page| page == keyword)
    };
    assert!(has_keyword().await);
    portal.content.write_article("bai-mot", "Văn bản.");
    assert_eq!(portal.content.import().await.updated, 1);
    assert!(!has_keyword().await);
}

#[tokio::test]
async fn the_search_is_described_to_browsers() {
    let portal = portal().await;
    for (path, page, name, search) in [
        ("/opensearch.xml", "/", "Thử", "/tim-kiem?q={searchTerms}"),
        (
            "/en/opensearch.xml",
            "/en/",
            "Thử",
            "/en/tim-kiem?q={searchTerms}",
        ),
    ] {
        let answer = portal.get(path).await;
        assert_eq!(
            answer.header(header::CONTENT_TYPE),
            "application/opensearchdescription+xml"
        );
        let document = Document::parse(answer.text()).unwrap();
        let elements = |name: &'static str| {
            let all = document.descendants();
            all.filter(move |node| node.tag_name().name() == name)
        };
        let root = document.root_element().tag_name();
        assert_eq!(
            root.namespace(),
            Some("http://a9.com/-/spec/opensearch/1.1/")
        );
        assert_eq!(elements("ShortName").next().unwrap().text(), Some(name));
        let templates: Vec<_> = elements("Url")
            .map(|url| url.attribute("template").unwrap())
            .collect();
        assert_eq!(
            templates,
            [
                format!("https://thu.example{search}"),
                format!("https://thu.example{path}"),
            ]
        );
        let html = portal.get(page).await;
        let link = tags(html.text(), "link")
            .into_iter()
            .find(|tag| tag.contains("rel=\"search\""));
        assert_eq!(link.and_then(|tag| attribute(tag, "href")), Some(path));
    }
}
