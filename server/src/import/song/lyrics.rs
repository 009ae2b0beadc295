//! Lyrics: plain lines, or LRC, which says before each line when it is sung.

use std::time::Duration;

use conglang_contract::{
    format,
    song::{LyricLine, Lyrics},
    text::clean_line,
};

const MAX_LINES: usize = 1000;
const MAX_LINE_CHARACTERS: usize = 300;
/// Singers breathe out after the last line; clocks of tools differ.
const GRACE_MS: u32 = 1000;

/// The line of the text, counted from 1, and a reason.
pub type Found = (usize, String);

/// The lyrics in `text`; none when it is empty. `is_lrc` says that they have to be timed; otherwise
/// they are when their first line says so. `length` is the recording's.
///
/// # Errors
/// All lines that cannot be read.
pub fn parse(
    text: &str,
    is_lrc: bool,
    length: Option<Duration>,
) -> Result<Option<Lyrics>, Vec<Found>> {
    let count = text.lines().count();
    if count > MAX_LINES {
        let reason = format!("lời bài hát có {count} dòng, tối đa {MAX_LINES}");
        return Err(vec![(MAX_LINES + 1, reason)]);
    }
    let lyrics = if is_lrc || looks_like_lrc(text) {
        timed(text, length)?
    } else {
        plain(text)?
    };
    Ok((!lyrics.lines.is_empty()).then_some(lyrics))
}

fn looks_like_lrc(text: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty());
    first
        .and_then(|line| line.strip_prefix('['))
        .and_then(|rest| rest.split_once(']'))
        .is_some_and(|(inside, _)| {
            is_tag(inside) || inside.starts_with(|c: char| c.is_ascii_digit())
        })
}

fn plain(text: &str) -> Result<Lyrics, Vec<Found>> {
    let mut lines: Vec<LyricLine> = Vec::new();
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let text = clean_line(line);
        check_length(index, &text, &mut found);
        let verse_ends = text.is_empty();
        // Verses are parted by one empty line.
        if verse_ends && lines.last().is_none_or(|last| last.text.is_empty()) {
            continue;
        }
        lines.push(LyricLine {
            time_ms: None,
            text,
        });
    }
    if lines.last().is_some_and(|last| last.text.is_empty()) {
        lines.pop();
    }
    told(
        found,
        Lyrics {
            timed: false,
            lines,
        },
    )
}

fn timed(text: &str, length: Option<Duration>) -> Result<Lyrics, Vec<Found>> {
    let end_ms = length.map(|length| {
        u32::try_from(length.as_millis())
            .unwrap_or(u32::MAX)
            .saturating_add(GRACE_MS)
    });
    let mut lines: Vec<LyricLine> = Vec::new();
    let mut found = Vec::new();
    let mut offset_ms = 0;
    for (index, line) in text.lines().enumerate() {
        let stamped = match stamped(line) {
            Ok(Stamped::Nothing) => continue,
            Ok(Stamped::Offset(milliseconds)) => {
                offset_ms = milliseconds;
                continue;
            }
            Ok(Stamped::Line(times, text)) => (times, text),
            Err(reason) => {
                found.push((index + 1, reason));
                continue;
            }
        };
        let (times, text) = stamped;
        check_length(index, &text, &mut found);
        for time_ms in times {
            if let Some(end_ms) = end_ms.filter(|&end_ms| time_ms > end_ms) {
                let end = format::duration((end_ms - GRACE_MS) / 1000);
                let time = format::duration(time_ms / 1000);
                found.push((
                    index + 1,
                    format!("mốc {time} đứng sau khi bản thu đã hết ({end})"),
                ));
            }
            lines.push(LyricLine {
                time_ms: Some(time_ms),
                text: text.clone(),
            });
        }
    }
    if lines.is_empty() && found.is_empty() && !text.trim().is_empty() {
        found.push((
            1,
            "lời bài hát không có mốc thời gian nào như [00:12.50]".to_owned(),
        ));
    }
    for line in &mut lines {
        // A positive offset shows the words earlier.
        line.time_ms = line
            .time_ms
            .map(|time| time.saturating_add_signed(-offset_ms));
    }
    lines.sort_by_key(|line| line.time_ms);
    told(found, Lyrics { timed: true, lines })
}

fn told(found: Vec<Found>, lyrics: Lyrics) -> Result<Lyrics, Vec<Found>> {
    if found.is_empty() {
        Ok(lyrics)
    } else {
        Err(found)
    }
}

fn check_length(index: usize, text: &str, found: &mut Vec<Found>) {
    if text.chars().count() > MAX_LINE_CHARACTERS {
        let reason = format!("dòng lời dài quá {MAX_LINE_CHARACTERS} ký tự");
        found.push((index + 1, reason));
    }
}

/// What a line of LRC says.
enum Stamped {
    /// An empty line, or a tag such as `[ti:…]`.
    Nothing,
    /// Milliseconds.
    Offset(i32),
    /// The times, and what is sung at each.
    Line(Vec<u32>, String),
}

