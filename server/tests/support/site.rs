//! A site in a temporary folder, for the tests of content and of pages.

use std::{fs, path::PathBuf, sync::Arc};

use conglang_server::{
    clock::ManualClock,
    entropy::SystemEntropy,
    import::{self, ImportReport},
    site::{Site, SiteState, Surroundings, settings},
};
use indicatif::ProgressBar;
use tempfile::TempDir;

/// 2026-11-23T07:00:00Z
pub const NOW: i64 = 1_795_417_200;

pub const SITE_TOML: &str = r##"name = "Cổng thử"
short_name = "Thử"
tagline = "Tin thử"
description = "Trang để thử."
host = "https://thu.example"
language = "vi"
logo = "logo.svg"
map_title = "Bản đồ"
songs_title = "Ca khúc"

[colors]
primary = "#0f4c4a"
accent = "#a8301f"

[contact]
organisation = "Văn phòng"

[[categories]]
slug = "tin"
name = "Tin tức"

[[categories]]
slug = "huong-dan"
name = "Hướng dẫn"
"##;

pub struct TestSite {
    pub site: SiteState,
    /// Where articles are written; the data folder is beside it.
    pub content: PathBuf,
    pub clock: Arc<ManualClock>,
    _folder: TempDir,
}

impl TestSite {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("site.toml"), SITE_TOML).unwrap();
        fs::write(folder.path().join("logo.svg"), "<svg/>").unwrap();
        let settings = settings::load(&folder.path().join("site.toml")).unwrap();
        let clock = Arc::new(ManualClock::new(NOW));
        let surroundings = Surroundings {
            clock: clock.clone(),
            entropy: Arc::new(SystemEntropy),
        };
        let site = Site::open(settings, folder.path().join("data"), surroundings)
            .await
            .unwrap();
        let content = folder.path().join("articles");
        fs::create_dir_all(&content).unwrap();
        Self {
            site,
            content,
            clock,
            _folder: folder,
        }
    }

    /// Writes `text` as the `index.md` of the article folder `name`.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let folder = self.content.join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("index.md"), text).unwrap();
        folder
    }

    /// Writes a whole article with `body`.
    pub fn write_article(&self, slug: &str, body: &str) -> PathBuf {
        self.write(slug, article(slug, body))
    }

    pub async fn import(&self) -> ImportReport {
        let paths = [self.content.clone()];
        import::run(&self.site, &paths, &ProgressBar::hidden())
            .await
            .unwrap()
    }
}

/// An article whose body begins on line 7.
pub fn article(slug: &str, body: &str) -> String {
    format!(
        "---\ntitle: \"Bài {slug}\"\nslug: {slug}\ncategory: tin\n\
         published_at: 2026-11-20T07:00:00+07:00\n---\n{body}\n"
    )
}
