//! The demo town, carried inside the binary.

use std::{fs, path::Path};

use anyhow::Context;
use conglang_contract::{slug::Slug, timestamp::Timestamp};
use indicatif::ProgressBar;
use rust_embed::RustEmbed;
use serde::Deserialize;
use toml::value::Datetime;

use crate::{
    import::{self, ImportReport},
    site::Site,
    store::seed::SeedComment,
};

/// What is imported; everything else lies in the data folder as it is.
const IMPORTED: [&str; 2] = ["articles/", "songs/"];
const COMMENTS: &str = "comments.toml";

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../demo/"]
#[exclude = "pictures/*"]
#[exclude = "README.md"]
#[allow_missing = true]
struct DemoFiles;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Responses {
    #[serde(default)]
    comments: Vec<DemoComment>,
    #[serde(default)]
    ratings: Vec<DemoRatings>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoComment {
    article: Slug,
    author_name: String,
    body: String,
    created_at: Datetime,
    #[serde(default)]
    replies: Vec<DemoReply>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoReply {
    /// The office that answers.
    #[serde(rename = "as")]
    office: Option<String>,
    author_name: Option<String>,
    body: String,
    created_at: Datetime,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoRatings {
    article: Slug,
    stars: Vec<i64>,
}

/// There from the first file of the demo until its last article and song are in, so that a run that broke off
/// half-way is taken up by the next one.
const UNFINISHED: &str = "demo-unfinished";

/// Writes `site.toml` and the files that it names into `data_folder`, unless it has a `site.toml`.
/// Says whether articles and songs are still to be imported.
///
/// # Errors
/// When the folder cannot be written.
pub async fn fill(data_folder: &Path) -> anyhow::Result<bool> {
    if data_folder.join("site.toml").exists() {
        return Ok(data_folder.join(UNFINISHED).exists());
    }
    fs::create_dir_all(data_folder)?;
    fs::write(data_folder.join(UNFINISHED), "")?;
    let is_setting = |name: &str| !is_imported(name) && name != COMMENTS;
    write_files(data_folder, is_setting)
        .with_context(|| format!("không ghi được vào {}", data_folder.display()))?;
    Ok(true)
}

/// Imports the demo's articles and songs, and its comments and ratings where there are none yet.
///
/// # Errors
/// When the store or the disk fails, or the demo's own files are wrong.
pub async fn import_demo(site: &Site, progress: &ProgressBar) -> anyhow::Result<ImportReport> {
    let folder = tempfile::tempdir()?;
    write_files(folder.path(), is_imported)?;
    let report = import::run(site, &[folder.path().to_owned()], progress).await?;
    if !site.store.has_responses().await?
        && let Some(file) = DemoFiles::get(COMMENTS)
    {
        let responses = toml::from_str(std::str::from_utf8(&file.data)?)?;
        seed(site, responses).await?;
    }
    match fs::remove_file(site.data_folder.join(UNFINISHED)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(report),
    }
}

fn is_imported(name: &str) -> bool {
    IMPORTED.iter().any(|folder| name.starts_with(folder))
}

fn write_files(folder: &Path, is_wanted: impl Fn(&str) -> bool) -> anyhow::Result<()> {
    for name in DemoFiles::iter().filter(|name| is_wanted(name)) {
        let file = DemoFiles::get(&name).context("a listed file is embedded")?;
        let path = folder.join(&*name);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, &file.data)?;
    }
    Ok(())
}

async fn seed(site: &Site, responses: Responses) -> anyhow::Result<()> {
    for comment in &responses.comments {
        let article_id = article_id(site, &comment.article).await?;
        let mut seeded = SeedComment {
            article_id,
            parent_id: None,
            is_official: false,
            author_name: &comment.author_name,
            body: &comment.body,
            created_at: unix_seconds(&comment.created_at)?,
        };
        seeded.parent_id = Some(site.store.seed_comment(&seeded).await?);
        for reply in &comment.replies {
            seeded.is_official = reply.office.is_some();
            seeded.author_name = reply
                .office
                .as_deref()
                .or(reply.author_name.as_deref())
                .context("a reply has `as` or `author_name`")?;
            seeded.body = &reply.body;
            seeded.created_at = unix_seconds(&reply.created_at)?;
            site.store.seed_comment(&seeded).await?;
        }
    }
    for ratings in &responses.ratings {
        let article_id = article_id(site, &ratings.article).await?;
        for (number, stars) in ratings.stars.iter().enumerate() {
            let visitor = format!("demo-{number}");
            site.store
                .seed_rating(article_id, &visitor, *stars, site.clock.now())
                .await?;
        }
    }
    Ok(())
}

async fn article_id(site: &Site, slug: &Slug) -> anyhow::Result<i64> {
    let article = site.store.article_id(slug).await?;
    Ok(article
        .with_context(|| format!("{COMMENTS} names {slug}"))?
        .0)
}

fn unix_seconds(time: &Datetime) -> anyhow::Result<i64> {
    Ok(Timestamp::parse_rfc3339(&time.to_string())?.unix_seconds())
}
