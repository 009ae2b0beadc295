//! Which song comes when.

use conglang_contract::song::{LYRICS_ATTRIBUTE, SONG_ATTRIBUTE, SongSummary};
use serde::{Deserialize, Serialize};
use web_sys::Element;

use crate::dom;

/// A song that can be heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    pub slug: String,
    pub title: String,
    /// Composer, lyricist and singer that are known.
    pub artist: String,
    pub duration_s: u32,
    pub audio_url: String,
    pub media_type: String,
    /// Address, width and height of the JPEGs.
    pub covers: Vec<Cover>,
    pub has_lyrics: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    pub url: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repeat {
    #[default]
    Off,
    All,
    One,
}

/// Songs in their order, one of which is on.
#[derive(Debug, Default)]
pub struct Queue {
    tracks: Vec<Track>,
    current: usize,
    pub repeat: Repeat,
}

impl Track {
    /// The songs that the page itself offers to play: enough to hear them when the list cannot be had.
    pub fn on_page() -> Vec<Self> {
        let buttons = dom::all(&format!("button[{SONG_ATTRIBUTE}]"));
        buttons.iter().filter_map(Self::of_button).collect()
    }

    fn of_button(button: &Element) -> Option<Self> {
        let slug = button.get_attribute(SONG_ATTRIBUTE)?;
        let source = button.parent_element()?.query_selector("source").ok()??;
        let title = button.query_selector(".visually-hidden").ok()??;
        Some(Self {
            title: title.text_content()?.trim().to_owned(),
            artist: String::new(),
            duration_s: 0,
            audio_url: source.get_attribute("src")?,
            media_type: source.get_attribute("type").unwrap_or_default(),
            covers: Vec::new(),
            has_lyrics: !dom::all(&format!("[{LYRICS_ATTRIBUTE}=\"{slug}\"]")).is_empty(),
            slug,
        })
    }

    /// None of a song without a recording.
    pub fn of(song: SongSummary) -> Option<Self> {
        let mut artists: Vec<String> = Vec::new();
        for name in [song.composer, song.lyricist, song.singer]
            .into_iter()
            .flatten()
        {
            if !artists.contains(&name) {
                artists.push(name);
            }
        }
        let cover = song.cover.filter(|_| !dom::is_sparing());
        let covers = cover.map_or_else(Vec::new, |photo| {
            use conglang_contract::article::PhotoFormat;
            let (full_width, full_height) = (photo.width.max(1), photo.height);
            let jpegs = photo.variants.into_iter();
            let jpegs = jpegs.filter(|variant| variant.format == PhotoFormat::Jpeg);
            let cover = |variant: conglang_contract::article::PhotoVariant| Cover {
                height: variant.width * full_height / full_width,
                width: variant.width,
                url: variant.url,
            };
            jpegs.map(cover).collect()
        });
        Some(Self {
            slug: song.slug?.to_string(),
            title: song.title,
            artist: artists.join(" · "),
            duration_s: song.duration_s.unwrap_or_default(),
            audio_url: song.audio_url?,
            media_type: song.media_type.unwrap_or_default(),
            covers,
            has_lyrics: song.has_lyrics,
        })
    }
}

impl Queue {
    /// One without songs, which is to be repeated so.
    pub fn repeated(repeat: Repeat) -> Self {
        Self {
            repeat,
            ..Self::default()
        }
    }

    /// All `tracks`, with the one called `slug` on, or else the first.
    pub fn set(&mut self, tracks: Vec<Track>, slug: &str) {
        self.current = tracks
            .iter()
            .position(|track| track.slug == slug)
            .unwrap_or(0);
        self.tracks = tracks;
    }

    pub fn tracks(&self) -> &[Track] {
        &self.tracks
    }

    /// The place of the song that is on.
    pub fn position(&self) -> usize {
        self.current
    }

    pub fn current(&self) -> Option<&Track> {
        self.tracks.get(self.current)
    }

