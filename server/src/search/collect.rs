//! What a query finds: the best for one page, and how many there are.

use std::collections::HashMap;

use conglang_contract::{language::Language, search::SearchKind};
use tantivy::{
    DocAddress, DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector, TopNComputer, sort_key::NaturalComparator},
    columnar::{Column, StrColumn},
};

use super::schema::{CATEGORY, CLASS, Class, PUBLISHED_AT};

/// A new article counts up to so much more than one from long ago…
const FRESHNESS: f64 = 0.8;
/// … and half of that after so many seconds.
const HALF_LIFE: f64 = 120.0 * 86_400.0;
/// What is not dated counts like an article of some weeks.
const UNDATED: f64 = 0.6;

/// Which of the documents count.
#[derive(Clone, Debug)]
pub struct Filter {
    pub language: Language,
    pub kind: Option<SearchKind>,
    pub category: Option<String>,
    /// Seconds since 1970, from the first and before the second.
    pub from: Option<i64>,
    pub to: Option<i64>,
}

/// Collects the `limit` best, as they are at `now` (seconds since 1970).
#[derive(Clone, Debug)]
pub struct Best {
    pub filter: Filter,
    pub limit: usize,
    pub now: i64,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// The best first.
    pub best: Vec<(f64, DocAddress)>,
    /// How many pass the whole filter.
    pub total: u64,
    /// How many there are of each kind, whatever kind and category are asked for.
    pub kinds: HashMap<SearchKind, u64>,
    /// The same of categories.
    pub categories: HashMap<String, u64>,
}

/// The same in one segment.
pub struct SegmentBest {
    best: Best,
    segment: SegmentOrdinal,
    class: Column<u64>,
    published_at: Column<i64>,
    category: Option<StrColumn>,
    /// Of `filter.category` in this segment.
    wanted_category: Option<u64>,
    top: TopNComputer<f64, DocAddress, NaturalComparator>,
    total: u64,
    kinds: [u64; SearchKind::ALL.len()],
    /// By the numbers that categories have in this segment.
    categories: Vec<u64>,
}

impl Collector for Best {
    type Fruit = Found;
    type Child = SegmentBest;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentBest> {
        let columns = reader.fast_fields();
        let category = columns.str(CATEGORY)?;
        let wanted_category = match (&self.filter.category, &category) {
            (Some(wanted), Some(column)) => column.dictionary().term_ord(wanted)?,
            _ => None,
        };
        let categories = category
            .as_ref()
            .map_or(0, |column| column.dictionary().num_terms());
        Ok(SegmentBest {
            best: self.clone(),
            segment,
            class: columns.u64(CLASS)?,
            published_at: columns.i64(PUBLISHED_AT)?,
            category,
            wanted_category,
            top: TopNComputer::new_with_comparator(self.limit.max(1), NaturalComparator),
            total: 0,
            kinds: Default::default(),
            categories: vec![0; categories],
        })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<Found>) -> tantivy::Result<Found> {
        let mut all = Found::default();
        for found in segments {
            all.total += found.total;
            all.best.extend(found.best);
            for (kind, count) in found.kinds {
                *all.kinds.entry(kind).or_default() += count;
            }
            for (category, count) in found.categories {
                *all.categories.entry(category).or_default() += count;
            }
        }
        all.best
            .sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        all.best.truncate(self.limit);
        Ok(all)
    }
}

impl SegmentCollector for SegmentBest {
    type Fruit = Found;

    fn collect(&mut self, document: DocId, score: Score) {
        let filter = &self.best.filter;
        let class = Class(self.class.first(document).unwrap_or_default());
        if !class.is_found_in(filter.language) {
            return;
        }
        if filter.from.is_some() || filter.to.is_some() {
            let is_in_time = self.published_at.first(document).is_some_and(|time| {
                filter.from.is_none_or(|from| time >= from) && filter.to.is_none_or(|to| time < to)
            });
            if !is_in_time {
                return;
            }
        }
        let kind = class.kind();
        if let Some(count) = kind.and_then(|kind| self.kinds.get_mut(kind as usize)) {
            *count += 1;
        }
        let category = self
            .category
            .as_ref()
            .and_then(|column| column.ords().first(document));
        if let Some(count) = category
            .and_then(|number| usize::try_from(number).ok())
            .and_then(|number| self.categories.get_mut(number))
        {
            *count += 1;
        }
        let is_wanted = filter.kind.is_none_or(|wanted| kind == Some(wanted))
            && (filter.category.is_none()
                || (category.is_some() && category == self.wanted_category));
        if is_wanted {
            self.total += 1;
            let score = f64::from(score);
            // Most of many are not among the best, however new they may be.
            let least = self.top.threshold;
            if least.is_none_or(|least| score * (1.0 + FRESHNESS) >= least) {
                let published_at = self.published_at.first(document);
                let score = score * freshness(published_at, self.best.now);
                self.top
                    .push(score, DocAddress::new(self.segment, document));
            }
        }
    }

    fn harvest(self) -> Found {
        let best = self.top.into_sorted_vec();
        let named = |(number, count): (u64, u64)| {
            let mut name = String::new();
            let column = self.category.as_ref()?;
            // A number of this very segment has a name.
            column.ord_to_str(number, &mut name).ok()?;
            Some((name, count))
        };
        Found {
            best: best
                .into_iter()
                .map(|found| (found.sort_key, found.doc))
                .collect(),
            total: self.total,
            kinds: SearchKind::ALL
                .into_iter()
                .zip(self.kinds)
                .filter(|&(_, count)| count > 0)
                .collect(),
            categories: (0..)
                .zip(self.categories.iter().copied())
                .filter(|&(_, count)| count > 0)
                .filter_map(named)
                .collect(),
        }
    }
}

/// By how much a score counts.
fn freshness(published_at: Option<i64>, now: i64) -> f64 {
    let share = published_at.map_or(UNDATED, |time| {
        // Seconds of some decades are exact in a double.
        let age = now.saturating_sub(time).max(0) as f64;
        (-age / HALF_LIFE).exp2()
    });
    1.0 + FRESHNESS * share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_counts_more_and_nothing_counts_less_than_it_did() {
        let day = 86_400;
        let now = 1_000 * day;
        let counts: Vec<f64> = [now + day, now, now - 120 * day, now - 900 * day, i64::MIN]
            .map(|time| freshness(Some(time), now))
            .to_vec();
        assert_eq!(counts[0], counts[1]);
        assert!(
            counts.windows(2).all(|pair| pair[0] >= pair[1]),
            "{counts:?}"
        );
        assert!((counts[2] - (1.0 + FRESHNESS / 2.0)).abs() < 1e-9);
        assert_eq!(counts[4], 1.0);
    }
}
