//! One song from its YAML and its recording to what the store takes.

pub mod audio;
mod lyrics;
mod metadata;

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use conglang_contract::{article::Photo, slug::Slug, song::Lyrics};
use sha2::{Digest, Sha256};

use super::{
    media, photo,
    recording::{self, StoredRecording},
};
use crate::{
    site::check::{self, Mistake, line_at},
    store::songs::NewSong,
};
use metadata::Metadata;

/// The name of the YAML in a song's folder.
pub const INDEX: &str = "song.yaml";
/// Of the files beside a YAML, those that are taken for its recording.
const AUDIO_EXTENSIONS: [&str; 7] = ["mp3", "m4a", "mp4", "aac", "opus", "ogg", "oga"];
const YAML_EXTENSIONS: [&str; 2] = ["yaml", "yml"];
const MAX_YAML_BYTES: u64 = 256 * 1024;
const MAX_LYRICS_BYTES: u64 = 256 * 1024;
/// Goes up when the import makes other things of the same files, so that a re-import renews them.
const VERSION: &str = "1";

/// One YAML, read.
pub struct SongSource {
    pub file: PathBuf,
    folder: PathBuf,
    yaml: String,
    pub metadata: Metadata,
    pub mistakes: Vec<Mistake>,
}

impl SongSource {
    /// The line on which `key` stands.
    pub fn line_of(&self, key: &str) -> Option<usize> {
        metadata::line_of(&self.yaml, key)
    }
}

pub fn is_audio_name(path: &Path) -> bool {
    has_extension(path, &AUDIO_EXTENSIONS)
}

pub fn is_yaml_name(path: &Path) -> bool {
    has_extension(path, &YAML_EXTENSIONS)
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().is_some_and(|extension| {
        extensions
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    })
}

/// Whether `file` is the YAML of a song that has a folder of its own.
fn is_index(file: &Path) -> bool {
    file.file_name()
        .is_some_and(|name| name.eq_ignore_ascii_case(INDEX))
}

/// # Errors
/// Why the YAML `file` cannot be read at all; what is wrong in it is in the source.
pub fn read(file: &Path) -> Result<SongSource, Vec<Mistake>> {
    let bytes = media::read_file(file, "tệp", MAX_YAML_BYTES)
        .map_err(|reason| vec![Mistake::new(file, None, reason)])?;
    let yaml = text(file, bytes).map_err(|mistake| vec![mistake])?;
    let folder = file.parent().unwrap_or(Path::new("")).to_owned();
    let named_by = if is_index(file) {
        folder.canonicalize().ok().and_then(|folder| {
            let name = folder.file_name()?;
            Some(name.to_string_lossy().into_owned())
        })
    } else {
        file.file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
    };
    let (metadata, found) = metadata::read(&yaml, &named_by.unwrap_or_default());
    Ok(SongSource {
        mistakes: found
            .into_iter()
            .map(|(line, reason)| Mistake::new(file, line.or(Some(1)), reason))
            .collect(),
        file: file.to_owned(),
        folder,
        yaml,
        metadata,
    })
}

/// The song of `source`, whose slug has the stored hash in `stored_hashes`; none when it is the same.
///
/// # Errors
/// All mistakes in its YAML, its recording, its cover and its lyrics.
pub fn prepare(
    source: &SongSource,
    media_folder: &Path,
    stored_hashes: &HashMap<Slug, String>,
) -> Result<Option<NewSong>, Vec<Mistake>> {
    let mut preparing = Preparing {
        source,
        media_folder,
        hashes: BTreeMap::new(),
        mistakes: source.mistakes.clone(),
    };
    let recording = preparing.recording();
    let cover = preparing.cover();
    let length = recording.as_ref().map(|recording| recording.duration);
    let lyrics = preparing.lyrics(length);
    let metadata = &source.metadata;
    let content_hash = preparing.content_hash();
    let (Some(slug), Some(stored), true) =
        (&metadata.slug, recording, preparing.mistakes.is_empty())
    else {
        return Err(preparing.mistakes);
    };
    if stored_hashes.get(slug) == Some(&content_hash) {
        return Ok(None);
    }
    Ok(Some(NewSong {
        slug: slug.clone(),
        position: metadata.order.unwrap_or_default(),
        title: metadata.title.clone(),
        composer: metadata.composer.clone(),
        lyricist: metadata.lyricist.clone(),
        singer: metadata.singer.clone(),
        year: metadata.year,
        licence: metadata.licence.clone(),
        note: metadata.note.clone(),
        cover,
        audio_url: stored.recording.url,
        media_type: stored.recording.media_type,
        duration_s: stored.recording.duration_s,
        size_bytes: stored.recording.size_bytes,
        lyrics,
        content_hash,
    }))
}

/// A song half-way, with what was found to be wrong so far.
struct Preparing<'a> {
    source: &'a SongSource,
    media_folder: &'a Path,
    /// The hash of each file that was read, by the name that stands in the YAML.
    hashes: BTreeMap<String, String>,
    mistakes: Vec<Mistake>,
}

