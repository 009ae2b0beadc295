//! The index goes with the store, whatever happens.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use conglang_contract::language::Language;
use conglang_server::{
    import,
    search::{Filter, SearchIndex, catch_up},
};
use indicatif::ProgressBar;

use super::{names, search};
use crate::{
    content::songs::{MP3, write_song},
    site::{ENGLISH_TOML, TestSite},
};

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        // Xorshift (Marsaglia 2003).
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What an article says, each part in a version of its own.
#[derive(Clone, Debug)]
struct Written {
    body: u64,
    title: u64,
    tag: Option<u64>,
    category: &'static str,
    english: Option<u64>,
}

impl Written {
    /// One of the first version.
    fn new(version: u64) -> Self {
        Self {
            body: version,
            title: version,
            tag: None,
            category: "tin",
            english: None,
        }
    }

    /// Makes a part another one, which only `version` has.
    fn change(&mut self, part: u64, version: u64) {
        match part {
            0 => self.title = version,
            1 => self.tag = self.tag.is_none().then_some(version),
            2 => {
                self.category = match self.category {
                    "tin" => "huong-dan",
                    _ => "tin",
                };
            }
            3 => self.english = self.english.is_none().then_some(version),
            _ => self.body = version,
        }
    }

    fn write(&self, site: &TestSite, article: u64) {
        let Self {
            body,
            title,
            tag,
            category,
            english,
        } = self;
        let tags = tag.map_or(String::new(), |tag| format!("tags: [nhan{tag}y]\n"));
        let folder = site.write(
            &format!("bai-{article}"),
            format!(
                "---\ntitle: \"Bài ten{title}y\"\nslug: bai-{article}\ncategory: {category}\n{tags}\
                 published_at: 2026-11-20T07:00:00+07:00\n---\nso{article}x ban{body}y\n"
            ),
        );
        let version = folder.join("index.en.md");
        match english {
            Some(english) => {
                let text = format!("---\ntitle: Item {article}\n---\nenglish{english}y\n");
                fs::write(version, text).unwrap();
            }
            None => {
                let _ = fs::remove_file(version);
            }
        }
    }
}

/// What is found for `typed`: where it leads.
fn paths(
    index: &SearchIndex,
    typed: &str,
    language: Language,
    category: Option<&str>,
) -> Vec<String> {
    let filter = Filter {
        language,
        kind: None,
        category: category.map(str::to_owned),
        from: None,
        to: None,
    };
    let answer = index.search(typed, &filter, (0, 10), 0).unwrap();
    answer.hits.into_iter().map(|hit| hit.path).collect()
}

/// Whether the index has the articles of `expected`, each part in its last version, and nothing else.
async fn assert_equal(site: &TestSite, pages: u64, expected: &BTreeMap<u64, Written>) {
    let index: &SearchIndex = site.site.search().await.unwrap();
    let translated = expected
        .values()
        .filter(|written| written.english.is_some());
    assert_eq!(
        index.len(),
        pages + expected.len() as u64 + translated.count() as u64
    );
    for (article, written) in expected {
        let path = [format!("/bai-viet/bai-{article}")];
        let Written {
            body,
            title,
            tag,
            category,
            english,
        } = written;
        let mut typed = format!("so{article}x ban{body}y ten{title}y");
        if let Some(tag) = tag {
            typed += &format!(" nhan{tag}y");
        }
        let found = |category| paths(index, &typed, Language::Vietnamese, category);
        assert_eq!(found(Some(*category)), path, "{typed} {written:?}");
        let other = ["tin", "huong-dan"]
            .into_iter()
            .find(|other| other != category);
        assert!(found(other).is_empty(), "{typed} {written:?}");
        let in_english = |typed: &str| paths(index, typed, Language::English, None);
        match english {
            Some(english) => {
                assert_eq!(
                    in_english(&format!("english{english}y")),
                    path,
                    "{written:?}"
                );
                assert!(in_english(&typed).is_empty(), "{typed} {written:?}");
            }
            None => assert_eq!(in_english(&typed), path, "{typed} {written:?}"),
        }
    }
}

