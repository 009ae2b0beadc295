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
    path::{Path, PathBuf},
};

use conglang_contract::slug::Slug;
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
    let sources = without_duplicates(sources, &mut report);
    progress.set_length(sources.len() as u64);

    let mut hashes = HashMap::new();
    for source in &sources {
        if let Some(hash) = site.store.article_content_hash(&source.slug).await? {
            hashes.insert(source.slug.clone(), hash);
        }
    }
    let media_folder = site.data_folder.join(media::FOLDER);
    tokio::fs::create_dir_all(&media_folder).await?;
    media::sweep(&media_folder)?;
    let (sender, mut receiver) = mpsc::channel(BACKLOG);
    let preparing = tokio::task::spawn_blocking(move || {
        sources.into_par_iter().for_each(|source| {
            let prepared = prepare(&source, &media_folder, &hashes);
            // Nobody receives any more once the store has failed.
            let _ = sender.blocking_send(prepared);
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
    Ok(report)
}

impl ImportReport {
    fn fail(&mut self, mistakes: Vec<Mistake>) {
        self.failed += 1;
        self.mistakes.extend(mistakes);
    }
}

fn prepare(source: &Source, media_folder: &Path, hashes: &HashMap<Slug, String>) -> Prepared {
    match article::prepare(source, media_folder, hashes.get(&source.slug)) {
        Ok(Some(article)) => Prepared::Article(Box::new(article)),
        Ok(None) => Prepared::Unchanged,
        Err(mistakes) => Prepared::Failed(mistakes),
    }
}

/// The first article of each slug; the others are mistakes, since one would overwrite the other.
fn without_duplicates(sources: Vec<Source>, report: &mut ImportReport) -> Vec<Source> {
    let mut seen = HashSet::new();
    sources
        .into_iter()
        .filter(|source| {
            let is_first = seen.insert(source.slug.clone());
            if !is_first {
                report.fail(vec![Mistake::new(
                    &source.file,
                    source.line_of("slug"),
                    format!("slug “{}” đã có ở một bài viết khác", source.slug),
                )]);
            }
            is_first
        })
        .collect()
}
