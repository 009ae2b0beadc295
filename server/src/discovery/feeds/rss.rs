//! RSS 2.0, as the RSS Advisory Board's profile has it.

use std::collections::BTreeMap;

use rss::{
    Category, Channel, Enclosure, Error, Guid, Image, Item,
    extension::{
        atom::{AtomExtension, Link},
        dublincore::DublinCoreExtension,
    },
};
use time::format_description::well_known::Rfc2822;

use super::{Entry, Feed, FeedFormat, Timestamp};
use crate::{pages::head::absolute, site::icons::Icon};

pub fn write(feed: &Feed<'_>) -> Result<Vec<u8>, Error> {
    let settings = feed.settings;
    let own = Link {
        href: feed.address.clone(),
        rel: "self".to_owned(),
        mime_type: Some(FeedFormat::Rss.media_type().to_owned()),
        ..Link::default()
    };
    let namespaces = [
        ("atom", "http://www.w3.org/2005/Atom"),
        ("content", "http://purl.org/rss/1.0/modules/content/"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
    ];
    let channel = Channel {
        title: feed.title.clone(),
        link: feed.page.clone(),
        description: feed.description.clone(),
        language: Some(settings.text_language.code().to_owned()),
        last_build_date: Some(date(feed.updated)),
        generator: Some("Cổng Làng".to_owned()),
        docs: Some("https://www.rssboard.org/rss-specification".to_owned()),
        image: Some(Image {
            // The profile has no larger ones.
            url: absolute(Icon::Small.url(), settings),
            title: feed.title.clone(),
            link: feed.page.clone(),
            width: Some("144".to_owned()),
            height: Some("144".to_owned()),
            description: None,
        }),
        items: feed.entries.iter().map(item).collect(),
        atom_ext: Some(AtomExtension { links: vec![own] }),
        namespaces: namespaces
            .map(|(prefix, name)| (prefix.to_owned(), name.to_owned()))
            .into_iter()
            .collect::<BTreeMap<_, _>>(),
        ..Channel::default()
    };
    channel.write_to(Vec::new())
}

fn item(entry: &Entry) -> Item {
    let enclosure = entry.picture.as_ref().and_then(|picture| {
        Some(Enclosure {
            url: picture.url.clone(),
            length: picture.size_bytes?.to_string(),
            mime_type: "image/jpeg".to_owned(),
        })
    });
    // `author` would have to be an address for letters.
    let creator = entry.author.clone().map(|author| DublinCoreExtension {
        creators: vec![author],
        ..DublinCoreExtension::default()
    });
    Item {
        title: Some(entry.title.clone()),
        link: Some(entry.address.clone()),
        description: Some(entry.lead.clone()).filter(|lead| !lead.is_empty()),
        categories: vec![Category {
            name: entry.category.name.clone(),
            domain: None,
        }],
        enclosure,
        guid: Some(Guid {
            value: entry.address.clone(),
            permalink: true,
        }),
        pub_date: Some(date(entry.published_at)),
        content: Some(entry.html.clone()),
        dublin_core_ext: creator,
        ..Item::default()
    }
}

/// An unwritable time leaves an empty element, which readers pass over. Imports take no such time.
fn date(time: Timestamp) -> String {
    time.date_time().format(&Rfc2822).unwrap_or_default()
}
