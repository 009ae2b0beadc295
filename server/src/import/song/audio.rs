//! Whether a file is a recording that residents' devices play, told by its content.

mod whole;

use std::{io::Cursor, time::Duration};

use lofty::{
    config::{ParseOptions, ParsingMode},
    file::{AudioFile, FileType},
    mp4::{Mp4Codec, Mp4File},
    mpeg::{Layer, MpegFile},
    ogg::{OpusFile, VorbisFile},
    probe::Probe,
};

const MAX_HOURS: u64 = 3;

/// A recording, inspected.
#[derive(Debug, PartialEq, Eq)]
pub struct Audio {
    pub media_type: &'static str,
    /// Under which it is stored, so that it is served as its media type.
    pub extension: &'static str,
    pub duration: Duration,
}

/// # Errors
/// When `bytes` are no whole MP3, AAC, Opus or Vorbis, or longer than three hours.
pub fn inspect(bytes: &[u8]) -> Result<Audio, String> {
    if bytes.is_empty() {
        return Err("tệp âm thanh trống".to_owned());
    }
    let kind = Probe::new(Cursor::new(bytes))
        .guess_file_type()
        .ok()
        .and_then(|probe| probe.file_type());
    let Some((media_type, extension)) = kind.and_then(names) else {
        return Err(match kind {
            None => "tệp không phải là âm thanh MP3, AAC (M4A) hoặc Opus".to_owned(),
            Some(other) => format!(
                "âm thanh {other:?} không phải trình duyệt nào cũng phát được, hãy đổi sang MP3, AAC (M4A) hoặc Opus"
            ),
        });
    };
    let duration = kind.map_or(Ok(Duration::ZERO), |kind| duration(kind, bytes))?;
    if duration.is_zero() {
        return Err("tệp không có âm thanh nào".to_owned());
    }
    if duration > Duration::from_secs(MAX_HOURS * 3600) {
        return Err(format!("bản thu dài quá {MAX_HOURS} giờ"));
    }
    Ok(Audio {
        media_type,
        extension,
        duration,
    })
}

/// The media type and the extension of what browsers play.
fn names(kind: FileType) -> Option<(&'static str, &'static str)> {
    match kind {
        FileType::Mpeg => Some(("audio/mpeg", "mp3")),
        FileType::Mp4 => Some(("audio/mp4", "m4a")),
        FileType::Aac => Some(("audio/aac", "aac")),
        FileType::Opus | FileType::Vorbis => Some(("audio/ogg", "ogg")),
        _ => None,
    }
}

fn duration(kind: FileType, bytes: &[u8]) -> Result<Duration, String> {
    let is_whole = match kind {
        FileType::Mpeg => whole::mp3(bytes),
        FileType::Mp4 => whole::mp4(bytes),
        FileType::Aac => whole::adts(bytes),
        _ => whole::ogg(bytes),
    };
    if !is_whole {
        return Err("tệp âm thanh bị cắt cụt, thiếu phần cuối".to_owned());
    }
    let reader = &mut Cursor::new(bytes);
    // Tags are what other programs wrote; the YAML says what residents read.
    let options = ParseOptions::new()
        .read_tags(false)
        .parsing_mode(ParsingMode::Relaxed);
    let broken = |_| "tệp bị hỏng, hoặc không phải là âm thanh MP3, AAC (M4A) hoặc Opus".to_owned();
    match kind {
        FileType::Mpeg => {
            let file = MpegFile::read_from(reader, options).map_err(broken)?;
            if *file.properties().layer() != Layer::Layer3 {
                return Err("âm thanh MPEG phải là MP3 (Layer III)".to_owned());
            }
            Ok(file.properties().duration())
        }
        FileType::Mp4 => {
            let file = Mp4File::read_from(reader, options).map_err(broken)?;
            let properties = file.properties();
            if properties.is_drm_protected() {
                return Err("tệp bị khóa bản quyền (DRM)".to_owned());
            }
            if properties.codec() != Some(Mp4Codec::AAC) {
                return Err("tệp M4A phải dùng AAC".to_owned());
            }
            if has_video(bytes) {
                return Err("tệp có hình, chỉ nhận âm thanh".to_owned());
            }
            Ok(properties.duration())
        }
        FileType::Aac => Ok(whole::adts_duration(bytes)),
        FileType::Opus => {
            let file = OpusFile::read_from(reader, options).map_err(broken)?;
            Ok(file.properties().duration())
        }
        _ => {
            let file = VorbisFile::read_from(reader, options).map_err(broken)?;
            Ok(file.properties().duration())
        }
    }
}

/// Whether an MP4 has a track with the handler `vide` (ISO 14496-12, section 8.4.3).
fn has_video(bytes: &[u8]) -> bool {
    bytes
        .windows(16)
        .any(|window| window.starts_with(b"hdlr") && window.ends_with(b"vide"))
}
