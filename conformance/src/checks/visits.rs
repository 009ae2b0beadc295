//! `visits` and `visits/days`

use conglang_contract::{
    day::Day,
    problem::ProblemCode,
    visits::{VisitDay, Visits},
};
use serde_json::json;

use super::{Check, check, writing};
use crate::portal::{Portal, Verdict};

const DAYS: usize = 30;

pub const CHECKS: &[Check] = &[
    check("the counter has at least today's visits in all", visits),
    check("visits are told of the last thirty days", days),
    check("only paths are visited", wrong),
    writing("a visit is answered with the counter", visit),
];

fn visits(portal: &Portal) -> Verdict {
    let answer = portal.get("/visits")?;
    let visits: Visits = answer.json()?;
    answer.require(visits.today <= visits.total, || {
        format!("{} today, {} in all", visits.today, visits.total)
    })
}

fn days(portal: &Portal) -> Verdict {
    let answer = portal.get("/visits/days")?;
    let days: Vec<VisitDay> = answer.json()?;
    answer.require(days.len() == DAYS, || {
        format!("{} days, not {DAYS}", days.len())
    })?;
    for two in days.windows(2) {
        let follows = two[0]
            .date
            .parse::<Day>()
            .is_ok_and(|day| day.next().to_string() == two[1].date);
        answer.require(follows, || {
            format!("{} does not follow on {}", two[1].date, two[0].date)
        })?;
    }
    Ok(())
}

fn wrong(portal: &Portal) -> Verdict {
    for path in [
        "",
        "bai-viet/a",
        "https://another-site.invalid/",
        &format!("/{}", "a".repeat(200)),
    ] {
        let answer = portal.send("POST", "/visits", &json!({ "path": path }))?;
        answer.refused(ProblemCode::BadRequest)?;
    }
    Ok(())
}

fn visit(portal: &Portal) -> Verdict {
    let before: Visits = portal.get("/visits")?.json()?;
    let answer = portal.send("POST", "/visits", &json!({ "path": "/" }))?;
    let after: Visits = answer.json()?;
    answer.require(after.total >= before.total, || {
        format!("the counter went from {} to {}", before.total, after.total)
    })
}
