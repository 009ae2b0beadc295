//! Pages that stand by themselves: their style and their scripts are in them, known to their policy by hashes.

use base64::{Engine, engine::general_purpose::STANDARD};
use conglang::components::{layout::alerts, part::Part};
use conglang_contract::alert::AlertList;
use leptos::prelude::*;
use sha2::{Digest, Sha256};

/// `view` as HTML that nothing hydrates.
pub fn html(view: Part) -> String {
    // What texts have of it is escaped.
    view.to_html().replace("<!>", "")
}

/// What is in force, above a page with the style of all pages that no script follows it on; none where there is none.
pub fn unfollowed_alerts(in_force: &AlertList) -> Option<Part> {
    (!in_force.alerts.is_empty()).then(|| alerts::parts(in_force))
}

/// What a policy calls a style or a script that stands in the page.
pub fn policy_hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// A style sheet without comments, indentation and most of its spaces.
pub fn condensed_style(style: &str) -> String {
    let style = condensed(style, "/*", "*/");
    // Not behind colons: a toggle of the colours is one space.
    ["; ", ", ", " { "]
        .into_iter()
        .fold(style, |style, spaced| style.replace(spaced, spaced.trim()))
}

/// `text` without comments and indentation.
pub fn condensed(text: &str, comment: &str, comment_end: &str) -> String {
    let mut bare = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(comment) {
        bare.push_str(before);
        rest = after.split_once(comment_end).map_or("", |(_, after)| after);
        bare.push('\n');
    }
    bare.push_str(rest);
    let lines = bare.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}
