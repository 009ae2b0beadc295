//! How other sites show an article whose address somebody pasted.

use axum::http::{StatusCode, header};

use crate::{
    pages::support::{Portal, attribute, tags},
    site::{ENGLISH_TOML, TestSite},
};

const TITLE: &str = "Bài <b & \"x\"";

const EVERYBODY: &str = "[embed]\nallowed_origins = [\"*\"]";

/// A portal whose parts every site may show.
async fn portal() -> Portal {
    portal_with(EVERYBODY).await
}

async fn portal_with(settings: &str) -> Portal {
    let content = TestSite::with_settings(&format!("{ENGLISH_TOML}\n{settings}")).await;
    let portal = Portal { content };
    let folder = portal.content.write(
        "bai-mot",
        format!(
            "---\ntitle: '{TITLE}'\nslug: bai-mot\ncategory: tin\nauthor: An\n\
             published_at: 2026-11-20T07:00:00+07:00\n---\nVăn bản.\n"
        ),
    );
    std::fs::write(folder.join("index.en.md"), "---\ntitle: One\n---\nText.\n").unwrap();
    assert_eq!(portal.content.import().await.created, 1);
    portal
}

fn call(url: &str, more: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("url", url);
    format!("/oembed?{}{more}", query.finish())
}

#[tokio::test]
async fn an_article_is_shown_as_a_card_that_every_site_may_frame() {
    let portal = portal().await;
    let path = call("https://thu.example/bai-viet/bai-mot", "");
    let answer = portal.get(&path).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/json");
    assert_eq!(answer.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
    let json = answer.json();
    assert_eq!(json["version"], "1.0");
    assert_eq!(json["type"], "rich");
    assert_eq!(json["title"], TITLE);
    assert_eq!(json["author_name"], "An");
    assert_eq!(json["provider_name"], "Cổng thử");
    assert_eq!(json["provider_url"], "https://thu.example");
    assert_eq!(json["width"], 600);
    let html = json["html"].as_str().unwrap();
    let frame = tags(html, "iframe")[0];
    let src = "https://thu.example/nhung/bai-viet/bai-mot/the";
    assert_eq!(attribute(frame, "src"), Some(src));
    let title = "Bài &lt;b &amp; &quot;x&quot; · Cổng thử";
    assert_eq!(attribute(frame, "title"), Some(title));
    let sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";
    assert_eq!(attribute(frame, "sandbox"), Some(sandbox));
    // Where frames are taken out, the link is left.
    let link = tags(html, "a")[0];
    let article = "https://thu.example/bai-viet/bai-mot";
    assert_eq!(attribute(link, "href"), Some(article));
    assert_eq!(html.matches('<').count(), 4, "{html}");
    assert!(html.ends_with("</a></iframe>"), "{html}");

    let shown = portal
        .get(src.strip_prefix("https://thu.example").unwrap())
        .await;
    assert_eq!(shown.status, StatusCode::OK);
    let policy = shown.header(header::CONTENT_SECURITY_POLICY);
    assert!(policy.ends_with("frame-ancestors *"), "{policy}");
}

#[tokio::test]
async fn the_frame_is_as_high_as_the_card_and_as_small_as_there_is_room() {
    let portal = portal().await;
    portal.content.write(
        "bai-hai",
        crate::site::article("bai-hai", "Văn bản.").replace(
            "---\nVăn",
            &format!("lead: {}\n---\nVăn", "Lời dẫn rất dài. ".repeat(12)),
        ),
    );
    portal.content.import().await;
    let size = async |slug: &str, more: &str| {
        let path = call(&format!("https://thu.example/bai-viet/{slug}"), more);
        let json = portal.get(&path).await.json();
        let frame = json["html"].as_str().unwrap();
        let [width, height] = ["width", "height"].map(|name| json[name].as_u64().unwrap());
        for (name, value) in [("width", width), ("height", height)] {
            assert_eq!(
                attribute(frame, name).unwrap(),
                value.to_string(),
                "{frame}"
            );
        }
        (width, height)
    };
    let (width, short) = size("bai-mot", "").await;
    let (_, long) = size("bai-hai", "").await;
    assert_eq!(width, 600);
    assert!((150..300).contains(&short), "{short}");
    assert!(long > short + 50, "{long}");
    let (narrow, higher) = size("bai-hai", "&maxwidth=320&maxheight=9999").await;
    assert_eq!(narrow, 320);
    assert!(higher > long, "{higher}");
    assert_eq!(
        size("bai-hai", "&maxwidth=320&maxheight=100").await,
        (320, 100)
    );
    assert_eq!(size("bai-mot", "&maxwidth=5000").await, (600, short));
}

#[tokio::test]
async fn where_not_every_site_may_show_parts_the_answer_is_a_link() {
    for settings in ["", "[embed]\nallowed_origins = [\"https://tinh.example\"]"] {
        let portal = portal_with(settings).await;
        let path = call("https://thu.example/bai-viet/bai-mot", "");
        let json = portal.get(&path).await.json();
        assert_eq!(json["type"], "link");
        assert_eq!(json["title"], TITLE);
        assert_eq!(json["provider_url"], "https://thu.example");
        assert!(json["thumbnail_url"].is_string());
        for absent in ["html", "width", "height"] {
            assert!(json.get(absent).is_none(), "{absent}");
        }
        let xml = portal.get(&format!("{path}&format=xml")).await;
        assert!(
            xml.text().contains("<type>link</type>") && !xml.text().contains("<html>"),
            "{}",
            xml.text()
        );
    }
}

#[tokio::test]
async fn xml_says_the_same_as_json() {
    let portal = portal().await;
    let path = call("https://thu.example/bai-viet/bai-mot", "");
    let json = portal.get(&format!("{path}&format=json")).await.json();
    let xml = portal.get(&format!("{path}&format=xml")).await;
    assert_eq!(xml.header(header::CONTENT_TYPE), "text/xml; charset=utf-8");
    let document = resvg::usvg::roxmltree::Document::parse(xml.text()).unwrap();
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "oembed");
    let fields: serde_json::Map<_, _> = root
        .children()
        .map(|field| {
            let text = field.text().unwrap_or_default();
            let number = text.parse::<u32>().map(Into::into);
            let value = number.unwrap_or_else(|_| text.into());
            (field.tag_name().name().to_owned(), value)
        })
        .collect();
    let mut expected = json;
    // The one text that looks like a number.
    expected["version"] = fields["version"].clone();
    assert_eq!(serde_json::Value::Object(fields), expected);
}

