//! The YAML at the head of an article.

use conglang_contract::{slug::Slug, text::clean_line, timestamp::Timestamp};
use serde::Deserialize;
use time::{Date, PrimitiveDateTime, Time, UtcOffset, macros::format_description};

use crate::site::{check, settings::Settings};

const FENCE: &str = "---";
const MAX_TITLE_CHARACTERS: usize = 300;

/// A checked front matter. What was empty is absent.
pub struct FrontMatter {
    pub title: String,
    pub lead: String,
    pub category: Slug,
    pub tags: Vec<String>,
    pub author: Option<String>,
    pub source: Option<String>,
    /// Seconds since 1970.
    pub published_at: i64,
    pub cover: Option<String>,
    pub cover_alt: Option<String>,
    pub attachments: Vec<AttachmentEntry>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttachmentEntry {
    pub file: String,
    #[serde(default)]
    pub title: Option<String>,
}

/// The YAML as it is written. All keys are optional here, so that all that are missing can be named.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    title: Option<String>,
    slug: Option<String>,
    lead: Option<String>,
    category: Option<String>,
    tags: Option<Vec<String>>,
    author: Option<String>,
    source: Option<String>,
    published_at: Option<String>,
    cover: Option<String>,
    cover_alt: Option<String>,
    attachments: Option<Vec<AttachmentEntry>>,
}

/// A line and a reason.
type Found = (Option<usize>, String);

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
    yaml.lines()
        .position(|line| {
            line.strip_prefix(key)
                .is_some_and(|rest| rest.trim_start().starts_with(':'))
        })
        .map(|index| index + 2)
}

/// # Errors
/// Everything that is wrong, with lines of the file.
pub fn parse(yaml: &str, settings: &Settings) -> Result<(FrontMatter, Slug), Vec<Found>> {
    let written: Option<Written> = serde_norway::from_str(yaml).map_err(|error| {
        let line = error.location().map(|location| location.line() + 1);
        vec![(
            unknown_key_line(yaml, &error.to_string()).or(line),
            translate(&error.to_string()),
        )]
    })?;
    let Some(written) = written else {
        return Err(vec![(Some(1), "phần thông tin đầu bài trống".to_owned())]);
    };
    let mut found = Vec::new();
    let mut required = |key: &str, value: Option<String>| {
        let value = value.map(|value| clean_line(&value)).unwrap_or_default();
        if value.is_empty() {
            found.push((line_of(yaml, key), format!("thiếu `{key}`")));
        }
        value
    };
    let title = required("title", written.title);
    let slug = required("slug", written.slug);
    let category = required("category", written.category);
    let published_at = required("published_at", written.published_at);

    let mut note = |key: &str, reason| found.push((line_of(yaml, key), reason));
    if title.chars().count() > MAX_TITLE_CHARACTERS {
        note(
            "title",
            format!("`title` dài quá {MAX_TITLE_CHARACTERS} ký tự"),
        );
    }
    let slug = (!slug.is_empty())
        .then(|| {
            check::slug(&slug)
                .map_err(|reason| note("slug", format!("`slug` {reason}")))
                .ok()
        })
        .flatten();
    let category = (!category.is_empty())
        .then(|| {
            let known = category
                .parse()
                .ok()
                .filter(|slug| settings.has_category(slug));
            if known.is_none() {
                note(
                    "category",
                    format!("không có chuyên mục “{category}” trong site.toml"),
                );
            }
            known
        })
        .flatten();
    let published_at = (!published_at.is_empty())
        .then(|| {
            let time = parse_time(&published_at, settings.utc_offset);
            if time.is_none() {
                note(
                    "published_at",
                    format!(
                        "“{published_at}” không phải là ngày giờ như 2026-11-23T07:00:00+07:00"
                    ),
                );
            }
            time
        })
        .flatten();
    match (slug, category, published_at, found.is_empty()) {
        (Some(slug), Some(category), Some(published_at), true) => {
            let front_matter = FrontMatter {
                title,
                lead: optional(written.lead).unwrap_or_default(),
                category,
                tags: tags(written.tags.unwrap_or_default()),
                author: optional(written.author),
                source: optional(written.source),
                published_at,
                cover: optional(written.cover),
                cover_alt: optional(written.cover_alt),
                attachments: written.attachments.unwrap_or_default(),
            };
            Ok((front_matter, slug))
        }
        _ => Err(found),
    }
}

fn optional(value: Option<String>) -> Option<String> {
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

/// RFC 3339, or a date with or without a time of the town's clock.
fn parse_time(text: &str, offset: UtcOffset) -> Option<i64> {
    if let Ok(time) = Timestamp::parse_rfc3339(text) {
        return Some(time.unix_seconds());
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
    Some(local.assume_offset(offset).unix_timestamp())
}

/// YAML readers place an unknown key at the start of its map; people look for the key itself.
fn unknown_key_line(yaml: &str, message: &str) -> Option<usize> {
    let rest = message.split_once("unknown field `")?.1;
    line_of(yaml, rest.split_once('`')?.0)
}

/// The commonest of the YAML reader's messages in Vietnamese, the rest as they are.
fn translate(message: &str) -> String {
    let message = message
        .rsplit_once(" at line ")
        .map_or(message, |(message, _)| message);
    if let Some((_, rest)) = message.split_once("unknown field ") {
        format!(
            "không có khóa nào tên {}",
            rest.replace("expected", "chỉ có")
        )
    } else if let Some((_, rest)) = message.split_once("missing field ") {
        format!("thiếu khóa {rest}")
    } else if let Some((_, rest)) = message.split_once("invalid type: ") {
        format!("giá trị sai kiểu: {}", rest.replace("expected", "cần"))
    } else {
        format!("sai cú pháp YAML: {message}")
    }
}
