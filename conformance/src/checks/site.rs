//! `site`

use conglang_contract::{
    alert::{Alert, AlertList},
    site::Site,
};
use serde::Deserialize;

use super::{Check, check};
use crate::portal::{Portal, Verdict};

pub const CHECKS: &[Check] = &[
    check(
        "the site says what the town is called and how to reach it",
        site,
    ),
    check("the seal is there", seal),
];

/// The alerts of the answer, which [`Site`] leaves out.
#[derive(Deserialize)]
struct SiteAlerts {
    alerts: Vec<Alert>,
}

fn site(portal: &Portal) -> Verdict {
    let answer = portal.get("/site")?;
    let site: Site = answer.json()?;
    for (name, value) in [
        ("name", &site.name),
        ("short_name", &site.short_name),
        ("contact.organisation", &site.contact.organisation),
    ] {
        answer.require(!value.is_empty(), || format!("`{name}` is empty"))?;
    }
    answer.require(!site.base_url.ends_with('/'), || {
        "`base_url` ends with a slash".to_owned()
    })?;
    for color in [&site.colors.primary, &site.colors.accent] {
        let digits = color.strip_prefix('#').unwrap_or_default();
        let is_color = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        answer.require(is_color, || format!("“{color}” is no colour of six digits"))?;
    }
    let SiteAlerts { alerts } = answer.json()?;
    let list: AlertList = portal.get("/alerts")?.json()?;
    answer.require(alerts == list.alerts, || {
        "its alerts are not those of GET /alerts".to_owned()
    })
}

fn seal(portal: &Portal) -> Verdict {
    let site: Site = portal.get("/site")?.json()?;
    let logo = portal.get_url(&site.logo_url, &[])?;
    logo.require_status(200)?;
    logo.require(logo.header("content-type").starts_with("image/"), || {
        "it is no image".to_owned()
    })
}
