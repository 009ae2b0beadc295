//! `archive` and `archive/{month}`

use conglang_contract::{
    archive::{ArchiveDay, ArchiveMonth},
    month::Month,
    problem::ProblemCode,
};

use super::{Check, check};
use crate::portal::{Portal, Verdict, none};

pub const CHECKS: &[Check] = &[
    check(
        "the archive has the months with articles, the newest first",
        months,
    ),
    check(
        "a month of the archive has as many articles as its days",
        days,
    ),
];

fn months(portal: &Portal) -> Verdict {
    let answer = portal.get("/archive")?;
    let months: Vec<ArchiveMonth> = answer.json()?;
    let are_sorted = months.iter().rev().map(|listed| listed.month).is_sorted();
    answer.require(are_sorted, || "the newest month is not first".to_owned())?;
    answer.require(months.iter().all(|listed| listed.articles > 0), || {
        "a month has no articles".to_owned()
    })?;
    let total: u64 = months.iter().map(|listed| listed.articles).sum();
    let articles = portal.articles()?.total;
    answer.require(total == articles, || {
        format!("it has {total} articles, and there are {articles}")
    })
}

fn days(portal: &Portal) -> Verdict {
    let months: Vec<ArchiveMonth> = portal.get("/archive")?.json()?;
    let newest = months.first().ok_or_else(|| none("articles"))?;
    let answer = portal.get(&format!("/archive/{}", newest.month))?;
    let days: Vec<ArchiveDay> = answer.json()?;
    answer.require(days.iter().map(|listed| listed.day).is_sorted(), || {
        "the first day is not first".to_owned()
    })?;
    answer.require(
        days.iter()
            .all(|listed| Month::of(listed.day) == newest.month),
        || "a day is of another month".to_owned(),
    )?;
    let total: u64 = days.iter().map(|listed| listed.articles).sum();
    answer.require(total == newest.articles, || {
        format!(
            "its days have {total} articles, and the month {}",
            newest.articles
        )
    })?;
    let empty: Vec<ArchiveDay> = portal.get("/archive/1801-01")?.json()?;
    answer.require(empty.is_empty(), || {
        "a month without articles has days".to_owned()
    })?;
    portal
        .get("/archive/2026-13")?
        .refused(ProblemCode::NotFound)
        .map(drop)
}
