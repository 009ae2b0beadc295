//! Atom (RFC 4287).

use atom_syndication::{
    Category, Content, Entry as AtomEntry, Error, Feed as AtomFeed, FixedDateTime, Generator, Link,
    Person, Text,
};

use super::{Entry, Feed, FeedFormat, Timestamp};
use crate::{pages::head::absolute, site::icons::Icon};

pub fn write(feed: &Feed<'_>) -> Result<Vec<u8>, Error> {
    let settings = feed.settings;
    let atom = AtomFeed {
        title: Text::plain(feed.title.clone()),
        subtitle: Some(Text::plain(feed.description.clone())),
        id: feed.address.clone(),
        updated: date(feed.updated),
        authors: vec![Person {
            name: settings.contact.organisation.clone(),
            uri: Some(settings.host.clone()),
            ..Person::default()
        }],
        generator: Some(Generator {
            value: "Cổng Làng".to_owned(),
            ..Generator::default()
        }),
        icon: Some(absolute(Icon::Small.url(), settings)),
        links: vec![
            link("self", &feed.address, FeedFormat::Atom.media_type()),
            link("alternate", &feed.page, "text/html"),
        ],
        lang: Some(settings.text_language.code().to_owned()),
        entries: feed.entries.iter().map(entry).collect(),
        ..AtomFeed::default()
    };
    atom.write_to(Vec::new())
}

fn entry(entry: &Entry) -> AtomEntry {
    let author = entry.author.as_ref().map(|name| Person {
        name: name.clone(),
        ..Person::default()
    });
    let mut links = vec![link("alternate", &entry.address, "text/html")];
    if let Some(picture) = &entry.picture {
        links.push(Link {
            length: picture.size_bytes.map(|bytes| bytes.to_string()),
            ..link("enclosure", &picture.url, "image/jpeg")
        });
    }
    AtomEntry {
        title: Text::plain(entry.title.clone()),
        id: entry.address.clone(),
        published: Some(date(entry.published_at)),
        updated: date(entry.updated_at),
        authors: author.into_iter().collect(),
        categories: vec![Category {
            term: entry.category.slug.to_string(),
            label: Some(entry.category.name.clone()),
            ..Category::default()
        }],
        links,
        summary: Some(Text::plain(entry.lead.clone())).filter(|_| !entry.lead.is_empty()),
        content: Some(Content {
            value: Some(entry.html.clone()),
            content_type: Some("html".to_owned()),
            ..Content::default()
        }),
        ..AtomEntry::default()
    }
}

fn link(rel: &str, href: &str, media_type: &str) -> Link {
    Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        mime_type: Some(media_type.to_owned()),
        ..Link::default()
    }
}

/// Both write and read RFC 3339, so that nothing is lost between the libraries' times.
fn date(time: Timestamp) -> FixedDateTime {
    time.to_rfc3339().parse().unwrap_or_default()
}
