//! The checks of single values that only `site.toml` has.

use std::path::PathBuf;

use conglang_contract::address::is_own_path;
use ipnet::IpNet;
use time::UtcOffset;

use crate::site::check;

const MOST_HOTLINE_LETTERS: usize = 60;
/// The page of alerts has to be small.
pub const MOST_HOTLINES: usize = 12;

/// # Errors
/// When `href` is no address, or that of a category that `is_category` does not know.
pub fn menu_address(href: &str, is_category: impl Fn(&str) -> bool) -> Result<(), String> {
    if href.starts_with("https://") {
        return check::web_address(href);
    }
    if !is_own_path(href) {
        return Err(format!(
            "“{href}” phải là một đường dẫn bắt đầu bằng / hoặc một địa chỉ https://"
        ));
    }
    if let Some(category) = href.strip_prefix("/chuyen-muc/") {
        let slug = category.split(['?', '#']).next().unwrap_or_default();
        if !is_category(slug) {
            return Err(format!("không có chuyên mục “{category}”"));
        }
    }
    Ok(())
}

/// # Errors
/// When there is no such file.
pub fn existing_file(path: PathBuf) -> Result<PathBuf, String> {
    if path.is_file() {
        Ok(path)
    } else {
        Err(format!("không có tệp {}", path.display()))
    }
}

/// Reads `+07:00`.
///
/// # Errors
/// When `text` has another form, or no place on Earth has such an offset.
pub fn parse_utc_offset(text: &str) -> Result<UtcOffset, String> {
    let parse = || {
        let (sign, rest) = match text.split_at_checked(1)? {
            ("+", rest) => (1, rest),
            ("-", rest) => (-1, rest),
            _ => return None,
        };
        let (hours, minutes) = rest.split_once(':')?;
        let is_two_digits =
            |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_two_digits(hours) || !is_two_digits(minutes) {
            return None;
        }
        let (hours, minutes): (i8, i8) = (hours.parse().ok()?, minutes.parse().ok()?);
        UtcOffset::from_hms(sign * hours, sign * minutes, 0).ok()
    };
    parse().ok_or_else(|| format!("múi giờ “{text}” phải có dạng +07:00"))
}

/// # Errors
/// When `text` is no network in CIDR form.
pub fn network(text: &str) -> Result<IpNet, String> {
    text.parse()
        .map_err(|_| format!("“{text}” không phải là dải địa chỉ CIDR như 127.0.0.1/32"))
}

/// # Errors
/// When `name` is nothing, or too long for a page that has to be small.
pub fn hotline_name(name: &str) -> Result<(), String> {
    match name.trim().chars().count() {
        0 => Err("tên của số điện thoại không được để trống".to_owned()),
        1..=MOST_HOTLINE_LETTERS => Ok(()),
        _ => Err(format!(
            "tên của số điện thoại không được dài quá {MOST_HOTLINE_LETTERS} ký tự"
        )),
    }
}

/// # Errors
/// When `text` is no number that a telephone can call.
pub fn phone(text: &str) -> Result<(), String> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_written_so = |character: char| {
        character.is_ascii_digit() || matches!(character, '+' | '.' | '-' | ' ' | '(' | ')')
    };
    if (3..=15).contains(&digits) && text.chars().all(is_written_so) {
        Ok(())
    } else {
        Err(format!(
            "“{text}” không phải là số điện thoại; hãy ghi như 114 hoặc 0239.3.835.356"
        ))
    }
}

/// # Errors
/// When `number` is 0 or more than a counter holds.
pub fn limit(number: u64) -> Result<u32, String> {
    match u32::try_from(number) {
        Ok(0) => Err("giới hạn phải lớn hơn 0".to_owned()),
        Ok(limit) => Ok(limit),
        Err(_) => Err(format!("giới hạn không được quá {}", u32::MAX)),
    }
}

pub fn cannot_read(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "không có tệp này".to_owned(),
        _ => format!("không đọc được tệp: {error}"),
    }
}
