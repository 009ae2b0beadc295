//! RFC 4287, section 4.

use resvg::usvg::roxmltree::{Document, Node};

use super::{Times, count, is_absolute, is_media_type, is_time, repeated};

const ATOM: &str = "http://www.w3.org/2005/Atom";
const ANY: usize = usize::MAX;

/// 4.1.1
const FEED: [Times; 13] = [
    ("id", 1..=1),
    ("title", 1..=1),
    ("updated", 1..=1),
    ("subtitle", 0..=1),
    ("rights", 0..=1),
    ("generator", 0..=1),
    ("icon", 0..=1),
    ("logo", 0..=1),
    ("author", 0..=ANY),
    ("contributor", 0..=ANY),
    ("category", 0..=ANY),
    ("link", 0..=ANY),
    ("entry", 0..=ANY),
];
/// 4.1.2
const ENTRY: [Times; 12] = [
    ("id", 1..=1),
    ("title", 1..=1),
    ("updated", 1..=1),
    ("published", 0..=1),
    ("summary", 0..=1),
    ("content", 0..=1),
    ("rights", 0..=1),
    ("source", 0..=1),
    ("author", 0..=ANY),
    ("contributor", 0..=ANY),
    ("category", 0..=ANY),
    ("link", 0..=ANY),
];
/// 3.2
const PERSON: [Times; 3] = [("name", 1..=1), ("uri", 0..=1), ("email", 0..=1)];

/// The rules that a feed breaks.
pub fn broken(xml: &str) -> Vec<String> {
    let document = match Document::parse(xml) {
        Ok(document) => document,
        Err(error) => return vec![error.to_string()],
    };
    let feed = document.root_element();
    let mut broken = Vec::new();
    if !feed.has_tag_name((ATOM, "feed")) {
        return vec!["the root is no feed".to_owned()];
    }
    count(feed, Some(ATOM), &FEED, &mut broken);
    links(feed, &mut broken);
    if !children(feed, "link").any(|link| link.attribute("rel") == Some("self")) {
        broken.push("feed: nothing links to itself".to_owned());
    }
    for entry in children(feed, "entry") {
        count(entry, Some(ATOM), &ENTRY, &mut broken);
        links(entry, &mut broken);
        if [feed, entry]
            .iter()
            .all(|holder| children(*holder, "author").count() == 0)
        {
            broken.push("entry: nobody wrote it".to_owned());
        }
    }
    let all = feed.descendants();
    for node in all.filter(|node| node.tag_name().namespace() == Some(ATOM)) {
        check(node, &mut broken);
    }
    let ids = children(feed, "entry").flat_map(|entry| children(entry, "id"));
    for id in repeated(ids.filter_map(|id| id.text()).collect()) {
        broken.push(format!("{id} is there twice"));
    }
    broken
}

fn children<'a>(node: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children()
        .filter(move |child| child.has_tag_name((ATOM, name)))
}

/// 4.2.7. The RFC lets what has content go without an alternate; then it would lead nowhere.
fn links(holder: Node<'_, '_>, broken: &mut Vec<String>) {
    let place = holder.tag_name().name();
    let links = holder.children();
    let links: Vec<_> = links
        .filter(|child| child.has_tag_name((ATOM, "link")))
        .collect();
    for link in &links {
        match link.attribute("href") {
            Some(href) if is_absolute(href) => {}
            Some(href) => broken.push(format!("{place}: {href} is not absolute")),
            None => broken.push(format!("{place}: a link without href")),
        }
        let kind = link.attribute("type");
        if kind.is_some_and(|kind| !is_media_type(kind)) {
            broken.push(format!("{place}: {kind:?} is no type of a link"));
        }
        let length = link.attribute("length");
        if length.is_some_and(|length| length.parse::<u64>().is_err()) {
            broken.push(format!("{place}: {length:?} is no length"));
        }
    }
    let rel = |link: &&Node<'_, '_>| link.attribute("rel").unwrap_or("alternate") == "alternate";
    let alternates = links.iter().filter(rel).count();
    if alternates != 1 {
        broken.push(format!("{place}: {alternates} alternate links"));
    }
}

/// What each element demands of itself.
fn check(node: Node<'_, '_>, broken: &mut Vec<String>) {
    let name = node.tag_name().name();
    let text = node.text().unwrap_or_default();
    let has_elements = node.children().any(|child| child.is_element());
    let kind = node.attribute("type").unwrap_or("text");
    let mut demand = |holds: bool, told: String| {
        if !holds {
            broken.push(told);
        }
    };
    match name {
        "id" | "icon" | "logo" | "uri" => {
            demand(is_absolute(text), format!("{name}: {text} is not absolute"));
        }
        "updated" | "published" => demand(is_time(text), format!("{name}: {text} is no time")),
        "author" | "contributor" => count(node, Some(ATOM), &PERSON, broken),
        "name" | "generator" => demand(!text.trim().is_empty(), format!("{name} is empty")),
        "category" => {
            let term = node.attribute("term");
            demand(term.is_some(), "a category without term".to_owned());
        }
        "title" | "subtitle" | "summary" | "rights" | "content" => {
            let is_known = ["text", "html", "xhtml"].contains(&kind);
            demand(is_known, format!("{kind} is no type of {name}"));
            let is_plain = kind == "xhtml" || !has_elements;
            demand(is_plain, format!("elements in {name}"));
        }
        _ => {}
    }
}
