//! The words of a text as the index knows them.
//!
//! A word is there up to three times at the same position: without marks, as `linh`; with them, as `=linh` and its
//! tone behind; and where its letters have marks, with these and without the tone, as `<song` with the o's
//! circumflex. So each word that is typed is one token, which respects the marks that were typed and ignores those
//! that were not.

use std::ops::Range;

use conglang_contract::folding::{self, Word};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Stands before a word with its marks; it is in no word.
const WITH_MARKS: char = '=';
/// The same before one of any tone, whose letters have marks.
const ANY_TONE: char = '<';
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

/// The word in any tone, where its letters have marks.
fn any_tone(word: &Word) -> Option<String> {
    (word.letters != word.plain).then(|| format!("{ANY_TONE}{}", cut(&word.letters)))
}

/// What all words have that a person may mean who typed `word`, and no other.
pub fn sought(word: &Word) -> String {
    match word.tone {
        Some(_) => with_marks(word),
        None => any_tone(word).unwrap_or_else(|| plain(word)),
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
/// Where the tokens without marks begin that do not begin with a digit, up to [`END`]: behind digits,
/// [`WITH_MARKS`] and [`ANY_TONE`].
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
                let texts = [Some(plain(&word)), Some(with_marks(&word)), any_tone(&word)];
                texts.into_iter().flatten().map(move |text| Token {
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
        let mut tokens = WordTokenizer.token_stream("Lĩnh 2 cổ");
        let mut seen = Vec::new();
        while tokens.advance() {
            seen.push((tokens.token().position, tokens.token().text.clone()));
        }
        let expected = [
            (0, "linh"),
            (0, "=linh\u{303}"),
            (1, "2"),
            (1, "=2"),
            (2, "co"),
            (2, "=co\u{302}\u{309}"),
            (2, "<co\u{302}"),
        ];
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
        let finds = |typed, text| {
            let word = placed_words(typed).next().unwrap().word;
            let mut tokens = WordTokenizer.token_stream(text);
            std::iter::from_fn(|| tokens.advance().then(|| tokens.token().text.clone()))
                .any(|token| token == sought(&word))
        };
        for (typed, text, is_found) in [
            ("đường", "đường", true),
            ("đường", "đương", false),
            ("đương", "đường", true),
            ("đương", "dường", false),
            ("duong", "đường", true),
            ("làng", "lang", false),
            ("lang", "làng", true),
        ] {
            assert_eq!(finds(typed, text), is_found, "{typed} in {text}");
        }
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
