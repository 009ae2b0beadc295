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

/// Whether the index has the articles of `expected`, each in its last version, and nothing else.
async fn assert_equal(site: &TestSite, pages: u64, expected: &BTreeMap<u64, u64>) {
    let index: &SearchIndex = site.site.search().await.unwrap();
    assert_eq!(index.len(), pages + expected.len() as u64);
    let filter = Filter {
        language: Language::Vietnamese,
        kind: None,
        category: None,
        from: None,
        to: None,
    };
    for (article, version) in expected {
        let typed = format!("so{article}x ban{version}y");
        let answer = index.search(&typed, &filter, (0, 10), 0).unwrap();
        let paths: Vec<&str> = answer.hits.iter().map(|hit| hit.path.as_str()).collect();
        assert_eq!(paths, [format!("/bai-viet/bai-{article}")], "{typed}");
    }
}

#[tokio::test]
async fn after_a_thousand_edits_and_many_crashes_index_and_store_are_equal() {
    let mut site = TestSite::new().await;
    catch_up(&site.site).await.unwrap();
    let pages = site.site.search().await.unwrap().len();
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut versions: BTreeMap<u64, u64> = BTreeMap::new();
    let mut edits = 0;
    while edits < 1_000 {
        for _ in 0..1 + numbers.below(40) {
            let article = numbers.below(120);
            edits += 1;
            versions.insert(article, edits);
            site.write_article(
                &format!("bai-{article}"),
                &format!("so{article}x ban{edits}y"),
            );
        }
        site.import().await;
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
    assert_equal(&site, pages, &versions).await;
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
