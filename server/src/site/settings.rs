//! `site.toml` as the server holds it.

pub mod embed;
mod file;
mod keys;
mod notes;
mod reader;
mod syntax;
mod values;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use conglang_contract::{
    language::Language,
    link::LinkGroup,
    site::{Category, CategoryLink, Colors, Contact, Features, MenuItem},
    slug::Slug,
    song::SongSummary,
};
use embed::Embed;
use ipnet::IpNet;
use time::UtcOffset;

use crate::{
    map::TownMap,
    site::{check::Mistake, icons::Icons, screenshots::Screenshot},
};

/// A checked `site.toml`, with the files that it names.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The file itself; the paths in it are relative to its folder.
    pub path: PathBuf,
    pub name: String,
    pub short_name: String,
    pub tagline: String,
    pub description: String,
    /// `https://honglinh.example`, no slash at its end.
    pub host: String,
    pub language: String,
    /// The offset in which the town reads its clock.
    pub utc_offset: UtcOffset,
    pub logo: PathBuf,
    /// What is drawn from the logo.
    pub icons: Option<Arc<Icons>>,
    /// What the files say that `map` and `places` name.
    pub map: Option<Arc<TownMap>>,
    pub map_title: String,
    pub songs_title: String,
    pub colors: Colors,
    pub contact: Contact,
    pub counter_baseline: u64,
    pub features: Features,
    pub limits: Limits,
    pub embed: Embed,
    pub offline: Offline,
    /// What browsers show of the portal before they install it.
    pub screenshots: Vec<Screenshot>,
    pub categories: Vec<Category>,
    pub menu: Vec<MenuItem>,
    pub link_groups: Vec<LinkGroup>,
    pub alerts: AlertSettings,
    /// Songs of which the portal has no recording.
    pub songs: Vec<SongSummary>,
    /// That of the texts in here.
    pub text_language: Language,
    /// The same with its texts in English; none while the town has no English.
    pub english: Option<Box<Settings>>,
}

/// What the page of alerts tells beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AlertSettings {
    /// In the order in which they are shown.
    pub hotlines: Vec<Hotline>,
    /// The kinds of places where people find shelter.
    pub shelter_kinds: Vec<String>,
    /// The kinds of places where a road is closed.
    pub closed_road_kinds: Vec<String>,
}

/// Whom to call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hotline {
    pub name: String,
    /// That of the name, where it has no English.
    pub language: Option<Language>,
    pub phone: String,
}

/// How often one network may write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    pub writes_per_minute: u32,
    /// From this many writes a minute on, the code captcha is asked instead of the proof of work.
    pub code_captcha_from_per_minute: u32,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
}

/// What residents' browsers keep for a time without network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offline {
    /// Off takes the service worker away from browsers that have one.
    pub enabled: bool,
    /// How much of a device pictures may take; the oldest go first.
    pub picture_megabytes: u32,
}

/// Reads and checks the `site.toml` at `path`.
///
/// # Errors
/// All mistakes in it, in the order of its lines, and in the files of the map.
pub fn load(path: &Path) -> Result<Settings, Vec<Mistake>> {
    file::load(path)
}

impl Settings {
    /// The settings with their texts in `language`; a town without it has its own alone.
    pub fn in_language(&self, language: Language) -> &Self {
        match (language, &self.english) {
            (Language::English, Some(english)) => english,
            _ => self,
        }
    }

    fn set_icons(&mut self, icons: Arc<Icons>) {
        if let Some(english) = &mut self.english {
            english.icons = Some(Arc::clone(&icons));
        }
        self.icons = Some(icons);
    }

    /// In which the portal can be read.
    pub fn languages(&self) -> Vec<Language> {
        let english = self.english.as_ref().map(|_| Language::English);
        std::iter::once(Language::Vietnamese)
            .chain(english)
            .collect()
    }

    /// The language of the page at `path`.
    pub fn page_language(&self, path: &str) -> Language {
        match self.english {
            Some(_) => Language::of_path(path).0,
            None => Language::Vietnamese,
        }
    }

    /// `slug` with its name; a category that the site no longer has goes by its slug, since its
    /// articles stay.
    pub fn category_link(&self, slug: Slug) -> CategoryLink {
        let name = self
            .categories
            .iter()
            .find(|category| category.slug == slug)
            .map_or_else(|| slug.to_string(), |category| category.name.clone());
        CategoryLink { slug, name }
    }

    pub fn has_category(&self, slug: &Slug) -> bool {
        self.categories
            .iter()
            .any(|category| category.slug == *slug)
    }
}
