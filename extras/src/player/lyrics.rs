//! Lyrics that follow the music, in the player and on the song's page.

use conglang_contract::song::{LYRICS_ATTRIBUTE, Lyrics, TIME_ATTRIBUTE};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use super::dom::{element, set, write};
use crate::{asked::document, texts::other_lang};

/// The lyrics of one song in the player's panel.
pub struct Panel {
    /// Each line with its time, where it has one.
    lines: Vec<(Option<u32>, Element)>,
    current: Option<usize>,
}

impl Panel {
    /// Fills `place` with `lyrics`. A timed line is a button that leads the music to it.
    ///
    /// # Errors
    /// When the tree does not take them.
    pub fn fill(place: &Element, lyrics: &Lyrics) -> Result<Self, JsValue> {
        place.set_text_content(None);
        let list = element("ol", &[("class", "player__lyrics")])?;
        set(&list, "lang", other_lang());
        let mut lines = Vec::new();
        for line in &lyrics.lines {
            let item = element("li", &[])?;
            // A pause has nothing to press.
            let shown = match line.time_ms.filter(|_| !line.text.is_empty()) {
                Some(time) => element(
                    "button",
                    &[
                        ("type", "button"),
                        ("class", "player__line"),
                        (TIME_ATTRIBUTE, &time.to_string()),
                    ],
                )?,
                None => element("span", &[("class", "player__line")])?,
            };
            write(&shown, &line.text);
            item.append_child(&shown)?;
            list.append_child(&item)?;
            lines.push((line.time_ms, shown));
        }
        place.append_child(&list)?;
        Ok(Self {
            lines,
            current: None,
        })
    }

    /// Marks the line that is sung at `now_ms`, and brings it into the middle of the panel.
    pub fn follow(&mut self, now_ms: u32) {
        let times: Vec<_> = self.lines.iter().map(|(time, _)| *time).collect();
        let current = line_at(&times, now_ms);
        if current == self.current {
            return;
        }
        self.current = current;
        for (index, (_, line)) in self.lines.iter().enumerate() {
            set(
                line,
                "aria-current",
                (Some(index) == current).then_some("true"),
            );
        }
        if let Some((_, line)) = current.and_then(|index| self.lines.get(index)) {
            bring_into_view(line);
        }
    }
}

/// Marks the line that is sung at `now_ms` on the page of the song called `slug`; without a time none.
pub fn follow_on_page(slug: &str, now_ms: Option<u32>) {
    let Some(document) = document() else { return };
    let selector = format!("[{LYRICS_ATTRIBUTE}=\"{slug}\"] [{TIME_ATTRIBUTE}]");
    let Ok(found) = document.query_selector_all(&selector) else {
        return;
    };
    let lines: Vec<Element> = (0..found.length())
        .filter_map(|index| found.get(index)?.dyn_into().ok())
        .collect();
    let times: Vec<_> = lines.iter().map(time_of).collect();
    let current = now_ms.and_then(|now_ms| line_at(&times, now_ms));
    for (index, line) in lines.iter().enumerate() {
        set(
            line,
            "aria-current",
            (Some(index) == current).then_some("true"),
        );
    }
}

/// The time of a line, in milliseconds.
pub fn time_of(line: &Element) -> Option<u32> {
    line.get_attribute(TIME_ATTRIBUTE)?.parse().ok()
}

/// The last line that has begun at `now_ms`; times stand in their order.
fn line_at(times: &[Option<u32>], now_ms: u32) -> Option<usize> {
    times
        .iter()
        .rposition(|time| time.is_some_and(|time| time <= now_ms))
}

/// Scrolls only the panel: the page stays where the reader is.
fn bring_into_view(line: &Element) {
    let (Some(line), Ok(Some(panel))) = (
        line.dyn_ref::<HtmlElement>(),
        line.closest(".player__panel"),
    ) else {
        return;
    };
    let middle = line.offset_top() - (panel.client_height() - line.offset_height()) / 2;
    panel.set_scroll_top(middle.max(0));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_that_began_last_is_sung() {
        let times = [Some(0), Some(3000), Some(3000), None, Some(7000)];
        for (now_ms, line) in [
            (0, Some(0)),
            (2999, Some(0)),
            (3000, Some(2)),
            (6999, Some(2)),
            (90_000, Some(4)),
        ] {
            assert_eq!(line_at(&times, now_ms), line, "{now_ms}");
        }
        assert_eq!(line_at(&[Some(500)], 499), None);
        assert_eq!(line_at(&[None, None], 1000), None);
    }
}
