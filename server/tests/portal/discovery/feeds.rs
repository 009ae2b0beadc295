//! Feeds in three formats, read by a library that did not write them.

mod rules;

use axum::http::{StatusCode, header};
use feed_rs::{model::Feed, parser};
use serde::Deserialize;

use crate::{
    pages::support::{Portal, attribute, tags},
    site::{ENGLISH_TOML, TestSite},
};

const FILES: [(&str, &str, &str); 3] = [
    ("rss.xml", "application/rss+xml; charset=utf-8", "RSS2"),
    ("atom.xml", "application/atom+xml; charset=utf-8", "Atom"),
    ("feed.json", "application/feed+json", "JSON"),
];

/// What a text may hold that XML and JSON write in their own way.
const ODD_TITLE: &str = "A & B <i>\"đường\"</i> ]]> 'x'";

fn article(slug: &str, category: &str, day: &str) -> String {
    format!(
        "---\ntitle: '{}'\nslug: {slug}\ncategory: {category}\nlead: \"Mở đầu <b>& thế\"\n\
         author: Nguyễn An\npublished_at: 2026-11-{day}T07:00:00+07:00\n---\n\
         Xem [bản đồ](/ban-do) & `]]>`.\u{b}\u{1}\u{ffff}\n",
        ODD_TITLE.replace('\'', "''")
    )
}

/// Two articles under news and one under guides.
async fn portal() -> Portal {
    let portal = Portal::empty().await;
    for (slug, category, day) in [
        ("bai-mot", "tin", "18"),
        ("bai-hai", "huong-dan", "19"),
        ("bai-ba", "tin", "20"),
    ] {
        portal.content.write(slug, article(slug, category, day));
    }
    assert_eq!(portal.content.import().await.created, 3);
    portal
}

async fn feed(portal: &Portal, path: &str) -> Feed {
    let answer = portal.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    parser::parse(answer.body.as_slice())
        .unwrap_or_else(|error| panic!("{path}: {error}: {}", answer.text()))
}

fn addresses(feed: &Feed) -> Vec<&str> {
    feed.entries.iter().map(|entry| entry.id.as_str()).collect()
}

#[tokio::test]
async fn every_format_tells_the_newest_articles_first() {
    let portal = portal().await;
    for (file, media_type, format) in FILES {
        let answer = portal.get(&format!("/{file}")).await;
        assert_eq!(answer.header(header::CONTENT_TYPE), media_type);
        let feed = feed(&portal, &format!("/{file}")).await;
        assert_eq!(format!("{:?}", feed.feed_type), format);
        assert_eq!(feed.title.as_ref().unwrap().content, "Cổng thử");
        assert_eq!(feed.language.as_deref(), Some("vi"), "{file}");
        assert_eq!(
            addresses(&feed),
            [
                "https://thu.example/bai-viet/bai-ba",
                "https://thu.example/bai-viet/bai-hai",
                "https://thu.example/bai-viet/bai-mot",
            ],
            "{file}"
        );
        let own = format!("https://thu.example/{file}");
        assert!(
            feed.links.iter().any(|link| link.href == own),
            "{file}: {:?}",
            feed.links
        );
        let entry = &feed.entries[0];
        assert_eq!(entry.links[0].href, entry.id, "{file}");
        assert_eq!(entry.title.as_ref().unwrap().content, ODD_TITLE, "{file}");
        let lead = &entry.summary.as_ref().unwrap().content;
        assert_eq!(lead, "Mở đầu <b>& thế", "{file}");
        let published = entry.published.unwrap().to_rfc3339();
        assert_eq!(published, "2026-11-20T00:00:00+00:00", "{file}");
        assert_eq!(
            entry.authors[0].name.as_deref(),
            Some("Nguyễn An"),
            "{file}"
        );
        let text = entry.content.as_ref().unwrap().body.as_ref().unwrap();
        assert!(
            text.contains("href=\"https://thu.example/ban-do\""),
            "{file}: {text}"
        );
        assert!(text.contains("]]&gt;"), "{file}: {text}");
    }
}

