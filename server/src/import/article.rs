//! One article from its source to what the store takes.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap},
    path::Path,
};

use conglang_contract::{
    article::{Attachment, Photo, Recording},
    language::Language,
    slug::Slug,
};
use sha2::{Digest, Sha256};

use super::{
    markdown::{self, Files},
    media::{self, Found},
    photo, recording,
    source::{Source, Translation},
};
use crate::{
    site::check::Mistake,
    store::articles::{NewArticle, NewTranslation},
};

/// Goes up when the import makes other things of the same files, so that a re-import renews them.
const VERSION: &str = "3";

/// Photographs and files of one article, read once each.
struct Assets<'a> {
    source: &'a Source,
    media_folder: &'a Path,
    /// The hash of each file that was read, by the name that stands in the article.
    hashes: RefCell<BTreeMap<String, String>>,
}

/// The article of `source`, whose slug has the stored hash in `stored_hashes`; none when it is the
/// same.
///
/// # Errors
/// All mistakes in its front matter, text and files.
pub fn prepare(
    source: &Source,
    media_folder: &Path,
    stored_hashes: &HashMap<Slug, String>,
) -> Result<Option<NewArticle>, Vec<Mistake>> {
    let mut mistakes = source.mistakes.clone();
    let mut note = |line, reason| mistakes.push(Mistake::new(&source.file, line, reason));
    let assets = Assets {
        source,
        media_folder,
        hashes: RefCell::default(),
    };
    let front = &source.front_matter;
    let cover = front.cover.as_ref().and_then(|cover| {
        let alt = front.cover_alt.as_deref().unwrap_or(&front.title);
        assets
            .photo(cover, alt)
            .map_err(|reason| note(source.line_of("cover"), reason))
            .ok()
    });
    let audio = front.audio.as_ref().and_then(|audio| {
        assets
            .recording(audio)
            .map_err(|reason| note(source.line_of("audio"), reason))
            .ok()
    });
    let mut attachments = Vec::new();
    for entry in &front.attachments {
        match assets.attachment(&entry.file, entry.title.as_deref()) {
            Ok(attachment) => attachments.push(attachment),
            Err(reason) => note(attachment_line(source, &entry.file), reason),
        }
    }
    let body = markdown::render(Language::Vietnamese, &source.body, &assets)
        .map_err(|found| {
            for (line, reason) in found {
                note(Some(line + source.lines_before_body), reason);
            }
        })
        .ok();
    let english = source
        .english
        .as_ref()
        .map(|translation| translated(translation, front.cover.is_some(), &assets))
        .transpose()
        .map_err(|found| mistakes.extend(found))
        .ok();
    let (Some(slug), Some(category), Some(published_at), Some(body), Some(english), true) = (
        &front.slug,
        &front.category,
        front.published_at,
        body,
        english,
        mistakes.is_empty(),
    ) else {
        return Err(mistakes);
    };
    let content_hash = assets.content_hash(published_at);
    if stored_hashes.get(slug) == Some(&content_hash) {
        return Ok(None);
    }
    Ok(Some(NewArticle {
        slug: slug.clone(),
        title: front.title.clone(),
        lead: front.lead.clone(),
        category: category.clone(),
        body_html: body.html,
        english_page_html: body.english_page_html,
        body_text: body.text,
        author: front.author.clone(),
        source: front.source.clone(),
        tags: front.tags.clone(),
        published_at,
        old_addresses: front.old_addresses.clone(),
        cover: cover.or(body.first_photo),
        attachments,
        audio,
        content_hash,
        english,
    }))
}

/// `translation` as the store takes it; `has_cover` says whether the article names its cover itself.
fn translated(
    translation: &Translation,
    has_cover: bool,
    assets: &Assets<'_>,
) -> Result<NewTranslation, Vec<Mistake>> {
    let mut mistakes = translation.mistakes.clone();
    let front = &translation.front_matter;
    let body = markdown::render(Language::English, &translation.body, assets).map_err(|found| {
        for (line, reason) in found {
            let line = Some(line + translation.lines_before_body);
            mistakes.push(Mistake::new(&translation.file, line, reason));
        }
    });
    let Ok(body) = body else { return Err(mistakes) };
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let cover_alt = if has_cover {
        Some(front.cover_alt.as_ref().unwrap_or(&front.title).clone())
    } else {
        body.first_photo.map(|photo| photo.alt)
    };
    Ok(NewTranslation {
        title: front.title.clone(),
        lead: front.lead.clone(),
        body_html: body.html,
        body_text: body.text,
        cover_alt,
    })
}

impl Assets<'_> {
    fn read(&self, reference: &str) -> Result<(Found, Vec<u8>), String> {
        let (found, bytes) = media::read(&self.source.folder, reference)?;
        self.hashes
            .borrow_mut()
            .insert(reference.to_owned(), media::short_hash(&bytes));
        Ok((found, bytes))
    }

    fn attachment(&self, reference: &str, title: Option<&str>) -> Result<Attachment, String> {
        let (found, bytes) = self.read(reference)?;
        media::store_attachment(self.media_folder, &found.file_name, title, &bytes)
    }

    fn recording(&self, reference: &str) -> Result<Recording, String> {
        let (_, bytes) = self.read(reference)?;
        recording::store(self.media_folder, &bytes)
            .map(|stored| stored.recording)
            .map_err(|reason| format!("“{reference}”: {reason}"))
    }

    /// Of the Markdown files and of all files that they name.
    fn content_hash(&self, published_at: i64) -> String {
        let mut hash = Sha256::new();
        for part in [VERSION, &self.source.yaml, &self.source.body] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
        if let Some(english) = &self.source.english {
            for part in ["en", &english.yaml, &english.body] {
                hash.update(part.len().to_le_bytes());
                hash.update(part);
            }
        }
        // A date without an offset depends on the site's clock.
        hash.update(published_at.to_le_bytes());
        for (reference, file_hash) in self.hashes.borrow().iter() {
            hash.update(reference);
            hash.update(file_hash);
        }
        hex::encode(hash.finalize())
    }
}

impl Files for Assets<'_> {
    fn photo(&self, reference: &str, alt: &str) -> Result<Photo, String> {
        if reference.contains("://") || reference.starts_with("//") {
            return Err(format!(
                "ảnh “{reference}” phải nằm trong thư mục của bài viết"
            ));
        }
        let (_, bytes) = self.read(reference)?;
        photo::store(self.media_folder, &bytes, alt)
            .map_err(|reason| format!("“{reference}”: {reason}"))
    }

    fn link(&self, reference: &str) -> Result<String, String> {
        Ok(self.attachment(reference, None)?.url)
    }
}

fn attachment_line(source: &Source, file: &str) -> Option<usize> {
    let first = source.line_of("attachments")?;
    source
        .yaml
        .lines()
        .skip(first - 2)
        .position(|line| line.contains("file") && line.contains(file))
        .map(|offset| first + offset)
        .or(Some(first))
}
