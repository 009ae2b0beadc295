//! RSS 2.0 with the RSS Advisory Board's profile, beside what the library `rss` finds.

use resvg::usvg::roxmltree::{Document, Node};
use rss::validation::Validate;
use time::{OffsetDateTime, format_description::well_known::Rfc2822};

use super::{Times, count, is_absolute, is_media_type, repeated};

const ATOM: &str = "http://www.w3.org/2005/Atom";
const ANY: usize = usize::MAX;

const CHANNEL: [Times; 18] = [
    ("title", 1..=1),
    ("link", 1..=1),
    ("description", 1..=1),
    ("language", 0..=1),
    ("copyright", 0..=1),
    ("managingEditor", 0..=1),
    ("webMaster", 0..=1),
    ("pubDate", 0..=1),
    ("lastBuildDate", 0..=1),
    ("category", 0..=ANY),
    ("generator", 0..=1),
    ("docs", 0..=1),
    ("cloud", 0..=1),
    ("ttl", 0..=1),
    ("image", 0..=1),
    ("skipHours", 0..=1),
    ("skipDays", 0..=1),
    ("item", 0..=ANY),
];
const ITEM: [Times; 10] = [
    ("title", 0..=1),
    ("link", 0..=1),
    ("description", 0..=1),
    ("author", 0..=1),
    ("category", 0..=ANY),
    ("comments", 0..=1),
    ("enclosure", 0..=1),
    ("guid", 0..=1),
    ("pubDate", 0..=1),
    ("source", 0..=1),
];
const IMAGE: [Times; 6] = [
    ("url", 1..=1),
    ("title", 1..=1),
    ("link", 1..=1),
    ("width", 0..=1),
    ("height", 0..=1),
    ("description", 0..=1),
];

/// The rules that a feed breaks.
pub fn broken(xml: &str) -> Vec<String> {
    let document = match Document::parse(xml) {
        Ok(document) => document,
        Err(error) => return vec![error.to_string()],
    };
    let root = document.root_element();
    let mut broken = Vec::new();
    if !root.has_tag_name("rss") || root.attribute("version") != Some("2.0") {
        broken.push("the root is no rss 2.0".to_owned());
    }
    count(root, None, &[("channel", 1..=1)], &mut broken);
    for node in root.descendants().filter(Node::is_element) {
        if node.tag_name().namespace().is_none() {
            check(node, &mut broken);
        }
    }
    let own = root
        .descendants()
        .filter(|node| node.has_tag_name((ATOM, "link")) && node.attribute("rel") == Some("self"));
    let own: Vec<_> = own.filter_map(|link| link.attribute("href")).collect();
    if !matches!(own[..], [address] if is_absolute(address)) {
        broken.push(format!("channel: {own:?} links to itself"));
    }
    let guids = root.descendants().filter(|node| node.has_tag_name("guid"));
    for guid in repeated(guids.filter_map(|guid| guid.text()).collect()) {
        broken.push(format!("{guid} is there twice"));
    }
    let read = rss::Channel::read_from(xml.as_bytes());
    let valid = read.map(|channel| channel.validate().map_err(|error| error.to_string()));
    match valid {
        Ok(Ok(())) => {}
        Ok(Err(reason)) => broken.push(reason),
        Err(error) => broken.push(error.to_string()),
    }
    broken
}

/// What each element demands of itself.
fn check(node: Node<'_, '_>, broken: &mut Vec<String>) {
    let name = node.tag_name().name();
    let text = node.text().unwrap_or_default();
    let has = |name: &'static str| node.children().any(|child| child.has_tag_name(name));
    match name {
        "channel" => count(node, None, &CHANNEL, broken),
        "image" => count(node, None, &IMAGE, broken),
        "item" => {
            count(node, None, &ITEM, broken);
            if !has("title") && !has("description") {
                broken.push("item: neither title nor description".to_owned());
            }
        }
        "link" | "url" | "docs" | "comments" if !is_absolute(text) => {
            broken.push(format!("{name}: {text} is not absolute"));
        }
        "guid" if node.attribute("isPermaLink") != Some("false") && !is_absolute(text) => {
            broken.push(format!("guid: {text} is not absolute"));
        }
        "pubDate" | "lastBuildDate" if OffsetDateTime::parse(text, &Rfc2822).is_err() => {
            broken.push(format!("{name}: {text} is no time"));
        }
        "width" | "height" => {
            let most = if name == "width" { 144 } else { 400 };
            if !text.parse::<u32>().is_ok_and(|side| side <= most) {
                broken.push(format!("image: {name} of {text}"));
            }
        }
        "enclosure" => {
            let is_whole = node.attribute("url").is_some_and(is_absolute)
                && node.attribute("type").is_some_and(is_media_type)
                && node
                    .attribute("length")
                    .is_some_and(|length| length.parse::<u64>().is_ok());
            if !is_whole {
                broken.push("enclosure: no whole one".to_owned());
            }
        }
        _ => {}
    }
}
