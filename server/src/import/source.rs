//! Finding what there is to import, and reading the Markdown files.

use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    ImportReport,
    front_matter::{self, Found, FrontMatter, TranslatedFrontMatter},
    media, song,
};
use crate::site::{
    check::{Mistake, line_at},
    settings::Settings,
};

/// The name of the Markdown file in an article's folder.
const INDEX: &str = "index.md";
/// That of its version in English, beside it.
const ENGLISH_INDEX: &str = "index.en.md";
/// How the names of such files end.
const ENGLISH_END: &str = ".en.md";
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
    /// The version in English, from the file beside it.
    pub english: Option<Translation>,
}

/// An article's version in another language.
pub struct Translation {
    pub file: PathBuf,
    pub front_matter: TranslatedFrontMatter,
    /// What is wrong with the front matter.
    pub mistakes: Vec<Mistake>,
    pub yaml: String,
    pub body: String,
    pub lines_before_body: usize,
}

/// A Markdown file in its two parts.
struct Parts {
    yaml: String,
    body: String,
    lines_before_body: usize,
}

impl Source {
    /// The line on which `key` of the front matter stands.
    pub fn line_of(&self, key: &str) -> Option<usize> {
        front_matter::line_of(&self.yaml, key)
    }
}

/// What there is to import, in the order of the names.
#[derive(Default)]
pub struct Discovered {
    /// Markdown files.
    pub articles: Vec<PathBuf>,
    /// YAML files.
    pub songs: Vec<PathBuf>,
    mistakes: Vec<Mistake>,
}

/// The articles and songs under `paths`, each once.
pub fn discover(paths: &[PathBuf], report: &mut ImportReport) -> Discovered {
    let mut all = Discovered::default();
    let mut seen = HashSet::new();
    let mut is_new = |file: &PathBuf| {
        let place = file.canonicalize().unwrap_or_else(|_| file.clone());
        seen.insert(place)
    };
    for path in paths {
        let mut here = Discovered::default();
        if path.is_dir() {
            walk(path, &mut here);
        } else if path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("md"))
        {
            match translated_from(path) {
                None => here.articles.push(path.clone()),
                // It comes in with the article.
                Some(article) if article.is_file() => here.articles.push(article),
                Some(article) => here.mistakes.push(without_article(path, &article)),
            }
        } else if song::is_yaml_name(path) {
            here.songs.push(path.clone());
        }
        if here.articles.is_empty() && here.songs.is_empty() && here.mistakes.is_empty() {
            let reason = if path.exists() {
                "không có bài viết nào (thư mục có tệp index.md) hay ca khúc nào (song.yaml) ở đây"
            } else {
                "không có tệp hay thư mục này"
            };
            here.mistakes.push(Mistake::new(path, None, reason));
        }
        for mistake in here.mistakes {
            report.fail(vec![mistake]);
        }
        all.articles
            .extend(here.articles.into_iter().filter(&mut is_new));
        all.songs.extend(here.songs.into_iter().filter(&mut is_new));
    }
    all
}

/// Does not follow symbolic links to folders, which could lead round in circles. What cannot be read
/// does not keep the rest from being found.
fn walk(folder: &Path, found: &mut Discovered) {
    let entries = match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
        Ok(mut entries) => {
            entries.sort_by_key(fs::DirEntry::file_name);
            entries
        }
        Err(error) => {
            let reason = format!("không đọc được thư mục: {error}");
            found.mistakes.push(Mistake::new(folder, None, reason));
            return;
        }
    };
    let called = |name: &str| {
        let mut all = entries.iter();
        all.find(|entry| entry.file_name().eq_ignore_ascii_case(name))
    };
    let (article, song) = (called(INDEX), called(song::INDEX));
    if let (Some(_), Some(song)) = (article, song) {
        let reason =
            format!("thư mục có cả {INDEX} và song.yaml, không rõ là bài viết hay ca khúc");
        found.mistakes.push(Mistake::new(song.path(), None, reason));
        return;
    }
    if let Some(index) = article.or(song) {
        match media::find(folder, &index.file_name().to_string_lossy()) {
            Ok(_) if article.is_some() => found.articles.push(index.path()),
            Ok(_) => found.songs.push(index.path()),
            Err(reason) => found
                .mistakes
                .push(Mistake::new(index.path(), None, reason)),
        }
        return;
    }
    let is_translation =
        |entry: &&fs::DirEntry| entry.file_name().eq_ignore_ascii_case(ENGLISH_INDEX);
    if let Some(translation) = entries.iter().find(is_translation) {
        found
            .mistakes
            .push(without_article(&translation.path(), &folder.join(INDEX)));
        return;
    }
    walk_pairs(&entries, found);
    for entry in entries {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk(&entry.path(), found);
        }
    }
}

