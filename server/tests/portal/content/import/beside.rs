//! Imports beside a serving portal, beside each other, and killed half-way.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
    time::Duration,
};

use conglang_contract::article::Article;
use conglang_server::import;
use indicatif::ProgressBar;
use sqlx::{ConnectOptions, Connection, sqlite::SqliteConnectOptions};

use super::told;
use crate::{
    content::photo::jpeg,
    site::{TestSite, article},
};

/// Writes `count` articles, each with a photograph of its own of `width` pixels.
fn write_articles(site: &TestSite, count: u8, width: u32) {
    let mut photograph = jpeg(width, width * 3 / 4);
    for number in 0..count {
        // Behind its end a photograph may have anything; it makes another file of the same picture.
        photograph.push(number);
        let folder = site.write_article(&format!("bai-{number}"), "![Ảnh](anh.jpg)");
        fs::write(folder.join("anh.jpg"), &photograph).unwrap();
    }
}

fn media(site: &TestSite) -> PathBuf {
    site.site.data_folder.join("media")
}

/// That `count` articles are in the store, and whole pictures of theirs in the media folder.
async fn assert_complete(site: &TestSite, count: u8) {
    assert_eq!(site.json("/articles").await["total"], count);
    for number in 0..count {
        let article = site.json(&format!("/articles/bai-{number}")).await;
        let article: Article = serde_json::from_value(article).unwrap();
        for variant in article.cover.unwrap().variants {
            let name = variant.url.strip_prefix("/media/").unwrap();
            let bytes = fs::read(media(site).join(name)).unwrap();
            let image = image::load_from_memory(&bytes).unwrap();
            assert_eq!(image.width(), variant.width, "{name}");
        }
    }
}

/// `conglang import` of the whole content.
fn command(site: &TestSite) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_conglang"));
    command
        .arg("import")
        .arg("--site")
        .arg(site.content.with_file_name("site.toml"))
        .arg("--data")
        .arg(&site.site.data_folder)
        .arg(&site.content);
    command
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn others_can_write_while_an_import_unpacks_photographs() {
    // Some of them are unpacked when others are in the store.
    const ARTICLES: usize = import::AT_ONCE + 4;
    let site = TestSite::new().await;
    write_articles(&site, u8::try_from(ARTICLES).unwrap(), 800);
    // Another process, which does not wait for the lock.
    let mut connection = SqliteConnectOptions::new()
        .filename(site.site.data_folder.join("conglang.db"))
        .busy_timeout(Duration::ZERO)
        .connect()
        .await
        .unwrap();
    let progress = ProgressBar::hidden();
    let importing = tokio::spawn({
        let (state, paths, progress) =
            (site.site.clone(), [site.content.clone()], progress.clone());
        async move { import::run(&state, &paths, &progress).await }
    });
    let mut written = 0;
    while !importing.is_finished() {
        if let Ok(transaction) = connection.begin_with("BEGIN IMMEDIATE").await {
            transaction.rollback().await.unwrap();
            // Between the first article in the store and the last.
            written += usize::from((1..ARTICLES as u64).contains(&progress.position()));
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert_eq!(importing.await.unwrap().unwrap().created, ARTICLES);
    assert!(written > 0, "the import kept the store to itself");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_imports_at_once_do_not_get_into_each_others_way() {
    const ARTICLES: u8 = 6;
    let site = TestSite::new().await;
    write_articles(&site, ARTICLES, 500);
    let other = site.beside().await;
    let paths = [site.content.clone()];
    let progress = ProgressBar::hidden();
    let (one, two) = tokio::join!(
        import::run(&site.site, &paths, &progress),
        import::run(&other, &paths, &progress),
    );
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!((one.failed, two.failed), (0, 0), "{:?}", told(&one));
    assert_eq!(one.created + two.created, usize::from(ARTICLES));
    assert_eq!(one.updated + two.updated, 0);
    assert_complete(&site, ARTICLES).await;
}

#[tokio::test]
async fn an_import_that_was_killed_is_taken_up_by_the_next() {
    const ARTICLES: u8 = 6;
    let site = TestSite::new().await;
    write_articles(&site, ARTICLES, 500);
    let mut importing = command(&site).spawn().unwrap();
    while fs::read_dir(media(&site)).map_or(0, Iterator::count) < 3
        && importing.try_wait().unwrap().is_none()
    {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    importing.kill().unwrap();
    importing.wait().unwrap();
    let report = site.import().await;
    assert_eq!(report.failed, 0, "{:?}", told(&report));
    assert_eq!(report.created + report.unchanged, usize::from(ARTICLES));
    assert_complete(&site, ARTICLES).await;
}

#[tokio::test]
async fn a_picture_that_was_lost_is_made_again() {
    let site = TestSite::new().await;
    write_articles(&site, 1, 500);
    assert_eq!(site.import().await.created, 1);
    let one = fs::read_dir(media(&site)).unwrap().next().unwrap();
    fs::remove_file(one.unwrap().path()).unwrap();
    assert_eq!(site.import().await.unchanged, 1);
    assert_complete(&site, 1).await;
}

#[tokio::test]
async fn what_a_killed_import_left_half_written_is_swept_up() {
    let site = TestSite::new().await;
    fs::create_dir(media(&site)).unwrap();
    for (name, hours) in [(".new-dead", 2), ("old.webp", 2), (".new-alive", 0)] {
        let file = fs::File::create(media(&site).join(name)).unwrap();
        let written = file.metadata().unwrap().modified().unwrap();
        file.set_modified(written - Duration::from_secs(hours * 3600))
            .unwrap();
    }
    site.write_article("mot", "Chữ.");
    site.import().await;
    let mut names: Vec<_> = fs::read_dir(media(&site))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, [".new-alive", "old.webp"]);
}

#[tokio::test]
async fn the_exit_code_says_that_some_failed() {
    let site = TestSite::new().await;
    site.write_article("good", "Chữ.");
    site.write("bad", article("bad", "![a](k.jpg)"));
    let run = || -> Output { command(&site).output().unwrap() };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let output = run();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        text(&output.stdout),
        "Thêm 1, cập nhật 0, giữ nguyên 0, lỗi 1.\n"
    );
    let file = site.content.join("bad/index.md");
    assert_eq!(
        text(&output.stderr),
        format!("{}:7: không có tệp “k.jpg”\n", file.display())
    );
    site.write("bad", article("bad", "Chữ."));
    let output = run();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        text(&output.stdout),
        "Thêm 1, cập nhật 0, giữ nguyên 1, lỗi 0.\n"
    );
    assert_eq!(text(&output.stderr), "");
}
