//! How a part is to look, as its address tells. What cannot be used is left out, since a part in another site's
//! page is better shown as usual than not at all; `/nhung` says what was left out, and why.

use std::borrow::Cow;

use conglang_contract::{language::Language, slug::Slug};

use crate::site::{
    contrast::{self, SiteColor},
    settings::Settings,
};

pub const CATEGORY: &str = "chuyen-muc";
pub const COUNT: &str = "so";
pub const THEME: &str = "theme";
pub const ACCENT: &str = "accent";
pub const TEXT_SIZE: &str = "font-size";

/// As `data-theme` and `data-text-size` have them, the usual one first.
pub const THEMES: [&str; 4] = ["auto", "light", "dark", "contrast"];
pub const TEXT_SIZES: [&str; 4] = ["medium", "small", "large", "largest"];

/// How many of the latest articles stand in a part of which no number is asked.
pub const USUAL_COUNT: u32 = 5;
/// How many of them at most.
pub const MOST: u32 = 20;

/// How a part is to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    pub language: Language,
    /// One of [`THEMES`].
    pub theme: &'static str,
    /// One of [`TEXT_SIZES`].
    pub text_size: &'static str,
    /// `#rrggbb` that can be read in every theme.
    pub accent: Option<String>,
    /// One that the town has.
    pub category: Option<Slug>,
    /// 1 to 20.
    pub count: u32,
}

/// What of an address could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    Language,
    Theme,
    TextSize,
    AccentForm,
    /// Text would be hard to read: where, in Vietnamese.
    AccentContrast(String),
    Category,
    Count,
}

impl Options {
    /// As a part looks that nothing else is asked of.
    pub fn usual(language: Language) -> Self {
        Self {
            language,
            theme: THEMES[0],
            text_size: TEXT_SIZES[0],
            accent: None,
            category: None,
            count: USUAL_COUNT,
        }
    }

    /// Reads the query of an address. Of a parameter that is there twice the last one holds; empty ones, which
    /// forms send, ask for nothing.
    pub fn read(query: &str, settings: &Settings) -> (Self, Vec<Remark>) {
        let mut remarks = Vec::new();
        let mut options = Self::usual(Language::Vietnamese);
        let pairs: Vec<(Cow<'_, str>, Cow<'_, str>)> =
            form_urlencoded::parse(query.as_bytes()).collect();
        let mut take = |name: &str, read: &mut dyn FnMut(&str) -> Result<(), Remark>| {
            let value = pairs.iter().rfind(|(given, _)| given == name);
            if let Some((_, value)) = value.filter(|(_, value)| !value.trim().is_empty())
                && let Err(remark) = read(value.trim())
            {
                remarks.push(remark);
            }
        };
        take(Language::PARAMETER, &mut |code| {
            let language = Language::of_code(code).ok_or(Remark::Language)?;
            if !settings.languages().contains(&language) {
                return Err(Remark::Language);
            }
            options.language = language;
            Ok(())
        });
        take(THEME, &mut |theme| {
            options.theme = known(theme, &THEMES).ok_or(Remark::Theme)?;
            Ok(())
        });
        take(TEXT_SIZE, &mut |size| {
            options.text_size = known(size, &TEXT_SIZES).ok_or(Remark::TextSize)?;
            Ok(())
        });
        take(ACCENT, &mut |color| {
            if !contrast::is_hexadecimal(color) {
                return Err(Remark::AccentForm);
            }
            contrast::check(SiteColor::Embed, color).map_err(Remark::AccentContrast)?;
            options.accent = Some(color.to_ascii_lowercase());
            Ok(())
        });
        take(CATEGORY, &mut |category| {
            let slug: Slug = category.parse().map_err(|_| Remark::Category)?;
            if !settings.has_category(&slug) {
                return Err(Remark::Category);
            }
            options.category = Some(slug);
            Ok(())
        });
        take(COUNT, &mut |count| {
            // Larger numbers than fit are large all the same.
            let is_number = count.bytes().all(|byte| byte.is_ascii_digit());
            let asked = count.parse::<u32>().ok().or(is_number.then_some(u32::MAX));
            options.count = asked.map_or(USUAL_COUNT, |asked| asked.clamp(1, MOST));
            if asked == Some(options.count) {
                Ok(())
            } else {
                Err(Remark::Count)
            }
        });
        (options, remarks)
    }

    /// The attributes of `<html>`, with the language.
    pub fn root_attributes(&self) -> String {
        let mut attributes = format!("lang=\"{}\"", self.language.code());
        for (name, value, usual) in [
            ("theme", self.theme, THEMES[0]),
            ("text-size", self.text_size, TEXT_SIZES[0]),
        ] {
            if value != usual {
                attributes.push_str(&format!(" data-{name}=\"{value}\""));
            }
        }
        attributes
    }

    /// The style sheet with the colours of the town, or of the site that shows the part.
    pub fn colors(&self, settings: &Settings) -> String {
        let colors = &settings.colors;
        let primary = self.accent.as_ref().unwrap_or(&colors.primary);
        format!(
            ":root{{--site-primary:{primary};--site-accent:{}}}",
            colors.accent
        )
    }

    /// What is not as usual, as parameters of an address. `news` are those of the list of articles.
    pub fn parameters(&self, news: bool) -> Vec<(&'static str, String)> {
        let count = (self.count != USUAL_COUNT).then(|| self.count.to_string());
        let language = (self.language != Language::Vietnamese).then(|| self.language.code());
        let other = |value: &'static str, usual: &str| (value != usual).then(|| value.to_owned());
        let all = [
            (CATEGORY, self.category.as_ref().map(Slug::to_string), news),
            (COUNT, count, news),
            (THEME, other(self.theme, THEMES[0]), true),
            (ACCENT, self.accent.clone(), true),
            (Language::PARAMETER, language.map(str::to_owned), true),
            (TEXT_SIZE, other(self.text_size, TEXT_SIZES[0]), true),
        ];
        all.into_iter()
            .filter(|(_, _, is_asked)| *is_asked)
            .filter_map(|(name, value, _)| Some((name, value?)))
            .collect()
    }
}

/// That of `all` which is written as `value`.
fn known(value: &str, all: &[&'static str]) -> Option<&'static str> {
    all.iter().copied().find(|known| *known == value)
}
