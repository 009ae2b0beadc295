//! Recordings of articles that somebody reads out.

use std::path::Path;

use conglang_contract::article::Recording;

use super::{
    media,
    song::audio::{self, Audio},
};

/// Copies a recording into `media_folder`, under a name that tells what it is.
///
/// # Errors
/// When `bytes` are no recording that residents' devices play, or cannot be written.
pub fn store(media_folder: &Path, bytes: &[u8]) -> Result<Recording, String> {
    let Audio {
        media_type,
        extension,
        duration,
    } = audio::inspect(bytes)?;
    let file_name = format!("{}.{extension}", media::short_hash(bytes));
    media::write_once(media_folder, &media_folder.join(&file_name), bytes)
        .map_err(|error| format!("không ghi được: {error}"))?;
    Ok(Recording {
        url: format!("/media/{file_name}"),
        media_type: media_type.to_owned(),
        size_bytes: bytes.len() as u64,
        duration_s: u32::try_from(duration.as_secs()).unwrap_or(u32::MAX),
    })
}
