//! Files of articles in the media folder, named by a hash of their content, so that they never change
//! under their address.

mod find;

use std::{
    fs,
    io::{self, Write},
    path::Path,
    time::Duration,
};

use conglang_contract::article::Attachment;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

pub use find::{Found, find, read_file};

/// In the data folder; served under `/media/`.
pub const FOLDER: &str = "media";
const MAX_BYTES: u64 = 40 * 1024 * 1024;
/// How the names of files begin that are being written.
const UNFINISHED: &str = ".new-";
const DEAD_AFTER: Duration = Duration::from_secs(3600);
/// What is encoded in an address: all but what RFC 3986 (2.3) leaves as it is.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// What residents may be given to download. Types that a browser would run as a page of the portal
/// are not among them.
const ATTACHMENT_EXTENSIONS: [&str; 24] = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf", "txt", "csv",
    "zip", "rar", "7z", "jpg", "jpeg", "png", "webp", "mp3", "m4a", "mp4", "epub",
];

/// The file of the article in `folder` that `reference` means, and its bytes.
///
/// # Errors
/// When `reference` leads out of the folder, or the file is missing, too large or unreadable.
pub fn read(folder: &Path, reference: &str) -> Result<(Found, Vec<u8>), String> {
    let found = find(folder, reference)?;
    let bytes = read_file(&found.path, &format!("tệp “{reference}”"), MAX_BYTES)?;
    Ok((found, bytes))
}

/// Copies an attachment into `media_folder`.
///
/// # Errors
/// When the file is of a kind that is not offered for download, or cannot be written.
pub fn store_attachment(
    media_folder: &Path,
    file_name: &str,
    title: Option<&str>,
    bytes: &[u8],
) -> Result<Attachment, String> {
    let extension = Path::new(file_name)
        .extension()
        .map(|extension| extension.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    if !ATTACHMENT_EXTENSIONS.contains(&extension.as_str()) {
        return Err(format!(
            "tệp đính kèm “{file_name}” không thuộc loại được phép"
        ));
    }
    let hash = short_hash(bytes);
    let folder = media_folder.join(&hash);
    fs::create_dir_all(&folder)
        .and_then(|()| write_once(media_folder, &folder.join(file_name), bytes))
        .map_err(|error| format!("không ghi được “{file_name}”: {error}"))?;
    Ok(Attachment {
        title: title.unwrap_or(file_name).to_owned(),
        url: format!("/media/{hash}/{}", utf8_percent_encode(file_name, RESERVED)),
        size_bytes: bytes.len() as u64,
        media_type: mime_guess::from_path(file_name)
            .first_or_octet_stream()
            .essence_str()
            .to_owned(),
        file_name: file_name.to_owned(),
    })
}

/// Writes `bytes` to `path` in `media_folder` whole or not at all; a file that is there already has
/// the same content.
///
/// # Errors
/// When the disk does not take it.
pub fn write_once(media_folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.exists() {
        return Ok(());
    }
    let mut file = new_file(media_folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    readable_by_all(file.path())?;
    file.persist(path)?;
    Ok(())
}

/// Deletes what imports that were killed left half-written in `media_folder`. An import that runs at
/// the same time writes each file in far less than the hour after which it is held to be dead.
///
/// # Errors
/// When the folder cannot be read or written.
pub fn sweep(media_folder: &Path) -> io::Result<()> {
    // The file system's own time: its clock may differ from the machine's.
    let now = new_file(media_folder)?.as_file().metadata()?.modified()?;
    for entry in fs::read_dir(media_folder)? {
        let entry = entry?;
        let is_dead = entry.file_name().to_string_lossy().starts_with(UNFINISHED)
            && entry
                .metadata()
                .and_then(|metadata| metadata.modified())
                .is_ok_and(|time| now.duration_since(time).is_ok_and(|age| age > DEAD_AFTER));
        if is_dead {
            // Another import may have been quicker.
            let _ = fs::remove_file(entry.path());
        }
    }
    Ok(())
}

/// Sixteen hexadecimal digits.
pub fn short_hash(bytes: &[u8]) -> String {
    hex::encode(&Sha256::digest(bytes)[..8])
}

fn new_file(media_folder: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new()
        .prefix(UNFINISHED)
        .tempfile_in(media_folder)
}

#[cfg(unix)]
fn readable_by_all(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_path: &Path) -> io::Result<()> {
    Ok(())
}
