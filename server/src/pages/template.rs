//! Trunk's `dist/index.html`, from which pages take the tags that start the app. Trunk alone knows
//! the hashed names, so nobody writes a hash twice.

use axum::http::HeaderValue;
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

use super::{assets::Dist, render::POLICY_WITHOUT_SCRIPTS};

/// The part of Trunk's page that every rendered page repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// What stands in `<head>`, the title excepted, since each page has its own.
    head: String,
    policy: HeaderValue,
}

impl Template {
    /// Reads the app that is built into this binary. Without one, pages are sent without scripts.
    pub fn from_dist() -> Self {
        Dist::get("index.html")
            .and_then(|file| String::from_utf8(file.data.into_owned()).ok())
            .and_then(|html| Self::parse(&html))
            .unwrap_or_else(|| Self::new(String::new()))
    }

    /// Takes the head out of a whole page; `None` when it has none.
    pub fn parse(html: &str) -> Option<Self> {
        let (_, rest) = html.split_once("<head>")?;
        let (head, _) = rest.split_once("</head>")?;
        Some(Self::new(without_title(head)))
    }

    fn new(head: String) -> Self {
        let hashes: String = inline_scripts(&head)
            .map(|script| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script))))
            .collect();
        // Wasm is compiled, which counts as evaluation; the scripts' own text is never evaluated.
        // `connect-src` is the API and the live stream.
        let policy = format!(
            "{POLICY_WITHOUT_SCRIPTS}; script-src 'self'{hashes} 'wasm-unsafe-eval'; \
             worker-src 'self'; connect-src 'self'; manifest-src 'self'"
        );
        Self {
            head,
            policy: HeaderValue::from_str(&policy).expect("hashes in base64 are a header"),
        }
    }

    pub fn head(&self) -> &str {
        &self.head
    }

    /// What a page may load. Its own script is known by hash, so that a page is the same bytes each time.
    pub fn content_security_policy(&self) -> &HeaderValue {
        &self.policy
    }

    /// The head without its scripts and their preloads: styles, icons and fonts.
    pub fn head_without_scripts(&self) -> String {
        let mut head = String::new();
        let mut rest = self.head.as_str();
        while let Some((before, script)) = rest.split_once("<script") {
            head.push_str(before);
            rest = script
                .split_once("</script>")
                .map_or("", |(_, after)| after);
        }
        head.push_str(rest);
        without_preloads(&head)
    }
}

/// The texts of the scripts that stand in the page itself.
fn inline_scripts(head: &str) -> impl Iterator<Item = &str> {
    head.split("<script").skip(1).filter_map(|script| {
        let (tag, rest) = script.split_once('>')?;
        let (text, _) = rest.split_once("</script>")?;
        (!tag.contains(" src=")).then_some(text)
    })
}

/// Leaves out the links that load scripts and wasm early.
fn without_preloads(head: &str) -> String {
    let mut links = head.split("<link");
    let mut kept = links.next().unwrap_or_default().to_owned();
    for link in links {
        let (tag, after) = link.split_once('>').unwrap_or((link, ""));
        if tag.contains("\"modulepreload\"") || tag.contains("\"application/wasm\"") {
            kept.push_str(after);
        } else {
            kept.push_str("<link");
            kept.push_str(link);
        }
    }
    kept
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
        let html = "<html><head><title>x</title><link rel=\"icon\"><script type=\"module\">a</script>\
                    <link rel=\"modulepreload\" href=\"/a.js\"></head><body>";
        let template = Template::parse(html).expect("a head");
        assert_eq!(
            template.head(),
            "<link rel=\"icon\"><script type=\"module\">a</script>\
             <link rel=\"modulepreload\" href=\"/a.js\">"
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
    fn a_page_without_a_head_is_no_template() {
        assert_eq!(Template::parse("<p>"), None);
    }
}