    /// Turns the song at `index` on; false when there is none.
    pub fn select(&mut self, index: usize) -> bool {
        let is_there = index < self.tracks.len();
        if is_there {
            self.current = index;
        }
        is_there
    }

    /// Turns on what follows when a song has ended; false when the music is over.
    pub fn after_end(&mut self) -> bool {
        match self.repeat {
            Repeat::One => true,
            Repeat::All | Repeat::Off => self.next(),
        }
    }

    /// Turns the next song on; false when there is none.
    pub fn next(&mut self) -> bool {
        self.has_next() && {
            self.current = (self.current + 1) % self.tracks.len();
            true
        }
    }

    /// Turns the song before on; false when there is none.
    pub fn previous(&mut self) -> bool {
        if self.current > 0 {
            self.current -= 1;
            true
        } else if self.repeat == Repeat::All && self.tracks.len() > 1 {
            self.current = self.tracks.len() - 1;
            true
        } else {
            false
        }
    }

    pub fn has_next(&self) -> bool {
        self.current + 1 < self.tracks.len()
            || (self.repeat == Repeat::All && !self.tracks.is_empty())
    }

    /// Takes the song at `index` out; tells whether it was on. The one behind it is then on.
    pub fn remove(&mut self, index: usize) -> bool {
        if index >= self.tracks.len() {
            return false;
        }
        self.tracks.remove(index);
        let was_on = index == self.current;
        if index < self.current || self.current == self.tracks.len() {
            self.current = self.current.saturating_sub(1);
        }
        was_on
    }
}

impl Repeat {
    /// What a press on the button chooses.
    pub fn following(self) -> Self {
        match self {
            Self::Off => Self::All,
            Self::All => Self::One,
            Self::One => Self::Off,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(slugs: &[&str], on: &str) -> Queue {
        let tracks = slugs.iter().map(|slug| {
            let mut song = SongSummary::named((*slug).to_owned(), None, None);
            song.slug = slug.parse().ok();
            song.audio_url = Some("/media/a.mp3".to_owned());
            Track::of(song).expect("a song with a recording")
        });
        let mut queue = Queue::default();
        queue.set(tracks.collect(), on);
        queue
    }

    fn on(queue: &Queue) -> &str {
        queue.current().map_or("", |track| &track.slug)
    }

    #[test]
    fn the_music_ends_after_the_last_song_unless_it_is_repeated() {
        let mut queue = queue(&["a", "b"], "a");
        assert!(queue.after_end());
        assert_eq!(on(&queue), "b");
        assert!(!queue.after_end() && !queue.has_next());
        queue.repeat = Repeat::One;
        assert!(queue.after_end());
        assert_eq!(on(&queue), "b");
        queue.repeat = Repeat::All;
        assert!(queue.after_end());
        assert_eq!(on(&queue), "a");
        assert!(queue.previous());
        assert_eq!(on(&queue), "b");
        queue.repeat = Repeat::Off;
        assert!(queue.previous() && !queue.previous());
    }

    #[test]
    fn a_song_taken_out_leaves_the_others_in_their_order() {
        let mut queue = queue(&["a", "b", "c", "d"], "b");
        assert!(!queue.remove(0));
        assert_eq!(on(&queue), "b");
        assert!(!queue.remove(2));
        assert!(queue.remove(0));
        assert_eq!(on(&queue), "c");
        assert!(queue.remove(0));
        assert_eq!((on(&queue), queue.tracks().len()), ("", 0));
        assert!(!queue.remove(0) && !queue.after_end() && !queue.previous() && !queue.select(0));
        queue.repeat = Repeat::All;
        assert!(!queue.after_end());
    }

    #[test]
    fn an_unknown_song_gives_way_to_the_first() {
        assert_eq!(on(&queue(&["a", "b"], "khong-con")), "a");
        assert_eq!(on(&queue(&[], "a")), "");
    }
}
