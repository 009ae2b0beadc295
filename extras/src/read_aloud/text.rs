//! What of an article is read aloud.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

use crate::dom;

/// What is said in one go, where it is the innermost of these. Tables are read row by row.
const PARAGRAPHS: &str = ".article__title, .article__lead, \
    .article__text :is(h2, h3, h4, p, li, dt, dd, figcaption, tr)";
/// Inside of a table only the row counts.
const IN_ROW: &str = "tr *";
/// Where a button may stand that reads from there. A heading would take its name over.
const WITH_BUTTON: &str = ".article__text :is(p, li, dt, dd, figcaption)";

/// One paragraph, row or heading.
pub struct Paragraph {
    pub element: HtmlElement,
    pub text: String,
    pub language: String,
    pub has_room_for_button: bool,
}

/// The paragraphs of `article` that say something, in their order.
pub fn paragraphs(article: &Element) -> Vec<Paragraph> {
    dom::all_in(article, PARAGRAPHS)
        .into_iter()
        .filter_map(paragraph)
        .collect()
}

/// The language of the text of `article`, which is not always that of the page.
pub fn language(article: &Element) -> String {
    let text = article.query_selector(".article__text").ok().flatten();
    dom::language(text.as_ref().unwrap_or(article))
}

fn paragraph(element: HtmlElement) -> Option<Paragraph> {
    if element.matches(IN_ROW).ok()? {
        return None;
    }
    let mut text = String::new();
    let is_row = element.tag_name().eq_ignore_ascii_case("tr");
    collect(&element, is_row, &mut text);
    let has_words = text.chars().any(char::is_alphanumeric);
    has_words.then(|| Paragraph {
        language: dom::language(&speaker(&element)),
        has_room_for_button: element.matches(WITH_BUTTON).unwrap_or(false),
        text,
        element,
    })
}

/// The element whose language is that of everything `element` says: itself, or one inside that says it all.
fn speaker(element: &Element) -> Element {
    let inside = element.query_selector("[lang]").ok().flatten();
    inside
        .filter(|inside| inside.text_content() == element.text_content())
        .unwrap_or_else(|| element.clone())
}

/// The text of `node` without that of paragraphs inside it, which are read by themselves.
fn collect(node: &Node, is_row: bool, text: &mut String) {
    let children = node.child_nodes();
    for child in (0..children.length()).filter_map(|index| children.get(index)) {
        let Some(element) = child.dyn_ref::<Element>() else {
            if child.node_type() == Node::TEXT_NODE {
                text.push_str(&child.node_value().unwrap_or_default());
            }
            continue;
        };
        let is_hidden = element.get_attribute("aria-hidden").as_deref() == Some("true");
        let is_own = !is_row && element.matches(PARAGRAPHS).unwrap_or(false);
        if is_hidden || is_own {
            continue;
        }
        if element.tag_name().eq_ignore_ascii_case("br") {
            text.push(' ');
        }
        collect(element, is_row, text);
        if is_row && element.matches("th, td").unwrap_or(false) {
            // The voice makes a pause between two cells.
            text.push_str(", ");
        }
    }
}
