//! Finding and reading the Markdown files.

use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    ImportReport,
    front_matter::{self, FrontMatter},
    media,
};
use crate::site::{
    check::{Mistake, line_at},
    settings::Settings,
};

/// The name of the Markdown file in an article's folder.
const INDEX: &str = "index.md";
const MAX_BYTES: u64 = 5 * 1024 * 1024;

/// One Markdown file with its front matter read.
pub struct Source {
    pub file: PathBuf,
    /// Where the photographs and attachments are.
    pub folder: PathBuf,
    pub front_matter: FrontMatter,
    /// What is wrong with the front matter.
    pub mistakes: Vec<Mistake>,
    /// The YAML between the two lines of hyphens.
    pub yaml: String,
    pub body: String,
    /// How many lines stand before the body.
    pub lines_before_body: usize,
}

impl Source {
    /// The line on which `key` of the front matter stands.
    pub fn line_of(&self, key: &str) -> Option<usize> {
        front_matter::line_of(&self.yaml, key)
    }
}

/// The Markdown files under `paths` in the order of their names, each once.
pub fn discover(paths: &[PathBuf], report: &mut ImportReport) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut seen = HashSet::new();
    for path in paths {
        let mut here = Vec::new();
        let mut mistakes = Vec::new();
        if path.is_dir() {
            walk(path, &mut here, &mut mistakes);
        } else if path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("md"))
        {
            here.push(path.clone());
        }
        if here.is_empty() && mistakes.is_empty() {
            let reason = if path.exists() {
                "không có bài viết nào ở đây (thư mục có tệp index.md)"
            } else {
                "không có tệp hay thư mục này"
            };
            mistakes.push(Mistake::new(path, None, reason));
        }
        for mistake in mistakes {
            report.fail(vec![mistake]);
        }
        files.extend(here.into_iter().filter(|file| {
            let place = file.canonicalize().unwrap_or_else(|_| file.clone());
            seen.insert(place)
        }));
    }
    files
}

/// Does not follow symbolic links to folders, which could lead round in circles. What cannot be read
/// does not keep the rest from being found.
fn walk(folder: &Path, files: &mut Vec<PathBuf>, mistakes: &mut Vec<Mistake>) {
    let entries = match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
        Ok(mut entries) => {
            entries.sort_by_key(fs::DirEntry::file_name);
            entries
        }
        Err(error) => {
            let reason = format!("không đọc được thư mục: {error}");
            mistakes.push(Mistake::new(folder, None, reason));
            return;
        }
    };
    let is_index = |entry: &&fs::DirEntry| entry.file_name().eq_ignore_ascii_case(INDEX);
    if let Some(index) = entries.iter().find(is_index) {
        match media::find(folder, &index.file_name().to_string_lossy()) {
            Ok(_) => files.push(index.path()),
            Err(reason) => mistakes.push(Mistake::new(index.path(), None, reason)),
        }
        return;
    }
    for entry in entries {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk(&entry.path(), files, mistakes);
        }
    }
}

/// # Errors
/// Why the file cannot be read, or that it has no front matter.
pub fn read(file: &Path, settings: &Settings) -> Result<Source, Vec<Mistake>> {
    let mistake = |line, reason: String| vec![Mistake::new(file, line, reason)];
    let bytes = media::read_file(file, "tệp", MAX_BYTES).map_err(|reason| mistake(None, reason))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = line_at(error.as_bytes(), error.utf8_error().valid_up_to());
        mistake(Some(line), "văn bản không phải là UTF-8".to_owned())
    })?;
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let (yaml, body) =
        front_matter::split(&text).map_err(|reason| mistake(Some(1), reason.to_owned()))?;
    let (front_matter, found) = front_matter::read(yaml, settings);
    Ok(Source {
        mistakes: found
            .into_iter()
            .map(|(line, reason)| Mistake::new(file, line.or(Some(1)), reason))
            .collect(),
        file: file.to_owned(),
        folder: file.parent().unwrap_or(Path::new("")).to_owned(),
        front_matter,
        yaml: yaml.to_owned(),
        body: body.to_owned(),
        lines_before_body: text[..text.len() - body.len()].matches('\n').count(),
    })
}
