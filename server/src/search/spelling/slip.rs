//! How words come to be written for each other.

use conglang_contract::folding::Word;

/// What was mistaken, the likeliest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slip {
    /// Letters or tones that many pronounce alike.
    Sound,
    /// The marks alone.
    Marks,
    /// One letter.
    Letter,
    /// A letter and the marks, or of a long word two letters.
    Letters,
}

/// Which a region or another pronounces alike at the beginning of a syllable; each as the second of its line. A
/// longer one stands before its beginning.
const BEGINNINGS: [(&str, &str); 12] = [
    ("tr", "ch"),
    ("ngh", "ng"),
    ("ng", "ng"),
    ("nh", "nh"),
    ("gh", "g"),
    ("gi", "d"),
    ("r", "d"),
    ("s", "x"),
    ("l", "n"),
    ("k", "c"),
    ("kh", "kh"),
    ("q", "c"),
];
/// The same at the end.
const ENDINGS: [(&str, &str); 2] = [("ng", "n"), ("c", "t")];
/// The hook above and the tilde.
const ALIKE_TONES: [char; 2] = ['\u{309}', '\u{303}'];
/// Words of so many letters are rarely another one with two letters changed.
const LONG: usize = 7;

/// A name for how `letters`, which are in lower case and have no tone, may sound: one for all that are mistaken
/// for each other.
pub fn sound(letters: &str) -> String {
    let (mut sound, mut rest) = (String::with_capacity(letters.len()), letters);
    let beginning = BEGINNINGS
        .iter()
        .filter(|(written, _)| letters.starts_with(written))
        .max_by_key(|(written, _)| written.len());
    if let Some((written, spoken)) = beginning {
        sound.push_str(spoken);
        rest = &letters[written.len()..];
        // The i of "gì" is its vowel too.
        if *written == "gi" && !rest.chars().any(is_vowel) {
            rest = &letters[1..];
        }
    }
    let ending = ENDINGS
        .iter()
        .find(|(written, _)| rest.len() > written.len() && rest.ends_with(written));
    let (vowels, ending) = match ending {
        Some((written, spoken)) => (&rest[..rest.len() - written.len()], *spoken),
        None => (rest, ""),
    };
    sound.extend(vowels.chars().map(|letter| match letter {
        'y' => 'i',
        letter => letter,
    }));
    sound + ending
}

/// What was mistaken when `typed` was typed for `meant`, of which it is known whether it sounds the same; none when
/// they are one, or too far apart. A word of two letters may be any: of it only the sound and the marks are
/// doubted, and where it has no marks nothing, as of an abbreviation.
pub fn between(typed: &Word, meant: &Word, is_same_sound: bool) -> Option<Slip> {
    if typed.means(meant) {
        return None;
    }
    let letters = typed.plain.chars().count();
    let is_short = letters <= 2;
    if is_short && !typed.has_marks() {
        return None;
    }
    let is_same_tone = typed.tone == meant.tone;
    let tones = [typed.tone, meant.tone];
    let is_tone_alike = tones
        .iter()
        .all(|tone| tone.is_some_and(|tone| ALIKE_TONES.contains(&tone)));
    if is_same_sound && (is_same_tone || is_tone_alike) {
        return Some(Slip::Sound);
    }
    if typed.plain == meant.plain {
        return Some(Slip::Marks);
    }
    if is_short {
        return None;
    }
    if is_same_tone && is_one_off(&typed.letters, &meant.letters) {
        return Some(Slip::Letter);
    }
    let is_near = is_one_off(&typed.plain, &meant.plain)
        || letters >= LONG
            && meant.plain.chars().count().abs_diff(letters) <= 2
            && strsim::osa_distance(&typed.plain, &meant.plain) <= 2;
    is_near.then_some(Slip::Letters)
}

/// Whether one letter is too many, missing, another, or in the place of its neighbour.
fn is_one_off(one: &str, other: &str) -> bool {
    if one.len().abs_diff(other.len()) > 4 {
        return false;
    }
    let same = one
        .chars()
        .zip(other.chars())
        .take_while(|(one, other)| one == other);
    let begun: usize = same.map(|(letter, _)| letter.len_utf8()).sum();
    let (one, other) = (&one[begun..], &other[begun..]);
    let same = one
        .chars()
        .rev()
        .zip(other.chars().rev())
        .take_while(|(one, other)| one == other);
    let ended: usize = same.map(|(letter, _)| letter.len_utf8()).sum();
    let mut one = one[..one.len() - ended].chars();
    let mut other = other[..other.len() - ended].chars();
    let letters = [(one.next(), other.next()), (one.next(), other.next())];
    if one.next().is_some() || other.next().is_some() {
        return false;
    }
    match letters {
        [_, (None, None)] => true,
        [first, second] => first == (second.1, second.0),
    }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use conglang_contract::folding::words;

    use super::*;

    fn slip(typed: &str, meant: &str) -> Option<Slip> {
        let [typed, meant] = [typed, meant].map(|text| words(text).remove(0));
        let is_same_sound = sound(&typed.letters) == sound(&meant.letters);
        between(&typed, &meant, is_same_sound)
    }

    #[test]
    fn what_is_pronounced_alike_is_told_first() {
        for (typed, meant) in [
            ("sử", "xử"),
            ("chuyền", "truyền"),
            ("dèn", "rèn"),
            ("giành", "dành"),
            ("gì", "rì"),
            ("nàng", "làng"),
            ("lúa", "núa"),
            ("bàng", "bàn"),
            ("mặc", "mặt"),
            ("lí", "lý"),
            ("kỹ", "kỷ"),
            ("nghành", "ngành"),
            ("sữa", "sửa"),
        ] {
            assert_eq!(slip(typed, meant), Some(Slip::Sound), "{typed} {meant}");
        }
        for (typed, meant) in [("ngà", "là"), ("nhà", "là"), ("đèn", "rèn")] {
            assert_ne!(slip(typed, meant), Some(Slip::Sound), "{typed} {meant}");
        }
    }

    #[test]
    fn then_marks_and_then_letters() {
        for (typed, meant, expected) in [
            ("dường", "đường", Some(Slip::Marks)),
            ("luật", "luận", Some(Slip::Letter)),
            ("rènn", "rèn", Some(Slip::Letter)),
            ("đổii", "đổi", Some(Slip::Letter)),
            ("tuhan", "thuan", Some(Slip::Letter)),
            ("luât", "luận", Some(Slip::Letters)),
            ("lnih", "linh", Some(Slip::Letter)),
            ("quangtrug", "quangtrung", Some(Slip::Letter)),
            ("qangtrug", "quangtrung", Some(Slip::Letters)),
            ("rèn", "rèn", None),
            ("ren", "rèn", None),
            ("thuyền", "đường", None),
            ("cã", "cả", Some(Slip::Sound)),
            ("cá", "cả", Some(Slip::Marks)),
            ("cá", "má", None),
            ("nq", "no", None),
            ("x", "a", None),
        ] {
            assert_eq!(slip(typed, meant), expected, "{typed} {meant}");
        }
    }
}
