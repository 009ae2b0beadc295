//! Whether the end of a recording is there: an upload that broke off still begins like a good file.

use std::time::Duration;

/// In hertz, by index (ISO 14496-3, table 1.18).
const ADTS_SAMPLE_RATES: [u32; 13] = [
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    7_350,
];
const ADTS_HEADER_BYTES: usize = 7;
const ADTS_SAMPLES_PER_FRAME: u64 = 1024;
/// How far behind the tags the first frame is looked for.
const MP3_SEARCH_BYTES: usize = 4096;

/// Whether the MP3 has as many bytes as its Xing header says; one without the header says nothing.
pub fn mp3(bytes: &[u8]) -> bool {
    let tag = id3v2_length(bytes);
    let rest = bytes.get(tag..).unwrap_or_default();
    let is_frame = |pair: &[u8]| pair[0] == 0xff && pair[1] & 0xe0 == 0xe0;
    let search = &rest[..rest.len().min(MP3_SEARCH_BYTES)];
    let Some(start) = search.windows(2).position(is_frame) else {
        return false;
    };
    let stream = &rest[start..];
    // The header stands behind the side information, which has at most 32 bytes.
    let head = &stream[..stream.len().min(4 + 32 + 4)];
    let Some(xing) = head
        .windows(4)
        .position(|four| four == b"Xing" || four == b"Info")
    else {
        return true;
    };
    let number = |offset: usize| {
        let four = stream.get(xing + offset..xing + offset + 4)?;
        Some(u32::from_be_bytes(four.try_into().ok()?))
    };
    let Some(flags) = number(4) else {
        return false;
    };
    // Frames come before bytes, each if its flag is set.
    let bytes_offset = if flags & 1 == 0 { 8 } else { 12 };
    match number(bytes_offset) {
        Some(expected) if flags & 2 != 0 => stream.len() as u64 >= u64::from(expected),
        Some(_) => true,
        None => false,
    }
}

/// Whether every top-level box of the MP4 ends within it, sound and index among them.
pub fn mp4(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    let (mut has_index, mut has_sound) = (false, false);
    while !rest.is_empty() {
        let Some((header, _)) = rest.split_first_chunk::<8>() else {
            return false;
        };
        let short = u32::from_be_bytes([header[0], header[1], header[2], header[3]]);
        let size = match short {
            // It goes to the end of the file.
            0 => Some(rest.len()),
            // The size follows in eight bytes.
            1 => rest
                .get(8..16)
                .and_then(|eight| Some(u64::from_be_bytes(eight.try_into().ok()?)))
                .and_then(|size| usize::try_from(size).ok()),
            size => usize::try_from(size).ok(),
        };
        has_index |= &header[4..] == b"moov";
        has_sound |= &header[4..] == b"mdat";
        match size
            .filter(|&size| size >= 8)
            .and_then(|size| rest.get(size..))
        {
            Some(next) => rest = next,
            None => return false,
        }
    }
    has_index && has_sound
}

/// Whether the last page of the Ogg file is there and says that it is the last (RFC 3533, section 6).
pub fn ogg(bytes: &[u8]) -> bool {
    const HEADER_BYTES: usize = 27;
    const LAST_PAGE: u8 = 4;
    let mut rest = bytes;
    let mut is_last = false;
    while !rest.is_empty() {
        let Some(header) = rest
            .get(..HEADER_BYTES)
            .filter(|header| header.starts_with(b"OggS"))
        else {
            return false;
        };
        is_last = header[5] & LAST_PAGE != 0;
        let segments = usize::from(header[26]);
        let Some(lengths) = rest.get(HEADER_BYTES..HEADER_BYTES + segments) else {
            return false;
        };
        let content: usize = lengths.iter().map(|&length| usize::from(length)).sum();
        match rest.get(HEADER_BYTES + segments + content..) {
            Some(next) => rest = next,
            None => return false,
        }
    }
    is_last
}

/// Whether the last frame of the bare AAC stream is there.
pub fn adts(bytes: &[u8]) -> bool {
    let frames = AdtsFrames::new(bytes);
    frames.last().is_some_and(|frame| frame.is_whole)
}

/// The length of the bare AAC stream, which has none written in it.
pub fn adts_duration(bytes: &[u8]) -> Duration {
    AdtsFrames::new(bytes)
        .map(|frame| {
            let nanoseconds = ADTS_SAMPLES_PER_FRAME * u64::from(frame.blocks) * 1_000_000_000;
            Duration::from_nanos(nanoseconds / u64::from(frame.sample_rate))
        })
        .sum()
}

struct AdtsFrame {
    sample_rate: u32,
    /// Of 1,024 samples.
    blocks: u8,
    is_whole: bool,
}

/// The frames of an ADTS stream behind its tags, up to what is none.
struct AdtsFrames<'a>(&'a [u8]);

impl<'a> AdtsFrames<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self(bytes.get(id3v2_length(bytes)..).unwrap_or_default())
    }
}

impl Iterator for AdtsFrames<'_> {
    type Item = AdtsFrame;

    fn next(&mut self) -> Option<AdtsFrame> {
        let header = self.0.get(..2)?;
        if header[0] != 0xff || header[1] & 0xf6 != 0xf0 {
            return None;
        }
        let Some(header) = self.0.get(..ADTS_HEADER_BYTES) else {
            self.0 = &[];
            return Some(AdtsFrame {
                sample_rate: ADTS_SAMPLE_RATES[0],
                blocks: 0,
                is_whole: false,
            });
        };
        let sample_rate = *ADTS_SAMPLE_RATES.get(usize::from(header[2] >> 2 & 0xf))?;
        let length = usize::from(header[3] & 3) << 11
            | usize::from(header[4]) << 3
            | usize::from(header[5] >> 5);
        if length < ADTS_HEADER_BYTES {
            return None;
        }
        let next = self.0.get(length..);
        self.0 = next.unwrap_or_default();
        Some(AdtsFrame {
            sample_rate,
            blocks: (header[6] & 3) + 1,
            is_whole: next.is_some(),
        })
    }
}

/// The bytes of the ID3 tag at the beginning, which is written in seven bits a byte.
fn id3v2_length(bytes: &[u8]) -> usize {
    const HEADER_BYTES: usize = 10;
    let Some(header) = bytes
        .get(..HEADER_BYTES)
        .filter(|header| header.starts_with(b"ID3"))
    else {
        return 0;
    };
    let size = header[6..]
        .iter()
        .fold(0, |size, &byte| size << 7 | usize::from(byte & 0x7f));
    size + HEADER_BYTES
}
