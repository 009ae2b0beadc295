//! Articles and songs from folders into the store.
//!
//! Each is prepared whole (texts checked and sanitised, photographs resized, files copied)
//! before anything of it reaches the store; one that has mistakes is left out and the others go in.

mod article;
mod front_matter;
mod markdown;
mod media;
mod old_addresses;
mod photo;
mod recording;
mod sanitise;
mod song;
mod source;

use std::{
    collections::{HashMap, HashSet},
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
};

use indicatif::ProgressBar;
use rayon::prelude::*;
use tokio::sync::mpsc;

use crate::{
    media_lock::MediaLock,
    removal,
    site::{Site, check::Mistake},
    store::{Upserted, articles::NewArticle, songs::NewSong},
};
pub use media::FOLDER as MEDIA_FOLDER;
use song::SongSource;
use source::Source;

/// How many articles are prepared beside each other, and how many wait for the store.
pub const AT_ONCE: usize = 16;

/// What an import did.
#[derive(Debug, Default)]
pub struct ImportReport {
    pub created: usize,
    pub updated: usize,
    pub unchanged: usize,
    /// Articles and songs that were left out.
    pub failed: usize,
    /// Why, by file and line.
    pub mistakes: Vec<Mistake>,
}

enum Prepared {
    Article(Box<NewArticle>),
    Song(Box<NewSong>),
    Unchanged,
    Failed(Vec<Mistake>),
}

/// Imports all articles and songs under `paths`: article folders (those with an `index.md`), song
/// folders (those with a `song.yaml`), recordings with a YAML of the same name, folders of all these,
/// or single Markdown and YAML files. `progress` is told how many there are, and each one done.
///
/// # Errors
/// When the store or the media folder fails; mistakes in articles and songs are in the report.
pub async fn run(
    site: &Site,
    paths: &[PathBuf],
    progress: &ProgressBar,
) -> anyhow::Result<ImportReport> {
    let mut report = ImportReport::default();
    let mut sources = Vec::new();
    let mut songs = Vec::new();
    let found = source::discover(paths, &mut report);
    for file in found.articles {
        match source::read(&file, &site.settings) {
            Ok(source) => sources.push(source),
            Err(mistakes) => report.fail(mistakes),
        }
    }
    for file in found.songs {
        match song::read(&file) {
            Ok(source) => songs.push(source),
            Err(mistakes) => report.fail(mistakes),
        }
    }
    note_duplicates(&mut sources);
    note_duplicate_songs(&mut songs);
    old_addresses::note_taken(&mut sources, &site.store).await?;
    progress.set_length((sources.len() + songs.len()) as u64);

    if let Some(lock) = MediaLock::alone_at_once(&site.data_folder)? {
        removal::delete_files(site, &lock).await?;
    }
    // Until the last row is written.
    let folder = site.data_folder.clone();
    let _lock = tokio::task::spawn_blocking(move || MediaLock::shared(&folder)).await??;

    let mut hashes = HashMap::new();
    for slug in sources
        .iter()
        .filter_map(|source| source.front_matter.slug.as_ref())
    {
        if let Some(hash) = site.store.article_content_hash(slug).await? {
            hashes.insert(slug.clone(), hash);
        }
    }
    let mut song_hashes = HashMap::new();
    for slug in songs.iter().filter_map(|song| song.metadata.slug.as_ref()) {
        if let Some(hash) = site.store.song_content_hash(slug).await? {
            song_hashes.insert(slug.clone(), hash);
        }
    }
    let media_folder = site.data_folder.join(media::FOLDER);
    tokio::fs::create_dir_all(&media_folder).await?;
    media::sweep(&media_folder)?;
    let (sender, mut receiver) = mpsc::channel(AT_ONCE);
    let preparing = tokio::task::spawn_blocking(move || {
        // They reach the store in the order of their names, so that articles of one time are listed the same
        // way wherever they are imported. It stops when nobody receives any more: the store has failed.
        for some in sources.chunks(AT_ONCE) {
            let ready: Vec<_> = some
                .par_iter()
                .map(|source| {
                    prepared(&source.file, Prepared::article, || {
                        article::prepare(source, &media_folder, &hashes)
                    })
                })
                .collect();
            for prepared in ready {
                sender.blocking_send(prepared).ok()?;
            }
        }
        // One after the other: those without an order of their own stay in that of their names.
        songs.iter().try_for_each(|source| {
            let prepared = prepared(&source.file, Prepared::song, || {
                song::prepare(source, &media_folder, &song_hashes)
            });
            sender.blocking_send(prepared).ok()
        })
    });
    while let Some(prepared) = receiver.recv().await {
        match prepared {
            Prepared::Failed(mistakes) => report.fail(mistakes),
            Prepared::Unchanged => report.unchanged += 1,
            Prepared::Article(article) => {
                let now = site.clock.now();
                report.count(site.store.upsert_article(&article, now).await?);
            }
            Prepared::Song(song) => {
                let now = site.clock.now();
                report.count(site.store.upsert_song(&song, now).await?);
            }
        }
        progress.inc(1);
    }
    preparing.await?;
    report.mistakes.sort();
    report.mistakes.dedup();
    Ok(report)
}