#[tokio::test]
async fn a_category_has_feeds_of_its_own() {
    let portal = portal().await;
    for (file, _, _) in FILES {
        let feed = feed(&portal, &format!("/chuyen-muc/huong-dan/{file}")).await;
        assert_eq!(feed.title.as_ref().unwrap().content, "Hướng dẫn · Cổng thử");
        assert_eq!(addresses(&feed), ["https://thu.example/bai-viet/bai-hai"]);
        for unknown in ["khong-co", "Kh%C3%B4ng", "%00"] {
            let answer = portal.get(&format!("/chuyen-muc/{unknown}/{file}")).await;
            assert_eq!(answer.problem(), (404, "not_found".to_owned()), "{unknown}");
        }
    }
}

#[tokio::test]
async fn a_feed_without_articles_is_a_feed() {
    let portal = Portal::empty().await;
    for (file, _, _) in FILES {
        assert!(feed(&portal, &format!("/{file}")).await.entries.is_empty());
    }
}

#[tokio::test]
async fn pictures_come_with_their_addresses() {
    let portal = Portal::empty().await;
    let folder = portal.content.write(
        "bai-mot",
        "---\ntitle: Bài\nslug: bai-mot\ncategory: tin\ncover: anh.png\ncover_alt: \"Hồ & cầu\"\n\
         published_at: 2026-11-20T07:00:00+07:00\n---\nVăn bản.\n",
    );
    image::RgbImage::new(1300, 700)
        .save(folder.join("anh.png"))
        .unwrap();
    assert_eq!(portal.content.import().await.created, 1);

    #[derive(Deserialize)]
    struct JsonFeed {
        items: Vec<JsonItem>,
    }
    #[derive(Deserialize)]
    struct JsonItem {
        image: String,
        content_html: String,
    }
    let json: JsonFeed = serde_json::from_value(portal.get("/feed.json").await.json()).unwrap();
    let item = &json.items[0];
    let photograph = format!("<p><img src=\"{}\" alt=\"Hồ &amp; cầu\"></p>", item.image);
    assert!(
        item.content_html.starts_with(&photograph),
        "{}",
        item.content_html
    );
    let path = item.image.strip_prefix("https://thu.example").unwrap();
    let bytes = portal.get(path).await.body;
    assert!(bytes.starts_with(b"\xff\xd8\xff"), "a JPEG");

    let rss = portal.get("/rss.xml").await;
    let enclosure = tags(rss.text(), "enclosure")[0];
    assert_eq!(attribute(enclosure, "url"), Some(item.image.as_str()));
    assert_eq!(
        attribute(enclosure, "length"),
        Some(bytes.len().to_string().as_str())
    );
    let atom = portal.get("/atom.xml").await;
    let enclosure = tags(atom.text(), "link")
        .into_iter()
        .find(|tag| tag.contains("rel=\"enclosure\""))
        .unwrap();
    assert_eq!(attribute(enclosure, "href"), Some(item.image.as_str()));
}

#[tokio::test]
async fn a_reader_that_has_the_feed_is_not_sent_it_again() {
    let portal = portal().await;
    for (file, _, _) in FILES {
        let path = format!("/{file}");
        let first = portal.get(&path).await;
        let tag = first.header(header::ETAG).to_owned();
        let changed = first.header(header::LAST_MODIFIED).to_owned();
        assert_eq!(changed, "Mon, 23 Nov 2026 07:00:00 GMT");
        for (conditions, status) in [
            (vec![(header::IF_NONE_MATCH, tag.as_str())], 304),
            (vec![(header::IF_MODIFIED_SINCE, changed.as_str())], 304),
            (
                vec![(header::IF_MODIFIED_SINCE, "Mon, 23 Nov 2026 06:59:59 GMT")],
                200,
            ),
            (vec![(header::IF_MODIFIED_SINCE, "hôm qua")], 200),
            // The tag tells more than the time.
            (
                vec![
                    (header::IF_NONE_MATCH, "\"x\""),
                    (header::IF_MODIFIED_SINCE, changed.as_str()),
                ],
                200,
            ),
        ] {
            let answer = portal.get_with(&path, &conditions).await;
            assert_eq!(answer.status, status, "{file} {conditions:?}");
            assert_eq!(answer.header(header::LAST_MODIFIED), changed);
        }
    }
}

