//! Texts that residents type.

/// NFC, without control and bidirectional-override characters, line ends as `\n`, ends trimmed.
///
/// Both sides call this before they count characters, so that the browser and the server agree.
pub fn clean(text: &str) -> String {
    let visible: String = text
        .replace("\r\n", "\n")
        .chars()
        .filter(|&character| character == '\n' || character == '\t' || !is_invisible(character))
        .collect();
    nfc(visible.trim())
}

/// [`clean`], on one line: every run of white space becomes one space.
pub fn clean_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Control characters, and the marks with which a text can be shown in another order than it was
/// written (Unicode TR 9, section 2).
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(not(target_arch = "wasm32"))]
fn nfc(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfc().collect()
}

#[cfg(target_arch = "wasm32")]
fn nfc(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFC").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_vietnamese_is_composed() {
        assert_eq!(clean("Ho\u{0302}\u{0300}ng Li\u{0303}nh"), "Hồng Lĩnh");
    }

    #[test]
    fn bidirectional_controls_and_nul_go_and_line_ends_stay() {
        assert_eq!(clean(" a\u{202e}b\0\r\nc\u{2066} "), "ab\nc");
        assert_eq!(clean_line(" a \n\t b "), "a b");
    }
}
