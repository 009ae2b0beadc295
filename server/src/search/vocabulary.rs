//! The words of the index.

use std::collections::HashMap;

use tantivy::{Searcher, schema::Field};

/// The tokens of `field` from `first` on and before `end` that `wanted` takes, and in how many documents each
/// stands.
pub fn counts(
    searcher: &Searcher,
    field: Field,
    [first, end]: [&str; 2],
    wanted: impl Fn(&str) -> bool,
) -> tantivy::Result<Vec<(String, u64)>> {
    let mut counts: HashMap<String, u64> = HashMap::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut tokens = index.terms().range().ge(first).lt(end).into_stream()?;
        while tokens.advance() {
            let Ok(token) = str::from_utf8(tokens.key()) else {
                continue;
            };
            if wanted(token) {
                let count = u64::from(tokens.value().doc_freq);
                match counts.get_mut(token) {
                    Some(sum) => *sum += count,
                    None => {
                        counts.insert(token.to_owned(), count);
                    }
                }
            }
        }
    }
    Ok(counts.into_iter().collect())
}
