//! Mistakes in the files that people write for the portal, told with file, line and reason, and the
//! checks of single values.

use std::{fmt, path::PathBuf};

use conglang_contract::slug::Slug;

/// Something that a person has to mend in a file. Shown as `file:line: reason`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    pub file: PathBuf,
    /// Counted from 1; absent when the whole file is meant.
    pub line: Option<usize>,
    /// A Vietnamese sentence without a full stop.
    pub reason: String,
}

impl Mistake {
    pub fn new(file: impl Into<PathBuf>, line: Option<usize>, reason: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            line,
            reason: reason.into(),
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:", self.file.display())?;
        if let Some(line) = self.line {
            write!(formatter, "{line}:")?;
        }
        write!(formatter, " {}", self.reason)
    }
}

impl std::error::Error for Mistake {}

/// The line, counted from 1, on which the byte `position` of `text` stands.
pub fn line_at(text: &[u8], position: usize) -> usize {
    let before = &text[..position.min(text.len())];
    before.iter().filter(|&&byte| byte == b'\n').count() + 1
}

/// # Errors
/// When `host` is not an `http(s)://` address of a host alone.
pub fn host(host: &str) -> Result<(), String> {
    let authority = strip_http(host)
        .ok_or_else(|| format!("địa chỉ “{host}” phải bắt đầu bằng https:// hoặc http://"))?;
    if authority.ends_with('/') {
        return Err(format!("địa chỉ “{host}” không được có dấu / ở cuối"));
    }
    if !is_authority(authority) {
        return Err(format!("“{host}” không phải là địa chỉ của một máy chủ"));
    }
    Ok(())
}

/// # Errors
/// When `url` is not an absolute `http(s)://` address.
pub fn web_address(url: &str) -> Result<(), String> {
    let is_valid = strip_http(url).is_some_and(|rest| {
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        is_authority(authority)
            && !rest.contains(|character: char| {
                character.is_whitespace()
                    || character.is_control()
                    || matches!(character, '<' | '>' | '"')
            })
    });
    is_valid.then_some(()).ok_or_else(|| {
        format!("“{url}” không phải là địa chỉ web bắt đầu bằng https:// hoặc http://")
    })
}

/// # Errors
/// When `slug` cannot stand in an address.
pub fn slug(slug: &str) -> Result<Slug, String> {
    slug.parse().map_err(|_| {
        format!(
            "“{slug}” phải có từ 1 đến {} ký tự, chỉ gồm a–z, 0–9 và dấu gạch nối đơn",
            Slug::MAX_LENGTH
        )
    })
}

fn strip_http(address: &str) -> Option<&str> {
    address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))
}

fn is_authority(authority: &str) -> bool {
    let (host, port) = authority
        .rsplit_once(':')
        .map_or((authority, None), |(host, port)| (host, Some(port)));
    let host_is_valid = !host.is_empty()
        && host.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .chars()
                    .all(|character| character.is_alphanumeric() || matches!(character, '-' | '_'))
        });
    host_is_valid && port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_has_a_scheme_and_no_path() {
        for right in [
            "https://honglinh.example",
            "http://127.0.0.1:8080",
            "http://localhost:1",
        ] {
            assert_eq!(host(right), Ok(()));
        }
        for wrong in [
            "honglinh.example",
            "https://a.b/",
            "https://a.b/c",
            "https://",
            "https://a b",
            "ftp://a",
        ] {
            assert!(host(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn lines_are_counted_from_one() {
        assert_eq!(line_at(b"a\nb\nc", 0), 1);
        assert_eq!(line_at(b"a\nb\nc", 4), 3);
        assert_eq!(line_at(b"", 9), 1);
    }
}
