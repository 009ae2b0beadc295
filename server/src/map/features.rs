//! GeoJSON files as people write them: feature by feature, each with the line on which it begins, so that
//! all mistakes can be told at once.

use std::{fs, path::Path};

use conglang_contract::{day::Day, slug::Slug, text::clean_line};
use serde::Deserialize;
use serde_json::{Map, Value, value::RawValue};

use super::Bilingual;
use crate::site::check::{self, Mistake, line_at};

/// Larger files are refused: a map of 200 areas with 2,000 points each has 10 MB.
const MAX_BYTES: u64 = 64 * 1024 * 1024;
const MAX_TEXT_CHARACTERS: usize = 500;
/// Parts of Vietnamese letters in UTF-8 that were read as Windows-1252.
const BROKEN_LETTERS: [&str; 5] = ["\u{fffd}", "á»", "áº", "Æ°", "Ä\u{2018}"];

#[derive(Deserialize)]
struct Collection<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow)]
    features: Option<Vec<&'a RawValue>>,
    /// Of GeoJSON as it was before RFC 7946.
    #[serde(default)]
    crs: Value,
}

/// Ends of the names of WGS 84; all have longitude and latitude in degrees, and GeoJSON has longitude first
/// under each of them.
const WGS_84: [&str; 4] = ["CRS84", "CRS84h", "4326", "4979"];

#[derive(Deserialize)]
struct Feature<'a> {
    #[serde(rename = "type")]
    kind: String,
    properties: Option<Map<String, Value>>,
    #[serde(borrow)]
    geometry: Option<&'a RawValue>,
}

/// One feature; what is wrong with it is noted.
pub struct FeatureReader<'a> {
    file: &'a Path,
    line: usize,
    /// "vùng thứ 3", and the name once it is known.
    title: String,
    properties: Map<String, Value>,
    /// Absent when it is `null`.
    pub geometry: Option<&'a RawValue>,
    mistakes: &'a mut Vec<Mistake>,
}

/// What `read` makes of each feature of the file; where it gives nothing, it has noted why. `noun` is what
/// a feature is called.
pub fn read<T>(
    file: &Path,
    noun: &str,
    mistakes: &mut Vec<Mistake>,
    mut read: impl FnMut(&mut FeatureReader<'_>) -> Option<T>,
) -> Vec<T> {
    let text = match text_of(file) {
        Ok(text) => text,
        Err(mistake) => {
            mistakes.push(*mistake);
            return Vec::new();
        }
    };
    let features = match collection(&text) {
        Ok(features) => features,
        Err((line, reason)) => {
            mistakes.push(Mistake::new(file, line, reason));
            return Vec::new();
        }
    };
    if features.is_empty() {
        mistakes.push(Mistake::new(
            file,
            None,
            format!("không có {noun} nào trong `features`"),
        ));
    }
    let mut results = Vec::new();
    // Lines are counted from feature to feature, since a file may have thousands.
    let (mut line, mut counted) = (1, 0);
    for (index, raw) in features.into_iter().enumerate() {
        let start = raw.get().as_ptr().addr() - text.as_ptr().addr();
        line += line_at(&text.as_bytes()[counted..], start - counted) - 1;
        counted = start;
        let title = format!("{noun} thứ {}", index + 1);
        let mut note = |reason: &str| {
            mistakes.push(Mistake::new(file, Some(line), format!("{title}: {reason}")));
        };
        match serde_json::from_str::<Feature<'_>>(raw.get()) {
            Ok(feature) if feature.kind == "Feature" => {
                let mut reader = FeatureReader {
                    file,
                    line,
                    title,
                    properties: feature.properties.unwrap_or_default(),
                    geometry: feature.geometry,
                    mistakes,
                };
                results.extend(read(&mut reader));
            }
            _ => note("không phải là một GeoJSON Feature có `properties` và `geometry`"),
        }
    }
    results
}

