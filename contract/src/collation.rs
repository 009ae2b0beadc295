//! The order of Vietnamese names: a ă â b c d đ e ê … o ô ơ … u ư, then the tones from level to heavy, word
//! by word as dictionaries have it. Numbers go by their value.

use crate::folding::{Word, words};

/// What names are sorted by.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey(Vec<WordKey>);

/// Numbers stand before words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum WordKey {
    /// How many digits without zeros in front, and the digits.
    Number(usize, String),
    /// Letters by their rank, and the rank of the tone.
    Letters(Vec<u32>, usize),
}

/// Level (which is written without a mark), grave, hook above, tilde, acute, dot below.
const TONES: [Option<char>; 6] = [
    None,
    Some('\u{300}'),
    Some('\u{309}'),
    Some('\u{303}'),
    Some('\u{301}'),
    Some('\u{323}'),
];

/// What makes a letter the next one of the alphabet: breve, circumflex, horn.
const LETTER_MARKS: [char; 3] = ['\u{306}', '\u{302}', '\u{31b}'];

/// Between a letter and the next one of the Latin alphabet there is room for its marks.
const LETTER_RANKS: u32 = 5;

impl SortKey {
    pub fn new(name: &str) -> Self {
        Self(words(name).iter().map(WordKey::of).collect())
    }
}

impl WordKey {
    fn of(word: &Word) -> Self {
        if word.letters.bytes().all(|byte| byte.is_ascii_digit()) {
            let digits = word.letters.trim_start_matches('0');
            return Self::Number(digits.len(), digits.to_owned());
        }
        let mut letters: Vec<u32> = Vec::with_capacity(word.letters.len());
        for character in word.letters.chars() {
            let mark = LETTER_MARKS.iter().position(|&mark| mark == character);
            match (mark, letters.last_mut()) {
                (Some(mark), Some(letter)) => *letter += mark as u32 + 1,
                _ if character == 'đ' => letters.push(u32::from('d') * LETTER_RANKS + 1),
                _ => letters.push(u32::from(character) * LETTER_RANKS),
            }
        }
        let tone = TONES.iter().position(|&tone| tone == word.tone);
        Self::Letters(letters, tone.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted<const N: usize>(mut names: [&str; N]) -> [&str; N] {
        names.sort_by_key(|name| SortKey::new(name));
        names
    }

    #[test]
    fn marked_letters_follow_plain_ones() {
        let alphabet = "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y";
        let mut letters: Vec<&str> = alphabet.split(' ').rev().collect();
        letters.sort_by_key(|letter| SortKey::new(letter));
        assert_eq!(letters.join(" "), alphabet);
        assert_eq!(
            sorted(["Đậu Liêu", "Ân", "Dương", "Ăn", "Ang", "Đa", "Dz"]),
            ["Ang", "Ăn", "Ân", "Dương", "Dz", "Đa", "Đậu Liêu"]
        );
    }

    #[test]
    fn tones_decide_between_words_of_the_same_letters() {
        assert_eq!(
            sorted(["mạ", "má", "mã", "mả", "mà", "ma", "man"]),
            ["ma", "mà", "mả", "mã", "má", "mạ", "man"]
        );
        // The first word decides before the second one is looked at.
        assert_eq!(
            sorted(["Hồng Ân", "Hông Xuân", "Hồng"]),
            ["Hông Xuân", "Hồng", "Hồng Ân"]
        );
    }

    #[test]
    fn neither_case_nor_the_way_of_writing_matters() {
        assert_eq!(SortKey::new("HOÀ"), SortKey::new("hòa"));
        assert_eq!(SortKey::new("Đu\u{31b}\u{301}c"), SortKey::new("Đức"));
    }

    #[test]
    fn numbers_go_by_their_value() {
        assert_eq!(
            sorted(["Tổ 10", "Tổ 9", "Tổ 009b", "Tổ 2", "2 Tổ"]),
            ["2 Tổ", "Tổ 2", "Tổ 9", "Tổ 10", "Tổ 009b"]
        );
    }
}
