//! Texts as they are searched: without marks, in lower case, words between single spaces.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

const MAX_WORDS: usize = 12;

/// `text` without marks, in lower case; whatever is neither letter nor digit becomes a space.
pub fn fold(text: &str) -> String {
    text.nfd()
        .filter(|&character| !is_combining_mark(character))
        .flat_map(char::to_lowercase)
        .map(|character| match character {
            'đ' => 'd',
            character if character.is_alphanumeric() => character,
            _ => ' ',
        })
        .collect()
}

/// What stands in `search_text`: a space before and behind every word, so that whole words are found.
pub fn search_text<const N: usize>(texts: [&str; N]) -> String {
    let mut search_text = String::from(" ");
    for text in texts {
        for word in fold(text).split_whitespace() {
            search_text.push_str(word);
            search_text.push(' ');
        }
    }
    search_text
}

/// How many words stand in a `search_text`: of Vietnamese, how many syllables.
pub fn word_count(search_text: &str) -> usize {
    search_text.split_whitespace().count()
}

/// The patterns for `LIKE`, one a word. Folding leaves neither `%` nor `_`, so nothing is escaped.
pub fn patterns(words: &str) -> Vec<String> {
    fold(words)
        .split_whitespace()
        .take(MAX_WORDS)
        .map(|word| format!("% {word} %"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_case_are_folded() {
        assert_eq!(
            search_text(["Đậu Liêu, “Ngàn Hống”", "02-NQ/TU"]),
            " dau lieu ngan hong 02 nq tu "
        );
        assert_eq!(patterns("HỒNG 100%_"), ["% hong %", "% 100 %"]);
        assert!(patterns(" %_ ").is_empty());
    }
}