fn stamped(line: &str) -> Result<Stamped, String> {
    let mut rest = line.trim();
    if rest.is_empty() {
        return Ok(Stamped::Nothing);
    }
    let mut times = Vec::new();
    while let Some(after) = rest.strip_prefix('[') {
        let Some((inside, behind)) = after.split_once(']') else {
            return Err("mốc thời gian thiếu dấu ]".to_owned());
        };
        if let Some(time_ms) = time(inside) {
            times.push(time_ms);
        } else if times.is_empty() && is_tag(inside) && behind.trim().is_empty() {
            return tag(inside);
        } else if times.is_empty() || inside.contains(':') {
            return Err(format!(
                "“[{inside}]” không phải là mốc thời gian như [01:23.45]"
            ));
        } else {
            // Words in brackets are sung words: `[00:10.00][đồng ca] a`.
            break;
        }
        rest = behind.trim_start();
    }
    if times.is_empty() {
        return Err("dòng lời không có mốc thời gian như [01:23.45]".to_owned());
    }
    Ok(Stamped::Line(times, clean_line(&without_word_times(rest))))
}

/// `ti:…`, `ar:…` and other facts about the song, which the YAML says already.
fn is_tag(inside: &str) -> bool {
    inside.split_once(':').is_some_and(|(name, _)| {
        let name = name.trim();
        name == "#" || (!name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic()))
    })
}

fn tag(inside: &str) -> Result<Stamped, String> {
    match inside.split_once(':') {
        Some((name, value)) if name.trim().eq_ignore_ascii_case("offset") => value
            .trim()
            .parse::<i32>()
            .ok()
            .filter(|milliseconds| milliseconds.unsigned_abs() <= 600_000)
            .map(Stamped::Offset)
            .ok_or_else(|| format!("“[{inside}]” cần số mili giây như [offset:+250]")),
        _ => Ok(Stamped::Nothing),
    }
}

/// Milliseconds of `mm:ss`, `mm:ss.x`, `mm:ss.xx` or `mm:ss.xxx`.
fn time(text: &str) -> Option<u32> {
    let digits = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        (lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    let (minutes, rest) = text.trim().split_once(':')?;
    let (seconds, fraction) = rest.split_once(['.', ':']).unwrap_or((rest, "0"));
    let minutes = digits(minutes, 1..=3)?;
    let seconds = digits(seconds, 1..=2).filter(|&seconds| seconds < 60)?;
    let places = fraction.len();
    let fraction = digits(fraction, 1..=3)?;
    let milliseconds = match places {
        1 => fraction * 100,
        2 => fraction * 10,
        _ => fraction,
    };
    Some((minutes * 60 + seconds) * 1000 + milliseconds)
}

/// Some tools also say when each word is sung: `<00:12.50>`. Lines are enough here.
fn without_word_times(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        kept.push_str(before);
        match after.split_once('>') {
            Some((inside, behind)) if time(inside).is_some() => rest = behind,
            _ => {
                kept.push('<');
                rest = after;
            }
        }
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(Option<u32>, String)> {
        let lyrics = parse(text, false, Some(Duration::from_secs(60)));
        let lyrics = lyrics.expect("good lyrics").expect("not empty");
        let lines = lyrics.lines.into_iter();
        lines.map(|line| (line.time_ms, line.text)).collect()
    }

    fn wrong_lines(text: &str) -> Vec<usize> {
        let found = parse(text, true, Some(Duration::from_secs(60))).unwrap_err();
        found.into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn times_are_read_in_all_their_forms_and_put_in_order() {
        assert_eq!(
            lines(
                "[ti: Sáo chiều]\n[00:20.5] ba\n\n[0:01]một\n[00:10.25][00:30.125] hai\n[00:40.00]\n"
            ),
            [
                (Some(1000), "một".to_owned()),
                (Some(10_250), "hai".to_owned()),
                (Some(20_500), "ba".to_owned()),
                (Some(30_125), "hai".to_owned()),
                (Some(40_000), String::new()),
            ]
        );
    }

    #[test]
    fn an_offset_moves_all_lines_and_word_times_go() {
        assert_eq!(
            lines("[offset:+500]\n[00:00.20]a\n[00:10.00]<00:10.00>b <00:10.50>c < d\n"),
            [
                (Some(0), "a".to_owned()),
                (Some(9500), "b c < d".to_owned())
            ]
        );
    }

    #[test]
    fn every_broken_line_is_told() {
        assert_eq!(
            wrong_lines(
                "[00:01.00]a\nkhông mốc\n[00:61.00]b\n[00:02.00 c\n[xx:01]d\n[00:05.00][7:99]e\n[01:30.00]f\n[offset:x]\n[1234:00]g\n"
            ),
            [2, 3, 4, 5, 6, 7, 8, 9]
        );
        assert_eq!(wrong_lines("[ti: a]\n"), [1]);
        assert_eq!(wrong_lines(&format!("[00:01.00]{}", "a".repeat(301))), [1]);
        assert_eq!(wrong_lines(&"[00:01.00]a\n".repeat(1001)), [1001]);
    }

    #[test]
    fn plain_lyrics_keep_their_verses() {
        let text = "\n Một  dòng \nhai\n\n\n[điệp khúc]\n\n";
        let texts: Vec<_> = lines(text).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["Một dòng", "hai", "", "[điệp khúc]"]);
        assert_eq!(parse(" \n", false, None), Ok(None));
        assert_eq!(parse("", true, None), Ok(None));
    }

    proptest::proptest! {
        #[test]
        fn no_text_trips_it(text in "([\\[\\]:.<>0-9 aở\n]|offset:|ti:){0,80}") {
            if let Ok(Some(lyrics)) = parse(&text, true, None) {
                let sorted = lyrics.lines.is_sorted_by_key(|line| line.time_ms);
                proptest::prop_assert!(sorted && lyrics.lines.iter().all(|line| line.time_ms.is_some()));
            }
        }
    }
}
