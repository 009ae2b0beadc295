//! What a person typed, as what has to be found.

use conglang_contract::folding::Word;

use super::tokens::placed_words;

/// No search needs more.
const MAX_WORDS: usize = 12;

/// Words that must stand together in this order; most often one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group(pub Vec<Word>);

/// All groups must be there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub groups: Vec<Group>,
}

impl Typed {
    /// Words between quotation marks stand together, and so do the parts of a code such as `02-NQ/TU`.
    pub fn new(text: &str) -> Self {
        let mut groups = Vec::new();
        let mut words = 0;
        let mut add = |text: &str| {
            let mut group: Vec<Word> = placed_words(text).map(|placed| placed.word).collect();
            group.truncate(MAX_WORDS - words);
            words += group.len();
            if !group.is_empty() {
                groups.push(Group(group));
            }
        };
        for (index, part) in text.split(['"', '“', '”', '„', '«', '»']).enumerate() {
            if index % 2 == 1 {
                add(part);
            } else {
                part.split_whitespace().for_each(&mut add);
            }
        }
        Self { groups }
    }

    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    pub fn words(&self) -> impl DoubleEndedIterator<Item = &Word> {
        self.groups.iter().flat_map(|group| &group.0)
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
                .map(|group| Group(group.0.iter().map(plain).collect()))
                .collect(),
        }
    }

    pub fn has_marks(&self) -> bool {
        self.words().any(Word::has_marks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(text: &str) -> Vec<Vec<String>> {
        let typed = Typed::new(text);
        let plain = |group: Group| group.0.into_iter().map(|word| word.plain).collect();
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
