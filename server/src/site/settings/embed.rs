//! `[embed]`: which other sites may show parts of the portal in theirs.

use axum::http::HeaderValue;

use super::reader::TableReader;
use crate::http::origin::Origin;

/// What stands for every site.
const EVERYBODY: &str = "*";

/// Where parts of the portal may be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embed {
    /// Sites that may show everything, and from which residents may write.
    pub origins: Vec<Origin>,
    /// Whether every site may show what can only be read.
    pub anyone_reads: bool,
}

/// What a resident can do in a part of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Read,
    Write,
}

impl Embed {
    /// The sites in which a browser shows a page, as the directive `frame-ancestors` of its policy.
    pub fn frame_ancestors(&self, reach: Reach) -> String {
        if self.anyone_reads && reach == Reach::Read {
            return "frame-ancestors *".to_owned();
        }
        let mut directive = "frame-ancestors 'self'".to_owned();
        for origin in &self.origins {
            directive.push(' ');
            directive.push_str(origin.as_str());
        }
        directive
    }

    /// Whether a page of `origin` may write.
    pub fn may_write(&self, origin: &HeaderValue) -> bool {
        self.origins.iter().any(|listed| listed.as_str() == origin)
    }
}

/// What `[embed]` says; no other site, where it is left out.
pub fn read(table: &mut TableReader<'_, '_>) -> Embed {
    let listed = table.parsed_strings("allowed_origins", |text| {
        if text == EVERYBODY {
            Ok(None)
        } else {
            Origin::parse(text).map(Some)
        }
    });
    let anyone_reads = listed.contains(&None);
    let mut origins: Vec<Origin> = Vec::new();
    for origin in listed.into_iter().flatten() {
        if !origins.contains(&origin) {
            origins.push(origin);
        }
    }
    Embed {
        origins,
        anyone_reads,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_may_read_and_only_those_listed_may_write() {
        let embed = Embed {
            origins: vec![Origin::parse("https://tinh.example").unwrap()],
            anyone_reads: true,
        };
        assert_eq!(embed.frame_ancestors(Reach::Read), "frame-ancestors *");
        assert_eq!(
            embed.frame_ancestors(Reach::Write),
            "frame-ancestors 'self' https://tinh.example"
        );
        for (origin, expected) in [
            ("https://tinh.example", true),
            ("https://tinh.example.xau.example", false),
            ("http://tinh.example", false),
            ("*", false),
            ("null", false),
        ] {
            let origin = HeaderValue::from_static(origin);
            assert_eq!(embed.may_write(&origin), expected, "{origin:?}");
        }
    }

    #[test]
    fn nothing_is_shown_elsewhere_unless_told() {
        for reach in [Reach::Read, Reach::Write] {
            let ancestors = Embed::default().frame_ancestors(reach);
            assert_eq!(ancestors, "frame-ancestors 'self'");
        }
    }
}
