//! The YAML at the head of an article.

pub mod yaml;

use std::ops::RangeInclusive;

use conglang_contract::{slug::Slug, text::clean_line, timestamp::Timestamp};
use time::{Date, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset, macros::format_description};

use crate::{
    old_address::OldAddress,
    site::{check, settings::Settings},
};

pub use yaml::AttachmentEntry;

const FENCE: &str = "---";
const MAX_BYTES: usize = 32 * 1024;
const MAX_TITLE_CHARACTERS: usize = 300;
const MAX_LEAD_CHARACTERS: usize = 2000;
const MAX_TAG_CHARACTERS: usize = 100;
/// What a version in another language says itself.
const TRANSLATED_KEYS: [&str; 3] = ["title", "lead", "cover_alt"];
/// The key of [`FrontMatter::old_addresses`].
pub const LEGACY_URLS: &str = "legacy_urls";
const YEARS: RangeInclusive<i32> = 1900..=2999;

/// A front matter as far as it can be read. What was empty is absent.
#[derive(Default)]
pub struct FrontMatter {
    pub title: String,
    /// Absent when it is wrong, as the next two.
    pub slug: Option<Slug>,
    pub category: Option<Slug>,
    /// Seconds since 1970.
    pub published_at: Option<i64>,
    pub lead: String,
    pub tags: Vec<String>,
    pub author: Option<String>,
    pub source: Option<String>,
    pub cover: Option<String>,
    pub cover_alt: Option<String>,
    /// The file in which somebody reads the article out.
    pub audio: Option<String>,
    pub attachments: Vec<AttachmentEntry>,
    /// Where the article was to be found before.
    pub old_addresses: Vec<OldAddress>,
}

/// The front matter of an article's version in another language.
#[derive(Default)]
pub struct TranslatedFrontMatter {
    pub title: String,
    pub lead: String,
    pub cover_alt: Option<String>,
}

/// A line of the file and a reason.
pub type Found = (Option<usize>, String);

/// The YAML and the body of `text`.
///
/// # Errors
/// When `text` does not begin with a front matter.
pub fn split(text: &str) -> Result<(&str, &str), &'static str> {
    let rest = text
        .strip_prefix(FENCE)
        .and_then(|rest| rest.trim_start_matches([' ', '\t']).strip_prefix('\n'))
        .ok_or("thiếu phần thông tin đầu bài, bắt đầu bằng dòng ---")?;
    let mut position = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == FENCE {
            return Ok((&rest[..position], &rest[position + line.len()..]));
        }
        position += line.len();
    }
    Err("phần thông tin đầu bài không có dòng --- kết thúc")
}

/// The line of the file on which the top-level `key` stands in `yaml`.
pub fn line_of(yaml: &str, key: &str) -> Option<usize> {
    yaml::index_of_key(yaml, key).map(|index| index + 2)
}

/// The line of the file on which `text` stands in the list `key`, or else that of the list.
pub fn line_of_entry(yaml: &str, key: &str, text: &str) -> Option<usize> {
    let first = yaml::index_of_key(yaml, key)?;
    let mut lines = yaml.lines().enumerate().skip(first);
    let found = lines.find(|(_, line)| line.contains(text));
    Some(found.map_or(first, |(index, _)| index) + 2)
}

/// The front matter, and everything that is wrong with it.
pub fn read(yaml: &str, settings: &Settings) -> (FrontMatter, Vec<Found>) {
    if let Some(found) = too_long(yaml) {
        return (FrontMatter::default(), vec![found]);
    }
    let mut reading = yaml::read::<yaml::Written>(yaml, 1);
    let written = std::mem::take(&mut reading.written);
    let mut found = std::mem::take(&mut reading.mistakes);
    let mut required = |key: &str, value: Option<String>| {
        let value = optional(value);
        if value.is_none() && !reading.is_unreadable(yaml, key) {
            found.push((line_of(yaml, key), format!("thiếu `{key}`")));
        }
        value
    };
    let title = required("title", written.title).unwrap_or_default();
    let slug = required("slug", written.slug);
    let category = required("category", written.category);
    let published_at = required("published_at", written.published_at);

    let mut checked = Checked { yaml, found };
    let front_matter = FrontMatter {
        slug: slug.and_then(|slug| checked.value("slug", slug_of(&slug))),
        category: category
            .and_then(|category| checked.value("category", category_of(&category, settings))),
        published_at: published_at
            .and_then(|text| checked.value("published_at", time_of(&text, settings.utc_offset))),
        lead: optional(written.lead).unwrap_or_default(),
        tags: tags(written.tags.unwrap_or_default()),
        author: optional(written.author),
        source: optional(written.source),
        cover: written.cover.filter(|cover| !cover.is_empty()),
        cover_alt: optional(written.cover_alt),
        audio: written.audio.filter(|audio| !audio.is_empty()),
        attachments: attachments(written.attachments.unwrap_or_default()),
        old_addresses: checked.old_addresses(written.legacy_urls.unwrap_or_default()),
        title,
    };
    checked.length("title", &front_matter.title, MAX_TITLE_CHARACTERS);
    checked.length("lead", &front_matter.lead, MAX_LEAD_CHARACTERS);
    for (key, value) in [
        ("author", &front_matter.author),
        ("source", &front_matter.source),
        ("cover_alt", &front_matter.cover_alt),
    ] {
        checked.length(
            key,
            value.as_deref().unwrap_or_default(),
            MAX_TITLE_CHARACTERS,
        );
    }
    for tag in &front_matter.tags {
        checked.length("tags", tag, MAX_TAG_CHARACTERS);
    }
    (front_matter, checked.found)
}

