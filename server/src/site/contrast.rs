//! Whether what is written in a town's colours can be read: the pairs of text and background that the
//! style sheet makes of them, in its light and its dark theme.
//!
//! The colours are taken from `style/tokens.css` itself, so a token that is changed is checked as it is.

use std::collections::HashMap;

use palette::{IntoColor, Mix, Oklab, Srgb, color_difference::Wcag21RelativeContrast};

const TOKENS: &str = include_str!("../../../style/tokens.css");

/// The least contrast of text that WCAG 2.2 AA takes (1.4.3).
const LEAST_CONTRAST: f32 = 4.5;

/// A colour that `site.toml` sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiteColor {
    Primary,
    Accent,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scheme {
    Light,
    Dark,
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

/// # Errors
/// When `color` is not `#rrggbb`, or some text in it or on it cannot be read: the pairs, in one
/// Vietnamese sentence.
pub fn check(site_color: SiteColor, color: &str) -> Result<(), String> {
    let is_hexadecimal = color.strip_prefix('#').is_some_and(|digits| {
        digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    });
    if !is_hexadecimal {
        return Err(format!("màu “{color}” phải có dạng #rrggbb"));
    }
    let (property, pairs) = match site_color {
        SiteColor::Primary => ("site-primary", PRIMARY_PAIRS.as_slice()),
        SiteColor::Accent => ("site-accent", ACCENT_PAIRS.as_slice()),
    };
    let tokens = Tokens::with(property, color);
    let failing: Vec<_> = [(Scheme::Light, "sáng"), (Scheme::Dark, "tối")]
        .into_iter()
        .flat_map(|(scheme, theme)| {
            let tokens = &tokens;
            pairs.iter().filter_map(move |(text, background, name)| {
                let contrast = tokens.contrast(text, background, scheme)?;
                (contrast < LEAST_CONTRAST)
                    .then(|| format!("{name} ({theme}) chỉ đạt {contrast:.1}:1"))
            })
        })
        .collect();
    if failing.is_empty() {
        return Ok(());
    }
    Err(format!(
        "màu {color} khó đọc, cần tương phản ít nhất {LEAST_CONTRAST}:1: {}",
        failing.join("; ")
    ))
}

/// The custom properties of the style sheet, as they are written.
struct Tokens(HashMap<&'static str, String>);

impl Tokens {
    /// Those of everybody who chose no theme, with `color` in the place of `property`. Later
    /// declarations hold, as they do in a browser.
    fn with(property: &'static str, color: &str) -> Self {
        let mut tokens = HashMap::new();
        let everybody = TOKENS.split(":root[data-theme").next().unwrap_or(TOKENS);
        for line in everybody.lines() {
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
    fn contrast(&self, text: &str, background: &str, scheme: Scheme) -> Option<f32> {
        let color = |token| self.color(&format!("var(--color-{token})"), scheme);
        Some(color(text)?.relative_contrast(color(background)?))
    }

    /// The colour that `value` means: the few forms that the tokens are written in.
    fn color(&self, value: &str, scheme: Scheme) -> Option<Srgb> {
        let value = value.trim();
        if let Some(arguments) = arguments_of(value, "var") {
            let name = arguments.first()?.strip_prefix("--")?;
            return match self.0.get(name) {
                Some(value) => self.color(value, scheme),
                None => self.color(arguments.get(1)?, scheme),
            };
        }
        if let Some(arguments) = arguments_of(value, "light-dark") {
            return self.color(arguments.get(scheme as usize)?, scheme);
        }
        if let Some(arguments) = arguments_of(value, "color-mix") {
            let &["in oklab", first, second] = arguments.as_slice() else {
                return None;
            };
            let (first, share) = first.strip_suffix('%')?.rsplit_once(' ')?;
            let share: f32 = share.parse().ok()?;
            let first: Oklab = self.color(first, scheme)?.into_color();
            let second: Oklab = self.color(second, scheme)?.into_color();
            return Some(second.mix(first, share / 100.0).into_color());
        }
        match value {
            "white" => Some(Srgb::new(1.0, 1.0, 1.0)),
            "black" => Some(Srgb::new(0.0, 0.0, 0.0)),
            _ => Some(value.parse::<Srgb<u8>>().ok()?.into_format()),
        }
    }
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

    /// Pairs that no town changes.
    const FIXED_PAIRS: [(&str, &str); 8] = [
        ("ink", "surface"),
        ("ink", "surface-raised"),
        ("muted", "surface"),
        ("muted", "surface-raised"),
        ("danger", "surface"),
        ("danger", "danger-tint"),
        ("ink", "danger-tint"),
        ("on-alert", "alert"),
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
    fn every_pair_is_in_the_style_sheet_and_the_fixed_ones_can_be_read() {
        let tokens = Tokens::with("site-primary", "#0f4c4a");
        let pairs = PRIMARY_PAIRS.iter().chain(&ACCENT_PAIRS);
        let pairs = pairs.map(|&(text, background, _)| (text, background));
        for (text, background) in pairs.chain(FIXED_PAIRS) {
            for scheme in [Scheme::Light, Scheme::Dark] {
                let contrast = tokens.contrast(text, background, scheme);
                assert!(
                    contrast.is_some_and(|contrast| contrast >= LEAST_CONTRAST),
                    "{text} on {background}, {scheme:?}: {contrast:?}"
                );
            }
        }
    }

    #[test]
    fn a_mix_is_what_browsers_make_of_it() {
        let tokens = Tokens::with("site-primary", "#0f4c4a");
        let mixed = tokens
            .color("color-mix(in oklab, #0f4c4a 35%, white)", Scheme::Light)
            .unwrap();
        // As Chromium computes it.
        let [red, green, blue]: [u8; 3] = mixed.into_format().into();
        assert_eq!([red, green, blue], [170, 189, 187]);
    }
}
