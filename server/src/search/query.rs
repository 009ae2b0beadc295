//! What was typed as a query of the index.

use conglang_contract::folding::Word;
use tantivy::{
    Score, Searcher, Term,
    query::{
        BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery,
    },
    schema::{Field, IndexRecordOption},
};

use super::{
    schema::Fields,
    tokens::{END, beginning, marked_word, sought, with_marks},
    typed::{Group, Typed},
    vocabulary,
};

const TITLE: Score = 3.0;
const WHOLE_TITLE: Score = 4.0;
/// For a word without marks that stands in the text just so.
const SAME_WORD: Score = 0.3;
/// The same for letters with marks that were typed without a tone. Who types "sông" may be about to write "sống",
/// but means "sông" most often.
const SAME_TONE: Score = 2.0;
/// For all words together that more than half of everything has.
const FREQUENT: Score = 0.2;
/// How many words are tried for one that is being typed, the most frequent first.
const MOST_ENDINGS: usize = 50;

/// Finds what has all that was typed; what has it in the title comes first.
///
/// # Errors
/// When the index cannot be read.
pub fn query(
    fields: Fields,
    typed: &Typed,
    searcher: &Searcher,
) -> tantivy::Result<Box<dyn Query>> {
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    let mut frequent: Vec<Box<dyn Query>> = Vec::new();
    // Of words that stand one after the other people mean that they do. A phrase alone is that already.
    let title = match typed.groups.as_slice() {
        [group] if group.words.len() > 1 => TITLE + WHOLE_TITLE,
        _ => TITLE,
    };
    for (index, group) in typed.groups.iter().enumerate() {
        if typed.groups[..index].contains(group) {
            continue;
        }
        let in_title = group_query(fields.title, group);
        clauses.push((Occur::Should, boosted(in_title, title)));
        let anywhere = group_query(fields.all, group);
        if is_frequent(fields.all, group, searcher)? {
            frequent.push(anywhere);
            continue;
        }
        clauses.push((Occur::Must, anywhere));
        if let [word @ Word { tone: None, .. }] = group.words.as_slice() {
            let boost = if word.has_marks() {
                SAME_TONE
            } else {
                SAME_WORD
            };
            let same = term(fields.all, &with_marks(word));
            clauses.push((Occur::Should, boosted(same, boost)));
        }
    }
    if !frequent.is_empty() {
        let all = BooleanQuery::intersection(frequent);
        let counted = ConstScoreQuery::new(Box::new(all), FREQUENT);
        clauses.push((Occur::Must, Box::new(counted)));
    }
    if typed.groups.len() > 1 {
        let whole = phrase(fields.title, typed.words());
        clauses.push((Occur::Should, boosted(whole, WHOLE_TITLE)));
    }
    Ok(Box::new(BooleanQuery::new(clauses)))
}

/// Whether more than half of everything has each word of `group`. How often one of these has it then tells next to
/// nothing, and takes most of the time of a search.
fn is_frequent(field: Field, group: &Group, searcher: &Searcher) -> tantivy::Result<bool> {
    for word in &group.words {
        let documents = searcher.doc_freq(&Term::from_field_text(field, &sought(word)))?;
        if documents * 2 <= searcher.num_docs() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Finds titles that have all words that were typed, the last of which may go on. Each counts the same.
pub fn beginning_query(
    fields: Fields,
    typed: &Typed,
    searcher: &Searcher,
) -> tantivy::Result<Box<dyn Query>> {
    let words: Vec<&Word> = typed.words().collect();
    let Some((last, before)) = words.split_last() else {
        return Ok(Box::new(EmptyQuery));
    };
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = before
        .iter()
        .map(|word| (Occur::Must, term(fields.title, &sought(word))))
        .collect();
    let endings = endings(fields.title, last, searcher)?;
    let endings = endings.iter().map(|token| term(fields.title, token));
    clauses.push((
        Occur::Must,
        Box::new(BooleanQuery::union(endings.collect())),
    ));
    let all = BooleanQuery::new(clauses);
    Ok(Box::new(ConstScoreQuery::new(Box::new(all), 1.0)))
}

/// Finds what has all that was typed, without an order.
pub fn counting_query(fields: Fields, typed: &Typed) -> BooleanQuery {
    let groups = typed.groups.iter();
    BooleanQuery::intersection(groups.map(|group| group_query(fields.all, group)).collect())
}

/// The same where the group at `place` stands beside one of those that were typed beside it.
pub fn beside_query(fields: Fields, typed: &Typed, place: usize) -> BooleanQuery {
    let pairs = typed.groups.windows(2).enumerate();
    let pairs = pairs
        .filter(|(first, _)| *first == place || first + 1 == place)
        .map(|(_, pair)| phrase(fields.all, pair.iter().flat_map(|group| &group.words)));
    let mut all: Vec<Box<dyn Query>> = vec![Box::new(BooleanQuery::union(pairs.collect()))];
    let groups = typed.groups.iter();
    all.extend(groups.map(|group| group_query(fields.all, group)));
    BooleanQuery::intersection(all)
}

/// The words one after the other, or the number that they are.
fn group_query(field: Field, group: &Group) -> Box<dyn Query> {
    let words = match group.words.as_slice() {
        [word] => term(field, &sought(word)),
        words => phrase(field, words),
    };
    if group.numbers.is_empty() {
        return words;
    }
    let numbers = group.numbers.iter().map(|number| term(field, number));
    Box::new(BooleanQuery::union(
        std::iter::once(words).chain(numbers).collect(),
    ))
}

/// At least two words, one after the other.
fn phrase<'a>(field: Field, words: impl IntoIterator<Item = &'a Word>) -> Box<dyn Query> {
    let terms = words
        .into_iter()
        .map(|word| Term::from_field_text(field, &sought(word)));
    Box::new(PhraseQuery::new(terms.collect()))
}

fn term(field: Field, token: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(
        Term::from_field_text(field, token),
        IndexRecordOption::WithFreqs,
    ))
}

fn boosted(query: Box<dyn Query>, boost: Score) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, boost))
}

/// The tokens of `field` that `word` begins, the most frequent first.
fn endings(field: Field, word: &Word, searcher: &Searcher) -> tantivy::Result<Vec<String>> {
    let beginning = beginning(word);
    let end = format!("{beginning}{END}");
    let mut counts = vocabulary::counts(searcher, field, [&beginning, &end], |token| {
        !word.has_marks() || marked_word(token).is_some_and(|other| word.begins(&other))
    })?;
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.truncate(MOST_ENDINGS);
    Ok(counts.into_iter().map(|(token, _)| token).collect())
}