fn text_of(file: &Path) -> Result<String, Box<Mistake>> {
    let mistake = |line, reason: String| Box::new(Mistake::new(file, line, reason));
    let size = fs::metadata(file).map_or(0, |metadata| metadata.len());
    if size > MAX_BYTES {
        let megabytes = MAX_BYTES / 1024 / 1024;
        return Err(mistake(None, format!("tệp lớn hơn {megabytes} MB")));
    }
    let bytes =
        fs::read(file).map_err(|error| mistake(None, format!("không đọc được tệp: {error}")))?;
    // As Windows and spreadsheets write it; without a mark its zeros tell it.
    let is_wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if is_wide || bytes.iter().take(64).any(|&byte| byte == 0) {
        let reason = "tệp không phải là văn bản UTF-8 mà là UTF-16; hãy lưu lại bằng mã UTF-8";
        return Err(mistake(Some(1), reason.to_owned()));
    }
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let line = line_at(error.as_bytes(), error.utf8_error().valid_up_to());
        mistake(Some(line), "tệp không phải là văn bản UTF-8".to_owned())
    })?;
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    if text.trim().is_empty() {
        return Err(mistake(None, "tệp trống".to_owned()));
    }
    Ok(text)
}

fn collection(text: &str) -> Result<Vec<&RawValue>, (Option<usize>, String)> {
    let not_json = |error: &serde_json::Error| {
        let reason = format!("không phải là JSON, hỏng ở cột {}: {error}", error.column());
        (Some(error.line()), reason)
    };
    if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(text) {
        return Err(not_json(&error));
    }
    match serde_json::from_str::<Collection<'_>>(text) {
        Ok(Collection {
            kind,
            features: Some(features),
            crs,
        }) if kind == "FeatureCollection" => match other_system(&crs) {
            Some(name) => Err((
                None,
                format!(
                    "`crs` là {name}; hãy xuất lại tệp theo WGS 84 (EPSG:4326), kinh độ và vĩ độ bằng độ"
                ),
            )),
            None => Ok(features),
        },
        Ok(Collection { kind, .. }) if kind == "Feature" => {
            let reason = "là một Feature đơn lẻ; cần FeatureCollection có danh sách `features`";
            Err((None, reason.to_owned()))
        }
        _ => {
            let reason = "không phải là GeoJSON FeatureCollection có danh sách `features`";
            Err((None, reason.to_owned()))
        }
    }
}

/// The name of the coordinate system of a file that is not in WGS 84.
fn other_system(crs: &Value) -> Option<String> {
    if crs.is_null() {
        return None;
    }
    let name = crs["properties"]["name"].as_str();
    let is_wgs_84 = |name: &str| {
        let end = name.rsplit([':', '/', '#']).next().unwrap_or_default();
        WGS_84.contains(&end)
    };
    match name {
        Some(name) => (!is_wgs_84(name)).then(|| format!("“{name}”")),
        // Named by its code, in the oldest files.
        None => {
            (crs["properties"]["code"] != 4326).then(|| "một hệ tọa độ không rõ tên".to_owned())
        }
    }
}

