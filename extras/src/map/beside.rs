//! What the page tells of areas beside and below the map, in step with what is typed.

use conglang_contract::folding::{FoldedText, Needle};
use web_sys::Element;

use crate::dom;

/// What is read out in one go.
const MOST_ANSWERS: usize = 2;

/// Leaves what has the words of `needle`: areas, the sentences on former ones, and the rows of their table.
pub fn filter(needle: &Needle) {
    let areas = hide(".map-page .area[data-area]", |area| {
        needle.is_in(&text_of(area, ".area__name"))
    });
    let formers = hide(".map-page .former[data-former]", |former| {
        let name = former.get_attribute("data-former").unwrap_or_default();
        // They answer who asks for them.
        !needle.is_empty() && needle.is_in(&FoldedText::new(&name))
    });
    show_none(".map-page .areas__none", areas + formers == 0);
    let rows = hide(".map-page .look-up__table tbody tr", |row| {
        needle.is_in(&text_of(row, "th")) || needle.is_in(&text_of(row, "td a"))
    });
    show_none(".map-page .look-up__none", rows == 0);
}

/// What became of the former areas that are found where no area of the map is; none otherwise.
pub fn answer() -> Option<String> {
    if !dom::all(".map-page .area:not([hidden])").is_empty() {
        return None;
    }
    let found = dom::all(".map-page .former:not([hidden]) .former__name");
    let sentences = found.iter().filter_map(|found| found.text_content());
    let sentences = sentences.map(|sentence| capitalised(&sentence));
    let told: Vec<String> = sentences.take(MOST_ANSWERS).collect();
    (!told.is_empty()).then(|| told.join(" "))
}

fn capitalised(text: &str) -> String {
    let mut characters = text.trim().chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}

/// Hides all but those that `is_left`, and gives the number of these.
fn hide(selector: &str, is_left: impl Fn(&Element) -> bool) -> usize {
    let mut left = 0;
    for element in dom::all(selector) {
        let is_left = is_left(&element);
        dom::set_hidden(&element, !is_left);
        left += usize::from(is_left);
    }
    left
}

/// Shows or hides what says that nothing is left.
fn show_none(selector: &str, is_shown: bool) {
    for element in dom::all(selector) {
        dom::set_hidden(&element, !is_shown);
    }
}

fn text_of(element: &Element, selector: &str) -> FoldedText {
    let found = element.query_selector(selector).ok().flatten();
    let text = found.and_then(|found| found.text_content());
    FoldedText::new(&text.unwrap_or_default())
}
