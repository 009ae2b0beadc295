//! Texts with what was searched for marked in them.

use conglang_contract::{folding::Word, search::TextPiece};

use super::{
    tokens::{PlacedWord, placed_words},
    typed::Typed,
};

/// How many words a snippet has.
const LENGTH: usize = 36;
/// How many of them stand before the first that is marked.
const BEFORE: usize = 8;
/// Where a text is that long, what comes later is not looked at, in bytes.
const LONGEST: usize = 200_000;

/// `text` whole, marked where `is_match` says so of its words.
pub fn marked(text: &str, is_match: impl Fn(&[PlacedWord]) -> Vec<bool>) -> Vec<TextPiece> {
    let words: Vec<PlacedWord> = placed_words(text).collect();
    let found = is_match(&words);
    pieces(text, 0, text.len(), &words, &found)
}

/// The part of `text` in which most of what was typed stands; its beginning when nothing does.
pub fn snippet(text: &str, typed: &Typed) -> Vec<TextPiece> {
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let words: Vec<PlacedWord> = placed_words(text).collect();
    let wanted: Vec<&Word> = typed.words().collect();
    let found = typed.meant(text, &words);
    let matches: Vec<usize> = (0..words.len()).filter(|&index| found[index]).collect();
    // How many different words of those typed stand from here on.
    let variety = |first: usize| {
        let window = &words[first..words.len().min(first + LENGTH - BEFORE)];
        wanted
            .iter()
            .filter(|typed| window.iter().any(|placed| typed.means(&placed.word)))
            .count()
    };
    // The first of the best.
    let best = matches
        .iter()
        .copied()
        .take(200)
        .rev()
        .max_by_key(|&first| variety(first))
        .unwrap_or(0);
    let first = best
        .saturating_sub(BEFORE)
        .min(words.len().saturating_sub(LENGTH));
    let last = words.len().min(first + LENGTH);
    let Some(window) = words.get(first..last).filter(|window| !window.is_empty()) else {
        return Vec::new();
    };
    let is_whole = (first == 0, last == words.len());
    let start = if is_whole.0 { 0 } else { window[0].place.start };
    let end = match window.last() {
        Some(word) if !is_whole.1 => word.place.end,
        _ => text.len(),
    };
    let mut pieces = pieces(text, start, end, window, &found[first..last]);
    if !is_whole.0
        && let Some(piece) = pieces.first_mut()
    {
        if piece.is_match {
            pieces.insert(0, plain("… "));
        } else {
            piece.text.insert_str(0, "… ");
        }
    }
    if !is_whole.1 {
        pieces.push(plain(" …"));
    }
    pieces
}

fn pieces(
    text: &str,
    start: usize,
    end: usize,
    words: &[PlacedWord],
    found: &[bool],
) -> Vec<TextPiece> {
    let mut pieces: Vec<TextPiece> = Vec::new();
    let mut add = |text: &str, is_match: bool| match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.is_match == is_match => last.text.push_str(text),
        _ => pieces.push(TextPiece {
            text: text.to_owned(),
            is_match,
        }),
    };
    let mut at = start;
    let mut was_match = false;
    for (PlacedWord { place, .. }, &is_match) in words.iter().zip(found) {
        let between = &text[at..place.start];
        // Two words that stand together are one mark.
        add(between, was_match && is_match && between == " ");
        add(&text[place.clone()], is_match);
        at = place.end;
        was_match = is_match;
    }
    add(&text[at..end], false);
    pieces
}

fn plain(text: &str) -> TextPiece {
    TextPiece {
        text: text.to_owned(),
        is_match: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pieces: &[TextPiece]) -> String {
        pieces
            .iter()
            .map(|piece| match piece.is_match {
                true => format!("[{}]", piece.text),
                false => piece.text.clone(),
            })
            .collect()
    }

    #[test]
    fn words_are_marked_as_they_were_typed() {
        let title = |typed: &str, text: &str| {
            let typed = Typed::new(typed);
            shown(&marked(text, |words| typed.meant(text, words)))
        };
        assert_eq!(
            title("hong linh", "Thị xã Hồng Lĩnh."),
            "Thị xã [Hồng Lĩnh]."
        );
        assert_eq!(title("đường", "Dương, đường"), "Dương, [đường]");
        assert_eq!(title("02393835356", "Gọi 0239.3835"), "Gọi 0239.3835");
        assert_eq!(
            title("02393835356", "Gọi 0239 3835.356"),
            "Gọi [0239 3835].[356]"
        );
        assert_eq!(title("x", "Hồng"), "Hồng");
        assert_eq!(title("x", ""), "");
    }

    #[test]
    fn a_snippet_shows_where_most_of_it_stands() {
        let far = "một hai ba ".repeat(50);
        let text = format!("Hồng. {far} phường Đức Thuận thuộc thị xã Hồng Lĩnh. {far}");
        let text = shown(&snippet(&text, &Typed::new("duc thuan hong")));
        assert!(
            text.contains("[Đức Thuận] thuộc thị xã [Hồng] Lĩnh"),
            "{text}"
        );
        assert!(text.starts_with("… ") && text.ends_with(" …"), "{text}");
    }

    #[test]
    fn short_texts_are_whole_and_others_begin_at_the_beginning() {
        let typed = Typed::new("song");
        assert_eq!(
            shown(&snippet("Đền Song Trạng!", &typed)),
            "Đền [Song] Trạng!"
        );
        assert_eq!(shown(&snippet("", &typed)), "");
        assert_eq!(shown(&snippet("–", &typed)), "");
        let far = "một hai ba ".repeat(50);
        assert!(shown(&snippet(&far, &typed)).starts_with("một hai"));
    }
}