/// Whether nothing of `before` that was written anew is found any more.
async fn assert_gone(site: &TestSite, before: &[(u64, Written)], now: &BTreeMap<u64, Written>) {
    let index: &SearchIndex = site.site.search().await.unwrap();
    let gone = |typed: String, language| {
        let found = paths(index, &typed, language, None);
        assert!(found.is_empty(), "{typed}: {found:?}");
    };
    for (article, before) in before {
        let now = &now[article];
        if before.title != now.title {
            gone(format!("ten{}y", before.title), Language::Vietnamese);
        }
        if before.body != now.body {
            gone(format!("ban{}y", before.body), Language::Vietnamese);
        }
        if let Some(tag) = before.tag.filter(|_| before.tag != now.tag) {
            gone(format!("nhan{tag}y"), Language::Vietnamese);
        }
        if let Some(english) = before.english.filter(|_| before.english != now.english) {
            gone(format!("english{english}y"), Language::English);
        }
    }
}

#[tokio::test]
async fn after_a_thousand_edits_and_many_crashes_index_and_store_are_equal() {
    let settings = format!(
        "{ENGLISH_TOML}\n[[categories]]\nslug = \"huong-dan\"\nname = \"Hướng dẫn\"\nname_en = \"Guides\"\n"
    );
    let mut site = TestSite::with_settings(&settings).await;
    catch_up(&site.site).await.unwrap();
    let pages = site.site.search().await.unwrap().len();
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut articles: BTreeMap<u64, Written> = BTreeMap::new();
    let mut before: Vec<(u64, Written)> = Vec::new();
    let mut edits = 0;
    while edits < 1_000 {
        for _ in 0..1 + numbers.below(40) {
            let article = numbers.below(120);
            edits += 1;
            let written = articles
                .entry(article)
                .and_modify(|written| {
                    before.push((article, written.clone()));
                    written.change(numbers.below(5), edits);
                })
                .or_insert_with(|| Written::new(edits));
            written.write(&site, article);
        }
        let report = site.import().await;
        assert!(report.mistakes.is_empty(), "{:?}", report.mistakes);
        let folder = site.site.data_folder.join("search");
        let before = site.site.data_folder.join("search-before");
        match numbers.below(6) {
            // It stops before the index has followed.
            0 => site = site.reopen().await,
            // The power goes before the index is on the disk, though the store is.
            1 => {
                // A server that has just started has no index yet.
                site.site.search().await.unwrap();
                copy(&folder, &before);
                catch_up(&site.site).await.unwrap();
                copy(&before, &folder);
                site = site.reopen().await;
            }
            // The index is lost, or cannot be read.
            2 => {
                let _ = fs::remove_dir_all(&folder);
                site = site.reopen().await;
            }
            3 => {
                for version in fs::read_dir(&folder).into_iter().flatten() {
                    for file in fs::read_dir(version.unwrap().path()).unwrap() {
                        fs::write(file.unwrap().path(), "x").unwrap();
                    }
                }
                site = site.reopen().await;
            }
            _ => {}
        }
        if numbers.below(3) > 0 {
            catch_up(&site.site).await.unwrap();
        }
    }
    catch_up(&site.site).await.unwrap();
    assert_equal(&site, pages, &articles).await;
    assert_gone(&site, &before, &articles).await;
}

#[tokio::test]
async fn another_process_may_write() {
    let site = TestSite::new().await;
    catch_up(&site.site).await.unwrap();
    let other = site.beside().await;
    site.write_article("mot", "Trâu bò.");
    let paths = std::slice::from_ref(&site.content);
    let bar = ProgressBar::hidden();
    let report = import::run(&other, paths, &bar).await.unwrap();
    assert_eq!(report.created, 1);
    assert_eq!(search(&site, "trau bo", "").await["total"], 0);
    catch_up(&site.site).await.unwrap();
    assert_eq!(names(&search(&site, "trau bo", "").await), ["mot"]);
}

#[tokio::test]
async fn two_that_follow_at_once_bring_nothing_in_twice() {
    let site = TestSite::new().await;
    for number in 0..20 {
        site.write_article(&format!("bai-{number}"), "Trâu bò.");
    }
    site.import().await;
    let (one, other) = tokio::join!(catch_up(&site.site), catch_up(&site.site));
    one.unwrap();
    other.unwrap();
    assert_eq!(search(&site, "trau bo", "").await["total"], 20);
}

