//! Who writes files into the media folder, and who deletes some.
//!
//! An import writes files first and the rows that name them later, and leaves a file that is there as it
//! is. Whoever deletes files in between would take them from it, so imports share a lock that a deletion
//! needs alone. The system frees it when a process ends, however that comes about.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io,
    path::Path,
};

/// In the data folder.
const FILE_NAME: &str = "media.lock";

/// Held until it is dropped.
pub struct MediaLock {
    _file: File,
}

impl MediaLock {
    /// For an import; waits until nobody deletes.
    ///
    /// # Errors
    /// When the data folder cannot be written, or its file system knows no locks.
    pub fn shared(data_folder: &Path) -> io::Result<Self> {
        let file = open(data_folder)?;
        file.lock_shared()?;
        Ok(Self { _file: file })
    }

    /// For a deletion; waits until all imports are done.
    ///
    /// # Errors
    /// As [`Self::shared`].
    pub fn alone(data_folder: &Path) -> io::Result<Self> {
        let file = open(data_folder)?;
        file.lock()?;
        Ok(Self { _file: file })
    }

    /// For a deletion; none while an import runs.
    ///
    /// # Errors
    /// As [`Self::shared`].
    pub fn alone_at_once(data_folder: &Path) -> io::Result<Option<Self>> {
        let file = open(data_folder)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

fn open(data_folder: &Path) -> io::Result<File> {
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(data_folder.join(FILE_NAME))
}