/// The front matter of a version in another language, and everything that is wrong with it. What the
/// versions share stands in `index.md` alone, so that it cannot differ.
pub fn read_translation(yaml: &str) -> (TranslatedFrontMatter, Vec<Found>) {
    if let Some(found) = too_long(yaml) {
        return (TranslatedFrontMatter::default(), vec![found]);
    }
    let mut reading = yaml::read::<yaml::Written>(yaml, 1);
    let written = std::mem::take(&mut reading.written);
    let mut found = std::mem::take(&mut reading.mistakes);
    for (line, key) in yaml::keys_of(yaml) {
        let is_told = found.iter().any(|&(told, _)| told == Some(line));
        if !TRANSLATED_KEYS.contains(&key) && !is_told {
            let reason = format!("`{key}` chỉ viết trong bản tiếng Việt");
            found.push((Some(line), reason));
        }
    }
    let title = optional(written.title);
    if title.is_none() && !reading.is_unreadable(yaml, "title") {
        found.push((line_of(yaml, "title"), "thiếu `title`".to_owned()));
    }
    let mut checked = Checked { yaml, found };
    let front_matter = TranslatedFrontMatter {
        title: title.unwrap_or_default(),
        lead: optional(written.lead).unwrap_or_default(),
        cover_alt: optional(written.cover_alt),
    };
    checked.length("title", &front_matter.title, MAX_TITLE_CHARACTERS);
    checked.length("lead", &front_matter.lead, MAX_LEAD_CHARACTERS);
    let cover_alt = front_matter.cover_alt.as_deref().unwrap_or_default();
    checked.length("cover_alt", cover_alt, MAX_TITLE_CHARACTERS);
    (front_matter, checked.found)
}

fn too_long(yaml: &str) -> Option<Found> {
    (yaml.len() > MAX_BYTES).then(|| {
        let reason = format!(
            "phần thông tin đầu bài dài {} KB, tối đa {} KB",
            yaml.len().div_ceil(1024),
            MAX_BYTES / 1024
        );
        (Some(1), reason)
    })
}

/// Notes what is wrong with the keys of `yaml`.
struct Checked<'a> {
    yaml: &'a str,
    found: Vec<Found>,
}

impl Checked<'_> {
    fn value<T>(&mut self, key: &str, value: Result<T, String>) -> Option<T> {
        value
            .map_err(|reason| self.found.push((line_of(self.yaml, key), reason)))
            .ok()
    }

    /// Those of `written` that can be looked up, each once.
    fn old_addresses(&mut self, written: Vec<String>) -> Vec<OldAddress> {
        let mut addresses = Vec::new();
        for text in written {
            match OldAddress::parse(text.trim()) {
                Ok(address) if addresses.contains(&address) => {}
                Ok(address) => addresses.push(address),
                Err(reason) => {
                    let line = line_of_entry(self.yaml, LEGACY_URLS, &text);
                    self.found
                        .push((line, format!("`{LEGACY_URLS}`: {reason}")));
                }
            }
        }
        addresses
    }

    fn length(&mut self, key: &str, text: &str, max_characters: usize) {
        if text.chars().count() > max_characters {
            let reason = format!("`{key}` dài quá {max_characters} ký tự");
            self.found.push((line_of(self.yaml, key), reason));
        }
    }
}

fn slug_of(text: &str) -> Result<Slug, String> {
    check::slug(text).map_err(|reason| format!("`slug` {reason}"))
}

fn category_of(text: &str, settings: &Settings) -> Result<Slug, String> {
    text.parse()
        .ok()
        .filter(|slug| settings.has_category(slug))
        .ok_or_else(|| format!("không có chuyên mục “{text}” trong site.toml"))
}

/// Seconds since 1970.
fn time_of(text: &str, offset: UtcOffset) -> Result<i64, String> {
    let time = parse_time(text, offset)
        .ok_or_else(|| format!("“{text}” không phải là ngày giờ như 2026-11-23T07:00:00+07:00"))?;
    // A slip of the pen would stand first in every list, and past 9999 no list could be told at all.
    if YEARS.contains(&time.year()) {
        Ok(time.unix_timestamp())
    } else {
        Err(format!(
            "“{text}” không phải là ngày đăng: năm phải từ {} đến {}",
            YEARS.start(),
            YEARS.end()
        ))
    }
}

pub fn optional(value: Option<String>) -> Option<String> {
    value
        .map(|value| clean_line(&value))
        .filter(|value| !value.is_empty())
}

fn tags(written: Vec<String>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in written {
        let tag = clean_line(&tag);
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

fn attachments(written: Vec<AttachmentEntry>) -> Vec<AttachmentEntry> {
    written
        .into_iter()
        .map(|entry| AttachmentEntry {
            title: optional(entry.title),
            ..entry
        })
        .collect()
}

/// RFC 3339, or a date with or without a time of the town's clock.
fn parse_time(text: &str, offset: UtcOffset) -> Option<OffsetDateTime> {
    if let Ok(time) = Timestamp::parse_rfc3339(text) {
        return Some(time.date_time());
    }
    let text = text.replacen('T', " ", 1);
    let local = PrimitiveDateTime::parse(
        &text,
        format_description!("[year]-[month]-[day] [hour]:[minute]:[second]"),
    )
    .or_else(|_| {
        PrimitiveDateTime::parse(
            &text,
            format_description!("[year]-[month]-[day] [hour]:[minute]"),
        )
    })
    .or_else(|_| {
        Date::parse(&text, format_description!("[year]-[month]-[day]"))
            .map(|date| date.with_time(Time::MIDNIGHT))
    })
    .ok()?;
    Some(local.assume_offset(offset))
}