fn database(site: &TestSite) -> PathBuf {
    site.site.data_folder.join("conglang.db")
}

/// A server that was stopped, and started with a copy of its database from before.
async fn put_back(site: TestSite, saved: &[u8]) -> TestSite {
    site.site.store.close().await;
    fs::write(database(&site), saved).unwrap();
    site.reopen().await
}

#[tokio::test]
async fn a_database_that_was_put_back_takes_the_index_with_it() {
    let site = TestSite::new().await;
    site.write_article("mot", "Trâu.");
    site.import().await;
    let site = site.reopen().await;
    let saved = fs::read(database(&site)).unwrap();
    site.write_article("hai", "Trâu.");
    site.import().await;
    catch_up(&site.site).await.unwrap();
    assert_eq!(search(&site, "trau", "").await["total"], 2);
    let site = put_back(site, &saved).await;
    catch_up(&site.site).await.unwrap();
    assert_eq!(names(&search(&site, "trau", "").await), ["mot"]);
}

#[tokio::test]
async fn a_database_that_was_put_back_and_has_overtaken_the_index_is_noticed() {
    let site = TestSite::new().await;
    site.write_article("mot", "Trâu một.");
    site.import().await;
    catch_up(&site.site).await.unwrap();
    let site = site.reopen().await;
    let saved = fs::read(database(&site)).unwrap();
    site.write_article("mot", "Trâu mới.");
    site.import().await;
    catch_up(&site.site).await.unwrap();
    assert_eq!(search(&site, "trau moi", "").await["total"], 1);
    let site = put_back(site, &saved).await;
    fs::remove_dir_all(site.content.join("mot")).unwrap();
    for slug in ["hai", "ba", "bon"] {
        site.write_article(slug, "Trâu.");
    }
    site.import().await;
    catch_up(&site.site).await.unwrap();
    assert_eq!(search(&site, "trau", "").await["total"], 4);
    assert_eq!(names(&search(&site, "trau mot", "").await), ["mot"]);
    assert_eq!(search(&site, "trau moi", "").await["total"], 0);
}

#[tokio::test]
async fn songs_are_found_where_the_town_shows_them() {
    let site = TestSite::with("[features]\nsongs = false").await;
    write_song(&site, "sao-chieu", "slug: sao-chieu\n", MP3);
    assert_eq!(site.import().await.created, 1);
    catch_up(&site.site).await.unwrap();
    assert_eq!(search(&site, "sao chieu", "").await["total"], 0);

    let settings = site.content.with_file_name("site.toml");
    let shown = fs::read_to_string(&settings)
        .unwrap()
        .replace("songs = false", "songs = true");
    fs::write(&settings, shown).unwrap();
    let site = site.reopen().await;
    catch_up(&site.site).await.unwrap();
    assert_eq!(search(&site, "sao chieu", "").await["total"], 1);
}

#[tokio::test]
async fn each_language_finds_its_own_version() {
    let site = TestSite::with_settings(ENGLISH_TOML).await;
    let folder = site.write_article("mot", "Con trâu đi cày.");
    fs::write(
        folder.join("index.en.md"),
        "---\ntitle: The buffalo ploughs\n---\nA buffalo at work.\n",
    )
    .unwrap();
    site.write_article("hai", "Con trâu về chuồng.");
    let report = site.import().await;
    assert_eq!(report.created, 2, "{:?}", report.mistakes);
    catch_up(&site.site).await.unwrap();
    assert_eq!(search(&site, "trâu", "").await["total"], 2);
    assert_eq!(search(&site, "buffalo", "").await["total"], 0);
    let english = search(&site, "buffalo", "&lang=en").await;
    assert_eq!(names(&english), ["mot"]);
    assert!(english["items"][0].get("language").is_none());
    // What has no English is found in Vietnamese, and says so.
    let other = search(&site, "trâu", "&lang=en").await;
    assert_eq!(names(&other), ["hai"]);
    assert_eq!(other["items"][0]["language"], "vi");
    assert_eq!(search(&site, "ward", "&lang=en").await["total"], 2);
}
