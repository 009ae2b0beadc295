//! What the browser keeps of the player.

use conglang_contract::song::PLAYER_MEMORY;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{Player, queue::Repeat};
use crate::dom::storage;

/// Where somebody left; forgotten when there is nothing to go on with, since pages load the player for it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// The queue, by slugs.
    pub songs: Vec<String>,
    /// The slug of the song that was on.
    pub song: String,
    /// Seconds.
    pub position: f64,
}

/// How somebody likes to listen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Habits {
    /// 0 to 1.
    pub volume: f64,
    pub muted: bool,
    /// 1 is as recorded.
    pub speed: f64,
    pub repeat: Repeat,
}

/// Under which [`Habits`] are kept.
const HABITS: &str = "conglang.player-habits";

impl Default for Habits {
    fn default() -> Self {
        Self {
            volume: 1.0,
            muted: false,
            speed: 1.0,
            repeat: Repeat::Off,
        }
    }
}

impl Memory {
    /// What is kept; none when there is nothing, or nothing of ours.
    pub fn read() -> Option<Self> {
        Self::parse(&kept(PLAYER_MEMORY)?)
    }

    fn parse(text: &str) -> Option<Self> {
        let memory: Self = parse(text)?;
        let is_sound = memory.position.is_finite() && memory.position >= 0.0;
        is_sound.then_some(memory)
    }

    pub fn write(&self) {
        write(PLAYER_MEMORY, self);
    }

    pub fn forget() {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(PLAYER_MEMORY);
        }
    }
}

impl Habits {
    /// What is kept; the usual when there is nothing, or nothing of ours.
    pub fn read() -> Self {
        kept(HABITS)
            .and_then(|text| Self::parse(&text))
            .unwrap_or_default()
    }

    fn parse(text: &str) -> Option<Self> {
        let habits: Self = parse(text)?;
        let is_sound = (0.0..=1.0).contains(&habits.volume) && (0.25..=4.0).contains(&habits.speed);
        is_sound.then_some(habits)
    }

    pub fn write(&self) {
        write(HABITS, self);
    }
}

impl Player {
    /// Remembers the place where the music is, unless another tab knows a newer one.
    pub(super) fn remember_if_heard(&mut self) {
        if self.was_heard_last {
            self.remember();
        }
    }

    /// Remembers the place where the music is. When it is over there is nothing to go on with.
    pub(super) fn remember(&mut self) {
        let is_worth_it = self.is_shown() && !self.audio.ended();
        let Some(track) = self.queue.current().filter(|_| is_worth_it) else {
            return;
        };
        let memory = Memory {
            songs: self
                .queue
                .tracks()
                .iter()
                .map(|track| track.slug.clone())
                .collect(),
            song: track.slug.clone(),
            position: self.position(),
        };
        memory.write();
        self.remembered_at = self.position();
    }

    pub(super) fn remember_habits(&self) {
        let habits = Habits {
            volume: self.audio.volume(),
            muted: self.audio.muted(),
            speed: self.audio.default_playback_rate(),
            repeat: self.queue.repeat,
        };
        habits.write();
    }
}

fn kept(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

fn parse<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

/// Where storage is full or forbidden nothing is kept.
fn write(key: &str, value: &impl Serialize) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(value)) {
        let _ = storage.set_item(key, &text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_and_nonsense_is_not() {
        let memory = Memory {
            songs: vec!["a".to_owned()],
            song: "a".to_owned(),
            position: 12.5,
        };
        let text = serde_json::to_string(&memory).expect("JSON");
        assert_eq!(Memory::parse(&text), Some(memory));
        // An older version knew less.
        assert_eq!(Memory::parse("{}"), Some(Memory::default()));
        for nonsense in ["", "1", "{\"position\":-1}", "{\"songs\":1}"] {
            assert_eq!(Memory::parse(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn habits_are_read_as_they_were_written_and_nonsense_is_not() {
        let habits = Habits {
            volume: 0.4,
            speed: 1.25,
            repeat: Repeat::One,
            ..Habits::default()
        };
        let text = serde_json::to_string(&habits).expect("JSON");
        assert_eq!(Habits::parse(&text), Some(habits));
        assert_eq!(Habits::parse("{}"), Some(Habits::default()));
        for nonsense in ["", "1", "{\"volume\":7}", "{\"speed\":0}"] {
            assert_eq!(Habits::parse(nonsense), None, "{nonsense}");
        }
    }
}
