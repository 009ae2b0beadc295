//! `alerts`

use conglang_contract::alert::{Alert, AlertLevel, AlertList};

use super::{Check, check};
use crate::portal::{Portal, Verdict};

pub const CHECKS: &[Check] = &[check(
    "alerts in force come with the most urgent first",
    alerts,
)];

fn alerts(portal: &Portal) -> Verdict {
    let answer = portal.get("/alerts")?;
    let list: AlertList = answer.json()?;
    answer.require(list.version.is_empty() == list.alerts.is_empty(), || {
        "`version` has to be empty when there is no alert, and only then".to_owned()
    })?;
    let urgency = |alert: &Alert| {
        AlertLevel::BY_URGENCY
            .iter()
            .position(|level| *level == alert.level)
    };
    answer.require(list.alerts.iter().map(urgency).is_sorted(), || {
        "the most urgent is not first".to_owned()
    })?;
    answer.require(
        list.alerts.iter().all(|alert| alert.from < alert.until),
        || "an alert ends before it begins".to_owned(),
    )
}
