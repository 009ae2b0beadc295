//! What the browser remembers of the player.

use conglang_contract::song::PLAYER_MEMORY;
use serde::{Deserialize, Serialize};
use web_sys::Storage;

use super::queue::Repeat;

/// Where somebody left, and how they like to listen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// The queue, by slugs.
    pub songs: Vec<String>,
    /// The slug of the song that was on.
    pub song: String,
    /// Seconds.
    pub position: f64,
    /// 0 to 1.
    pub volume: f64,
    pub muted: bool,
    /// 1 is as recorded.
    pub speed: f64,
    pub repeat: Repeat,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            songs: Vec::new(),
            song: String::new(),
            position: 0.0,
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
        Self::parse(&storage()?.get_item(PLAYER_MEMORY).ok()??)
    }

    fn parse(text: &str) -> Option<Self> {
        let memory: Self = serde_json::from_str(text).ok()?;
        let is_sound = memory.position.is_finite()
            && memory.position >= 0.0
            && (0.0..=1.0).contains(&memory.volume)
            && (0.25..=4.0).contains(&memory.speed);
        is_sound.then_some(memory)
    }

    /// Where storage is full or forbidden nothing is kept.
    pub fn write(&self) {
        if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(self)) {
            let _ = storage.set_item(PLAYER_MEMORY, &text);
        }
    }

    pub fn forget() {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(PLAYER_MEMORY);
        }
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
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
            speed: 1.25,
            repeat: Repeat::One,
            ..Memory::default()
        };
        let text = serde_json::to_string(&memory).expect("JSON");
        assert_eq!(Memory::parse(&text), Some(memory));
        // An older version knew less.
        assert_eq!(Memory::parse("{}"), Some(Memory::default()));
        for nonsense in [
            "",
            "1",
            "{\"volume\":7}",
            "{\"speed\":0}",
            "{\"position\":-1}",
            "{\"songs\":1}",
        ] {
            assert_eq!(Memory::parse(nonsense), None, "{nonsense}");
        }
    }
}
