//! Whether a server answers as the contract says: the checks behind `cargo xtask conformance`.
//!
//! They ask from outside, over HTTP, and know nothing of a server but its address, so that a server in any
//! language can be checked. `docs/api.md` tells in words what they look for.

mod calls;
mod checks;
mod portal;
mod solver;

use portal::{Portal, Unmet};

pub use calls::{CALLS, Call};

/// Which server is checked, and how far.
#[derive(Clone, Debug)]
pub struct Options {
    /// Scheme, host and port; a path before `/api/v1` may follow.
    pub base_url: String,
    /// Whether an article is rated, and a comment sent and deleted again. Without it only writes are sent that
    /// have to be refused.
    pub writes: bool,
}

/// What came of one check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// A sentence that holds when the check passes.
    pub name: &'static str,
    pub outcome: Outcome,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    /// The server has nothing to check it with, for this reason.
    NotApplicable(String),
    /// What was asked, and what is wrong with the answer.
    Broken(String),
}

/// No server answers at the address.
#[derive(Debug, thiserror::Error)]
#[error("no server of the contract answers: {0}")]
pub struct Unreachable(String);

/// Runs every check against the server, and tells each result as it comes.
///
/// # Errors
/// When nothing answers at all.
pub fn run(options: &Options, mut tell: impl FnMut(&Report)) -> Result<Vec<Report>, Unreachable> {
    let portal = Portal::new(&options.base_url);
    if let Err(error) = portal.get("/site") {
        return Err(Unreachable(error.to_string()));
    }
    let reports = checks::all(options.writes)
        .map(|check| {
            let outcome = match (check.run)(&portal) {
                Ok(()) => Outcome::Passed,
                Err(Unmet::NotApplicable(reason)) => Outcome::NotApplicable(reason),
                Err(Unmet::Broken(what)) => Outcome::Broken(what),
            };
            let report = Report {
                name: check.name,
                outcome,
            };
            tell(&report);
            report
        })
        .collect();
    Ok(reports)
}
