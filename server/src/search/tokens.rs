//! The words of a text as the index knows them.
//!
//! A word is there up to three times at the same position: without marks, as `linh`; with them, as `=linh` and its
//! tone behind; and where its letters have marks, with these and without the tone, as `<song` with the o's
//! circumflex. So each word that is typed is one token, which respects the marks that were typed and ignores those
//! that were not.
//!
//! Digits that belong together are there once more, as one number, where the first of them stands ([`numbers`]).

use std::ops::{Range, RangeInclusive};

use conglang_contract::folding::{self, Word};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Stands before a word with its marks; it is in no word.
const WITH_MARKS: char = '=';
/// The same before one of any tone, whose letters have marks.
const ANY_TONE: char = '<';
/// Longer ones are no words; cut, since an index refuses terms without an end.
const LONGEST_BYTES: usize = 128;

/// Stand between the digits of a number or a day.
const SIGNS_IN_NUMBERS: [&str; 3] = [".", "/", "-"];
/// Stand between those of a telephone number.
const SIGNS_IN_TELEPHONES: [&str; 5] = [".", "-", " ", ")", ") "];
/// How many digits a telephone number has: a mobile one 10, one of an office 11.
const TELEPHONE_DIGITS: RangeInclusive<usize> = 10..=11;

/// A word and where it stands in its text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedWord {
    pub word: Word,
    pub place: Range<usize>,
}

/// Digits of a text that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Which of the words of the text.
    pub words: Range<usize>,
    /// The same however it is written: `02393835356` of `0239.3.835.356`, `1/7/2025` of `01/07/2025`.
    pub token: String,
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

/// The numbers of more than one word among `words`, which are those of `text`.
pub fn numbers(text: &str, words: &[PlacedWord]) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut first = 0;
    while first < words.len() {
        let end = end_of_run(text, words, first);
        if end - first > 1 {
            let sign = &text[words[first].place.end..words[first + 1].place.start];
            of_run(sign, words, first..end, &mut numbers);
        }
        of_telephone(text, words, first, &mut numbers);
        first = end;
    }
    numbers
}

/// Where the digits end that begin at `first` and have the same sign between them.
fn end_of_run(text: &str, words: &[PlacedWord], first: usize) -> usize {
    let mut sign = None;
    let mut end = first + 1;
    while end < words.len() && is_digits(&words[end - 1]) && is_digits(&words[end]) {
        let between = &text[words[end - 1].place.end..words[end].place.start];
        if !SIGNS_IN_NUMBERS.contains(&between) || *sign.get_or_insert(between) != between {
            break;
        }
        end += 1;
    }
    end
}

/// The numbers that the digits of a run with this sign between them make.
fn of_run(sign: &str, words: &[PlacedWord], run: Range<usize>, numbers: &mut Vec<Number>) {
    let parts: Vec<&str> = words[run.clone()]
        .iter()
        .map(|placed| placed.word.plain.as_str())
        .collect();
    if let [day, month, year] = parts.as_slice()
        && day.len() <= 2
        && month.len() <= 2
        && year.len() == 4
    {
        numbers.push(number(run.clone(), without_zeros(&parts)));
        numbers.push(number(run.start..run.start + 2, without_zeros(&parts[..2])));
    } else if sign == "/" && parts.len() == 2 {
        numbers.push(number(run.clone(), without_zeros(&parts)));
    }
    if sign != "/" {
        numbers.push(number(run, parts.concat()));
    }
}

/// The telephone number that begins at `first`. Its groups of digits are set apart in many ways, of which a space
/// tells the least: so it counts by how long it is.
fn of_telephone(text: &str, words: &[PlacedWord], first: usize, numbers: &mut Vec<Number>) {
    if !is_digits(&words[first]) || !words[first].word.plain.starts_with('0') {
        return;
    }
    let mut digits = words[first].word.plain.clone();
    for next in first + 1..words.len() {
        let between = &text[words[next - 1].place.end..words[next].place.start];
        if !is_digits(&words[next]) || !SIGNS_IN_TELEPHONES.contains(&between) {
            return;
        }
        digits += &words[next].word.plain;
        if digits.len() > *TELEPHONE_DIGITS.end() {
            return;
        }
        let telephone = number(first..next + 1, digits.clone());
        if TELEPHONE_DIGITS.contains(&digits.len()) && !numbers.contains(&telephone) {
            numbers.push(telephone);
        }
    }
}

fn number(words: Range<usize>, token: String) -> Number {
    let token = cut(&token).to_owned();
    Number { words, token }
}

fn without_zeros(parts: &[&str]) -> String {
    let parts = parts.iter().map(|part| part.trim_start_matches('0'));
    parts.collect::<Vec<_>>().join("/")
}

fn is_digits(placed: &PlacedWord) -> bool {
    placed.word.plain.bytes().all(|byte| byte.is_ascii_digit())
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
/// Between these are the tokens with marks that do not begin with a digit.
pub const MARKED: [&str; 2] = ["=:", ">"];

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
        let words: Vec<PlacedWord> = placed_words(text).collect();
        let mut numbers = numbers(text, &words).into_iter().peekable();
        let mut tokens = Vec::with_capacity(words.len() * 3);
        for (position, PlacedWord { word, place }) in words.iter().enumerate() {
            let mut texts = vec![plain(word), with_marks(word)];
            texts.extend(any_tone(word));
            while let Some(number) = numbers.next_if(|number| number.words.start == position) {
                texts.push(number.token);
            }
            tokens.extend(texts.into_iter().map(|text| Token {
                offset_from: place.start,
                offset_to: place.end,
                position,
                text,
                position_length: 1,
            }));
        }
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
    fn digits_that_belong_together_are_one_number() {
        for (text, expected) in [
            ("0239.3.835.356", vec!["02393835356"]),
            ("0239 3835 356", vec!["02393835356"]),
            ("(0239) 3835.356", vec!["3835356", "02393835356"]),
            ("0912 345 678, 200", vec!["0912345678"]),
            ("1.200 m", vec!["1200"]),
            ("01/07/2025", vec!["1/7/2025", "1/7"]),
            ("1-7-2025", vec!["1/7/2025", "1/7", "172025"]),
            ("từ 30/4-01/5", vec!["30/4", "1/5"]),
            ("200 300", vec![]),
            ("02-NQ/TU, 7", vec![]),
        ] {
            let words: Vec<PlacedWord> = placed_words(text).collect();
            let mut tokens: Vec<String> = numbers(text, &words)
                .into_iter()
                .map(|number| number.token)
                .collect();
            let mut expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
            tokens.sort();
            expected.sort();
            assert_eq!(tokens, expected, "{text}");
        }
    }

    #[test]
    fn a_number_stands_where_its_first_digits_do() {
        let mut tokens = WordTokenizer.token_stream("Gọi 0239.3835.356 nhé");
        let mut seen = Vec::new();
        while tokens.advance() {
            seen.push((tokens.token().position, tokens.token().text.clone()));
        }
        assert!(seen.contains(&(1, "02393835356".to_owned())), "{seen:?}");
        assert!(seen.contains(&(4, "nhe".to_owned())), "{seen:?}");
        assert!(seen.is_sorted_by_key(|(position, _)| *position));
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
