//! The YAML as it is written, and everything in it that cannot be read.
//!
//! A YAML reader stops at the first mistake. Here what it stops at is taken out and it reads again,
//! key by key first, so that a quotation mark that is never closed does not swallow the next keys.

use std::ops::Range;

use serde::{Deserialize, de::DeserializeOwned};

use super::Found;

/// All keys are optional here, so that all that are missing can be named.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, expecting = "các dòng có dạng `khóa: giá trị`")]
pub struct Written {
    pub title: Option<String>,
    pub slug: Option<String>,
    pub lead: Option<String>,
    pub category: Option<String>,
    pub tags: Option<Vec<String>>,
    pub author: Option<String>,
    pub source: Option<String>,
    pub published_at: Option<String>,
    pub cover: Option<String>,
    pub cover_alt: Option<String>,
    pub audio: Option<String>,
    pub attachments: Option<Vec<AttachmentEntry>>,
    pub legacy_urls: Option<Vec<String>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "`file` và `title`")]
pub struct AttachmentEntry {
    pub file: String,
    #[serde(default)]
    pub title: Option<String>,
}

/// A YAML as far as it can be read.
pub struct Reading<'a, T> {
    pub written: T,
    pub mistakes: Vec<Found>,
    /// The lines; those that cannot be read are empty.
    readable: Vec<&'a str>,
    /// How many lines of the file stand before the YAML.
    lines_before: usize,
}

impl<T> Reading<'_, T> {
    /// Whether `key` is there, with a value that could not be read.
    pub fn is_unreadable(&self, yaml: &str, key: &str) -> bool {
        index_of_key(yaml, key).is_some_and(|index| self.readable[index].is_empty())
    }
}

/// Where the top-level `key` stands among the lines of `yaml`, counted from 0.
pub fn index_of_key(yaml: &str, key: &str) -> Option<usize> {
    yaml.lines().position(|line| {
        line.strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with(':'))
    })
}

/// `yaml` as a `T`; `lines_before` lines of the file stand before it.
pub fn read<T: Default + DeserializeOwned>(yaml: &str, lines_before: usize) -> Reading<'_, T> {
    let mut reading = Reading {
        written: T::default(),
        mistakes: Vec::new(),
        readable: yaml.lines().collect(),
        lines_before,
    };
    let everything = 0..reading.readable.len();
    if parse::<T>(&reading.readable).is_err() {
        for key in keys(&reading.readable) {
            reading.mend(key);
        }
    }
    reading.written = reading.mend(everything);
    reading.mistakes.sort();
    reading
}

impl<T: Default + DeserializeOwned> Reading<'_, T> {
    /// Takes out of `lines` what cannot be read, and reads the rest.
    fn mend(&mut self, lines: Range<usize>) -> T {
        loop {
            let error = match parse(&self.readable[lines.clone()]) {
                Ok(written) => return written,
                Err(error) => error,
            };
            let message = error.to_string();
            let index = self.index_of(&error, &message, &lines);
            let line = index + 1 + self.lines_before;
            self.mistakes.push((Some(line), translate(&message)));
            self.take_out(index, &lines);
        }
    }

    /// The line that `error` is about.
    fn index_of(&self, error: &serde_norway::Error, message: &str, lines: &Range<usize>) -> usize {
        let told = error.location().map_or(0, |location| location.line() - 1);
        let told = (lines.start + told).min(lines.end - 1);
        let key = ["unknown field `", "duplicate field `"]
            .iter()
            .find_map(|start| message.split_once(start)?.1.split_once('`'))
            .map(|(key, _)| key);
        if let Some(key) = key {
            // It is told at the start of the map; people look for the key itself, and of two for
            // the second.
            let mut with_key =
                (told..lines.end).filter(|&index| has_key(self.readable[index], key));
            let index = if message.contains("duplicate") {
                with_key.next_back()
            } else {
                with_key.next()
            };
            return index.unwrap_or(told);
        }
        if message.contains("end of stream") {
            // Something is opened and never closed.
            return lines.start;
        }
        told
    }

    /// Empties the line `index` and what belongs to it; all `lines` when there is nothing left of it.
    fn take_out(&mut self, index: usize, lines: &Range<usize>) {
        if self.readable[index].trim().is_empty() {
            self.readable[lines.clone()].fill("");
            return;
        }
        let own = indent(self.readable[index]);
        let is_item = |line: &str| line.trim_start().starts_with('-');
        let opens_list = !is_item(self.readable[index]);
        let end = (index + 1..lines.end)
            .find(|&next| {
                let line = self.readable[next];
                let belongs = line.trim().is_empty()
                    || indent(line) > own
                    || (indent(line) == own && opens_list && is_item(line));
                !belongs
            })
            .unwrap_or(lines.end);
        self.readable[index..end].fill("");
    }
}

/// The top-level keys of `yaml`, each with its line of the file.
pub fn keys_of(yaml: &str) -> impl Iterator<Item = (usize, &str)> {
    yaml.lines().enumerate().filter_map(|(index, line)| {
        let (key, _) = line.split_once(':')?;
        let is_key = key.starts_with(|first: char| first.is_alphabetic())
            && key
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '_');
        is_key.then_some((index + 2, key))
    })
}

