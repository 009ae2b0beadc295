//! Whether what is written in a town's colours can be read: the pairs of text and background that the
//! style sheet makes of them, in each of its themes, for browsers that mix colours and for those that do not.
//!
//! The colours are taken from `style/tokens.css` itself, so a token that is changed is checked as it is.

use std::collections::HashMap;

use palette::{IntoColor, Mix, Oklab, Srgb, color_difference::Wcag21RelativeContrast};

const TOKENS: &str = include_str!("../../../style/tokens.css");

/// The least contrast of text that WCAG 2.2 AA takes (1.4.3).
const LEAST_CONTRAST: f32 = 4.5;

/// A colour that `site.toml` sets, or another site for a part of the portal that it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteColor {
    Primary,
    Accent,
    /// In place of the primary one.
    Embed,
}

/// What a reader sees; `tokens.css` has a toggle of this name for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Theme {
    Light,
    Dark,
    Contrast,
}

impl Theme {
    const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Contrast];

    /// The toggle without its dashes.
    fn toggle(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Light => "sáng",
            Self::Dark => "tối",
            Self::Contrast => "tương phản cao",
        }
    }
}

/// Whether a browser mixes colours; `tokens.css` has plain ones for those that do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Browser {
    Mixing,
    Plain,
}

/// Text and background, as the tokens without `--color-`, and what a person calls them.
type Pair = (&'static str, &'static str, &'static str);

const PRIMARY_PAIRS: [Pair; 9] = [
    ("link", "surface", "liên kết trên nền trang"),
    ("link", "surface-raised", "liên kết trên nền của khung"),
    ("heading", "surface", "tiêu đề trên nền trang"),
    ("heading", "surface-raised", "tiêu đề trên nền của khung"),
    ("on-primary", "primary", "chữ trên màu chính"),
    ("on-band", "band", "chữ trên thanh thực đơn"),
    ("on-band", "band-deep", "chữ ở chân trang"),
    ("ink", "tint", "chữ trên nền nhạt của màu chính"),
    ("link", "tint", "liên kết trên nền nhạt của màu chính"),
];
const ACCENT_PAIRS: [Pair; 2] = [
    ("accent", "surface", "chữ nhấn trên nền trang"),
    ("accent", "surface-raised", "chữ nhấn trên nền của khung"),
];
/// What `style/embed.css` makes of it, and the page of an article.
const EMBED_PAIRS: [Pair; 5] = [
    ("link", "surface", "liên kết trên nền trang"),
    ("link", "surface-raised", "liên kết trên nền của khung"),
    ("heading", "surface", "tiêu đề trên nền trang"),
    ("heading", "surface-raised", "tiêu đề trên nền của khung"),
    ("on-primary", "primary", "chữ trên nút"),
];

/// # Errors
/// When `color` is not `#rrggbb`, or some text in it or on it cannot be read: the pairs, in one
/// Vietnamese sentence.
pub fn check(site_color: SiteColor, color: &str) -> Result<(), String> {
    if !is_hexadecimal(color) {
        return Err(format!("màu “{color}” phải có dạng #rrggbb"));
    }
    let (property, pairs) = match site_color {
        SiteColor::Primary => ("site-primary", PRIMARY_PAIRS.as_slice()),
        SiteColor::Accent => ("site-accent", ACCENT_PAIRS.as_slice()),
        SiteColor::Embed => ("site-primary", EMBED_PAIRS.as_slice()),
    };
    let failing = [Browser::Mixing, Browser::Plain]
        .into_iter()
        .map(|browser| failing(&Tokens::with(property, color, browser), pairs))
        .find(|failing| !failing.is_empty());
    let Some(failing) = failing else {
        return Ok(());
    };
    Err(format!(
        "màu {color} khó đọc, cần tương phản ít nhất {LEAST_CONTRAST}:1: {}",
        failing.join("; ")
    ))
}

/// Whether `color` has the form `#rrggbb`.
pub fn is_hexadecimal(color: &str) -> bool {
    color.strip_prefix('#').is_some_and(|digits| {
        digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// Those of `pairs` that cannot be read, in words.
fn failing(tokens: &Tokens, pairs: &[Pair]) -> Vec<String> {
    let mut failing = Vec::new();
    for theme in Theme::ALL {
        for (text, background, name) in pairs {
            if let Some(contrast) = tokens.contrast(text, background, theme)
                && contrast < LEAST_CONTRAST
            {
                failing.push(format!("{name} ({}) chỉ đạt {contrast:.1}:1", theme.name()));
            }
        }
    }
    failing
}

/// What frames a page in one of the two schemes of devices, as `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Of the menu, and of a phone's bar above an installed portal.
    pub band: String,
    /// Of the page itself.
    pub surface: String,
}

/// The light and the dark frame that the style sheet makes of `primary`.
pub fn frames(primary: &str) -> [Frame; 2] {
    let tokens = Tokens::with("site-primary", primary, Browser::Mixing);
    let color = |token, theme| {
        let color = tokens.color(&format!("var(--color-{token})"), theme);
        let color: Srgb<u8> = color.unwrap_or_default().into_format();
        format!("#{color:x}")
    };
    [Theme::Light, Theme::Dark].map(|theme| Frame {
        band: color("band", theme),
        surface: color("surface", theme),
    })
}

/// The custom properties of the style sheet, as they are written.
struct Tokens(HashMap<&'static str, String>);

impl Tokens {
    /// Those of `browser`, with `color` in the place of `property`. Later declarations hold, as they do in
    /// a browser.
    fn with(property: &'static str, color: &str, browser: Browser) -> Self {
        let mut tokens = HashMap::new();
        let (mixing, plain) = TOKENS.split_once("@supports not").unwrap_or((TOKENS, ""));
        let plain = match browser {
            Browser::Mixing => "",
            Browser::Plain => plain,
        };
        for line in mixing.lines().chain(plain.lines()) {
            if let Some((name, value)) = line
                .trim()
                .strip_prefix("--")
                .and_then(|line| line.strip_suffix(';')?.split_once(':'))
            {
                tokens.insert(name, value.trim().to_owned());
            }
        }
        tokens.insert(property, color.to_owned());
        Self(tokens)
    }

    /// Nothing when the style sheet has no such colours, which a test would tell.
    fn contrast(&self, text: &str, background: &str, theme: Theme) -> Option<f32> {
        let color = |token| self.color(&format!("var(--color-{token})"), theme);
        Some(color(text)?.relative_contrast(color(background)?))
    }

    /// The colour that `value` means: the few forms that the tokens are written in.
    fn color(&self, value: &str, theme: Theme) -> Option<Srgb> {
        let value = value.trim();
        if let Some(value) = value_in(value, theme) {
            return self.color(value, theme);
        }
        if let Some(arguments) = arguments_of(value, "var") {
            let name = arguments.first()?.strip_prefix("--")?;
            return match self.0.get(name) {
                Some(value) => self.color(value, theme),
                None => self.color(arguments.get(1)?, theme),
            };
        }
        if let Some(arguments) = arguments_of(value, "color-mix") {
            let &["in oklab", first, second] = arguments.as_slice() else {
                return None;
            };
            let (first, share) = first.strip_suffix('%')?.rsplit_once(' ')?;
            let share: f32 = share.parse().ok()?;
            let first: Oklab = self.color(first, theme)?.into_color();
            let second: Oklab = self.color(second, theme)?.into_color();
            return Some(second.mix(first, share / 100.0).into_color());
        }
        match value {
            "white" => Some(Srgb::new(1.0, 1.0, 1.0)),
            "black" => Some(Srgb::new(0.0, 0.0, 0.0)),
            _ => Some(value.parse::<Srgb<u8>>().ok()?.into_format()),
        }
    }
}

/// What stands behind the toggle of `theme` in `var(--light, …) var(--dark, …) var(--contrast, …)`.
fn value_in(value: &str, theme: Theme) -> Option<&str> {
    let toggle = format!("var(--{}, ", theme.toggle());
    let (_, behind) = value.split_once(&toggle)?;
    let mut depth = 1_u32;
    let end = behind.find(|character| {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    behind.get(..end)
}

/// The arguments of `value` if it is a call of `function`.
fn arguments_of<'a>(value: &'a str, function: &str) -> Option<Vec<&'a str>> {
    let inside = value
        .strip_prefix(function)?
        .strip_prefix('(')?
        .strip_suffix(')')?;
    let mut depth = 0_u32;
    let arguments = inside.split(|character| {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        character == ',' && depth == 0
    });
    Some(arguments.map(str::trim).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_framed_in_the_colours_of_the_style_sheet() {
        let [light, dark] = frames("#0f4c4a");
        assert_eq!((&*light.band, &*light.surface), ("#0f4c4a", "#fffdf9"));
        assert_eq!(&*dark.surface, "#14161a");
        assert!(dark.band < light.band, "{dark:?}");
    }

    /// Pairs that no town changes.
    const FIXED_PAIRS: [(&str, &str); 10] = [
        ("ink", "surface"),
        ("ink", "surface-raised"),
        ("muted", "surface"),
        ("muted", "surface-raised"),
        ("danger", "surface"),
        ("danger", "danger-tint"),
        ("ink", "danger-tint"),
        ("on-alert", "alert"),
        ("surface", "danger-deep"),
        ("on-primary", "primary-deep"),
    ];

    #[test]
    fn colours_need_six_digits() {
        for wrong in ["0f4c4a", "#fff", "#gggggg", "#đđđ", ""] {
            let told = check(SiteColor::Primary, wrong).unwrap_err();
            assert!(told.contains("#rrggbb"), "{wrong}");
        }
    }

    #[test]
    fn a_dark_colour_can_be_read_in_both_themes() {
        assert_eq!(check(SiteColor::Primary, "#0f4c4a"), Ok(()));
        assert_eq!(check(SiteColor::Accent, "#a8301f"), Ok(()));
        assert_eq!(check(SiteColor::Primary, "#000000"), Ok(()));
    }

    #[test]
    fn a_pale_colour_is_refused_with_the_pairs_that_fail() {
        let told = check(SiteColor::Accent, "#d98b3f").unwrap_err();
        assert!(
            told.contains("chữ nhấn trên nền trang (sáng) chỉ đạt 2."),
            "{told}"
        );
        let told = check(SiteColor::Primary, "#5b8fd6").unwrap_err();
        assert!(told.contains("chữ trên thanh thực đơn (sáng)"), "{told}");
        assert!(!told.contains("chữ ở chân trang (tối)"), "{told}");
    }

    #[test]
    fn every_pair_is_in_the_style_sheet_and_can_be_read_in_every_theme_and_browser() {
        for browser in [Browser::Mixing, Browser::Plain] {
            let tokens = Tokens::with("site-primary", "#0f4c4a", browser);
            let pairs = PRIMARY_PAIRS
                .iter()
                .chain(&ACCENT_PAIRS)
                .chain(&EMBED_PAIRS);
            let pairs = pairs.map(|&(text, background, _)| (text, background));
            for (text, background) in pairs.chain(FIXED_PAIRS) {
                for theme in Theme::ALL {
                    let contrast = tokens.contrast(text, background, theme);
                    assert!(
                        contrast.is_some_and(|contrast| contrast >= LEAST_CONTRAST),
                        "{text} on {background}, {theme:?}, {browser:?}: {contrast:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn browsers_that_mix_no_colours_are_given_none_to_mix() {
        let tokens = Tokens::with("site-primary", "#0f4c4a", Browser::Plain);
        let mixed: Vec<_> = tokens
            .0
            .iter()
            .filter(|(_, value)| value.contains("color-mix"))
            .collect();
        assert_eq!(mixed, []);
    }

    #[test]
    fn a_mix_is_what_browsers_make_of_it() {
        let tokens = Tokens::with("site-primary", "#0f4c4a", Browser::Mixing);
        let mixed = tokens
            .color("color-mix(in oklab, #0f4c4a 35%, white)", Theme::Light)
            .unwrap();
        // As Chromium computes it.
        let [red, green, blue]: [u8; 3] = mixed.into_format().into();
        assert_eq!([red, green, blue], [170, 189, 187]);
    }
}
