//! Articles from folders of Markdown into the store.
//!
//! An article is prepared whole (texts checked and sanitised, photographs resized, files copied)
//! before anything of it reaches the store; one that has mistakes is left out and the others go in.

mod article;
mod front_matter;
mod markdown;
mod media;
mod photo;
mod sanitise;
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
    site::{Site, check::Mistake},
    store::articles::{NewArticle, Upserted},
};
use source::Source;

/// How many prepared articles wait for the store.
const BACKLOG: usize = 16;

/// What an import did.
#[derive(Debug, Default)]
pub struct ImportReport {
    pub created: usize,
    pub updated: usize,
    pub unchanged: usize,
    /// Articles that were left out.
    pub failed: usize,
    /// Why, by file and line.
    pub mistakes: Vec<Mistake>,
}

enum Prepared {
    Article(Box<NewArticle>),
    Unchanged,
    Failed(Vec<Mistake>),
}

/// Imports all articles under `paths`: article folders (those with an `index.md`), folders of such
/// folders, or single Markdown files. `progress` is told the number of articles, and each one done.
///
/// # Errors
/// When the store or the media folder fails; mistakes in articles are in the report.
pub async fn run(
    site: &Site,
    paths: &[PathBuf],
    progress: &ProgressBar,
) -> anyhow::Result<ImportReport> {
    let mut report = ImportReport::default();
    let mut sources = Vec::new();
    for file in source::discover(paths, &mut report) {
        match source::read(&file, &site.settings) {
            Ok(source) => sources.push(source),
            Err(mistakes) => report.fail(mistakes),
        }
    }
    note_duplicates(&mut sources);
    progress.set_length(sources.len() as u64);

    let mut hashes = HashMap::new();
    for slug in sources
        .iter()
        .filter_map(|source| source.front_matter.slug.as_ref())
    {
        if let Some(hash) = site.store.article_content_hash(slug).await? {
            hashes.insert(slug.clone(), hash);
        }
    }
    let media_folder = site.data_folder.join(media::FOLDER);
    tokio::fs::create_dir_all(&media_folder).await?;
    media::sweep(&media_folder)?;
    let (sender, mut receiver) = mpsc::channel(BACKLOG);
    let preparing = tokio::task::spawn_blocking(move || {
        // It stops when nobody receives any more: the store has failed.
        sources.into_par_iter().try_for_each(|source| {
            let prepared = prepared(&source.file, || {
                article::prepare(&source, &media_folder, &hashes)
            });
            sender.blocking_send(prepared).ok()
        });
    });
    while let Some(prepared) = receiver.recv().await {
        match prepared {
            Prepared::Failed(mistakes) => report.fail(mistakes),
            Prepared::Unchanged => report.unchanged += 1,
            Prepared::Article(article) => {
                let now = site.clock.now();
                match site.store.upsert_article(&article, now).await? {
                    Upserted::Created => report.created += 1,
                    Upserted::Updated => report.updated += 1,
                    Upserted::Unchanged => report.unchanged += 1,
                }
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
}

/// What came of the article in `file`. A picture that a decoder trips over must not keep the other
/// articles out.
fn prepared(
    file: &Path,
    prepare: impl FnOnce() -> Result<Option<NewArticle>, Vec<Mistake>>,
) -> Prepared {
    match panic::catch_unwind(AssertUnwindSafe(prepare)) {
        Ok(Ok(Some(article))) => Prepared::Article(Box::new(article)),
        Ok(Ok(None)) => Prepared::Unchanged,
        Ok(Err(mistakes)) => Prepared::Failed(mistakes),
        Err(_) => Prepared::Failed(vec![Mistake::new(
            file,
            None,
            "chương trình gặp sự cố với bài viết này, có thể vì một tệp ảnh hỏng",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_over_which_the_program_trips_is_a_mistake() {
        let Prepared::Failed(mistakes) = prepared(Path::new("a.md"), || panic!("a test")) else {
            panic!("the article came in");
        };
        assert_eq!(mistakes[0].file, Path::new("a.md"));
    }
}
