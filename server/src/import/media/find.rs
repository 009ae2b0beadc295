//! The file that a name in an article means.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Component, Path, PathBuf},
};

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

/// A file of an article's folder.
pub struct Found {
    /// Symbolic links followed.
    pub path: PathBuf,
    /// As residents see it: without folders, in NFC.
    pub file_name: String,
}

/// The file that `reference` means: a name as it is on the disk, or percent-encoded as in an address.
///
/// # Errors
/// When there is none, or it leads out of `folder`.
pub fn find(folder: &Path, reference: &str) -> Result<Found, String> {
    let cannot_read = |error: io::Error| format!("không đọc được tệp “{reference}”: {error}");
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    if reference.is_empty() {
        return Err("thiếu tên tệp".to_owned());
    }
    // An escape that is none stays as it is, as in “tăng 5%.jpg”; bytes that are no text are no name.
    let decoded = percent_decode_str(reference).decode_utf8().ok();
    for name in [Some(reference), decoded.as_deref()].into_iter().flatten() {
        if !stays_inside(name) {
            return Err(outside(reference));
        }
        let Some(path) = locate(folder, Path::new(name)) else {
            continue;
        };
        let root = folder.canonicalize().map_err(cannot_read)?;
        let path = match path.canonicalize() {
            // A symbolic link that leads nowhere.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            result => result.map_err(cannot_read)?,
        };
        if !path.starts_with(&root) {
            return Err(outside(reference));
        }
        let file_name = Path::new(name)
            .file_name()
            .map(|name| name.to_string_lossy().nfc().collect())
            .ok_or_else(|| format!("“{reference}” không phải là tên tệp"))?;
        return Ok(Found { path, file_name });
    }
    Err(format!("không có tệp “{reference}”"))
}

/// The whole of `path`, which messages call `what`.
///
/// # Errors
/// When it is no file, has more than `max_bytes`, or cannot be read.
pub fn read_file(path: &Path, what: &str, max_bytes: u64) -> Result<Vec<u8>, String> {
    let cannot_read = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => format!("không có {what}"),
        _ => format!("không đọc được {what}: {error}"),
    };
    // Before it is opened: a pipe would be waited for.
    let metadata = fs::metadata(path).map_err(cannot_read)?;
    if !metadata.is_file() {
        return Err(format!("{what} không phải là tệp thường"));
    }
    let too_large = |size: u64| {
        format!(
            "{what} lớn {} MB, tối đa {} MB",
            size.div_ceil(1 << 20),
            max_bytes >> 20
        )
    };
    if metadata.len() > max_bytes {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::new();
    let size = File::open(path)
        // The file may have grown meanwhile.
        .and_then(|file| file.take(max_bytes + 1).read_to_end(&mut bytes))
        .map_err(cannot_read)? as u64;
    if size > max_bytes {
        return Err(too_large(size));
    }
    Ok(bytes)
}

fn outside(reference: &str) -> String {
    format!("“{reference}” nằm ngoài thư mục của bài viết hay ca khúc")
}

fn stays_inside(name: &str) -> bool {
    !name.contains(['\\', '\0', ':'])
        && Path::new(name)
            .components()
            .all(|component| matches!(component, Component::Normal(_) | Component::CurDir))
}

/// Where `name` is under `folder`. Some systems write the names of files in another normal form than
/// people type them (an `ồ` in two or three characters), so names are compared in one form.
fn locate(folder: &Path, name: &Path) -> Option<PathBuf> {
    let mut path = folder.to_owned();
    for component in name.components() {
        let as_written = path.join(component);
        path = if as_written.symlink_metadata().is_ok() {
            as_written
        } else {
            let wanted: String = component.as_os_str().to_str()?.nfc().collect();
            fs::read_dir(&path)
                .ok()?
                .filter_map(Result::ok)
                .find(|entry| {
                    entry
                        .file_name()
                        .to_str()
                        .is_some_and(|name| name.nfc().eq(wanted.chars()))
                })?
                .path()
        };
    }
    Some(path)
}
