//! Finds the syntax errors of a TOML text and mends it, so that the rest can be read.
//!
//! The TOML reader goes on after an error but loses its way: it takes all that follows an unclosed
//! list for wrong values, and drops all that follows a key without a value. So where there are
//! errors, each statement is read by itself first.

mod message;
mod statement;

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashSet},
};

use toml::de::DeTable;

use self::statement::Statement;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// A text that the TOML reader takes but for keys that stand twice. Its lines are those of the
/// original.
pub struct Mended {
    pub text: String,
    /// The lines that have an error, counted from 1, with the reasons.
    pub errors: BTreeMap<usize, String>,
    /// Lines of which the text says something else than the original.
    pub broken_lines: BTreeSet<usize>,
    /// Keys that only the original has.
    pub lost_keys: HashSet<String>,
}

pub fn mend(text: &str) -> Mended {
    let mut mended = Mended {
        text: text.to_owned(),
        errors: BTreeMap::new(),
        broken_lines: BTreeSet::new(),
        lost_keys: HashSet::new(),
    };
    if !errors(text).is_empty() {
        let mut statements = statement::split(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text));
        mended.mend_statements(&mut statements);
        mended.mend_whole(&mut statements);
    }
    mended
}

impl Mended {
    fn mend_statements(&mut self, statements: &mut [Statement<'_>]) {
        let mut nameless_headers = Vec::new();
        for (index, statement) in statements.iter_mut().enumerate() {
            let errors = errors(&within_text(&statement.text));
            if errors.is_empty() {
                continue;
            }
            let lines = statement.lines.clone();
            for (line, reason) in errors {
                // The end of the text is no line of its own.
                let line = (lines.start + line - 1).min(lines.end - 1);
                self.errors.entry(line).or_insert(reason);
            }
            self.broken_lines.extend(lines);
            let is_header = statement.is_header;
            let keys = statement.keys();
            let is_mended = statement.mend();
            // The first key of what is mended is in the mended text.
            self.lost_keys
                .extend(keys.into_iter().skip(usize::from(is_mended)));
            if is_header && !is_mended {
                nameless_headers.push(index);
            }
        }
        for index in nameless_headers {
            self.lose_section(&mut statements[index..]);
        }
    }

    /// Finds what is wrong between statements that are right by themselves: what stands twice.
    fn mend_whole(&mut self, statements: &mut [Statement<'_>]) {
        loop {
            self.text = statements
                .iter()
                .map(|statement| &*statement.text)
                .collect();
            let mut errors = errors(&self.text);
            let headers: Vec<usize> = (0..statements.len())
                .filter(|&index| {
                    let Statement {
                        is_header, lines, ..
                    } = &statements[index];
                    *is_header && errors.range(lines.clone()).next().is_some()
                })
                .collect();
            errors.retain(|line, _| !self.broken_lines.contains(line));
            if headers.is_empty() {
                self.errors.append(&mut errors);
                return;
            }
            // Keys under a header that stands twice are no further mistakes.
            for index in headers {
                for line in statements[index].lines.clone() {
                    self.errors.extend(errors.remove_entry(&line));
                }
                self.lose_section(&mut statements[index..]);
            }
        }
    }

    /// Takes out the first of `statements`, a header, and what belongs to it.
    fn lose_section(&mut self, statements: &mut [Statement<'_>]) {
        let section = statements
            .iter()
            .skip(1)
            .position(|statement| statement.is_header)
            .map_or(statements.len(), |position| position + 1);
        for statement in &mut statements[..section] {
            self.lost_keys.extend(statement.keys());
            statement.empty();
        }
    }
}

/// `text` as the TOML reader takes it when it does not begin a file, where alone a byte order mark is
/// right.
fn within_text(text: &str) -> Cow<'_, str> {
    if text.starts_with(BYTE_ORDER_MARK) {
        Cow::Owned(format!("{BYTE_ORDER_MARK}{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The first error on each line of `text`, by the line's number from 1.
fn errors(text: &str) -> BTreeMap<usize, String> {
    let (_, mut found) = DeTable::parse_recoverable(text);
    let start = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
    found.sort_by_key(start);
    let mut errors = BTreeMap::new();
    let (mut line, mut counted) = (1, 0);
    for error in found {
        let position = start(&error).min(text.len());
        let between = &text.as_bytes()[counted..position];
        line += between.iter().filter(|&&byte| byte == b'\n').count();
        counted = position;
        errors.entry(line).or_insert_with(|| {
            let written = error.span().and_then(|span| text.get(span));
            message::translate(error.message(), written.unwrap_or_default())
        });
    }
    errors
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;

    const PARTS: &[&str] = &[
        "a",
        "b.c",
        "đ",
        " ",
        "=",
        " = ",
        ":",
        "1",
        "true",
        "\"",
        "'",
        "\"\"\"",
        "'''",
        "\"d\"",
        "\\",
        "[",
        "]",
        "[[",
        "]]",
        "[a]\n",
        "[[b]]\n",
        "a = 1\n",
        "{",
        "}",
        "{ a = 1 }",
        ",",
        "#",
        "\n",
        "\n",
        "\n",
        "\r",
        "\r\n",
        "\u{feff}",
        "\0",
    ];

    proptest! {
        #[test]
        fn whatever_is_no_toml_is_told_and_mended(parts in vec(select(PARTS), 0..40)) {
            let text = parts.concat();
            let mended = mend(&text);
            prop_assert_eq!(mended.errors.is_empty(), DeTable::parse(&text).is_ok());
            let lines = 1..=text.split('\n').count();
            prop_assert!(mended.errors.keys().all(|line| lines.contains(line)));
            for (line, reason) in errors(&mended.text) {
                let is_told =
                    mended.errors.contains_key(&line) || mended.broken_lines.contains(&line);
                prop_assert!(is_told, "line {line}: {reason} of {:?}", mended.text);
            }
        }
    }

    #[test]
    fn what_is_right_stays_as_it_is() {
        let text = "a = [\n  1,\n]\nb = \"\"\"\n[c]\n\"\"\"\n[c]\nd = {\n  e = 1,\n}\n";
        assert_eq!(mend(text).text, text);
        let mended = mend(&format!("{text}f\n"));
        assert_eq!(mended.text, format!("{text}\"f\" = ''\n"));
        assert_eq!(mended.errors.into_keys().collect::<Vec<_>>(), [11]);
    }

    #[test]
    fn keys_stay_on_their_lines() {
        let mended = mend("a = [\n  1\n  2\n]\nb = 'x\n[\nc = 1\n# d\ne\nf = \"\"\"\n\n[g");
        let expected =
            "\"a\" = '['\n\n\n\n\"b\" = 'x'\n\nc = 1\n# d\n\"e\" = ''\n\"f\" = ''\n\n[\"g\"]";
        assert_eq!(mended.text, expected);
        let errors: Vec<_> = mended.errors.into_keys().collect();
        assert_eq!(errors, [3, 5, 6, 9, 10, 12]);
    }
}
