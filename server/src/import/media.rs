//! Files of articles in the media folder, named by a hash of their content, so that they never change
//! under their address.

use std::{
    fs,
    io::{self, Write},
    path::{Component, Path, PathBuf},
};

use conglang_contract::article::Attachment;
use sha2::{Digest, Sha256};

/// In the data folder; served under `/media/`.
pub const FOLDER: &str = "media";
const MAX_BYTES: u64 = 40 * 1024 * 1024;

/// What residents may be given to download. Types that a browser would run as a page of the portal
/// are not among them.
const ATTACHMENT_EXTENSIONS: [&str; 24] = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf", "txt", "csv",
    "zip", "rar", "7z", "jpg", "jpeg", "png", "webp", "mp3", "m4a", "mp4", "epub",
];

/// The bytes of a file of the article in `folder`.
///
/// # Errors
/// When `reference` leads out of the folder, or the file is missing, too large or unreadable.
pub fn read(folder: &Path, reference: &str) -> Result<Vec<u8>, String> {
    let path = resolve(folder, reference)?;
    let cannot_read = |error: io::Error| format!("không đọc được tệp “{reference}”: {error}");
    let metadata = fs::metadata(&path).map_err(cannot_read)?;
    if !metadata.is_file() {
        return Err(format!("“{reference}” không phải là tệp"));
    }
    if metadata.len() > MAX_BYTES {
        return Err(format!(
            "tệp “{reference}” lớn {} MB, tối đa {} MB",
            metadata.len() >> 20,
            MAX_BYTES >> 20
        ));
    }
    fs::read(&path).map_err(cannot_read)
}

/// The path of `reference`, symbolic links followed.
fn resolve(folder: &Path, reference: &str) -> Result<PathBuf, String> {
    let outside = || format!("“{reference}” nằm ngoài thư mục của bài viết");
    let decoded =
        percent_decode(reference).ok_or_else(|| format!("“{reference}” không phải là tên tệp"))?;
    let relative = Path::new(&decoded);
    let stays_inside = !decoded.is_empty()
        && !decoded.contains(['\\', '\0', ':'])
        && relative
            .components()
            .all(|component| matches!(component, Component::Normal(_) | Component::CurDir));
    if !stays_inside {
        return Err(outside());
    }
    let missing = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => format!("không có tệp “{reference}”"),
        _ => format!("không đọc được tệp “{reference}”: {error}"),
    };
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let root = folder.canonicalize().map_err(missing)?;
    let path = folder.join(relative).canonicalize().map_err(missing)?;
    if path.starts_with(&root) {
        Ok(path)
    } else {
        Err(outside())
    }
}

/// Copies an attachment into `media_folder`.
///
/// # Errors
/// When the file is of a kind that is not offered for download, or cannot be written.
pub fn store_attachment(
    media_folder: &Path,
    reference: &str,
    title: Option<&str>,
    bytes: &[u8],
) -> Result<Attachment, String> {
    let decoded = percent_decode(reference).unwrap_or_default();
    let path = Path::new(&decoded);
    let extension = path
        .extension()
        .map(|extension| extension.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    if !ATTACHMENT_EXTENSIONS.contains(&extension.as_str()) {
        return Err(format!(
            "tệp đính kèm “{reference}” không thuộc loại được phép"
        ));
    }
    let file_name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .ok_or_else(|| format!("“{reference}” không phải là tên tệp"))?;
    let hash = short_hash(bytes);
    let folder = media_folder.join(&hash);
    fs::create_dir_all(&folder)
        .and_then(|()| write_once(&folder.join(&file_name), bytes))
        .map_err(|error| format!("không ghi được “{file_name}”: {error}"))?;
    Ok(Attachment {
        title: title.unwrap_or(&file_name).to_owned(),
        url: format!("/media/{hash}/{}", percent_encode(&file_name)),
        size_bytes: bytes.len() as u64,
        media_type: mime_guess::from_path(path)
            .first_or_octet_stream()
            .essence_str()
            .to_owned(),
        file_name,
    })
}

/// Writes `bytes` to `path` whole or not at all; a file that is there already has the same content.
///
/// # Errors
/// When the disk does not take it.
pub fn write_once(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.exists() {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(".new-")
        .tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    readable_by_all(file.path())?;
    file.persist(path)?;
    Ok(())
}

/// Sixteen hexadecimal digits.
pub fn short_hash(bytes: &[u8]) -> String {
    hex::encode(&Sha256::digest(bytes)[..8])
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

fn percent_encode(text: &str) -> String {
    use std::fmt::Write as _;
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if let (b'%', Some(digits)) = (first, tail.get(..2)) {
            let mut byte = [0];
            hex::decode_to_slice(digits, &mut byte).ok()?;
            bytes.push(byte[0]);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok()
}
