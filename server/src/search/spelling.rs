//! "Ý bạn là…": what may have been meant where nothing has all words that were typed.
//!
//! A slip makes of nearly every Vietnamese syllable another one that exists, so it is not enough that the index has
//! a word: near ones are tried for one word at a time, and what is found together with the others, and beside
//! them, was meant.

mod slip;

use std::cmp::Reverse;

use conglang_contract::folding::Word;
use tantivy::{Searcher, Term, collector::Count};

use self::slip::Slip;
use super::{
    query::{beside_query, counting_query},
    schema::{Card, Fields},
    tokens::{MARKED, marked_word, placed_words, sought},
    typed::{Group, Typed},
    vocabulary,
};

/// How many words are tried of each kind of slip, the most frequent first.
const MOST_NEAR: usize = 4;
/// How many searches are tried in all. Each costs up to a millisecond in a large town.
const MOST_TRIES: usize = 32;
/// Where more words than these are unknown, nobody can tell what was meant.
const MOST_UNKNOWN: usize = 3;

/// The words of an index that are no numbers, to compare others with.
#[derive(Debug)]
pub struct Vocabulary(Vec<Known>);

#[derive(Debug)]
struct Known {
    word: Word,
    /// How its letters sound.
    sound: String,
    /// The word without marks.
    plain: Word,
    plain_sound: String,
    /// How many documents have it.
    count: u64,
}

/// A word that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Near {
    slip: Slip,
    word: Word,
}

/// Which word of a search: that of its group, and of it.
type Place = (usize, usize);

/// Whether the word stands beside another one of those typed, how near it is, how much it finds.
type Rank = (bool, Reverse<Slip>, usize);

impl Vocabulary {
    /// Those that stand in any text.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn of(searcher: &Searcher, fields: Fields) -> tantivy::Result<Self> {
        let tokens = vocabulary::counts(searcher, fields.all, MARKED, |_| true)?;
        let words = tokens
            .into_iter()
            .filter_map(|(token, count)| Some((marked_word(&token)?, count)));
        Ok(Self::from_iter(words))
    }

    /// The words that are near `typed`, the nearest first, and of those that are as near the most frequent.
    fn near(&self, typed: &Word) -> Vec<Near> {
        let sound = slip::sound(&typed.letters);
        let plain_sound = slip::sound(&typed.plain);
        let mut near: Vec<(Slip, u64, Word)> = Vec::new();
        for known in &self.0 {
            let (word, is_same_sound) = if typed.has_marks() {
                (&known.word, known.sound == sound)
            } else {
                (&known.plain, known.plain_sound == plain_sound)
            };
            let Some(slip) = slip::between(typed, word, is_same_sound) else {
                continue;
            };
            // Of words that differ in marks alone there is one.
            match near.iter_mut().find(|(_, _, other)| other == word) {
                Some((_, count, _)) => *count += known.count,
                None => near.push((slip, known.count, word.clone())),
            }
        }
        near.sort_by(|one, other| {
            let key = |near: &(Slip, u64, Word)| (near.0, Reverse(near.1));
            let by_letters = || one.2.letters.cmp(&other.2.letters);
            key(one).cmp(&key(other)).then_with(by_letters)
        });
        near.chunk_by(|one, other| one.0 == other.0)
            .flat_map(|same| same.iter().take(MOST_NEAR))
            .map(|(slip, _, word)| Near {
                slip: *slip,
                word: word.clone(),
            })
            .collect()
    }
}

impl FromIterator<(Word, u64)> for Vocabulary {
    fn from_iter<I: IntoIterator<Item = (Word, u64)>>(words: I) -> Self {
        let known = |(word, count): (Word, u64)| Known {
            sound: slip::sound(&word.letters),
            plain_sound: slip::sound(&word.plain),
            plain: without_marks(&word),
            word,
            count,
        };
        Self(words.into_iter().map(known).collect())
    }
}