#[tokio::test]
async fn the_english_article_is_another_one() {
    let portal = portal().await;
    let path = call("https://thu.example/en/bai-viet/bai-mot", "");
    let json = portal.get(&path).await.json();
    assert_eq!(json["title"], "One");
    let html = json["html"].as_str().unwrap();
    assert!(
        html.contains("/nhung/bai-viet/bai-mot/the?lang=en\""),
        "{html}"
    );
    assert!(
        html.contains("href=\"https://thu.example/en/bai-viet/bai-mot\""),
        "{html}"
    );
}

#[tokio::test]
async fn what_is_no_article_of_the_portal_is_not_shown() {
    let portal = portal().await;
    for url in [
        "https://thu.example/bai-viet/khong-co",
        "https://thu.example/bai-viet/Không",
        "https://thu.example/bai-viet/",
        "https://thu.example/",
        "https://thu.example",
        "https://thu.example/chuyen-muc/tin",
        "https://khac.example/bai-viet/bai-mot",
        "https://thu.example.khac.example/bai-viet/bai-mot",
        "https://thu.example@khac.example/bai-viet/bai-mot",
        "javascript://thu.example/bai-viet/bai-mot",
        "bai-viet/bai-mot",
        "",
    ] {
        let answer = portal.get(&call(url, "")).await;
        assert_eq!(answer.problem(), (404, "not_found".to_owned()), "{url}");
    }
    for url in [
        "http://THU.example/bai-viet/bai-mot",
        "https://thu.example/bai-viet/bai-mot?fbclid=x#binh-luan",
        "https://thu.example/bai-viet/bai-mot/",
    ] {
        assert_eq!(portal.get(&call(url, "")).await.status, 200, "{url}");
    }
    let local = call("http://127.0.0.1:8080/bai-viet/bai-mot", "");
    let asked_locally = [(header::HOST, "127.0.0.1:8080")];
    assert_eq!(portal.get_with(&local, &asked_locally).await.status, 200);
    assert_eq!(portal.get(&local).await.status, 404);
}

#[tokio::test]
async fn wrong_queries_are_told_apart() {
    let portal = portal().await;
    let url = "https://thu.example/bai-viet/bai-mot";
    for (more, status) in [
        ("&format=yaml", 501),
        ("&format=", 501),
        ("&maxwidth=x", 400),
        ("&maxheight=0", 400),
    ] {
        let answer = portal.get(&call(url, more)).await;
        assert_eq!(answer.problem().0, status, "{more}");
    }
    for path in ["/oembed", "/oembed?format=json", "/oembed?url=a&url=b"] {
        assert_eq!(portal.get(path).await.problem().0, 400, "{path}");
    }
}

#[tokio::test]
async fn an_articles_page_names_both_answers() {
    let portal = portal().await;
    for page in ["/bai-viet/bai-mot", "/en/bai-viet/bai-mot"] {
        let html = portal.get(page).await;
        for (format, kind) in [
            ("json", "application/json+oembed"),
            ("xml", "text/xml+oembed"),
        ] {
            let link = tags(html.text(), "link")
                .into_iter()
                .find(|tag| tag.contains(kind))
                .unwrap();
            let href = attribute(link, "href").unwrap().replace("&amp;", "&");
            let path = href.strip_prefix("https://thu.example").unwrap();
            assert!(path.ends_with(&format!("&format={format}")), "{path}");
            let answer = portal.get(path).await;
            assert_eq!(answer.status, 200, "{path}");
            let title = if page.starts_with("/en") {
                "One"
            } else {
                "Bài"
            };
            assert!(answer.text().contains(title), "{}", answer.text());
        }
    }
    let home = portal.get("/").await;
    assert!(!home.text().contains("oembed"));
}
