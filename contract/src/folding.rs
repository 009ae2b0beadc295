//! Finding Vietnamese words, typed with marks or without.
//!
//! What is typed counts, what is not typed is open: "duc thuan" finds "Đức Thuận", but "đường" is not
//! "dương". A word without any mark stands for all that are written with its letters. A word with marks
//! must have the same letters (đ, ă, ơ… are letters of their own), and the same tone if it has one.
//! "hoà" and "hòa" are one word: where the tone is written does not matter, nor does NFC or NFD.

/// The words of a text, ready to be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoldedText(Vec<Word>);

/// Words that must all stand in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needle(Vec<Word>);

/// A word, by what is told apart when one searches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Lower case, without any mark.
    pub plain: String,
    /// Lower case, with the marks that make a letter another one, as combining characters.
    pub letters: String,
    /// A combining character.
    pub tone: Option<char>,
}

/// Grave, acute, tilde, hook above, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// What no search needs more of.
const MAX_WORDS: usize = 12;

/// `text` in lower case and without marks, words between single hyphens: `Đền Song Trạng` →
/// `den-song-trang`. Empty when it has neither letters nor digits.
pub fn hyphenated(text: &str) -> String {
    let words: Vec<String> = words(text)
        .into_iter()
        .map(|word| {
            word.plain
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .collect()
        })
        .filter(|word: &String| !word.is_empty())
        .collect();
    words.join("-")
}

impl FoldedText {
    pub fn new(text: &str) -> Self {
        Self(words(text))
    }
}

impl Needle {
    /// The words that a person typed.
    pub fn new(typed: &str) -> Self {
        let mut words = words(typed);
        words.truncate(MAX_WORDS);
        Self(words)
    }

    /// Whether nothing was typed; then everything is found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether each word stands at the beginning of a word of `text`, so that results come while a
    /// word is being typed.
    pub fn is_in(&self, text: &FoldedText) -> bool {
        self.0
            .iter()
            .all(|typed| text.0.iter().any(|word| typed.begins(word)))
    }
}

impl Word {
    /// Whether it is more than the letters from a to z and digits.
    pub fn has_marks(&self) -> bool {
        self.tone.is_some() || self.letters != self.plain
    }

    /// Whether who typed this word may mean `other`.
    pub fn means(&self, other: &Self) -> bool {
        if !self.has_marks() {
            return other.plain == self.plain;
        }
        other.letters == self.letters && (self.tone.is_none() || self.tone == other.tone)
    }

    /// Whether who is typing this word may come to mean `other`.
    pub fn begins(&self, other: &Self) -> bool {
        if !self.has_marks() {
            return other.plain.starts_with(&self.plain);
        }
        // A mark of the next letter must not be cut off: "an" does not begin "ân".
        let begins = other
            .letters
            .strip_prefix(self.letters.as_str())
            .is_some_and(|rest| !rest.starts_with(is_mark));
        begins && (self.tone.is_none() || self.tone == other.tone)
    }
}

/// The words of `text`, in their order.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word = Word::default();
    for character in decomposed(text).chars().flat_map(char::to_lowercase) {
        match character {
            tone if TONES.contains(&tone) => {
                word.tone.get_or_insert(tone);
            }
            // Circumflex, breve, horn; other languages' marks count as such.
            mark if is_mark(mark) => word.letters.push(mark),
            'đ' => {
                word.plain.push('d');
                word.letters.push('đ');
            }
            letter if letter.is_alphanumeric() => {
                word.plain.push(letter);
                word.letters.push(letter);
            }
            _ => words.push(std::mem::take(&mut word)),
        }
    }
    words.push(word);
    words.retain(|word| !word.plain.is_empty());
    words
}

/// Combining marks, as Vietnamese and its neighbours use them.
pub fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

#[cfg(not(target_arch = "wasm32"))]
fn decomposed(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfd().collect()
}

#[cfg(target_arch = "wasm32")]
fn decomposed(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFD").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(typed: &str, text: &str) -> bool {
        Needle::new(typed).is_in(&FoldedText::new(text))
    }

    #[test]
    fn words_without_marks_find_those_with_marks() {
        for typed in [
            "duc thuan",
            "DUC THUAN",
            "thuan duc",
            "duc",
            "thu",
            "Đức",
            "đức thuận",
        ] {
            assert!(finds(typed, "Phường Đức Thuận"), "{typed}");
        }
        assert!(!finds("duc an", "Phường Đức Thuận"));
    }

    #[test]
    fn marks_that_are_typed_are_respected() {
        for (typed, other) in [
            ("đường", "dương"),
            ("dương", "đường"),
            ("bắc", "bác"),
            ("bác", "bắc"),
            ("hồng", "hông"),
            ("hơn", "hôn"),
            ("ân", "an"),
            ("ma", "na"),
            ("mà", "má"),
        ] {
            assert!(!finds(typed, other), "{typed} is not {other}");
            assert!(finds(typed, typed));
        }
        assert!(finds("duong", "đường") && finds("duong", "dương"));
    }

    #[test]
    fn a_tone_that_is_not_typed_yet_is_open() {
        assert!(finds("đươn", "đường"));
        assert!(finds("hông", "hồng"));
        assert!(!finds("hông", "hong"));
    }

    #[test]
    fn a_mark_of_a_letter_is_not_cut_off() {
        assert!(!finds("đa", "đâu"));
        assert!(finds("đâ", "đâu"));
    }

    #[test]
    fn a_whole_word_means_no_longer_one() {
        let means = |typed, other| words(typed)[0].means(&words(other)[0]);
        assert!(means("duc", "Đức") && means("đức", "Đức") && means("đưc", "Đức"));
        assert!(!means("du", "Đức") && !means("dức", "Đức") && !means("đực", "Đức"));
    }

    #[test]
    fn composed_and_decomposed_texts_are_the_same() {
        assert!(finds("Đu\u{31b}\u{301}c", "Đức"));
        assert!(finds("Đức", "Đu\u{301}\u{31b}c"));
        assert_eq!(
            FoldedText::new("Hồng"),
            FoldedText::new("Ho\u{302}\u{300}ng")
        );
        assert_eq!(FoldedText::new("Ậ"), FoldedText::new("A\u{323}\u{302}"));
    }

    #[test]
    fn the_place_of_the_tone_does_not_matter() {
        assert!(finds("hòa", "hoà") && finds("hoà", "hòa"));
        assert!(finds("thủy", "thuỷ"));
    }

    #[test]
    fn an_empty_needle_finds_everything() {
        for typed in ["", " ", "—", "%_"] {
            assert!(Needle::new(typed).is_empty());
            assert!(finds(typed, "Đức Thuận"));
        }
    }

    #[test]
    fn digits_and_signs_are_parts_of_words_or_bounds() {
        assert!(finds("102", "102 Nguyễn Ái Quốc"));
        assert!(finds("ql1", "QL1, km486+354"));
        assert!(finds("3802d", "Trung tâm 3802D"));
    }

    #[test]
    fn names_become_addresses() {
        assert_eq!(hyphenated("Đền Song Trạng"), "den-song-trang");
        assert_eq!(
            hyphenated(" Làng rèn Trung Lương (Minh Lương) "),
            "lang-ren-trung-luong-minh-luong"
        );
        assert_eq!(hyphenated("— 漢 —"), "");
    }
}
