//! JSON Feed 1.1 (jsonfeed.org).

use serde::Serialize;

use super::{Entry, Feed, Timestamp};
use crate::{pages::head::absolute, site::icons::Icon};

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    description: &'a str,
    icon: String,
    favicon: String,
    language: &'static str,
    authors: [Author<'a>; 1],
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    content_html: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: Timestamp,
    date_modified: Timestamp,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    tags: [&'a str; 1],
}

pub fn write(feed: &Feed<'_>) -> serde_json::Result<Vec<u8>> {
    let settings = feed.settings;
    serde_json::to_vec(&JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.page,
        feed_url: &feed.address,
        description: &feed.description,
        icon: absolute(Icon::Large.url(), settings),
        favicon: absolute(Icon::Small.url(), settings),
        language: settings.text_language.code(),
        authors: [Author {
            name: &settings.contact.organisation,
            url: Some(&settings.host),
        }],
        items: feed.entries.iter().map(item).collect(),
    })
}

fn item(entry: &Entry) -> Item<'_> {
    let authors = entry.author.iter();
    Item {
        id: &entry.address,
        url: &entry.address,
        title: &entry.title,
        summary: &entry.lead,
        content_html: &entry.html,
        image: entry.picture.as_ref().map(|picture| picture.url.as_str()),
        date_published: entry.published_at,
        date_modified: entry.updated_at,
        authors: authors.map(|name| Author { name, url: None }).collect(),
        tags: [&entry.category.name],
    }
}