impl FeatureReader<'_> {
    /// Notes what is wrong with the feature.
    pub fn note(&mut self, reason: impl AsRef<str>) {
        // A name may have line breaks; a reason is one line.
        let reason = format!("{}: {}", self.title, reason.as_ref()).replace(char::is_control, " ");
        self.mistakes
            .push(Mistake::new(self.file, Some(self.line), reason));
    }

    /// The line on which the feature begins, and what mistakes call it.
    pub fn position_in_file(&self) -> (usize, String) {
        (self.line, self.title.clone())
    }

    /// From now on mistakes are told with these names.
    pub fn call(&mut self, name: Option<&str>, code: Option<&str>) {
        if let Some(name) = name {
            self.title.push_str(&format!(" “{name}”"));
        }
        if let Some(code) = code {
            self.title.push_str(&format!(" ({code})"));
        }
    }

    /// Text that has to be there.
    pub fn required_text(&mut self, key: &str) -> Option<String> {
        let is_there = self
            .properties
            .get(key)
            .is_some_and(|value| !value.is_null());
        let text = self.text(key);
        if text.is_none() && (!is_there || self.properties[key] == "") {
            self.note(format!("thiếu `{key}`"));
        }
        text
    }

    /// Text on one line; a number counts as its digits, since codes are written so. None when empty.
    pub fn text(&mut self, key: &str) -> Option<String> {
        let text = match self.properties.get(key)? {
            Value::Null => return None,
            Value::String(text) => clean_line(text),
            Value::Number(number) => {
                whole(number).map_or_else(|| number.to_string(), |whole| whole.to_string())
            }
            _ => {
                self.note(format!("`{key}` phải là chuỗi"));
                return None;
            }
        };
        if BROKEN_LETTERS.iter().any(|broken| text.contains(broken)) {
            self.note(format!(
                "`{key}` bị hỏng chữ (“{text}”); hãy lưu lại tệp bằng mã UTF-8"
            ));
        }
        if text.chars().count() > MAX_TEXT_CHARACTERS {
            self.note(format!("`{key}` dài quá {MAX_TEXT_CHARACTERS} ký tự"));
        }
        (!text.is_empty()).then_some(text)
    }

    /// A text, and its English under the same name with `_en` at the end.
    pub fn bilingual(&mut self, key: &str) -> Bilingual {
        Bilingual {
            own: self.text(key),
            english: self.text(&format!("{key}_en")),
        }
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &str) -> Vec<String> {
        match self.properties.get(key) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(items))
                if items
                    .iter()
                    .all(|item| item.is_string() || item.is_number()) =>
            {
                let text =
                    |item: &Value| item.as_str().map_or_else(|| item.to_string(), clean_line);
                items.iter().map(text).collect()
            }
            Some(_) => {
                self.note(format!("`{key}` phải là danh sách chuỗi"));
                Vec::new()
            }
        }
    }

    /// A number from 0 on.
    pub fn number(&mut self, key: &str) -> Option<f64> {
        let value = self.properties.get(key).filter(|value| !value.is_null())?;
        let number = value.as_f64().filter(|number| (0.0..1e9).contains(number));
        if number.is_none() {
            self.note(format!("`{key}` phải là số từ 0"));
        }
        number
    }

    /// A whole number from 0 to `most`.
    pub fn whole_number(&mut self, key: &str, most: u64) -> Option<u64> {
        let value = self.properties.get(key).filter(|value| !value.is_null())?;
        let number = value.as_number().and_then(whole);
        let number = number.filter(|&number| number <= most);
        if number.is_none() {
            self.note(format!("`{key}` phải là số nguyên từ 0 đến {most}"));
        }
        number
    }

    pub fn day(&mut self, key: &str) -> Option<Day> {
        let text = self.text(key)?;
        let day = text.parse().ok();
        if day.is_none() {
            self.note(format!(
                "`{key}`: “{text}” không phải là ngày như 2025-07-01"
            ));
        }
        day
    }

    pub fn slug(&mut self, key: &str) -> Option<Slug> {
        let text = self.text(key)?;
        check::slug(&text)
            .map_err(|reason| self.note(format!("`{key}` {reason}")))
            .ok()
    }

    /// Longitude and latitude.
    pub fn position(&mut self, key: &str) -> Option<[f64; 2]> {
        let value = self.properties.get(key).filter(|value| !value.is_null())?;
        let position = serde_json::from_value(value.clone()).ok();
        if position.is_none() {
            self.note(format!("`{key}` phải là [kinh độ, vĩ độ]"));
        }
        position
    }
}

/// A whole number from 0, also when it is written `6107.0`, as programs for maps do.
fn whole(number: &serde_json::Number) -> Option<u64> {
    number.as_u64().or_else(|| {
        let number = number.as_f64()?;
        // Larger ones have no exact value.
        let is_whole = number.fract() == 0.0 && (0.0..1e15).contains(&number);
        is_whole.then_some(number as u64)
    })
}
