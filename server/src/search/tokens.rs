//! The words of a text as the index knows them.
//!
//! A word is there twice at the same position: without marks, as `linh`, and with them, as `=linh` and its tone
//! behind, so that a search may respect the marks that were typed and ignore those that were not.

use std::ops::Range;

use conglang_contract::folding::{self, TONES, Word};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Stands before a word with its marks; it is in no word.
const WITH_MARKS: char = '=';
/// Longer ones are no words; cut, since an index refuses terms without an end.
const LONGEST_BYTES: usize = 128;

/// A word and where it stands in its text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedWord {
    pub word: Word,
    pub place: Range<usize>,
}

/// The words of `text`, in their order.
pub fn placed_words(text: &str) -> impl Iterator<Item = PlacedWord> + '_ {
    let is_part = |character: char| character.is_alphanumeric() || folding::is_mark(character);
    let mut rest = 0;
    std::iter::from_fn(move || {
        loop {
            let start = rest + text[rest..].find(is_part)?;
            let length = text[start..].find(|character| !is_part(character));
            let end = length.map_or(text.len(), |length| start + length);
            rest = end;
            // Marks without a letter are no word.
            if let Some(word) = folding::words(&text[start..end]).into_iter().next() {
                return Some(PlacedWord {
                    word,
                    place: start..end,
                });
            }
        }
    })
}

/// The word without marks.
pub fn plain(word: &Word) -> String {
    cut(&word.plain).to_owned()
}

/// The word with its marks.
pub fn with_marks(word: &Word) -> String {
    marked(&word.letters, word.tone)
}

/// All that a person may mean who typed `word`, whose letters have marks, the word as it was typed first: with a
/// tone, that alone.
pub fn meant(word: &Word) -> Vec<String> {
    match word.tone {
        Some(tone) => vec![marked(&word.letters, Some(tone))],
        None => std::iter::once(None)
            .chain(TONES.map(Some))
            .map(|tone| marked(&word.letters, tone))
            .collect(),
    }
}

/// What all tokens begin with that a person may mean who is typing `word`. Where it has marks, others begin so
/// too: a tone that was typed early stands at the end of the token.
pub fn beginning(word: &Word) -> String {
    if word.has_marks() {
        marked(&word.letters, None)
    } else {
        plain(word)
    }
}

/// The word of a token with its marks; none of a token without marks.
pub fn marked_word(token: &str) -> Option<Word> {
    folding::words(token.strip_prefix(WITH_MARKS)?).pop()
}

/// Behind all tokens.
pub const END: &str = "\u{10ffff}";
/// Where the tokens without marks begin that do not begin with a digit, up to [`END`]: behind digits and
/// [`WITH_MARKS`].
pub const FIRST_PLAIN: &str = ">";

fn marked(letters: &str, tone: Option<char>) -> String {
    let mut token = String::with_capacity(letters.len() + 4);
    token.push(WITH_MARKS);
    token.push_str(cut(letters));
    token.extend(tone);
    token
}

fn cut(word: &str) -> &str {
    &word[..word.floor_char_boundary(LONGEST_BYTES)]
}

/// Takes texts apart for the index.
#[derive(Clone, Debug)]
pub struct WordTokenizer;

/// The tokens of one text.
#[derive(Debug)]
pub struct Tokens {
    tokens: std::vec::IntoIter<Token>,
    current: Token,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        let tokens: Vec<Token> = placed_words(text)
            .enumerate()
            .flat_map(|(position, PlacedWord { word, place })| {
                [plain(&word), with_marks(&word)].map(|text| Token {
                    offset_from: place.start,
                    offset_to: place.end,
                    position,
                    text,
                    position_length: 1,
                })
            })
            .collect();
        Tokens {
            tokens: tokens.into_iter(),
            current: Token::default(),
        }
    }
}

impl TokenStream for Tokens {
    fn advance(&mut self) -> bool {
        match self.tokens.next() {
            Some(token) => {
                self.current = token;
                true
            }
            None => false,
        }
    }

    fn token(&self) -> &Token {
        &self.current
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.current
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<&str> {
        placed_words(text).map(|word| &text[word.place]).collect()
    }

    #[test]
    fn words_stand_where_they_are_in_the_text() {
        assert_eq!(
            places("Số 02-NQ/TU, “Đền Cả”…"),
            ["Số", "02", "NQ", "TU", "Đền", "Cả"]
        );
        assert_eq!(places("Ho\u{302}\u{300}ng"), ["Ho\u{302}\u{300}ng"]);
        assert_eq!(places(" \u{301} – "), Vec::<&str>::new());
    }

    #[test]
    fn a_word_is_there_with_marks_and_without() {
        let mut tokens = WordTokenizer.token_stream("Lĩnh 2");
        let mut seen = Vec::new();
        while tokens.advance() {
            seen.push((tokens.token().position, tokens.token().text.clone()));
        }
        let expected = [(0, "linh"), (0, "=linh\u{303}"), (1, "2"), (1, "=2")];
        assert_eq!(seen, expected.map(|(at, text)| (at, text.to_owned())));
    }

    #[test]
    fn however_a_word_is_written_it_is_one_token() {
        let token = |text| with_marks(&placed_words(text).next().unwrap().word);
        assert_eq!(token("hòa"), token("hoà"));
        assert_eq!(token("THUÝ"), token("thúy"));
        assert_eq!(token("Ậ"), token("A\u{323}\u{302}"));
        assert_ne!(token("đường"), token("dương"));
    }

    #[test]
    fn a_tone_that_is_not_typed_is_open() {
        let word = |text| placed_words(text).next().unwrap().word;
        assert_eq!(meant(&word("đường")), [with_marks(&word("đường"))]);
        let meant = meant(&word("đương"));
        assert!(meant.contains(&with_marks(&word("đường"))));
        assert!(!meant.contains(&with_marks(&word("dường"))));
    }

    #[test]
    fn a_word_is_found_from_its_first_letters_on() {
        let word = |text| placed_words(text).next().unwrap().word;
        for (typed, meant) in [
            ("duo", "đường"),
            ("đươn", "đường"),
            ("đườ", "đường"),
            ("hồn", "hồng"),
        ] {
            let token = match word(typed).has_marks() {
                true => with_marks(&word(meant)),
                false => plain(&word(meant)),
            };
            assert!(token.starts_with(&beginning(&word(typed))), "{typed}");
        }
        assert_eq!(
            marked_word(&with_marks(&word("đường"))),
            Some(word("đường"))
        );
        assert_eq!(marked_word("duong"), None);
    }

    #[test]
    fn what_has_no_end_is_cut_between_letters() {
        let long = "ă".repeat(1000);
        let token = with_marks(&placed_words(&long).next().unwrap().word);
        assert!(token.len() <= LONGEST_BYTES + 1);
    }
}
