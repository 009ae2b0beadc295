//! "Ý bạn là…": words of the index for those that it does not have.

use conglang_contract::folding::Word;
use tantivy::{Searcher, Term, schema::Field};

use super::{
    schema::Card,
    tokens::{END, FIRST_PLAIN, placed_words, sought},
    typed::{Group, Typed},
    vocabulary,
};

/// `typed` with words that are there, without marks, for those that are not; none when all are, or nothing is near.
pub fn corrected(
    searcher: &Searcher,
    field: Field,
    typed: &Typed,
) -> tantivy::Result<Option<Typed>> {
    let mut groups = Vec::new();
    let mut changed = false;
    for group in &typed.groups {
        let mut words = Vec::new();
        for word in &group.0 {
            if is_there(searcher, field, word)? {
                words.push(word.clone());
                continue;
            }
            // Most words of a large town are numbers, and nobody means another number than the typed one.
            let plain = [FIRST_PLAIN, END];
            let near = vocabulary::counts(searcher, field, plain, |token| {
                distance(token, word).is_some()
            })?;
            let Some(nearest) = nearest(near, word) else {
                return Ok(None);
            };
            changed = true;
            words.push(Word {
                plain: nearest.clone(),
                letters: nearest,
                tone: None,
            });
        }
        groups.push(Group(words));
    }
    Ok(changed.then_some(Typed { groups }))
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
        let words: Vec<String> = group.0.iter().map(written).collect();
        match words.as_slice() {
            [word] => word.clone(),
            words => format!("\"{}\"", words.join(" ")),
        }
    };
    typed.groups.iter().map(group).collect::<Vec<_>>().join(" ")
}

fn is_there(searcher: &Searcher, field: Field, word: &Word) -> tantivy::Result<bool> {
    let token = Term::from_field_text(field, &sought(word));
    Ok(searcher.doc_freq(&token)? > 0)
}

/// The word without marks that is nearest to `word`: one of the same letters, or else with few changed; of several
/// the most frequent.
fn nearest(vocabulary: Vec<(String, u64)>, word: &Word) -> Option<String> {
    let near = vocabulary.into_iter().filter_map(|(token, count)| {
        let distance = distance(&token, word)?;
        Some((distance, std::cmp::Reverse(count), token))
    });
    near.min().map(|(_, _, token)| token)
}

/// How many letters of `word` are others in `token`; none when too many for a slip.
fn distance(token: &str, word: &Word) -> Option<usize> {
    let letters = word.plain.chars().count();
    let most = match letters {
        0 | 1 => return None,
        2..=6 => 1,
        _ => 2,
    };
    if token.chars().count().abs_diff(letters) > most {
        return None;
    }
    let distance = strsim::osa_distance(&word.plain, token);
    (distance <= most).then_some(distance)
}

#[cfg(test)]
mod tests {
    use conglang_contract::search::SearchKind;

    use super::*;

    fn word(text: &str) -> Word {
        placed_words(text).next().unwrap().word
    }

    #[test]
    fn a_word_nearby_is_the_most_frequent_of_the_nearest() {
        let vocabulary: Vec<(String, u64)> = [("linh", 8), ("lanh", 5), ("thuan", 5), ("duong", 3)]
            .map(|(token, count)| (token.to_owned(), count))
            .to_vec();
        let near = |typed| nearest(vocabulary.clone(), &word(typed));
        for (typed, meant) in [
            ("lnh", "linh"),
            ("lỉnh", "linh"),
            ("tuhan", "thuan"),
            ("dường", "duong"),
            ("duongg", "duong"),
        ] {
            assert_eq!(near(typed).as_deref(), Some(meant), "{typed}");
        }
        for far in ["xyz", "x", "thuyền"] {
            assert_eq!(near(far), None, "{far}");
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
