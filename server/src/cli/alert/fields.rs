//! What `alert set` is told, and the alert that it makes.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

use clap::Args;
use conglang_contract::{
    alert::{AlertLevel, AlertText},
    comment::Limits,
    language::Language,
    map::AreaLink,
    text::{clean, clean_line},
};

use super::{
    Level, area,
    moment::{self, DayMeans},
};
use crate::{api::map::period, site::Site, store::alerts::NewAlert};

const TITLE_LIMITS: Limits = Limits {
    minimum: 2,
    maximum: 120,
};
const BODY_LIMITS: Limits = Limits {
    minimum: 2,
    maximum: 2000,
};
/// More than any text within its limits has, whatever its letters.
const LONGEST_FILE_BYTES: u64 = 64 * 1024;
/// Whose end is further away has a wrong year.
const LONGEST_DAYS: i64 = 366;
const DAY_SECONDS: i64 = 24 * 3_600;

#[derive(Args, Debug)]
pub struct Fields {
    /// Sửa cảnh báo số này; chỉ những gì được ghi ra thì đổi
    #[arg(long, value_name = "SỐ")]
    pub id: Option<i64>,
    /// Mức độ
    #[arg(long, value_enum)]
    level: Option<Level>,
    /// Tiêu đề, một dòng
    #[arg(long, value_name = "CHỮ")]
    title: Option<String>,
    /// Nội dung; `-` để đọc từ đầu vào chuẩn
    #[arg(long, value_name = "CHỮ", conflicts_with = "body_file")]
    body: Option<String>,
    /// Tệp văn bản có nội dung
    #[arg(long, value_name = "TỆP")]
    body_file: Option<PathBuf>,
    /// Hết hiệu lực khi nào: +6h, "2 ngày", 18:00, "2026-09-30 18:00", "30/9/2026 18:00"
    #[arg(long, value_name = "LÚC", allow_hyphen_values = true)]
    until: Option<String>,
    /// Có hiệu lực từ khi nào, ghi như --until [mặc định: ngay bây giờ]
    #[arg(long, value_name = "LÚC", allow_hyphen_values = true)]
    from: Option<String>,
    /// Khu vực theo mã, `id` hoặc tên, cách nhau bằng dấu phẩy; "" là toàn địa bàn [mặc định]
    #[arg(long, value_name = "KHU VỰC", value_delimiter = ',')]
    areas: Option<Vec<String>>,
    /// Tiêu đề tiếng Anh
    #[arg(long, value_name = "CHỮ", requires = "body_en")]
    title_en: Option<String>,
    /// Nội dung tiếng Anh
    #[arg(long, value_name = "CHỮ", requires = "title_en")]
    body_en: Option<String>,
}

/// [`Fields`] that are right by themselves.
pub struct ReadFields {
    level: Option<AlertLevel>,
    title: Option<String>,
    body: Option<String>,
    english: Option<AlertText>,
    areas: Option<Vec<AreaLink>>,
    from: Option<i64>,
    until: Option<i64>,
}

impl Fields {
    /// Reads and cleans everything.
    ///
    /// # Errors
    /// All mistakes, as sentences without a full stop.
    pub fn read(self, site: &Site, now: i64) -> Result<ReadFields, Vec<String>> {
        let mut mistakes = Vec::new();
        let offset = site.settings.utc_offset;
        let moment = |text: Option<String>, name: &str, day, mistakes: &mut Vec<String>| {
            let time = moment::parse(&text?, now, offset, day);
            time.map_err(|reason| mistakes.push(format!("{name}: {reason}")))
                .ok()
        };
        let body = match (self.body, self.body_file) {
            (Some(dash), _) if dash == "-" => Some(read_body(io::stdin(), "đầu vào chuẩn")),
            (Some(body), _) => Some(Ok(body)),
            (None, Some(path)) => Some(read_file(&path)),
            (None, None) => None,
        };
        let body = body.and_then(|body| body.map_err(|reason| mistakes.push(reason)).ok());
        let mut checked = |name, text: Option<String>, limits: Limits| {
            let text = text?;
            let length = text.chars().count();
            match limits.check(Language::Vietnamese, name, length) {
                Ok(()) => Some(text),
                Err(reason) => {
                    mistakes.push(reason.trim_end_matches('.').to_owned());
                    None
                }
            }
        };
        let line = |text: Option<String>| text.map(|text| clean_line(&text));
        let lines = |text: Option<String>| text.map(|text| clean(&text));
        let title = checked("Tiêu đề (--title)", line(self.title), TITLE_LIMITS);
        let body = checked("Nội dung (--body)", lines(body), BODY_LIMITS);
        let title_en = checked("Tiêu đề tiếng Anh", line(self.title_en), TITLE_LIMITS);
        let body_en = checked("Nội dung tiếng Anh", lines(self.body_en), BODY_LIMITS);
        let until = moment(self.until, "--until", DayMeans::End, &mut mistakes);
        let from = moment(self.from, "--from", DayMeans::Beginning, &mut mistakes);
        let areas = self.areas.map(|names| {
            let map = site.map();
            let period = map.map_or(0, |map| period(site, map, None));
            let mut areas: Vec<AreaLink> = Vec::new();
            for name in names.iter().map(|name| name.trim()) {
                match area::find(map, period, name) {
                    _ if name.is_empty() => {}
                    Ok(found) if areas.contains(&found) => {}
                    Ok(found) => areas.push(found),
                    Err(reason) => mistakes.push(reason),
                }
            }
            areas
        });
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        Ok(ReadFields {
            level: self.level.map(AlertLevel::from),
            title,
            body,
            english: title_en
                .zip(body_en)
                .map(|(title, body)| AlertText { title, body }),
            areas,
            from,
            until,
        })
    }
}

