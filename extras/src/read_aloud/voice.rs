//! Which of the device's voices reads.

/// What is known of a voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voice<'a> {
    /// As devices write it: `vi-VN`, `vi_VN`, `vi`.
    pub language: &'a str,
    /// Whether the device chooses it itself for its language.
    pub is_default: bool,
    /// Whether it speaks without the network.
    pub is_local: bool,
}

/// The index of the voice for a text in `language`: one of exactly this language before one of another
/// country, then the device's own choice, then one that needs no network, then one without a dialect of
/// its own.
pub fn choose(voices: &[Voice<'_>], language: &str) -> Option<usize> {
    let wanted = subtags(language);
    let candidates = voices.iter().enumerate().filter(|(_, voice)| {
        let spoken = subtags(voice.language);
        !wanted[0].is_empty() && spoken[0] == wanted[0]
    });
    candidates
        .max_by_key(|(index, voice)| {
            let is_exact = wanted[1].is_empty() || subtags(voice.language) == wanted;
            // `vi-VN-x-south` and the like, of which eSpeak has many.
            let has_dialect = voice.language.split(['-', '_']).count() > 2;
            // Of equals the first.
            let order = std::cmp::Reverse(*index);
            (
                is_exact,
                voice.is_default,
                voice.is_local,
                !has_dialect,
                order,
            )
        })
        .map(|(index, _)| index)
}

/// Language and country in lower case.
fn subtags(language: &str) -> [String; 2] {
    let mut subtags = language.split(['-', '_']).map(str::to_lowercase);
    let mut next = || subtags.next().unwrap_or_default();
    [next(), next()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn voice(language: &str, is_default: bool, is_local: bool) -> Voice<'_> {
        Voice {
            language,
            is_default,
            is_local,
        }
    }

    #[test]
    fn a_voice_speaks_the_language_of_the_text_or_there_is_none() {
        let voices = [
            voice("en-US", true, true),
            voice("vi_VN", false, false),
            voice("vi-VN", false, true),
        ];
        assert_eq!(choose(&voices, "vi"), Some(2));
        assert_eq!(choose(&voices, "VI-vn"), Some(2));
        assert_eq!(choose(&voices, "en"), Some(0));
        assert_eq!(choose(&voices, "en-GB"), Some(0));
        assert_eq!(choose(&voices, "fr"), None);
        assert_eq!(choose(&voices, ""), None);
        assert_eq!(choose(&[], "vi"), None);
        // `vie` and `vi` are names of one language in two lists, but `v` is none.
        assert_eq!(choose(&[voice("v", true, true)], "vi"), None);
    }

    #[test]
    fn a_dialect_reads_where_there_is_nothing_else_or_where_the_device_chooses_it() {
        let mut voices = [
            voice("vi-VN-X-CENTRAL", false, true),
            voice("vi", false, true),
            voice("vi-VN-X-SOUTH", false, true),
        ];
        assert_eq!(choose(&voices, "vi"), Some(1));
        assert_eq!(choose(&voices[..1], "vi"), Some(0));
        voices[2].is_default = true;
        assert_eq!(choose(&voices, "vi"), Some(2));
    }

    #[test]
    fn the_devices_own_choice_comes_first() {
        let voices = [
            voice("vi-VN", false, true),
            voice("vi-VN", true, false),
            voice("vi-VN", false, true),
        ];
        assert_eq!(choose(&voices, "vi"), Some(1));
        let voices = [voice("en-US", true, true), voice("en-GB", false, true)];
        assert_eq!(choose(&voices, "en-GB"), Some(1));
    }
}
