//! JSON Feed 1.1 (jsonfeed.org).

use serde_json::{Map, Value};

use super::{is_absolute, is_media_type, is_time, repeated};

/// What a field holds.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Address,
    MediaType,
    Time,
    Flag,
    Number,
    Texts,
    /// Objects with these fields, each with at least the first ones, as many as are told.
    Objects(&'static [(&'static str, Kind)], usize),
    Authors,
}

type Fields = [(&'static str, Kind)];

const AUTHOR: &Fields = &[
    ("name", Kind::Text),
    ("url", Kind::Address),
    ("avatar", Kind::Address),
];
const HUB: &Fields = &[("type", Kind::Text), ("url", Kind::Address)];
const ATTACHMENT: &Fields = &[
    ("url", Kind::Address),
    ("mime_type", Kind::MediaType),
    ("title", Kind::Text),
    ("size_in_bytes", Kind::Number),
    ("duration_in_seconds", Kind::Number),
];
const ITEM: &Fields = &[
    ("id", Kind::Text),
    ("url", Kind::Address),
    ("external_url", Kind::Address),
    ("title", Kind::Text),
    ("content_html", Kind::Text),
    ("content_text", Kind::Text),
    ("summary", Kind::Text),
    ("image", Kind::Address),
    ("banner_image", Kind::Address),
    ("date_published", Kind::Time),
    ("date_modified", Kind::Time),
    ("authors", Kind::Authors),
    ("tags", Kind::Texts),
    ("language", Kind::Text),
    ("attachments", Kind::Objects(ATTACHMENT, 2)),
];
const FEED: &Fields = &[
    ("version", Kind::Text),
    ("title", Kind::Text),
    ("items", Kind::Objects(ITEM, 1)),
    ("home_page_url", Kind::Address),
    ("feed_url", Kind::Address),
    ("description", Kind::Text),
    ("user_comment", Kind::Text),
    ("next_url", Kind::Address),
    ("icon", Kind::Address),
    ("favicon", Kind::Address),
    ("authors", Kind::Authors),
    ("language", Kind::Text),
    ("expired", Kind::Flag),
    ("hubs", Kind::Objects(HUB, 2)),
];
/// How many of the first fields of a feed have to be there.
const NEEDED: usize = 3;

/// The rules that a feed breaks.
pub fn broken(feed: &Value) -> Vec<String> {
    let mut broken = Vec::new();
    object(feed, FEED, NEEDED, "feed", &mut broken);
    if feed["version"] != "https://jsonfeed.org/version/1.1" {
        broken.push(format!("version: {}", feed["version"]));
    }
    let items = feed["items"].as_array().map_or(&[][..], Vec::as_slice);
    for item in items {
        if ["content_html", "content_text"]
            .iter()
            .all(|name| item[*name].is_null())
        {
            broken.push("item: no content".to_owned());
        }
    }
    let ids = items.iter().filter_map(|item| item["id"].as_str());
    for id in repeated(ids.collect()) {
        broken.push(format!("{id} is there twice"));
    }
    broken
}

/// Tells of fields of `value` that are of another kind, unknown, or among the first `needed` ones and lack.
fn object(value: &Value, known: &Fields, needed: usize, place: &str, broken: &mut Vec<String>) {
    let Some(fields) = value.as_object() else {
        broken.push(format!("{place}: {value} is no object"));
        return;
    };
    for (name, _) in &known[..needed] {
        if !fields.contains_key(*name) {
            broken.push(format!("{place}: {name} lacks"));
        }
    }
    // Those of extensions begin with a line.
    for (name, value) in fields.iter().filter(|(name, _)| !name.starts_with('_')) {
        match known.iter().find(|(known, _)| known == name) {
            Some((_, kind)) => field(value, *kind, name, broken),
            None => broken.push(format!("{place}: unknown {name}")),
        }
    }
}

fn field(value: &Value, kind: Kind, name: &str, broken: &mut Vec<String>) {
    let text = value.as_str();
    let holds = match kind {
        Kind::Text => text.is_some_and(|text| name != "id" || !text.is_empty()),
        Kind::Address => text.is_some_and(is_absolute),
        Kind::MediaType => text.is_some_and(is_media_type),
        Kind::Time => text.is_some_and(is_time),
        Kind::Flag => value.is_boolean(),
        Kind::Number => value.is_number(),
        Kind::Texts => all(value, Value::is_string),
        Kind::Authors => all(value, |author| {
            author
                .as_object()
                .is_some_and(|fields| !Map::is_empty(fields))
        }),
        Kind::Objects(..) => value.is_array(),
    };
    if !holds {
        broken.push(format!("{name}: {value}"));
    }
    let (known, needed) = match kind {
        Kind::Objects(known, needed) => (known, needed),
        Kind::Authors => (AUTHOR, 0),
        _ => return,
    };
    for value in value.as_array().into_iter().flatten() {
        object(value, known, needed, name, broken);
    }
}

fn all(value: &Value, holds: fn(&Value) -> bool) -> bool {
    value
        .as_array()
        .is_some_and(|values| values.iter().all(holds))
}