fn parse<T: Default + DeserializeOwned>(lines: &[&str]) -> serde_norway::Result<T> {
    let written: Option<T> = serde_norway::from_str(&lines.join("\n"))?;
    Ok(written.unwrap_or_default())
}

/// The lines of each top-level key, and those before the first.
fn keys(lines: &[&str]) -> Vec<Range<usize>> {
    let is_start = |line: &str| {
        line.split_once(':').is_some_and(|(key, _)| {
            key.starts_with(|first: char| first.is_alphabetic()) && !key.contains(['"', '\''])
        })
    };
    let starts = (0..lines.len()).filter(|&index| index == 0 || is_start(lines[index]));
    let ends = (1..=lines.len()).filter(|&end| end == lines.len() || is_start(lines[end]));
    starts.zip(ends).map(|(start, end)| start..end).collect()
}

fn has_key(line: &str, key: &str) -> bool {
    line.trim_start_matches([' ', '-'])
        .strip_prefix(key)
        .is_some_and(|rest| rest.trim_start().starts_with(':'))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The commonest of the YAML reader's messages in Vietnamese, the rest as they are.
fn translate(message: &str) -> String {
    let message = message
        .split_once(" at line ")
        .map_or(message, |(message, _)| message);
    let after = |start| message.split_once(start).map(|(_, rest)| rest);
    if let Some(rest) = after("unknown field ") {
        let rest = rest
            .replace("expected one of", "chỉ có")
            .replace("expected", "chỉ có")
            .replace(" or ", " và ");
        return format!("không có khóa nào tên {rest}");
    }
    if let Some(rest) = after("duplicate field ") {
        return format!("khóa {rest} có hai lần");
    }
    if let Some(rest) = after("missing field ") {
        return format!("thiếu {rest}");
    }
    if let Some(rest) = after("invalid type: ") {
        let mut rest = rest.to_owned();
        for (english, vietnamese) in [
            ("expected a string", "cần một đoạn chữ"),
            ("expected a sequence", "cần một danh sách"),
            ("expected", "cần"),
            ("string", "đoạn chữ"),
            ("sequence", "danh sách"),
            ("map", "các khóa"),
        ] {
            rest = rest.replacen(english, vietnamese, 1);
        }
        return format!("giá trị sai kiểu: {rest}");
    }
    let reason = match message {
        message if message.contains("end of stream") => "có dấu mở mà không có dấu đóng",
        message if message.contains("mapping values are not allowed") => {
            "giá trị có dấu hai chấm phải đặt trong dấu nháy kép"
        }
        message if message.contains("cannot start any token") => {
            "giá trị bắt đầu bằng ký tự đặc biệt phải đặt trong dấu nháy kép; không thụt dòng bằng Tab"
        }
        message if message.contains("unknown escape character") => {
            "trong dấu nháy kép, dấu \\ phải viết thành \\\\"
        }
        message => message,
    };
    format!("sai cú pháp YAML: {reason}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(yaml: &str) -> Vec<usize> {
        read::<Written>(yaml, 1)
            .mistakes
            .into_iter()
            .map(|(line, _)| line.unwrap())
            .collect()
    }

    #[test]
    fn every_mistake_is_found_on_its_line_and_the_rest_is_read() {
        let yaml = "titel: a\ntitle: b\nslug: [c]\ncategory: d: e\nauthor: \"f\nlead: g\n\
                    tags: h\nattachments:\n  - file: i\n    tilte: j\n  - title: k\n  - l\n\
                    cover: @m\n";
        assert_eq!(lines(yaml), [2, 4, 5, 6, 8, 11, 12, 13, 14]);
        let reading = read::<Written>(yaml, 1);
        assert_eq!(reading.written.title.as_deref(), Some("b"));
        assert_eq!(reading.written.lead.as_deref(), Some("g"));
        assert_eq!(reading.written.attachments.as_ref().unwrap().len(), 1);
        assert!(reading.is_unreadable(yaml, "slug"));
        assert!(!reading.is_unreadable(yaml, "title"));
        assert!(!reading.is_unreadable(yaml, "published_at"));
    }

    #[test]
    fn what_is_no_list_of_keys_is_told_in_few_words() {
        for yaml in ["- a\n- b\n", "a\n", "{", "]", "title: a\n...\n", "\t"] {
            assert!(lines(yaml).len() <= 2, "{yaml:?}: {:?}", lines(yaml));
        }
        assert_eq!(lines("title: a\nslug: b\ntitle: c\n"), [4]);
        assert_eq!(lines("- a\n- b\ntitle: c\n"), [2, 3]);
        assert!(lines("").is_empty());
        assert_eq!(lines("# a\n\ntitle: |\n  b\n\n  c: d\nslug:\n- e\n"), [9]);
    }

    proptest::proptest! {
        #[test]
        fn reading_comes_to_an_end(yaml in "([a-c :\\-\\[{\"'|&*#.\n]|title:|slug:|tags:){0,60}") {
            let _ = read::<Written>(&yaml, 1);
        }
    }
}
