//! A text in pieces that a voice says in one go.

/// Characters. Chromium's voices from the network fall silent after some fifteen seconds of one piece
/// and never say that they are done; this many take ten seconds, and less than fifteen when read slowly.
const LONGEST: usize = 160;

/// The sentences of `text`, those that are too long in parts. White space counts as one space; there is no
/// empty piece.
pub fn pieces(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut pieces = Vec::new();
    let mut start = 0;
    for index in 0..words.len() {
        let next = words.get(index + 1);
        if next.is_none_or(|next| ends_sentence(words[index], next)) {
            push_parts(&words[start..=index], &mut pieces);
            start = index + 1;
        }
    }
    pieces
}

/// Whether a sentence ends with `word`, when `next` follows.
fn ends_sentence(word: &str, next: &str) -> bool {
    let is_closing = |character: char| matches!(character, '"' | '”' | '’' | '»' | ')' | ']');
    let bare = word.trim_end_matches(is_closing);
    if bare.ends_with(['!', '?', '…']) {
        return true;
    }
    let Some(name) = bare.strip_suffix('.') else {
        return false;
    };
    // Of “TP. Hà Tĩnh”, “Q. 1” and “ThS. Lan” the dot belongs to the word.
    let is_short_form = !name.is_empty()
        && name.chars().count() <= 4
        && (name.chars().all(char::is_uppercase) || matches!(name, "ThS" | "Tp" | "Tr"));
    let goes_on = next.starts_with(char::is_lowercase);
    !is_short_form && !goes_on
}

/// `words` as one piece, or cut where one would take breath: after a comma, or else between two words.
fn push_parts(words: &[&str], pieces: &mut Vec<String>) {
    let mut rest = words;
    while length(rest) > LONGEST && rest.len() > 1 {
        let fitting = (1..rest.len())
            .take_while(|&count| length(&rest[..count]) <= LONGEST)
            .last()
            .unwrap_or(1);
        // A breath in the first third would leave a stump.
        let breath = (fitting / 3..fitting)
            .rev()
            .find(|&index| rest[index].ends_with([',', ';', ':', '–', '—']))
            .map_or(fitting, |index| index + 1);
        pieces.push(rest[..breath].join(" "));
        rest = &rest[breath..];
    }
    if !rest.is_empty() {
        pieces.push(rest.join(" "));
    }
}

fn length(words: &[&str]) -> usize {
    let letters: usize = words.iter().map(|word| word.chars().count()).sum();
    letters + words.len().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_said_sentence_by_sentence() {
        assert_eq!(
            pieces(" Núi Hồng có 99 đỉnh.  Ai đã lên?\n“Tôi đã lên!” Ông cười… Rồi đi. "),
            [
                "Núi Hồng có 99 đỉnh.",
                "Ai đã lên?",
                "“Tôi đã lên!”",
                "Ông cười…",
                "Rồi đi."
            ]
        );
        assert!(pieces(" \n\t").is_empty());
    }

    #[test]
    fn a_dot_inside_a_sentence_does_not_end_it() {
        for sentence in [
            "Trụ sở ở TP. Hà Tĩnh, do ThS. Lan phụ trách.",
            "Tổng số 1.281.540 lượt, tăng 4,5 lần.",
            "Xem trang honglinh.example để biết v.v. và hơn nữa.",
        ] {
            assert_eq!(pieces(sentence), [sentence]);
        }
    }

    #[test]
    fn a_long_sentence_is_cut_where_one_takes_breath_and_nothing_is_lost() {
        let sentence = "Từ sáng sớm bà con đã ra đồng, ".repeat(12) + "rồi về.";
        let parts = pieces(&sentence);
        assert!(parts.len() > 2);
        assert!(parts.iter().all(|part| part.chars().count() <= LONGEST));
        assert!(parts[0].ends_with(','), "{}", parts[0]);
        assert_eq!(parts.join(" "), sentence);

        let without_commas = "chữ ".repeat(200);
        let parts = pieces(&without_commas);
        assert!(parts.iter().all(|part| part.chars().count() <= LONGEST));
        assert_eq!(parts.join(" "), without_commas.trim());

        // What cannot be cut stays whole.
        let word = "a".repeat(500);
        assert_eq!(pieces(&word), [word]);
    }
}
