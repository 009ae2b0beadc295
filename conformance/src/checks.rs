//! The checks, one module a feature.

mod alerts;
mod archive;
mod articles;
mod captcha;
mod comments;
mod general;
mod home;
mod links;
mod live;
mod map;
mod pages;
mod push;
mod rating;
mod search;
mod site;
mod songs;
mod visits;

use crate::portal::{Portal, Verdict};

/// Something that holds of every server of the contract.
pub struct Check {
    /// As a sentence.
    pub name: &'static str,
    pub run: fn(&Portal) -> Verdict,
    /// Whether it leaves something behind.
    writes: bool,
}

const FEATURES: [&[Check]; 16] = [
    general::CHECKS,
    site::CHECKS,
    home::CHECKS,
    articles::CHECKS,
    archive::CHECKS,
    rating::CHECKS,
    comments::CHECKS,
    captcha::CHECKS,
    search::CHECKS,
    map::CHECKS,
    songs::CHECKS,
    links::CHECKS,
    alerts::CHECKS,
    visits::CHECKS,
    push::CHECKS,
    live::CHECKS,
];

/// Every check, with those that leave something behind only if `writes`.
pub fn all(writes: bool) -> impl Iterator<Item = &'static Check> {
    FEATURES
        .into_iter()
        .flatten()
        .filter(move |check| writes || !check.writes)
}

const fn check(name: &'static str, run: fn(&Portal) -> Verdict) -> Check {
    Check {
        name,
        run,
        writes: false,
    }
}

/// A [`check`] that leaves something behind.
const fn writing(name: &'static str, run: fn(&Portal) -> Verdict) -> Check {
    Check {
        name,
        run,
        writes: true,
    }
}
