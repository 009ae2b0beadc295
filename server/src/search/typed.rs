//! What a person typed, as what has to be found.

use conglang_contract::folding::Word;

use super::tokens::{PlacedWord, numbers, placed_words};

/// No search needs more.
const MAX_WORDS: usize = 12;

/// Words that must stand together in this order; most often one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    pub words: Vec<Word>,
    /// The same as one number, where it is one.
    pub numbers: Vec<String>,
}

/// All groups must be there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub groups: Vec<Group>,
}

impl Typed {
    /// Words between quotation marks stand together, and so do the parts of a code such as `02-NQ/TU` and of a
    /// telephone number.
    pub fn new(text: &str) -> Self {
        let mut groups = Vec::new();
        let mut words = 0;
        let mut add = |text: &str| {
            let mut group = Group::new(text);
            group.truncate(MAX_WORDS - words);
            words += group.words.len();
            if !group.words.is_empty() {
                groups.push(group);
            }
        };
        for (index, part) in text.split(['"', '“', '”', '„', '«', '»']).enumerate() {
            if index % 2 == 1 {
                add(part);
            } else {
                parts(part).into_iter().for_each(&mut add);
            }
        }
        Self { groups }
    }

    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    pub fn words(&self) -> impl DoubleEndedIterator<Item = &Word> {
        self.groups.iter().flat_map(|group| &group.words)
    }

    /// The same without any mark.
    pub fn without_marks(&self) -> Self {
        let plain = |word: &Word| Word {
            plain: word.plain.clone(),
            letters: word.plain.clone(),
            tone: None,
        };
        let groups = self.groups.iter();
        Self {
            groups: groups
                .map(|group| Group {
                    words: group.words.iter().map(plain).collect(),
                    numbers: group.numbers.clone(),
                })
                .collect(),
        }
    }

    pub fn has_marks(&self) -> bool {
        self.words().any(Word::has_marks)
    }

    /// Which of `words`, those of `text`, were meant.
    pub fn meant(&self, text: &str, words: &[PlacedWord]) -> Vec<bool> {
        let mut meant: Vec<bool> = words
            .iter()
            .map(|placed| self.words().any(|typed| typed.means(&placed.word)))
            .collect();
        for number in numbers(text, words) {
            if self.groups.iter().any(|group| group.is(&number.token)) {
                meant[number.words].fill(true);
            }
        }
        meant
    }
}

impl Group {
    fn new(text: &str) -> Self {
        let words: Vec<PlacedWord> = placed_words(text).collect();
        let numbers = numbers(text, &words)
            .into_iter()
            .filter(|number| number.words == (0..words.len()))
            .map(|number| number.token)
            .collect();
        Self {
            words: words.into_iter().map(|placed| placed.word).collect(),
            numbers,
        }
    }

    fn truncate(&mut self, words: usize) {
        if self.words.len() > words {
            self.words.truncate(words);
            self.numbers.clear();
        }
    }

    /// Whether it is the number that the index has as `token`.
    fn is(&self, token: &str) -> bool {
        let is_word = matches!(self.words.as_slice(), [word] if word.plain == token);
        is_word || self.numbers.iter().any(|number| number == token)
    }
}

/// `text` at its spaces, but not at those in a number.
fn parts(text: &str) -> Vec<&str> {
    let words: Vec<PlacedWord> = placed_words(text).collect();
    let numbers = numbers(text, &words);
    let is_in_number = |at: usize| {
        numbers.iter().any(|number| {
            let words = &words[number.words.clone()];
            words.first().is_some_and(|first| first.place.start < at)
                && words.last().is_some_and(|last| at < last.place.end)
        })
    };
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, space) in text.match_indices(char::is_whitespace) {
        if !is_in_number(at) {
            parts.push(&text[start..at]);
            start = at + space.len();
        }
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(text: &str) -> Vec<Vec<String>> {
        let typed = Typed::new(text);
        let plain = |group: Group| group.words.into_iter().map(|word| word.plain).collect();
        typed.groups.into_iter().map(plain).collect()
    }

    #[test]
    fn quotation_marks_and_codes_keep_words_together() {
        assert_eq!(groups("hồng lĩnh"), [vec!["hong"], vec!["linh"]]);
        assert_eq!(
            groups("a \"hồng lĩnh\" b"),
            [vec!["a"], vec!["hong", "linh"], vec!["b"]]
        );
        assert_eq!(groups("“hồng lĩnh”"), [vec!["hong", "linh"]]);
        assert_eq!(groups("02-NQ/TU"), [vec!["02", "nq", "tu"]]);
    }

    #[test]
    fn a_number_is_one_however_it_is_typed() {
        let numbers = |text| Typed::new(text).groups.remove(0).numbers;
        for typed in ["0239.3835.356", "0239 3835 356", "0239 3.835-356"] {
            assert_eq!(numbers(typed), ["02393835356"], "{typed}");
        }
        assert_eq!(numbers("01/07/2025"), ["1/7/2025"]);
        assert_eq!(
            groups("gọi 0239 3835 356 5 giờ"),
            [
                vec!["goi"],
                vec!["0239", "3835", "356"],
                vec!["5"],
                vec!["gio"]
            ]
        );
        assert_eq!(groups("200 300"), [vec!["200"], vec!["300"]]);
    }

    #[test]
    fn an_open_quotation_goes_to_the_end() {
        assert_eq!(groups("\"hồng lĩnh"), [vec!["hong", "linh"]]);
    }

    #[test]
    fn nothing_and_signs_alone_are_nothing() {
        for text in ["", "  ", "\"\"", "%_*?:()", "–"] {
            assert!(Typed::new(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn words_without_end_are_cut() {
        assert_eq!(Typed::new(&"a ".repeat(1000)).words().count(), MAX_WORDS);
        let quoted = format!("\"{}\"", "a ".repeat(1000));
        assert_eq!(Typed::new(&quoted).words().count(), MAX_WORDS);
    }
}
