//! Finding and reading the Markdown files.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use conglang_contract::slug::Slug;

use super::{
    ImportReport,
    front_matter::{self, FrontMatter},
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
    pub slug: Slug,
    pub front_matter: FrontMatter,
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

/// The Markdown files under `paths` in the order of their names.
pub fn discover(paths: &[PathBuf], report: &mut ImportReport) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        let known = files.len();
        let result = if path.is_dir() {
            walk(path, &mut files)
        } else if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path.clone());
            Ok(())
        } else {
            Ok(())
        };
        if let Err(error) = result {
            report.fail(vec![Mistake::new(
                path,
                None,
                format!("không đọc được thư mục: {error}"),
            )]);
        } else if files.len() == known {
            let reason = if path.exists() {
                "không có bài viết nào ở đây (thư mục có tệp index.md)"
            } else {
                "không có tệp hay thư mục này"
            };
            report.fail(vec![Mistake::new(path, None, reason)]);
        }
    }
    files
}

/// Does not follow symbolic links to folders, which could lead round in circles.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let index = folder.join(INDEX);
    if index.exists() {
        files.push(index);
        return Ok(());
    }
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), files)?;
        }
    }
    Ok(())
}

/// # Errors
/// All mistakes of the front matter, or why the file cannot be read.
pub fn read(file: &Path, settings: &Settings) -> Result<Source, Vec<Mistake>> {
    let mistake = |line, reason: String| vec![Mistake::new(file, line, reason)];
    let cannot_read = |error: io::Error| {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "không có tệp này".to_owned(),
            _ => format!("không đọc được tệp: {error}"),
        };
        mistake(None, reason)
    };
    let size = fs::metadata(file).map_err(cannot_read)?.len();
    if size > MAX_BYTES {
        let reason = format!("tệp lớn {} MB, tối đa {} MB", size >> 20, MAX_BYTES >> 20);
        return Err(mistake(None, reason));
    }
    let text = String::from_utf8(fs::read(file).map_err(cannot_read)?).map_err(|error| {
        let line = line_at(error.as_bytes(), error.utf8_error().valid_up_to());
        mistake(Some(line), "văn bản không phải là UTF-8".to_owned())
    })?;
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let (yaml, body) =
        front_matter::split(&text).map_err(|reason| mistake(Some(1), reason.to_owned()))?;
    let (front_matter, slug) = front_matter::parse(yaml, settings).map_err(|mistakes| {
        mistakes
            .into_iter()
            .map(|(line, reason)| Mistake::new(file, line.or(Some(1)), reason))
            .collect::<Vec<_>>()
    })?;
    Ok(Source {
        file: file.to_owned(),
        folder: file.parent().unwrap_or(Path::new("")).to_owned(),
        slug,
        front_matter,
        yaml: yaml.to_owned(),
        body: body.to_owned(),
        lines_before_body: text[..text.len() - body.len()].matches('\n').count(),
    })
}
