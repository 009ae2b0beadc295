//! What holds of every list that comes in pages.

use conglang_contract::{page::Page, problem::ProblemCode};
use serde::de::IgnoredAny;

use crate::portal::{Portal, Verdict};

/// The list at `path`, which takes at most `most` on a page.
pub fn check(portal: &Portal, path: &str, most: u32) -> Verdict {
    let page =
        |page: u64, per_page: u64| portal.get(&format!("{path}?page={page}&per_page={per_page}"));

    let answer = page(1, 1)?;
    let first: Page<IgnoredAny> = answer.json()?;
    answer.require((first.page, first.per_page) == (1, 1), || {
        format!("it says page {} of {} each", first.page, first.per_page)
    })?;
    let expected = usize::from(first.total > 0);
    answer.require(first.items.len() == expected, || {
        format!(
            "{} items of {}, not {expected}",
            first.items.len(),
            first.total
        )
    })?;

    let answer = page(first.total + 1, 1)?;
    let behind: Page<IgnoredAny> = answer.json()?;
    answer.require(behind.items.is_empty(), || {
        "there are items behind the last page".to_owned()
    })?;
    answer.require(behind.total == first.total, || {
        format!(
            "the total is {}, and {} on the first page",
            behind.total, first.total
        )
    })?;

    page(1, u64::from(most))?.json::<Page<IgnoredAny>>()?;
    for (number, per_page) in [(0, 1), (1, 0), (1, u64::from(most) + 1), (1 << 40, 1)] {
        page(number, per_page)?.refused(ProblemCode::BadRequest)?;
    }
    portal
        .get(&format!("{path}?page=one"))?
        .refused(ProblemCode::BadRequest)
        .map(drop)
}