impl Preparing<'_> {
    fn note(&mut self, key: &str, reason: String) {
        let line = self.source.line_of(key).or(Some(1));
        self.mistakes
            .push(Mistake::new(&self.source.file, line, reason));
    }

    fn read(&mut self, reference: &str) -> Result<Vec<u8>, String> {
        let (_, bytes) = media::read(&self.source.folder, reference)?;
        self.hashes
            .insert(reference.to_owned(), media::short_hash(&bytes));
        Ok(bytes)
    }

    fn recording(&mut self) -> Option<StoredRecording> {
        let written = self.source.metadata.audio.clone();
        let recording = written
            .map_or_else(|| beside(&self.source.file), Ok)
            .and_then(|name| self.store_recording(&name));
        recording.map_err(|reason| self.note("audio", reason)).ok()
    }

    fn store_recording(&mut self, name: &str) -> Result<StoredRecording, String> {
        let bytes = self.read(name)?;
        recording::store(self.media_folder, &bytes).map_err(|reason| format!("“{name}”: {reason}"))
    }

    fn cover(&mut self) -> Option<Photo> {
        let metadata = &self.source.metadata;
        let name = metadata.cover.as_deref()?;
        let alt = metadata.cover_alt.as_deref().unwrap_or(&metadata.title);
        self.read(name)
            .and_then(|bytes| {
                photo::store(self.media_folder, &bytes, alt)
                    .map_err(|reason| format!("“{name}”: {reason}"))
            })
            .map_err(|reason| self.note("cover", reason))
            .ok()
    }

    /// The lyrics, from the YAML itself or from the file that it names.
    fn lyrics(&mut self, length: Option<Duration>) -> Option<Lyrics> {
        let written = self.source.metadata.lyrics.as_deref()?;
        let (file, text, lines_before, is_lrc) = match file_name_of_lyrics(written) {
            Some(name) => {
                let (file, text) = self
                    .lyrics_file(name)
                    .map_err(|mistake| self.mistakes.push(mistake))
                    .ok()?;
                (file, text, 0, has_extension(Path::new(name), &["lrc"]))
            }
            // A block begins on the line below its key.
            None => (
                self.source.file.clone(),
                written.to_owned(),
                self.source.line_of("lyrics").unwrap_or_default(),
                false,
            ),
        };
        match lyrics::parse(&text, is_lrc, length) {
            Ok(lyrics) => lyrics,
            Err(found) => {
                self.mistakes.extend(
                    found.into_iter().map(|(line, reason)| {
                        Mistake::new(&file, Some(lines_before + line), reason)
                    }),
                );
                None
            }
        }
    }

    fn lyrics_file(&mut self, name: &str) -> Result<(PathBuf, String), Mistake> {
        let source = self.source;
        let here = |reason| Mistake::new(&source.file, source.line_of("lyrics"), reason);
        let found = media::find(&source.folder, name).map_err(here)?;
        let bytes = media::read_file(&found.path, &format!("tệp “{name}”"), MAX_LYRICS_BYTES)
            .map_err(here)?;
        self.hashes
            .insert(name.to_owned(), media::short_hash(&bytes));
        let file = source.folder.join(name);
        let text = text(&file, bytes)?;
        Ok((file, text))
    }

    /// Of the YAML and of all files that it names.
    fn content_hash(&self) -> String {
        let mut hash = Sha256::new();
        for part in [VERSION, &self.source.yaml] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
        for (reference, file_hash) in &self.hashes {
            hash.update(reference);
            hash.update(file_hash);
        }
        hex::encode(hash.finalize())
    }
}

/// `bytes` of `file` as a text with line ends of one kind.
fn text(file: &Path, bytes: Vec<u8>) -> Result<String, Mistake> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = line_at(error.as_bytes(), error.utf8_error().valid_up_to());
        Mistake::new(file, Some(line), "văn bản không phải là UTF-8")
    })?;
    let text = text.trim_start_matches('\u{feff}');
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// `lyrics: ten.lrc` names a file; words of more than one line, or of another form, are the lyrics.
fn file_name_of_lyrics(written: &str) -> Option<&str> {
    let written = written.trim();
    let is_name = !written.contains('\n') && has_extension(Path::new(written), &["lrc", "txt"]);
    is_name.then_some(written)
}

/// The recording that lies beside the YAML `file`: of the same name, or the only one of the folder.
fn beside(file: &Path) -> Result<String, String> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut names: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(|error| format!("không đọc được thư mục: {error}"))?
        .filter_map(|entry| Some(PathBuf::from(entry.ok()?.file_name())))
        .filter(|name| is_audio_name(name))
        .filter(|name| is_index(file) || name.file_stem() == file.file_stem())
        .collect();
    names.sort();
    match names.as_slice() {
        [name] => Ok(name.to_string_lossy().into_owned()),
        [] => Err("không có tệp âm thanh bên cạnh; ghi tên tệp vào `audio`".to_owned()),
        _ => Err(format!(
            "có {} tệp âm thanh bên cạnh; ghi tên một tệp vào `audio`",
            names.len()
        )),
    }
}

/// The slug that `name`, of a folder or a file, gives.
fn slug_from_name(name: &str) -> Result<Slug, String> {
    check::slug(name).map_err(|reason| format!("thiếu `slug`, và tên {reason}"))
}