impl ImportReport {
    fn fail(&mut self, mistakes: Vec<Mistake>) {
        self.failed += 1;
        self.mistakes.extend(mistakes);
    }

    fn count(&mut self, upserted: Upserted) {
        match upserted {
            Upserted::Created => self.created += 1,
            Upserted::Updated => self.updated += 1,
            Upserted::Unchanged => self.unchanged += 1,
        }
    }
}

impl Prepared {
    fn article(article: NewArticle) -> Self {
        Self::Article(Box::new(article))
    }

    fn song(song: NewSong) -> Self {
        Self::Song(Box::new(song))
    }
}

/// What came of the article or song in `file`. A picture or a recording that a decoder trips over must
/// not keep the others out.
fn prepared<T>(
    file: &Path,
    wrap: fn(T) -> Prepared,
    prepare: impl FnOnce() -> Result<Option<T>, Vec<Mistake>>,
) -> Prepared {
    match panic::catch_unwind(AssertUnwindSafe(prepare)) {
        Ok(Ok(Some(new))) => wrap(new),
        Ok(Ok(None)) => Prepared::Unchanged,
        Ok(Err(mistakes)) => Prepared::Failed(mistakes),
        Err(_) => Prepared::Failed(vec![Mistake::new(
            file,
            None,
            "chương trình gặp sự cố với mục này, có thể vì một tệp ảnh hay âm thanh hỏng",
        )]),
    }
}

/// Of articles with one slug only the first is right, since one would overwrite the other.
fn note_duplicates(sources: &mut [Source]) {
    let mut seen = HashSet::new();
    for source in sources {
        if let Some(slug) = &source.front_matter.slug
            && !seen.insert(slug.clone())
        {
            source.mistakes.push(Mistake::new(
                &source.file,
                source.line_of("slug"),
                format!("slug “{slug}” đã có ở một bài viết khác"),
            ));
        }
    }
}

/// As [`note_duplicates`], of songs.
fn note_duplicate_songs(songs: &mut [SongSource]) {
    let mut seen = HashSet::new();
    for song in songs {
        if let Some(slug) = &song.metadata.slug
            && !seen.insert(slug.clone())
        {
            song.mistakes.push(Mistake::new(
                &song.file,
                song.line_of("slug").or(Some(1)),
                format!("slug “{slug}” đã có ở một ca khúc khác"),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_over_which_the_program_trips_is_a_mistake() {
        let Prepared::Failed(mistakes) =
            prepared(Path::new("a.md"), Prepared::article, || panic!("a test"))
        else {
            panic!("the article came in");
        };
        assert_eq!(mistakes[0].file, Path::new("a.md"));
    }
}
