//! The keys of a table that nobody asks for.

use toml::de::DeTable;

const MOST_WRONG_LETTERS: usize = 2;

/// The keys of `table` that are not `known`: where they stand, and why each is wrong. What is a
/// misspelling of a `missing` key is one mistake, not one too many and one too few; so the key is
/// taken out of those.
pub fn unknown(
    table: &DeTable<'_>,
    known: &[&'static str],
    missing: &mut Vec<&'static str>,
) -> Vec<(usize, String)> {
    let listed: Vec<_> = known.iter().map(|key| format!("`{key}`")).collect();
    let listed = listed.join(", ");
    let mut unknown = Vec::new();
    for key in table.keys() {
        let written = key.get_ref().as_ref();
        if known.contains(&written) {
            continue;
        }
        let mut reason = format!("không có khóa nào tên `{written}`, chỉ có {listed}");
        let meant = missing.iter().position(|key| is_misspelling(written, key));
        if let Some(meant) = meant {
            let meant = missing.remove(meant);
            reason.push_str(&format!("; có lẽ là `{meant}` còn thiếu"));
        }
        unknown.push((key.span().start, reason));
    }
    unknown
}

/// Whether `written` is `meant` but for a letter or two; of a short word half the letters have to
/// be right.
fn is_misspelling(written: &str, meant: &str) -> bool {
    let most = MOST_WRONG_LETTERS.min(meant.chars().count() / 2);
    strsim::levenshtein(&written.to_lowercase(), meant) <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_or_two_are_a_misspelling() {
        for (written, meant) in [
            ("taglin", "tagline"),
            ("short-name", "short_name"),
            ("ShortName", "short_name"),
            ("color", "colors"),
            ("uri", "url"),
            ("nmae", "name"),
        ] {
            assert!(is_misspelling(written, meant), "{written} for {meant}");
        }
    }

    #[test]
    fn another_word_is_no_misspelling() {
        for (written, meant) in [
            ("slug", "name"),
            ("href", "url"),
            ("", "url"),
            ("tên", "name"),
            ("label", "title"),
        ] {
            assert!(!is_misspelling(written, meant), "{written} for {meant}");
        }
    }
}
