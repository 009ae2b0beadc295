//! The YAML of a song.

use conglang_contract::{
    slug::Slug,
    text::{clean, clean_line},
};
use serde::Deserialize;

use super::slug_from_name;
use crate::{
    import::front_matter::{Found, optional, yaml},
    site::check,
};

const MAX_TITLE_CHARACTERS: usize = 300;
const MAX_NAME_CHARACTERS: usize = 200;
const MAX_NOTE_CHARACTERS: usize = 2000;
const MAX_YEAR: u16 = 2999;

/// All keys are optional here, so that all that are missing can be named.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, expecting = "các dòng có dạng `khóa: giá trị`")]
struct Written {
    title: Option<String>,
    slug: Option<String>,
    audio: Option<String>,
    composer: Option<String>,
    lyricist: Option<String>,
    singer: Option<String>,
    year: Option<String>,
    licence: Option<String>,
    note: Option<String>,
    cover: Option<String>,
    cover_alt: Option<String>,
    lyrics: Option<String>,
    order: Option<String>,
}

/// What stands in the YAML, as far as it can be read. What was empty is absent.
#[derive(Debug, Default, PartialEq)]
pub struct Metadata {
    pub title: String,
    /// Absent when it is wrong.
    pub slug: Option<Slug>,
    pub audio: Option<String>,
    pub composer: Option<String>,
    pub lyricist: Option<String>,
    pub singer: Option<String>,
    pub year: Option<u16>,
    pub licence: Option<String>,
    pub note: Option<String>,
    pub cover: Option<String>,
    pub cover_alt: Option<String>,
    /// The name of a file, or the words themselves.
    pub lyrics: Option<String>,
    pub order: Option<i64>,
}

/// The line of `yaml` on which the top-level `key` stands.
pub fn line_of(yaml: &str, key: &str) -> Option<usize> {
    yaml::index_of_key(yaml, key).map(|index| index + 1)
}

/// What `yaml` says, and everything that is wrong with it. A song without a slug goes by `name`, its
/// folder's or its file's.
pub fn read(yaml: &str, name: &str) -> (Metadata, Vec<Found>) {
    let reading = yaml::read::<Written>(yaml, 0);
    let slug_is_unreadable = reading.is_unreadable(yaml, "slug");
    let title_is_unreadable = reading.is_unreadable(yaml, "title");
    let written = reading.written;
    let mut checked = Checked {
        yaml,
        found: reading.mistakes,
    };
    let title = checked.line("title", written.title, MAX_TITLE_CHARACTERS);
    if title.is_none() && !title_is_unreadable {
        checked.note("title", "thiếu `title`".to_owned());
    }
    let slug = match optional(written.slug) {
        Some(slug) => checked.value(
            "slug",
            check::slug(&slug).map_err(|reason| format!("`slug` {reason}")),
        ),
        None if slug_is_unreadable => None,
        None => checked.value("slug", slug_from_name(name)),
    };
    let metadata = Metadata {
        title: title.unwrap_or_default(),
        slug,
        audio: written.audio.filter(|audio| !audio.is_empty()),
        composer: checked.line("composer", written.composer, MAX_NAME_CHARACTERS),
        lyricist: checked.line("lyricist", written.lyricist, MAX_NAME_CHARACTERS),
        singer: checked.line("singer", written.singer, MAX_NAME_CHARACTERS),
        year: optional(written.year).and_then(|year| checked.value("year", year_of(&year))),
        licence: checked.line("licence", written.licence, MAX_NAME_CHARACTERS),
        note: checked.note_text(written.note),
        cover: written.cover.filter(|cover| !cover.is_empty()),
        cover_alt: checked.line("cover_alt", written.cover_alt, MAX_TITLE_CHARACTERS),
        lyrics: written.lyrics.filter(|lyrics| !lyrics.trim().is_empty()),
        order: optional(written.order).and_then(|order| {
            let number = order
                .parse::<i32>()
                .map(i64::from)
                .map_err(|_| format!("“{order}” không phải là số thứ tự như 1, 2, 3"));
            checked.value("order", number)
        }),
    };
    checked.found.sort();
    (metadata, checked.found)
}

/// Notes what is wrong with the keys of `yaml`.
struct Checked<'a> {
    yaml: &'a str,
    found: Vec<Found>,
}

impl Checked<'_> {
    fn note(&mut self, key: &str, reason: String) {
        self.found.push((line_of(self.yaml, key), reason));
    }

    fn value<T>(&mut self, key: &str, value: Result<T, String>) -> Option<T> {
        value.map_err(|reason| self.note(key, reason)).ok()
    }

    fn line(&mut self, key: &str, written: Option<String>, most: usize) -> Option<String> {
        let text = clean_line(&written?);
        self.length(key, &text, most);
        (!text.is_empty()).then_some(text)
    }

    fn note_text(&mut self, written: Option<String>) -> Option<String> {
        let text = clean(&written?);
        self.length("note", &text, MAX_NOTE_CHARACTERS);
        (!text.is_empty()).then_some(text)
    }

    fn length(&mut self, key: &str, text: &str, most: usize) {
        if text.chars().count() > most {
            self.note(key, format!("`{key}` dài quá {most} ký tự"));
        }
    }
}

fn year_of(text: &str) -> Result<u16, String> {
    text.parse()
        .ok()
        .filter(|&year| (1..=MAX_YEAR).contains(&year))
        .ok_or_else(|| format!("“{text}” không phải là một năm như 1967"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_song_is_read_with_its_year_as_a_number() {
        let yaml = "title: \" Sáo  chiều \"\ncomposer: Tổ kỹ thuật\nyear: 2026\norder: 3\nlyrics: |\n  một\n  hai\n";
        let (metadata, found) = read(yaml, "sao-chieu");
        assert_eq!(found, []);
        assert_eq!(metadata.title, "Sáo chiều");
        assert_eq!(metadata.slug, "sao-chieu".parse().ok());
        assert_eq!((metadata.year, metadata.order), (Some(2026), Some(3)));
        assert_eq!(metadata.lyrics.as_deref(), Some("một\nhai"));
    }

    #[test]
    fn every_mistake_has_its_line() {
        let yaml = "titel: a\nslug: Quê Tôi\nyear: năm ngoái\norder: đầu\ncomposer: [a]\ncover_alt: b: c\n";
        let (_, found) = read(yaml, "que-toi");
        let lines: Vec<_> = found.iter().map(|(line, _)| line.unwrap_or(0)).collect();
        // The missing title has no line.
        assert_eq!(lines, [0, 1, 2, 3, 4, 5, 6], "{found:?}");
        let (_, found) = read("title: a\n", "Quê tôi");
        assert!(found[0].1.contains("thiếu `slug`"), "{found:?}");
    }

    proptest::proptest! {
        #[test]
        fn reading_comes_to_an_end(yaml in "([a-c :\\-\\[{\"'|&*#.\n]|title:|year:|lyrics:){0,60}") {
            let _ = read(&yaml, "a");
        }
    }
}
