//! Feeds against the rules of their formats. Readers forgive much, and one that reads a feed says little of the next.

mod of_atom;
mod of_json;
mod of_rss;

use axum::http::Uri;
use resvg::usvg::roxmltree::Node;
use serde_json::{Value, json};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::{FILES, article, portal};
use crate::{
    pages::support::Portal,
    site::{ENGLISH_TOML, TestSite},
};

/// An element's name, and how often it stands in what holds it, in whatever order.
type Times = (&'static str, std::ops::RangeInclusive<usize>);

/// Tells of each child of `holder` in `namespace` that stands there too rarely or too often, or is not known.
fn count(holder: Node<'_, '_>, namespace: Option<&str>, known: &[Times], broken: &mut Vec<String>) {
    let place = holder.tag_name().name();
    let names: Vec<&str> = holder
        .children()
        .filter(|child| child.is_element() && child.tag_name().namespace() == namespace)
        .map(|child| child.tag_name().name())
        .collect();
    for (name, times) in known {
        let found = names.iter().filter(|found| *found == name).count();
        if !times.contains(&found) {
            broken.push(format!("{place}: {found} times {name}"));
        }
    }
    for name in names {
        if !known.iter().any(|(known, _)| *known == name) {
            broken.push(format!("{place}: unknown {name}"));
        }
    }
}

/// Whether it names scheme and host.
fn is_absolute(address: &str) -> bool {
    let uri = address.parse::<Uri>();
    uri.is_ok_and(|uri| uri.scheme().is_some() && uri.authority().is_some())
}

/// Whether it is a time of RFC 3339, with the capital letters that RFC 4287 (3.3) demands.
fn is_time(text: &str) -> bool {
    OffsetDateTime::parse(text, &Rfc3339).is_ok()
        && !text.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// `type/subtype`.
fn is_media_type(text: &str) -> bool {
    text.split_once('/')
        .is_some_and(|(kind, subtype)| !kind.is_empty() && !subtype.is_empty())
}

/// What is there twice.
fn repeated(mut all: Vec<&str>) -> Vec<&str> {
    all.sort_unstable();
    let pairs = all.windows(2).filter(|pair| pair[0] == pair[1]);
    pairs.map(|pair| pair[0]).collect()
}

async fn broken(portal: &Portal, path: &str) -> Vec<String> {
    let answer = portal.get(path).await;
    assert_eq!(answer.status, 200, "{path}");
    match path.rsplit('/').next() {
        Some("atom.xml") => of_atom::broken(answer.text()),
        Some("rss.xml") => of_rss::broken(answer.text()),
        _ => of_json::broken(&answer.json()),
    }
}

async fn assert_valid(portal: &Portal, page: &str) {
    for (file, _, _) in FILES {
        let path = format!("{page}/{file}");
        let broken = broken(portal, &path).await;
        assert!(broken.is_empty(), "{path}: {broken:#?}");
    }
}

#[tokio::test]
async fn every_feed_keeps_the_rules_of_its_format() {
    let content = TestSite::with_settings(ENGLISH_TOML).await;
    let portal = Portal { content };
    for page in ["", "/chuyen-muc/tin", "/en"] {
        assert_valid(&portal, page).await;
    }
    for (slug, day) in [("bai-mot", "18"), ("bai-hai", "19")] {
        let folder = portal.content.write(slug, article(slug, "tin", day));
        std::fs::write(
            folder.join("index.en.md"),
            "---\ntitle: <One>\n---\nText.\n",
        )
        .unwrap();
    }
    // With a photograph, and without whatever can be left out.
    let folder = portal.content.write(
        "bai-ba",
        "---\ntitle: Bài\nslug: bai-ba\ncategory: tin\ncover: anh.png\ncover_alt: \"Hồ & cầu\"\n\
         published_at: 2026-11-20T07:00:00+07:00\n---\nVăn bản.\n",
    );
    image::RgbImage::new(1300, 700)
        .save(folder.join("anh.png"))
        .unwrap();
    assert_eq!(portal.content.import().await.created, 3);
    for page in ["", "/chuyen-muc/tin", "/en", "/en/chuyen-muc/tin"] {
        assert_valid(&portal, page).await;
    }
}

/// Has each of `changes`, `(from, to, told)`, done alone to `feed`, and expects `broken` to tell of it.
fn assert_told(feed: &str, changes: &[(&str, &str, &str)], broken: fn(&str) -> Vec<String>) {
    assert_eq!(broken(feed), Vec::<String>::new());
    for (from, to, told) in changes {
        assert!(feed.contains(from), "no {from} in {feed}");
        let found = broken(&feed.replacen(from, to, 1));
        assert!(
            found.iter().any(|found| found.contains(told)),
            "{from} → {to}: {found:?}"
        );
    }
}

#[tokio::test]
async fn the_rules_of_atom_find_what_breaks_them() {
    let portal = portal().await;
    let answer = portal.get("/atom.xml").await;
    let feed = answer.text();
    assert_told(
        feed,
        &[
            (
                "<title>",
                "<title>Hai</title><title>",
                "feed: 2 times title",
            ),
            (
                "<id>https://thu.example/atom.xml</id>",
                "",
                "feed: 0 times id",
            ),
            (
                "<id>https://thu.example/bai-viet/bai-ba</id>",
                "",
                "entry: 0 times id",
            ),
            ("bai-viet/bai-ba</id>", "bai-viet/bai-hai</id>", "twice"),
            (
                "<id>https://thu.example/bai-viet/",
                "<id>/bai-viet/",
                "not absolute",
            ),
            ("<updated>2026", "<updated>26", "no time"),
            (
                "<published>2026-11-20T",
                "<published>2026-11-20t",
                "no time",
            ),
            ("<name>Nguyễn An</name>", "", "author: 0 times name"),
            (" term=\"tin\"", "", "category without term"),
            (" rel=\"self\"", " rel=\"via\"", "links to itself"),
            (
                "<entry>",
                "<entry><link href=\"https://thu.example/x\"/>",
                "alternate",
            ),
            ("<entry>", "<entry><link rel=\"related\"/>", "without href"),
            ("<entry>", "<entry><lead>Mở đầu</lead>", "unknown lead"),
            (
                "<content type=\"html\">",
                "<content type=\"html\"><p/>",
                "elements in",
            ),
            (
                "<content type=\"html\">",
                "<content type=\"text/html\">",
                "type of content",
            ),
        ],
        of_atom::broken,
    );
    // In another order it is the same feed.
    let (before, rest) = feed.split_once("<subtitle>").unwrap();
    let (subtitle, after) = rest.split_once("</subtitle>").unwrap();
    let moved = format!("{before}{after}").replacen(
        "<title>",
        &format!("<subtitle>{subtitle}</subtitle><title>"),
        1,
    );
    assert_eq!(of_atom::broken(&moved), Vec::<String>::new());
}

#[tokio::test]
async fn the_rules_of_rss_find_what_breaks_them() {
    let portal = portal().await;
    let answer = portal.get("/rss.xml").await;
    assert_told(
        answer.text(),
        &[
            (
                "<link>https://thu.example/</link>",
                "",
                "channel: 0 times link",
            ),
            (
                "<title>",
                "<title>Hai</title><title>",
                "channel: 2 times title",
            ),
            (
                "<link>https://thu.example/bai-viet/",
                "<link>/bai-viet/",
                "not absolute",
            ),
            ("bai-viet/bai-ba</guid>", "bai-viet/bai-hai</guid>", "twice"),
            ("<pubDate>", "<pubDate>Ngày ", "no time"),
            ("<item>", "<item><lead>Mở đầu</lead>", "unknown lead"),
            (
                "<item>",
                "<item><enclosure url=\"https://thu.example/a\"/>",
                "enclosure",
            ),
            (" rel=\"self\"", " rel=\"via\"", "links to itself"),
            ("<width>144", "<width>145", "width"),
        ],
        of_rss::broken,
    );
}

#[tokio::test]
async fn the_rules_of_json_feed_find_what_breaks_them() {
    let portal = portal().await;
    let feed = portal.get("/feed.json").await.json();
    assert_eq!(of_json::broken(&feed), Vec::<String>::new());
    for (place, value, told) in [
        (
            "/version",
            json!("https://jsonfeed.org/version/1"),
            "version",
        ),
        ("/title", Value::Null, "title"),
        ("/items", Value::Null, "items"),
        ("/feed_url", json!("/feed.json"), "feed_url"),
        ("/authors", json!([{}]), "authors"),
        ("/authors", json!("An"), "authors"),
        ("/items/0/id", json!(5), "id"),
        (
            "/items/0/id",
            json!("https://thu.example/bai-viet/bai-hai"),
            "twice",
        ),
        ("/items/0/content_html", Value::Null, "content"),
        (
            "/items/0/date_published",
            json!("20/11/2026"),
            "date_published",
        ),
        ("/items/0/tags", json!(["tin", 5]), "tags"),
        ("/items/0/lead", json!("Mở đầu"), "unknown lead"),
    ] {
        let mut changed = feed.clone();
        let (holder, name) = place.rsplit_once('/').unwrap();
        let holder = changed.pointer_mut(holder).unwrap();
        let holder = holder.as_object_mut().unwrap();
        // What is null is left out.
        let _ = holder.remove(name);
        if !value.is_null() {
            holder.insert(name.to_owned(), value);
        }
        let found = of_json::broken(&changed);
        assert!(
            found.iter().any(|found| found.contains(told)),
            "{place}: {found:?}"
        );
    }
}
