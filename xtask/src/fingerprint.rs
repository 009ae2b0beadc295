//! Whether the inputs of a step changed since it last ran: by content, since a fresh checkout has fresh times.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// A number for the names and contents of files and folders under `root`. What is missing counts as empty.
///
/// # Errors
/// When something cannot be read.
pub fn of(root: &Path, inputs: &[&str]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for input in inputs {
        for file in files(&root.join(input))? {
            file.strip_prefix(root).unwrap_or(&file).hash(&mut hasher);
            fs::read(&file)
                .with_context(|| format!("cannot read {}", file.display()))?
                .hash(&mut hasher);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Every file under `path`, sorted; `path` itself when it is a file.
///
/// # Errors
/// When a folder cannot be read.
pub fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    if path.is_dir() {
        let entries =
            fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?;
        for entry in entries {
            found.extend(files(&entry?.path())?);
        }
    }
    found.sort();
    Ok(found)
}

/// Whether `stamp` holds `fingerprint`.
pub fn is_current(stamp: &Path, fingerprint: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|text| text == fingerprint)
}

/// Leaves `fingerprint` in `stamp`.
///
/// # Errors
/// When the file cannot be written.
pub fn write(stamp: &Path, fingerprint: &str) -> Result<()> {
    if let Some(folder) = stamp.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(stamp, fingerprint).with_context(|| format!("cannot write {}", stamp.display()))
}