/// `typed` with near words for those that are not there, or else for one that is not there together with the others;
/// none when it finds something as it is, or nothing near does.
///
/// # Errors
/// When the index cannot be read.
pub fn corrected(
    searcher: &Searcher,
    fields: Fields,
    vocabulary: &Vocabulary,
    typed: &Typed,
) -> tantivy::Result<Option<Typed>> {
    let count = |typed: &Typed| searcher.search(&counting_query(fields, typed), &Count);
    // It may be in another language, or of another time.
    if count(typed)? > 0 {
        return Ok(None);
    }
    let places = places(typed);
    let mut unknown = Vec::new();
    for &place in &places {
        let token = Term::from_field_text(fields.all, &sought(word(typed, place)));
        if searcher.doc_freq(&token)? == 0 {
            unknown.push(place);
        }
    }
    if unknown.len() > MOST_UNKNOWN {
        return Ok(None);
    }
    let mut base = typed.clone();
    let mut tries: Vec<(Place, Near)> = Vec::new();
    for &place in &unknown {
        let near = near(vocabulary, typed, place);
        let Some(nearest) = near.first() else {
            return Ok(None);
        };
        base = with_word(&base, place, nearest.word.clone());
        tries.extend(near.into_iter().map(|near| (place, near)));
    }
    if unknown.len() > 1 && count(&base)? > 0 {
        return Ok(Some(base));
    }
    if unknown.is_empty() {
        for &place in &places {
            let mut near = near(vocabulary, typed, place);
            // Words that exist are doubted for those alone that are very near.
            near.retain(|near| near.slip < Slip::Letters);
            let others = without_group(typed, place);
            // Where the others are nowhere together, this word is not what is wrong.
            if near.is_empty() || !others.is_empty() && count(&others)? == 0 {
                continue;
            }
            tries.extend(near.into_iter().map(|near| (place, near)));
        }
    }
    // The nearest of each word before less near ones of any.
    tries.sort_by_key(|(_, near)| near.slip);
    tries.truncate(MOST_TRIES);
    best(searcher, fields, &base, tries)
}

/// The best of `tries`, which are in the order of their slips.
fn best(
    searcher: &Searcher,
    fields: Fields,
    base: &Typed,
    tries: Vec<(Place, Near)>,
) -> tantivy::Result<Option<Typed>> {
    let mut best: Option<(Rank, Typed)> = None;
    for (place, Near { slip, word }) in tries {
        if let Some(((true, nearest, _), _)) = &best
            && slip > nearest.0
        {
            break;
        }
        let tried = with_word(base, place, word);
        let found = searcher.search(&counting_query(fields, &tried), &Count)?;
        if found == 0 {
            continue;
        }
        let beside = if tried.groups.len() == 1 {
            found
        } else {
            searcher.search(&beside_query(fields, &tried, place.0), &Count)?
        };
        let found = if beside > 0 { beside } else { found };
        let rank = (beside > 0, Reverse(slip), found);
        if best.as_ref().is_none_or(|(other, _)| rank > *other) {
            best = Some((rank, tried));
        }
    }
    Ok(best.map(|(_, typed)| typed))
}

/// `typed` as it is written in what was found for it.
pub fn spelt(typed: &Typed, card: &Card) -> String {
    let texts = [&card.title, &card.text];
    let written = |word: &Word| {
        let found = texts.iter().find_map(|text| {
            let placed = placed_words(text).find(|placed| word.means(&placed.word))?;
            Some(text[placed.place].to_lowercase())
        });
        // What stands elsewhere, as in a tag, is written as it was typed.
        found.unwrap_or_else(|| word.plain.clone())
    };
    let group = |group: &Group| {
        let words: Vec<String> = group.words.iter().map(written).collect();
        match words.as_slice() {
            [word] => word.clone(),
            words => format!("\"{}\"", words.join(" ")),
        }
    };
    typed.groups.iter().map(group).collect::<Vec<_>>().join(" ")
}

