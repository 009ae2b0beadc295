//! The shape of `site.toml`, and its checks.

use std::{collections::HashSet, fs, path::Path};

use conglang_contract::{
    link::{Link, LinkGroup},
    map::FeatureCollection,
    site::{Category, Colors, Contact, Features, MenuItem},
    slug::Slug,
    song::Song,
};
use ipnet::IpNet;
use serde::Deserialize;
use time::UtcOffset;
use toml::Spanned;

use super::{Limits, Settings};
use crate::site::check::{self, Mistake, line_at};

const DEFAULT_UTC_OFFSET_HOURS: i8 = 7;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SiteFile {
    name: Spanned<String>,
    short_name: Spanned<String>,
    tagline: String,
    description: String,
    host: Spanned<String>,
    language: Spanned<String>,
    utc_offset: Option<Spanned<String>>,
    logo: Spanned<String>,
    map: Option<Spanned<String>>,
    map_title: String,
    songs_title: String,
    colors: ColorsFile,
    contact: Contact,
    #[serde(default)]
    counter: CounterFile,
    #[serde(default)]
    features: Features,
    #[serde(default)]
    limits: LimitsFile,
    categories: Vec<CategoryFile>,
    #[serde(default)]
    menu: Vec<MenuItemFile>,
    #[serde(default)]
    link_groups: Vec<LinkGroupFile>,
    #[serde(default)]
    songs: Vec<Song>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColorsFile {
    primary: Spanned<String>,
    accent: Spanned<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct CounterFile {
    #[serde(default)]
    baseline: u64,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct LimitsFile {
    writes_per_minute: Option<Spanned<u32>>,
    code_captcha_from_per_minute: Option<Spanned<u32>>,
    trusted_proxies: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryFile {
    slug: Spanned<String>,
    name: Spanned<String>,
    #[serde(default)]
    description: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MenuItemFile {
    label: Spanned<String>,
    href: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LinkGroupFile {
    title: String,
    #[serde(default)]
    links: Vec<LinkFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LinkFile {
    name: String,
    url: Spanned<String>,
}

/// Collects the mistakes of one file.
struct Checker<'a> {
    path: &'a Path,
    text: &'a str,
    mistakes: Vec<Mistake>,
}

pub(super) fn load(path: &Path) -> Result<Settings, Vec<Mistake>> {
    let mistake = |line, reason: String| vec![Mistake::new(path, line, reason)];
    let bytes = fs::read(path).map_err(|error| mistake(None, cannot_read(&error)))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = line_at(error.as_bytes(), error.utf8_error().valid_up_to());
        mistake(Some(line), "tệp không phải là văn bản UTF-8".to_owned())
    })?;
    let file: SiteFile = toml::from_str(&text).map_err(|error| {
        let line = error
            .span()
            .map(|span| line_at(text.as_bytes(), span.start));
        mistake(line, translate(error.message()))
    })?;
    let mut checker = Checker {
        path,
        text: &text,
        mistakes: Vec::new(),
    };
    let settings = checker.settings(file);
    if checker.mistakes.is_empty() {
        Ok(settings)
    } else {
        checker.mistakes.sort();
        Err(checker.mistakes)
    }
}

impl Checker<'_> {
    /// What `file` says. Where a value is wrong, a mistake is noted and something stands in for it.
    fn settings(&mut self, file: SiteFile) -> Settings {
        let folder = self.path.parent().unwrap_or(Path::new("")).to_owned();
        for (value, key) in [
            (&file.name, "name"),
            (&file.short_name, "short_name"),
            (&file.language, "language"),
        ] {
            self.not_empty(value, key);
        }
        self.check(&file.host, |host| check::host(host));
        self.check(&file.colors.primary, |color| check::color(color));
        self.check(&file.colors.accent, |color| check::color(color));
        self.check(&file.logo, |logo| logo_file(&folder.join(logo)));
        let map = file
            .map
            .as_ref()
            .and_then(|map| self.check(map, |map| map_file(&folder.join(map))));
        let utc_offset = file
            .utc_offset
            .as_ref()
            .and_then(|offset| self.check(offset, |offset| parse_utc_offset(offset)))
            .unwrap_or_else(|| {
                UtcOffset::from_hms(DEFAULT_UTC_OFFSET_HOURS, 0, 0)
                    .expect("seven hours are an offset")
            });
        let categories = self.categories(file.categories);
        let menu = self.menu(file.menu, &categories);
        Settings {
            path: self.path.to_owned(),
            name: file.name.into_inner(),
            short_name: file.short_name.into_inner(),
            tagline: file.tagline,
            description: file.description,
            host: file.host.into_inner(),
            language: file.language.into_inner(),
            utc_offset,
            logo: folder.join(file.logo.into_inner()),
            map,
            map_title: file.map_title,
            songs_title: file.songs_title,
            colors: Colors {
                primary: file.colors.primary.into_inner(),
                accent: file.colors.accent.into_inner(),
            },
            contact: file.contact,
            counter_baseline: file.counter.baseline,
            features: file.features,
            limits: self.limits(file.limits),
            categories,
            menu,
            link_groups: self.link_groups(file.link_groups),
            songs: file.songs,
        }
    }

    fn categories(&mut self, files: Vec<CategoryFile>) -> Vec<Category> {
        let mut seen = HashSet::new();
        let mut categories = Vec::new();
        for file in files {
            self.not_empty(&file.name, "name");
            let Some(slug) = self.check(&file.slug, |slug| check::slug(slug)) else {
                continue;
            };
            if !seen.insert(slug.clone()) {
                self.note(&file.slug, format!("chuyên mục “{slug}” đã có ở trên"));
            }
            categories.push(Category {
                slug,
                name: file.name.into_inner(),
                description: file.description,
            });
        }
        categories
    }

    fn menu(&mut self, files: Vec<MenuItemFile>, categories: &[Category]) -> Vec<MenuItem> {
        files
            .into_iter()
            .map(|file| {
                self.not_empty(&file.label, "label");
                self.check(&file.href, |href| menu_address(href, categories));
                MenuItem {
                    label: file.label.into_inner(),
                    href: file.href.into_inner(),
                }
            })
            .collect()
    }

    fn link_groups(&mut self, files: Vec<LinkGroupFile>) -> Vec<LinkGroup> {
        files
            .into_iter()
            .map(|group| LinkGroup {
                title: group.title,
                links: group
                    .links
                    .into_iter()
                    .map(|link| {
                        self.check(&link.url, |url| check::web_address(url));
                        Link {
                            name: link.name,
                            url: link.url.into_inner(),
                        }
                    })
                    .collect(),
            })
            .collect()
    }

    fn limits(&mut self, file: LimitsFile) -> Limits {
        let mut positive = |value: Option<Spanned<u32>>, default| match value {
            None => default,
            Some(value) => {
                if *value.get_ref() == 0 {
                    self.note(&value, "giới hạn phải lớn hơn 0".to_owned());
                }
                value.into_inner()
            }
        };
        Limits {
            writes_per_minute: positive(file.writes_per_minute, 120),
            code_captcha_from_per_minute: positive(file.code_captcha_from_per_minute, 60),
            trusted_proxies: file
                .trusted_proxies
                .iter()
                .filter_map(|proxy| {
                    self.check(proxy, |proxy| {
                        proxy.parse::<IpNet>().map_err(|_| {
                            format!("“{proxy}” không phải là dải địa chỉ CIDR như 127.0.0.1/32")
                        })
                    })
                })
                .collect(),
        }
    }

    fn not_empty(&mut self, value: &Spanned<String>, key: &str) {
        if value.get_ref().trim().is_empty() {
            self.note(value, format!("`{key}` không được để trống"));
        }
    }

    fn check<T, R>(
        &mut self,
        value: &Spanned<T>,
        check: impl FnOnce(&T) -> Result<R, String>,
    ) -> Option<R> {
        check(value.get_ref())
            .map_err(|reason| self.note(value, reason))
            .ok()
    }

    fn note<T>(&mut self, value: &Spanned<T>, reason: String) {
        let line = line_at(self.text.as_bytes(), value.span().start);
        self.mistakes
            .push(Mistake::new(self.path, Some(line), reason));
    }
}

fn menu_address(href: &str, categories: &[Category]) -> Result<(), String> {
    if href.starts_with("https://") {
        return check::web_address(href);
    }
    let is_path = href.starts_with('/')
        && !href.starts_with("//")
        && !href.contains(|character: char| {
            character.is_whitespace() || character.is_control() || character == '\\'
        });
    if !is_path {
        return Err(format!(
            "“{href}” phải là một đường dẫn bắt đầu bằng / hoặc một địa chỉ https://"
        ));
    }
    let Some(category) = href.strip_prefix("/chuyen-muc/") else {
        return Ok(());
    };
    let slug: Option<Slug> = category
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .parse()
        .ok();
    if slug.is_some_and(|slug| categories.iter().any(|category| category.slug == slug)) {
        Ok(())
    } else {
        Err(format!("không có chuyên mục “{category}”"))
    }
}

fn logo_file(path: &Path) -> Result<(), String> {
    path.is_file()
        .then_some(())
        .ok_or_else(|| format!("không có tệp {}", path.display()))
}

fn map_file(path: &Path) -> Result<FeatureCollection, String> {
    let bytes =
        fs::read(path).map_err(|error| format!("{}: {}", path.display(), cannot_read(&error)))?;
    let map: FeatureCollection = serde_json::from_slice(&bytes).map_err(|error| {
        format!(
            "{}:{}: không phải là GeoJSON FeatureCollection gồm các vùng: {error}",
            path.display(),
            error.line()
        )
    })?;
    for feature in &map.features {
        let problem = |reason| {
            Err(format!(
                "{}: vùng “{}” {reason}",
                path.display(),
                feature.properties.name
            ))
        };
        if feature.geometry.rings().next().is_none() {
            return problem("không có đường bao");
        }
        for ring in feature.geometry.rings() {
            if ring.len() < 4 || ring.first() != ring.last() {
                return problem("có đường bao không khép kín");
            }
            let is_on_earth = |[longitude, latitude]: &[f64; 2]| {
                longitude.abs() <= 180.0 && latitude.abs() <= 90.0
            };
            if !ring.iter().all(is_on_earth) {
                return problem("có điểm không phải là kinh độ, vĩ độ");
            }
        }
    }
    Ok(map)
}

/// Reads `+07:00`.
fn parse_utc_offset(text: &str) -> Result<UtcOffset, String> {
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

fn cannot_read(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "không có tệp này".to_owned(),
        _ => format!("không đọc được tệp: {error}"),
    }
}

/// The commonest of the TOML reader's messages in Vietnamese, the rest as they are.
fn translate(message: &str) -> String {
    let message = message.trim().replace('\n', ", ");
    if let Some(rest) = message.strip_prefix("unknown field ") {
        format!(
            "không có khóa nào tên {}",
            rest.replace("expected", "chỉ có")
        )
    } else if let Some(rest) = message.strip_prefix("missing field ") {
        format!("thiếu khóa {rest}")
    } else if let Some(rest) = message.strip_prefix("invalid type: ") {
        format!("giá trị sai kiểu: {}", rest.replace("expected", "cần"))
    } else {
        format!("sai cú pháp TOML: {message}")
    }
}