#[tokio::test]
async fn a_reader_that_asks_by_the_time_gets_what_came_later_under_an_earlier_date() {
    let portal = portal().await;
    let before = portal.get("/rss.xml").await;
    let before = before.header(header::LAST_MODIFIED).to_owned();
    portal.content.clock.advance(60);
    portal
        .content
        .write("bai-nam", article("bai-nam", "tin", "01"));
    assert_eq!(portal.content.import().await.created, 1);
    let since = [(header::IF_MODIFIED_SINCE, before.as_str())];
    let after = portal.get_with("/rss.xml", &since).await;
    assert_eq!(after.status, 200);
    assert!(after.text().contains("/bai-viet/bai-nam"));
}

#[tokio::test]
async fn english_feeds_hold_what_is_there_in_english() {
    let content = TestSite::with_settings(ENGLISH_TOML).await;
    let portal = Portal { content };
    portal
        .content
        .write("bai-mot", article("bai-mot", "tin", "18"));
    let folder = portal
        .content
        .write("bai-hai", article("bai-hai", "tin", "19"));
    let english = "---\ntitle: Two\n---\nSee the [map](/ban-do).\n";
    std::fs::write(folder.join("index.en.md"), english).unwrap();
    assert_eq!(portal.content.import().await.created, 2);
    for (file, _, _) in FILES {
        for (path, title) in [
            (format!("/en/{file}"), "Test portal"),
            (format!("/en/chuyen-muc/tin/{file}"), "News · Test portal"),
        ] {
            let feed = feed(&portal, &path).await;
            assert_eq!(feed.title.as_ref().unwrap().content, title);
            assert_eq!(feed.language.as_deref(), Some("en"));
            assert_eq!(
                addresses(&feed),
                ["https://thu.example/en/bai-viet/bai-hai"]
            );
            let entry = &feed.entries[0];
            assert_eq!(entry.title.as_ref().unwrap().content, "Two");
            let text = entry.content.as_ref().unwrap().body.as_ref().unwrap();
            assert!(text.contains("https://thu.example/en/ban-do"), "{text}");
        }
        let vietnamese = feed(&portal, &format!("/{file}")).await;
        assert_eq!(vietnamese.entries.len(), 2);
    }
    // A town without English has no English feed.
    let plain = Portal::empty().await;
    assert_eq!(plain.get("/en/rss.xml").await.status, 404);
}

#[tokio::test]
async fn pages_lead_to_their_feeds() {
    let portal = portal().await;
    let feeds = |html: &str| -> Vec<String> {
        tags(html, "link")
            .into_iter()
            .filter(|tag| tag.contains("rel=\"alternate\"") && tag.contains(" type="))
            .filter(|tag| !tag.contains("oembed"))
            .filter_map(|tag| attribute(tag, "href"))
            .map(str::to_owned)
            .collect()
    };
    for (page, base) in [
        ("/", ""),
        ("/chuyen-muc/tin", "/chuyen-muc/tin"),
        ("/chuyen-muc/tin?trang=1", "/chuyen-muc/tin"),
    ] {
        let answer = portal.get(page).await;
        let expected = FILES.map(|(file, _, _)| format!("https://thu.example{base}/{file}"));
        assert_eq!(feeds(answer.text()), expected, "{page}");
    }
    for page in ["/lien-ket", "/khong/co"] {
        assert!(feeds(portal.get(page).await.text()).is_empty(), "{page}");
    }
}
