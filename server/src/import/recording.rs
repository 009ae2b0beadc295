//! Recordings: songs, and articles that somebody reads out.

use std::{path::Path, time::Duration};

use conglang_contract::article::Recording;

use super::{
    media,
    song::audio::{self, Audio},
};

/// A recording in the media folder.
pub struct StoredRecording {
    pub recording: Recording,
    /// To the millisecond.
    pub duration: Duration,
}

/// Copies a recording into `media_folder`, under a name that tells what it is.
///
/// # Errors
/// When `bytes` are no recording that residents' devices play, or cannot be written.
pub fn store(media_folder: &Path, bytes: &[u8]) -> Result<StoredRecording, String> {
    let Audio {
        media_type,
        extension,
        duration,
    } = audio::inspect(bytes)?;
    let file_name = format!("{}.{extension}", media::short_hash(bytes));
    media::write_once(media_folder, &media_folder.join(&file_name), bytes)
        .map_err(|error| format!("không ghi được: {error}"))?;
    Ok(StoredRecording {
        recording: Recording {
            url: format!("/media/{file_name}"),
            media_type: media_type.to_owned(),
            size_bytes: bytes.len() as u64,
            duration_s: whole_seconds(duration),
        },
        duration,
    })
}

fn whole_seconds(duration: Duration) -> u32 {
    // A recording of a moment is shown as one second, not as none.
    u32::try_from((duration.as_millis() + 500) / 1000)
        .unwrap_or(u32::MAX)
        .max(1)
}
