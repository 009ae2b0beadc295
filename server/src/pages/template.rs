//! Trunk's `dist/index.html`, from which pages take the tags that start the app. Trunk alone knows
//! the hashed names, so nobody writes a hash twice.

use axum::http::{HeaderName, HeaderValue};
use sha2::{Digest, Sha256};

use super::{
    assets::{self, Dist},
    install,
    own_page::policy_hash,
    render::POLICY_WITHOUT_SCRIPTS,
};
use crate::site::settings::Settings;

/// The part of Trunk's page that every rendered page repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// What stands in `<head>`, the title excepted, since each page has its own.
    head: String,
    head_without_scripts: String,
    /// See [`install::frame_colors`]; of the town's own colour, which stays what it is.
    frame_colors: String,
    policy: HeaderValue,
    policy_without_scripts: HeaderValue,
    version: String,
}

/// Of the town's colours in `index.html`.
const COLORS_LINK: &str = "<link rel=\"stylesheet\" href=\"/site.css\">";

/// The service worker's part in pages, and what takes the worker away. It is another file, since a worker that
/// is there has kept the first.
const PAGE_PART: &str = "/service-worker/page.js";
const OFF_PAGE_PART: &str = "/service-worker/off-page.js";

/// Names the version of the app that a page starts, for the service worker (service-worker/src/pages.js).
pub const VERSION_HEADER: HeaderName = HeaderName::from_static("x-app-version");

impl Template {
    /// Reads the app that is built into this binary, for a site with these settings. Without one, pages are
    /// sent without scripts.
    pub fn from_dist(settings: &Settings) -> Self {
        let colors = assets::site_colors(settings);
        let template = Dist::get("index.html")
            .and_then(|file| String::from_utf8(file.data.into_owned()).ok())
            .map(|html| match settings.offline.enabled {
                true => html,
                false => html.replace(PAGE_PART, OFF_PAGE_PART),
            })
            .and_then(|html| Self::parse(&html, &colors))
            .unwrap_or_else(|| Self::new(String::new(), &colors));
        Self {
            frame_colors: install::frame_colors(&settings.colors.primary),
            ..template
        }
    }

    /// Takes the head out of a whole page; `None` when it has none.
    pub fn parse(html: &str, colors: &str) -> Option<Self> {
        let (_, rest) = html.split_once("<head>")?;
        let (head, _) = rest.split_once("</head>")?;
        Some(Self::new(without_title(head), colors))
    }

    fn new(head: String, colors: &str) -> Self {
        // So short a sheet is not worth a request that the page waits for.
        let head = head.replace(COLORS_LINK, &format!("<style>{colors}</style>"));
        let hashes: String = inline_scripts(&head)
            .map(|script| format!(" {}", policy_hash(script)))
            .collect();
        let policy_without_scripts = POLICY_WITHOUT_SCRIPTS.replace(
            "style-src 'self'",
            &format!("style-src 'self' {}", policy_hash(colors)),
        );
        // Wasm is compiled, which counts as evaluation; the scripts' own text is never evaluated.
        // `connect-src` is the API and the live stream.
        let policy = format!(
            "{policy_without_scripts}; script-src 'self'{hashes} 'wasm-unsafe-eval'; \
             worker-src 'self'; connect-src 'self'"
        );
        Self {
            version: hex::encode(&Sha256::digest(&head)[..8]),
            head_without_scripts: without_scripts(&head),
            head,
            frame_colors: String::new(),
            policy: header(&policy),
            policy_without_scripts: header(&policy_without_scripts),
        }
    }

    pub fn head(&self) -> &str {
        &self.head
    }

    /// Changes with every file of the app.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// What a page may load. Its own script is known by hash, so that a page is the same bytes each time.
    pub fn content_security_policy(&self) -> &HeaderValue {
        &self.policy
    }

    /// What a page with [`Self::head_without_scripts`] may load.
    pub fn policy_without_scripts(&self) -> &HeaderValue {
        &self.policy_without_scripts
    }

    /// The head without its scripts: styles, icons and fonts.
    pub fn head_without_scripts(&self) -> &str {
        &self.head_without_scripts
    }

    /// The tags of the colours around a page.
    pub fn frame_colors(&self) -> &str {
        &self.frame_colors
    }
}

fn without_scripts(head: &str) -> String {
    let mut kept = String::new();
    let mut rest = head;
    while let Some((before, script)) = rest.split_once("<script") {
        kept.push_str(before);
        rest = script
            .split_once("</script>")
            .map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

fn header(policy: &str) -> HeaderValue {
    HeaderValue::from_str(policy).expect("hashes in base64 are a header")
}

/// The texts of the scripts that stand in the page itself.
fn inline_scripts(head: &str) -> impl Iterator<Item = &str> {
    head.split("<script").skip(1).filter_map(|script| {
        let (tag, rest) = script.split_once('>')?;
        let (text, _) = rest.split_once("</script>")?;
        (!tag.contains(" src=")).then_some(text)
    })
}

fn without_title(head: &str) -> String {
    let Some((before, rest)) = head.split_once("<title>") else {
        return head.to_owned();
    };
    let after = rest.split_once("</title>").map_or("", |(_, after)| after);
    format!("{before}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_keep_the_tags_and_allow_their_script_alone() {
        let html = "<html><head><title>x</title><link rel=\"icon\"><script type=\"module\">a</script></head><body>";
        let template = Template::parse(html, "").expect("a head");
        assert_eq!(
            template.head(),
            "<link rel=\"icon\"><script type=\"module\">a</script>"
        );
        assert_eq!(template.head_without_scripts(), "<link rel=\"icon\">");
        let policy = template.content_security_policy().to_str().expect("ASCII");
        // The digest of `a`.
        assert!(
            policy.contains(
                "script-src 'self' 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=' 'wasm-unsafe-eval'"
            ),
            "{policy}"
        );
    }

    #[test]
    fn the_colours_stand_in_the_page_with_and_without_scripts() {
        let html = format!("<html><head>{COLORS_LINK}</head><body>");
        let template = Template::parse(&html, "a").expect("a head");
        assert_eq!(template.head(), "<style>a</style>");
        assert_eq!(template.head_without_scripts(), "<style>a</style>");
        for policy in [
            template.content_security_policy(),
            template.policy_without_scripts(),
        ] {
            let policy = policy.to_str().expect("ASCII");
            let allowed =
                "style-src 'self' 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='; ";
            assert!(policy.contains(allowed), "{policy}");
        }
    }

    #[test]
    fn a_page_without_a_head_is_no_template() {
        assert_eq!(Template::parse("<p>", ""), None);
    }
}
