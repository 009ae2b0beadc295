//! Songs that are taken out, with their files.

use std::{fs, io::ErrorKind};

use anyhow::Context;
use conglang_contract::slug::Slug;

use crate::{import::MEDIA_FOLDER, media_lock::MediaLock, site::Site};

/// Takes the song called `slug` out, and tells its title; none when there is no such song. Its files are
/// still there until [`delete_files`].
///
/// # Errors
/// When the store fails.
pub async fn remove_song(site: &Site, slug: &str) -> anyhow::Result<Option<String>> {
    let Ok(slug) = slug.parse::<Slug>() else {
        return Ok(None);
    };
    Ok(site.store.remove_song(&slug).await?)
}

/// Deletes the files of all that was removed, now or by a process that broke off, except those that
/// something else uses. `_lock` is held alone.
///
/// # Errors
/// When the store fails or a file cannot be deleted; the next call takes up the rest.
pub async fn delete_files(site: &Site, _lock: &MediaLock) -> anyhow::Result<()> {
    for name in site.store.removed_files().await? {
        if !site.store.is_file_used(&name).await? {
            let path = site.data_folder.join(MEDIA_FOLDER).join(&name);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(error)
                        .with_context(|| format!("không xóa được {}", path.display()));
                }
                // Gone is gone.
                _ => {}
            }
        }
        site.store.forget_removed_file(&name).await?;
    }
    Ok(())
}
