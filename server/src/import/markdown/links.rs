//! Links to the portal's own pages, in the language of the page that shows them.

use comrak::nodes::{Node, NodeValue};
use conglang_contract::language::Language;

/// What is there once, for all languages.
const FILES: [&str; 2] = ["/media/", "/api/"];

/// Lets the links below `root` lead to English pages; whether there was any to change.
pub fn lead_to_english(root: Node<'_>) -> bool {
    let mut is_changed = false;
    for node in root.descendants() {
        if let NodeValue::Link(link) = &mut node.data.borrow_mut().value
            && let Some(url) = english_address(&link.url)
        {
            link.url = url;
            is_changed = true;
        }
    }
    is_changed
}

pub fn set_url(node: Node<'_>, url: String) {
    if let NodeValue::Link(link) = &mut node.data.borrow_mut().value {
        link.url = url;
    }
}

/// The English address of a page of the portal; none when `url` is none, or has its language.
fn english_address(url: &str) -> Option<String> {
    let path = &url[..url.find(['?', '#']).unwrap_or(url.len())];
    let is_page = path.starts_with('/')
        && !path.starts_with("//")
        && FILES.iter().all(|files| !path.starts_with(files));
    let is_english = Language::of_path(path).0 == Language::English;
    (is_page && !is_english).then(|| Language::English.path(url))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_the_portal_have_an_english_address_and_nothing_else_has() {
        for (url, expected) in [
            ("/", Some("/en/")),
            ("/lien-ket", Some("/en/lien-ket")),
            ("/tim-kiem?q=/en/", Some("/en/tim-kiem?q=/en/")),
            ("/english#x", Some("/en/english#x")),
            ("/en", None),
            ("/en?a", None),
            ("/en/x", None),
            ("/media/a.pdf", None),
            ("/api/v1/site", None),
            ("//a.example/", None),
            ("https://a.example/", None),
            ("#x", None),
            ("", None),
        ] {
            assert_eq!(english_address(url).as_deref(), expected, "{url}");
        }
    }
}
