//! The town's songs.

use serde::{Deserialize, Serialize};

use crate::{article::Photo, slug::Slug};

/// On a button that plays a song: its slug.
pub const SONG_ATTRIBUTE: &str = "data-song";
/// On the lyrics of a song's page: its slug.
pub const LYRICS_ATTRIBUTE: &str = "data-lyrics";
/// On a line of them: [`LyricLine::time_ms`].
pub const TIME_ATTRIBUTE: &str = "data-time";
/// The id of the empty element in which the player is built.
pub const PLAYER_ID: &str = "trinh-phat";
/// Under which the browser keeps what was played last, as long as there is something to go on with.
pub const PLAYER_MEMORY: &str = "conglang.player";

/// A song as lists show it; the answer to `GET songs` is a list of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SongSummary {
    /// Absent where only title and makers are known; such a song has no page and no audio.
    #[serde(default)]
    pub slug: Option<Slug>,
    pub title: String,
    #[serde(default)]
    pub composer: Option<String>,
    #[serde(default)]
    pub lyricist: Option<String>,
    #[serde(default)]
    pub singer: Option<String>,
    /// In which it was written or recorded.
    #[serde(default)]
    pub year: Option<u16>,
    /// Under which terms the recording is offered, in words.
    #[serde(default)]
    pub licence: Option<String>,
    #[serde(default)]
    pub cover: Option<Photo>,
    /// Whole seconds.
    #[serde(default)]
    pub duration_s: Option<u32>,
    /// The file under this address never changes, and is served with byte ranges.
    #[serde(default)]
    pub audio_url: Option<String>,
    /// Such as `audio/mpeg`.
    #[serde(default)]
    pub media_type: Option<String>,
    #[serde(default)]
    pub has_lyrics: bool,
}

impl SongSummary {
    /// A song of which only title and makers are known.
    pub fn named(title: String, composer: Option<String>, lyricist: Option<String>) -> Self {
        Self {
            slug: None,
            title,
            composer,
            lyricist,
            singer: None,
            year: None,
            licence: None,
            cover: None,
            duration_s: None,
            audio_url: None,
            media_type: None,
            has_lyrics: false,
        }
    }
}

/// A whole song: the answer to `GET songs/{slug}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Song {
    // The fields of a summary stand here again: `flatten` would cost the wasm a second deserialiser.
    pub slug: Slug,
    pub title: String,
    pub composer: Option<String>,
    pub lyricist: Option<String>,
    pub singer: Option<String>,
    pub year: Option<u16>,
    pub licence: Option<String>,
    pub cover: Option<Photo>,
    /// Whole seconds.
    pub duration_s: u32,
    pub audio_url: String,
    pub media_type: String,
    pub size_bytes: u64,
    /// What the town says of it; plain text.
    pub note: Option<String>,
    /// Absent where it has no words, or they may not be shown.
    pub lyrics: Option<Lyrics>,
}

/// The words of a song.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Lyrics {
    /// Whether every line says when it is sung; the lines then stand in the order of their times.
    pub timed: bool,
    pub lines: Vec<LyricLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LyricLine {
    /// Milliseconds from the beginning of the recording.
    pub time_ms: Option<u32>,
    /// Empty between two verses, and while nothing is sung.
    pub text: String,
}