/// Songs as pairs of files, `ten.mp3` and `ten.yaml`. A recording alone is told, since nobody would
/// look for it in vain otherwise.
fn walk_pairs(entries: &[fs::DirEntry], found: &mut Discovered) {
    let files: Vec<PathBuf> = entries
        .iter()
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_dir()))
        .map(fs::DirEntry::path)
        .collect();
    let has_partner = |file: &Path, is_partner: fn(&Path) -> bool| {
        let mut others = files.iter();
        others.any(|other| is_partner(other) && other.file_stem() == file.file_stem())
    };
    for file in &files {
        if song::is_yaml_name(file) {
            found.songs.push(file.clone());
        } else if song::is_audio_name(file) && !has_partner(file, song::is_yaml_name) {
            let yaml = file.with_extension("yaml");
            let name = yaml.file_name().unwrap_or_default().to_string_lossy();
            let reason = format!("tệp âm thanh không có “{name}” bên cạnh");
            found.mistakes.push(Mistake::new(file, None, reason));
        }
    }
}

/// The article in `file`, with its version in English where there is one.
///
/// # Errors
/// Why a file cannot be read, or that it has no front matter.
pub fn read(file: &Path, settings: &Settings) -> Result<Source, Vec<Mistake>> {
    let english = english_beside(file)
        .map(|file| read_translation(&file))
        .transpose();
    let (parts, english) = match (read_parts(file), english) {
        (Ok(parts), Ok(english)) => (parts, english),
        (parts, english) => {
            let mut mistakes = parts.err().unwrap_or_default();
            mistakes.extend(english.err().unwrap_or_default());
            return Err(mistakes);
        }
    };
    let (front_matter, found) = front_matter::read(&parts.yaml, settings);
    Ok(Source {
        mistakes: in_file(file, found),
        file: file.to_owned(),
        folder: file.parent().unwrap_or(Path::new("")).to_owned(),
        front_matter,
        yaml: parts.yaml,
        body: parts.body,
        lines_before_body: parts.lines_before_body,
        english,
    })
}

fn read_translation(file: &Path) -> Result<Translation, Vec<Mistake>> {
    let parts = read_parts(file)?;
    let (front_matter, mut found) = front_matter::read_translation(&parts.yaml);
    if parts.body.trim().is_empty() {
        found.push((None, "bản tiếng Anh không có nội dung".to_owned()));
    }
    Ok(Translation {
        mistakes: in_file(file, found),
        file: file.to_owned(),
        front_matter,
        yaml: parts.yaml,
        body: parts.body,
        lines_before_body: parts.lines_before_body,
    })
}

fn in_file(file: &Path, found: Vec<Found>) -> Vec<Mistake> {
    found
        .into_iter()
        .map(|(line, reason)| Mistake::new(file, line.or(Some(1)), reason))
        .collect()
}

fn read_parts(file: &Path) -> Result<Parts, Vec<Mistake>> {
    let mistake = |line, reason: String| vec![Mistake::new(file, line, reason)];
    let bytes = media::read_file(file, "tệp", MAX_BYTES).map_err(|reason| mistake(None, reason))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = line_at(error.as_bytes(), error.utf8_error().valid_up_to());
        mistake(Some(line), "văn bản không phải là UTF-8".to_owned())
    })?;
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let (yaml, body) =
        front_matter::split(&text).map_err(|reason| mistake(Some(1), reason.to_owned()))?;
    Ok(Parts {
        yaml: yaml.to_owned(),
        body: body.to_owned(),
        lines_before_body: text[..text.len() - body.len()].matches('\n').count(),
    })
}

/// The English version of the article in `file`: `index.en.md` beside `index.md`, whatever the case of
/// its letters.
fn english_beside(file: &Path) -> Option<PathBuf> {
    let name = format!("{}{ENGLISH_END}", file.file_stem()?.to_str()?);
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    // A folder that cannot be read has been told of already.
    fs::read_dir(folder.unwrap_or(Path::new(".")))
        .ok()?
        .filter_map(Result::ok)
        .find(|entry| entry.file_name().eq_ignore_ascii_case(&name))
        .map(|entry| file.with_file_name(entry.file_name()))
}

/// The article whose English version `file` is, going by its name.
fn translated_from(file: &Path) -> Option<PathBuf> {
    let name = file.file_name()?.to_str()?;
    let stem = name.len().checked_sub(ENGLISH_END.len())?;
    let end = name.get(stem..)?;
    end.eq_ignore_ascii_case(ENGLISH_END)
        .then(|| file.with_file_name(format!("{}.md", &name[..stem])))
}

fn without_article(translation: &Path, article: &Path) -> Mistake {
    let article = article.file_name().unwrap_or_default().to_string_lossy();
    Mistake::new(
        translation,
        None,
        format!("bản tiếng Anh không có bản tiếng Việt “{article}” bên cạnh"),
    )
}