impl ReadFields {
    /// The alert that they make, of nothing or of `before`.
    ///
    /// # Errors
    /// All mistakes, as sentences without a full stop.
    pub fn apply(self, before: Option<NewAlert>, now: i64) -> Result<NewAlert, Vec<String>> {
        let mut mistakes = Vec::new();
        let is_new = before.is_none();
        let text_changes = self.title.is_some() || self.body.is_some();
        let before_english = before.as_ref().and_then(|before| before.english.clone());
        if text_changes && before_english.is_some() && self.english.is_none() {
            mistakes.push(
                "cảnh báo này có bản tiếng Anh: đổi chữ tiếng Việt thì ghi lại cả --title-en và --body-en"
                    .to_owned(),
            );
        }
        // What is missing of a new one is told; what stands in is never kept.
        let before = before.unwrap_or_else(|| {
            let missing = [
                ("--level", self.level.is_none()),
                ("--title", self.title.is_none()),
                ("--body (hoặc --body-file)", self.body.is_none()),
                ("--until", self.until.is_none()),
            ];
            let missing = missing.into_iter().filter(|(_, is_missing)| *is_missing);
            mistakes.extend(missing.map(|(name, _)| format!("thiếu {name}")));
            NewAlert {
                level: AlertLevel::CanhBao,
                title: String::new(),
                body: String::new(),
                english: None,
                areas: Vec::new(),
                starts_at: now,
                ends_at: now + 1,
            }
        });
        let alert = NewAlert {
            level: self.level.unwrap_or(before.level),
            title: self.title.unwrap_or(before.title),
            body: self.body.unwrap_or(before.body),
            english: self.english.or(before.english),
            areas: self.areas.unwrap_or(before.areas),
            starts_at: self.from.unwrap_or(before.starts_at),
            ends_at: self.until.unwrap_or(before.ends_at),
        };
        let ends_in = alert.ends_at - now;
        if alert.ends_at <= now {
            mistakes.push(if self.until.is_some() || is_new {
                "--until đã qua; hãy ghi cả ngày, hoặc ghi như +6h".to_owned()
            } else {
                "cảnh báo này đã hết; muốn dùng lại thì ghi --until mới".to_owned()
            });
        } else if ends_in > LONGEST_DAYS * DAY_SECONDS {
            mistakes.push("--until xa hơn một năm; hãy xem lại năm".to_owned());
        } else if alert.starts_at >= alert.ends_at {
            mistakes.push("--from phải trước --until".to_owned());
        }
        if mistakes.is_empty() {
            Ok(alert)
        } else {
            Err(mistakes)
        }
    }
}

fn read_file(path: &Path) -> Result<String, String> {
    let name = path.display().to_string();
    let file = fs::File::open(path).map_err(|error| format!("không đọc được {name}: {error}"))?;
    read_body(file, &name)
}

fn read_body(source: impl Read, name: &str) -> Result<String, String> {
    let mut bytes = Vec::new();
    source
        .take(LONGEST_FILE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("không đọc được {name}: {error}"))?;
    if bytes.len() as u64 > LONGEST_FILE_BYTES {
        return Err(format!("{name} quá lớn để làm nội dung cảnh báo"));
    }
    String::from_utf8(bytes).map_err(|_| format!("{name} không phải là văn bản UTF-8"))
}
