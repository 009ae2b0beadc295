//! `links`

use conglang_contract::link::LinkGroup;

use super::{Check, check};
use crate::portal::{Portal, Verdict};

pub const CHECKS: &[Check] = &[check("links lead to other sites", links)];

fn links(portal: &Portal) -> Verdict {
    let answer = portal.get("/links")?;
    let groups: Vec<LinkGroup> = answer.json()?;
    for link in groups.iter().flat_map(|group| &group.links) {
        let is_web = link.url.starts_with("https://") || link.url.starts_with("http://");
        answer.require(is_web, || {
            format!("“{}” is no address of the web", link.url)
        })?;
    }
    Ok(())
}