fn places(typed: &Typed) -> Vec<Place> {
    let groups = typed.groups.iter().enumerate();
    groups
        .flat_map(|(group, Group { words, .. })| (0..words.len()).map(move |word| (group, word)))
        .collect()
}

fn word(typed: &Typed, (group, word): Place) -> &Word {
    &typed.groups[group].words[word]
}

/// What may have been meant at `place`. Nobody means another number or code than the typed one.
fn near(vocabulary: &Vocabulary, typed: &Typed, place: Place) -> Vec<Near> {
    let has_digit = |word: &Word| word.plain.bytes().any(|byte| byte.is_ascii_digit());
    if typed.groups[place.0].words.iter().any(has_digit) {
        return Vec::new();
    }
    vocabulary.near(word(typed, place))
}

fn with_word(typed: &Typed, (group, place): Place, word: Word) -> Typed {
    let mut typed = typed.clone();
    typed.groups[group].words[place] = word;
    typed
}

fn without_group(typed: &Typed, (group, _): Place) -> Typed {
    let mut typed = typed.clone();
    typed.groups.remove(group);
    typed
}

fn without_marks(word: &Word) -> Word {
    Word {
        plain: word.plain.clone(),
        letters: word.plain.clone(),
        tone: None,
    }
}

#[cfg(test)]
mod tests {
    use conglang_contract::{folding, search::SearchKind};

    use super::*;

    fn word(text: &str) -> Word {
        placed_words(text).next().unwrap().word
    }

    #[test]
    fn what_sounds_alike_is_nearest_and_then_the_most_frequent() {
        let known = [
            ("rèn", 5),
            ("đèn", 9),
            ("đến", 90),
            ("bén", 70),
            ("linh", 8),
            ("lĩnh", 20),
            ("lạnh", 5),
            ("thuận", 5),
            ("đường", 3),
            ("dương", 2),
        ];
        let vocabulary: Vocabulary = known
            .into_iter()
            .map(|(text, count)| (word(text), count))
            .collect();
        for (typed, meant) in [
            ("dèn", vec!["rèn", "đến", "đèn", "bén"]),
            ("lnh", vec!["linh", "lanh"]),
            ("lỉnh", vec!["lĩnh", "linh", "lạnh"]),
            ("tuhan", vec!["thuan"]),
            ("dường", vec!["đường", "dương"]),
            ("đườngg", vec!["đường", "dương"]),
            ("duongg", vec!["duong"]),
            ("xyz", vec![]),
            ("x", vec![]),
            ("ln", vec![]),
        ] {
            let meant: Vec<Word> = meant.into_iter().map(word).collect();
            let near = vocabulary.near(&word(typed)).into_iter();
            assert_eq!(
                near.map(|near| near.word).collect::<Vec<_>>(),
                meant,
                "{typed}"
            );
        }
    }

    #[test]
    fn numbers_and_codes_are_meant_as_they_are() {
        let vocabulary: Vocabulary = folding::words("nó tư")
            .into_iter()
            .map(|word| (word, 1))
            .collect();
        for (typed, place) in [("NQ", (0, 0)), ("02-NQ/TƯ", (0, 2)), ("02", (0, 0))] {
            assert!(
                near(&vocabulary, &Typed::new(typed), place).is_empty(),
                "{typed}"
            );
        }
    }

    #[test]
    fn words_are_spelt_as_they_stand_in_what_was_found() {
        let card = Card {
            kind: SearchKind::Article,
            path: "/".to_owned(),
            title: "Giải Bóng chuyền".to_owned(),
            text: "Ở Đức Thọ.".to_owned(),
            category: None,
            published_at: None,
            language: conglang_contract::language::Language::Vietnamese,
        };
        let spelt = |typed| spelt(&Typed::new(typed), &card);
        assert_eq!(spelt("bong chuyen tho"), "bóng chuyền thọ");
        assert_eq!(spelt("\"duc tho\" khac"), "\"đức thọ\" khac");
    }
}
