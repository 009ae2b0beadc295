//! The times in which the areas stayed the same.

use std::collections::BTreeSet;

use conglang_contract::{day::Day, map::Period};

use super::TownArea;

/// The day by which a map is asked for whose areas have no dates.
fn any_day() -> Day {
    Day::new(2000, 1, 1).expect("the calendar has this day")
}

/// By time, each with the indices of its areas. One without areas is left out; of a map without any
/// there is one.
pub fn periods(areas: &[TownArea]) -> Vec<(Period, Vec<usize>)> {
    let starts: BTreeSet<Day> = areas
        .iter()
        .flat_map(|area| [area.valid_from, area.valid_to.map(Day::next)])
        .flatten()
        .collect();
    let from = std::iter::once(None).chain(starts.iter().copied().map(Some));
    let to = starts.iter().map(|start| Some(start.previous()));
    let mut periods: Vec<_> = from
        .zip(to.chain(std::iter::once(None)))
        .map(|(from, to)| {
            let at = from.or(to).unwrap_or_else(any_day);
            let valid = (0..areas.len())
                .filter(|&index| is_valid(&areas[index], at))
                .collect();
            (Period { at, from, to }, valid)
        })
        .filter(|(_, valid): &(Period, Vec<usize>)| !valid.is_empty())
        .collect();
    if periods.is_empty() {
        let period = Period {
            at: any_day(),
            from: None,
            to: None,
        };
        periods.push((period, Vec::new()));
    }
    periods
}

fn is_valid(area: &TownArea, day: Day) -> bool {
    area.valid_from.is_none_or(|from| from <= day) && area.valid_to.is_none_or(|to| day <= to)
}
