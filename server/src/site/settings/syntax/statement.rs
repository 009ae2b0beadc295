//! A TOML text in pieces that can be right or wrong by themselves.

use std::{borrow::Cow, ops::Range};

use toml::de::DeTable;

/// Where the end of a value is sought no further, so that a long broken file does not take minutes.
const LONGEST_VALUE_LINES: usize = 1000;

/// A key with its value, a header, or a line that is neither.
pub struct Statement<'t> {
    pub text: Cow<'t, str>,
    pub is_header: bool,
    /// Counted from 1.
    pub lines: Range<usize>,
}

/// All of `text`, in order.
pub fn split(text: &str) -> Vec<Statement<'_>> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut statements = Vec::new();
    let (mut index, mut rest) = (0, text);
    while index < lines.len() {
        let count = count_lines(&lines[index..], rest);
        let (statement, after) = rest.split_at(length(&lines[index..index + count]));
        statements.push(Statement {
            text: Cow::Borrowed(statement),
            is_header: is_header(statement),
            lines: index + 1..index + 1 + count,
        });
        index += count;
        rest = after;
    }
    statements
}

impl Statement<'_> {
    /// The names of the keys that are given values here, as far as they can be told.
    pub fn keys(&self) -> Vec<String> {
        self.text
            .lines()
            .filter_map(|line| Some(assigned_key(line)?.to_owned()))
            .collect()
    }

    pub fn empty(&mut self) {
        self.replace("");
        self.is_header = false;
    }

    /// Makes this broken statement a right one with the same key or header. Without a key it becomes
    /// empty, and the answer is no.
    pub fn mend(&mut self) -> bool {
        let line = self.text.lines().next().unwrap_or_default().trim();
        let mended = if self.is_header {
            mended_header(line)
        } else {
            mended_value(line)
        };
        self.replace(mended.as_deref().unwrap_or_default());
        mended.is_some()
    }

    fn replace(&mut self, line: &str) {
        let line_breaks = self.text.matches('\n').count();
        self.text = Cow::Owned(line.to_owned() + &"\n".repeat(line_breaks));
    }
}

/// How many of `lines`, which begin `text`, make the first statement.
fn count_lines(lines: &[&str], text: &str) -> usize {
    let is_toml = |count| DeTable::parse(&text[..length(&lines[..count])]).is_ok();
    if is_toml(1) {
        return 1;
    }
    let Some(end) = value_end(lines[0]) else {
        return 1;
    };
    let longest = lines.len().min(LONGEST_VALUE_LINES);
    let whole = (2..=longest).find(|&count| lines[count - 1].contains(end) && is_toml(count));
    if let Some(count) = whole {
        return count;
    }
    // The value has an error, or no end. It reaches to what looks like its end, or to where another
    // statement begins; but the lines of an inline table look like statements, too.
    let rest = &lines[1..];
    let other = position(rest, |line| is_header(line) || assigned_key(line).is_some());
    let reach = match end {
        "}" => position(&rest[..longest - 1], is_header),
        _ => other,
    };
    let last = position(&rest[..reach], |line| match end {
        "]" | "}" => line.trim_start().starts_with(end),
        _ => line.contains(end),
    });
    let value = &rest[..if last < reach { last + 1 } else { other }];
    let trailing = value.iter().rev().take_while(|line| is_empty(line)).count();
    1 + value.len() - trailing
}

fn position(lines: &[&str], is_sought: impl Fn(&str) -> bool) -> usize {
    lines
        .iter()
        .position(|line| is_sought(line))
        .unwrap_or(lines.len())
}

fn length(lines: &[&str]) -> usize {
    lines.iter().map(|line| line.len()).sum()
}

fn is_empty(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

/// What ends the value that begins on `line`, if it is of a kind that can go over several lines.
fn value_end(line: &str) -> Option<&'static str> {
    let (_, value) = line.split_once('=')?;
    let value = value.trim_start();
    [("[", "]"), ("{", "}"), ("\"\"\"", "\"\"\""), ("'''", "'''")]
        .into_iter()
        .find(|(begin, _)| value.starts_with(begin))
        .map(|(_, end)| end)
}

/// Whether `line` is a header or meant as one: `[a]`, `[[a]`, `a]`, `[]`, but no row of a list.
fn is_header(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim();
    let name = line.trim_start_matches('[').trim_start();
    if line.starts_with('[') {
        let is_named = name.starts_with(char::is_alphabetic) && !name.contains(',');
        is_named || (line.contains(']') && name.trim_matches([']', ' ']).is_empty())
    } else {
        name.starts_with(char::is_alphabetic)
            && name
                .strip_suffix(']')
                .is_some_and(|name| name.trim_end_matches(']').chars().all(is_of_name))
    }
}

/// The `a` of `a = 1`.
fn assigned_key(line: &str) -> Option<&str> {
    let key = line.split_once('=')?.0.trim().trim_matches(['"', '\'']);
    (!key.is_empty() && key.chars().all(is_of_name)).then_some(key)
}

fn is_of_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-' | '.')
}

/// `name` as a key that TOML takes, whatever its letters.
fn quoted(name: &str) -> Option<String> {
    let parts: Vec<_> = name
        .split('.')
        .filter(|part| !part.is_empty())
        .map(|part| format!("\"{part}\""))
        .collect();
    (!parts.is_empty()).then(|| parts.join("."))
}

fn split_name(text: &str) -> (&str, &str) {
    text.split_at(
        text.find(|character| !is_of_name(character))
            .unwrap_or(text.len()),
    )
}

fn mended_header(line: &str) -> Option<String> {
    let is_of_list = line.starts_with("[[") || line.contains("]]");
    let (name, _) = split_name(line.trim_start_matches(['[', ' ', '\t']));
    let name = quoted(name)?;
    Some(if is_of_list {
        format!("[[{name}]]")
    } else {
        format!("[{name}]")
    })
}

/// The key with its value as a string, which may be what was meant.
fn mended_value(line: &str) -> Option<String> {
    const QUOTES: [char; 6] = ['"', '\'', '“', '”', '‘', '’'];
    let (name, rest) = split_name(line.trim_start_matches(QUOTES));
    let rest = rest.trim_start();
    // A sentence may begin with the name of a key.
    if !rest.is_empty() && !rest.starts_with(['=', ':']) && !rest.starts_with(QUOTES) {
        return None;
    }
    let name = quoted(name)?;
    let value: String = rest
        .trim_start_matches(|character: char| {
            character.is_whitespace()
                || matches!(character, '=' | ':')
                || QUOTES.contains(&character)
        })
        .trim_end_matches(QUOTES)
        .chars()
        .filter(|&character| character != '\'' && !character.is_control())
        .collect();
    Some(format!("{name} = '{value}'"))
}
