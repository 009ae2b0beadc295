//! Articles with a version in English beside them.

use std::fs;

use serde_json::json;
use sqlx::{ConnectOptions, Connection, sqlite::SqliteConnectOptions};

use super::told;
use crate::{
    content::photo::jpeg,
    site::{ENGLISH_TOML, TestSite, article},
};

const ENGLISH: &str = "---\ntitle: One\nlead: A beginning\n---\nForty-two boats.\n";

async fn site() -> TestSite {
    TestSite::with_settings(ENGLISH_TOML).await
}

/// A site with the article `mot` and `english` as its English version.
async fn site_with(english: &str) -> TestSite {
    let site = site().await;
    let folder = site.write_article("mot", "Bốn mươi hai chiếc thuyền.");
    fs::write(folder.join("index.en.md"), english).unwrap();
    site
}

#[tokio::test]
async fn a_version_in_english_is_answered_to_those_who_ask_for_it() {
    let site = site_with(ENGLISH).await;
    let report = site.import().await;
    assert_eq!(report.created, 1, "{:?}", told(&report));
    let vietnamese = site.json("/articles/mot").await;
    assert_eq!(vietnamese["title"], "Bài mot");
    assert_eq!(vietnamese["has_english"], true);
    assert_eq!(vietnamese["language"], json!(null));
    let english = site.json("/articles/mot?lang=en").await;
    assert_eq!(english["title"], "One");
    assert_eq!(english["lead"], "A beginning");
    assert_eq!(english["body_html"], "<p>Forty-two boats.</p>\n");
    assert_eq!(english["category"]["name"], "News");
    assert_eq!(english["has_english"], true);
    assert_eq!(english["language"], json!(null));
    assert_eq!(english["published_at"], vietnamese["published_at"]);
}

#[tokio::test]
async fn without_a_version_the_vietnamese_one_is_answered_and_says_so() {
    let site = site().await;
    site.write_article("mot", "Chữ.");
    assert_eq!(site.import().await.created, 1);
    let answer = site.get("/articles/mot?lang=en").await;
    assert_eq!(answer.headers()["content-language"], "vi");
    let english: serde_json::Value = crate::site::read(answer, 200).await;
    assert_eq!(english["title"], "Bài mot");
    assert_eq!(english["language"], "vi");
    assert_eq!(english["has_english"], false);
    let vietnamese = site.json("/articles/mot").await;
    assert_eq!(vietnamese["language"], json!(null));
}

#[tokio::test]
async fn lists_show_english_titles_where_there_are_some() {
    let site = site_with(ENGLISH).await;
    site.write(
        "hai",
        article("hai", "Chữ.").replace("2026-11-20", "2026-11-21"),
    );
    assert_eq!(site.import().await.created, 2);
    for path in ["/articles?lang=en", "/articles?category=tin&lang=en"] {
        let list = site.json(path).await;
        assert_eq!(list["total"], 2);
        assert_eq!(list["items"][0]["title"], "Bài hai");
        assert_eq!(list["items"][0]["language"], "vi");
        assert_eq!(list["items"][1]["title"], "One");
        assert_eq!(list["items"][1]["language"], json!(null));
    }
    let home = site.json("/home?lang=en").await;
    assert_eq!(home["latest"][1]["title"], "One");
    assert_eq!(home["categories"][0]["category"]["name"], "News");
    let newer = site.json("/articles/hai?lang=en").await;
    assert_eq!(newer["older"]["title"], "One");
    assert_eq!(newer["related"][0]["lead"], "A beginning");
    let older = site.json("/articles/mot?lang=en").await;
    assert_eq!(older["newer"]["title"], "Bài hai");
    assert_eq!(older["newer"]["language"], "vi");
    let vietnamese = site.json("/articles/hai").await;
    assert_eq!(vietnamese["older"]["title"], "Bài mot");
}

#[tokio::test]
async fn words_are_found_in_the_asked_language_and_in_vietnamese() {
    let site = site_with(ENGLISH).await;
    assert_eq!(site.import().await.created, 1);
    for (path, total) in [
        ("/articles?lang=en&q=boats", 1),
        ("/articles?lang=en&q=thuyen", 1),
        ("/articles?q=thuyen", 1),
        ("/articles?q=boats", 0),
    ] {
        assert_eq!(site.json(path).await["total"], total, "{path}");
    }
}

#[tokio::test]
async fn a_version_that_changes_or_goes_is_taken_over() {
    let site = site_with(ENGLISH).await;
    assert_eq!(site.import().await.created, 1);
    assert_eq!(site.import().await.unchanged, 1);
    let file = site.content.join("mot/index.en.md");
    fs::write(&file, ENGLISH.replace("Forty-two", "Forty")).unwrap();
    assert_eq!(site.import().await.updated, 1);
    let english = site.json("/articles/mot?lang=en").await;
    assert_eq!(english["body_html"], "<p>Forty boats.</p>\n");
    fs::remove_file(file).unwrap();
    assert_eq!(site.import().await.updated, 1);
    let gone = site.json("/articles/mot?lang=en").await;
    assert_eq!(gone["language"], "vi");
}

#[tokio::test]
async fn photographs_are_told_in_the_language_of_the_version() {
    let site = site().await;
    let folder = site.write(
        "mot",
        article("mot", "Chữ.").replace("---\nChữ", "cover: a.jpg\ncover_alt: Núi\n---\nChữ"),
    );
    fs::write(folder.join("a.jpg"), jpeg(600, 400)).unwrap();
    fs::write(folder.join("b.jpg"), jpeg(500, 400)).unwrap();
    let english = ENGLISH.replace(
        "---\nForty",
        "cover_alt: Mountains\n---\n![A boat](b.jpg)\n\n| a |\n|---|\n| b |\n\nForty",
    );
    fs::write(folder.join("index.en.md"), english).unwrap();
    let report = site.import().await;
    assert_eq!(report.created, 1, "{:?}", told(&report));
    assert_eq!(site.json("/articles/mot").await["cover"]["alt"], "Núi");
    let english = site.json("/articles/mot?lang=en").await;
    assert_eq!(english["cover"]["alt"], "Mountains");
    let html = english["body_html"].as_str().unwrap();
    assert!(html.contains("<figcaption>A boat</figcaption>"), "{html}");
    assert!(html.contains("aria-label=\"Table\""), "{html}");
    assert_eq!(
        site.json("/articles?lang=en").await["items"][0]["cover"]["alt"],
        "Mountains"
    );
}

#[tokio::test]
async fn every_mistake_of_a_version_is_told_with_its_file_and_line_and_nothing_comes_in() {
    for (english, expected) in [
        ("Words.", vec!["1: thiếu phần thông tin đầu bài"]),
        ("---\nlead: a\n---\nWords.", vec!["1: thiếu `title`"]),
        (
            "---\ntitle: a\n---\n \n",
            vec!["1: bản tiếng Anh không có nội dung"],
        ),
        (
            "---\ntitle: a\nslug: b\ntags: [c]\nmood: d\n---\n\n![e](f.jpg)\n",
            vec![
                "3: `slug` chỉ viết trong bản tiếng Việt",
                "4: `tags` chỉ viết trong bản tiếng Việt",
                "5: không có khóa nào tên `mood`",
                "8: không có tệp “f.jpg”",
            ],
        ),
    ] {
        let site = site_with(english).await;
        let report = site.import().await;
        let told = told(&report);
        assert_eq!((report.created, report.failed), (0, 1), "{told:?}");
        assert!(
            told.len() == expected.len()
                && told
                    .iter()
                    .zip(&expected)
                    .all(|(told, part)| told.starts_with(part)),
            "{told:#?} is not {expected:#?}"
        );
        for mistake in report.mistakes {
            assert!(mistake.file.ends_with("mot/index.en.md"), "{mistake}");
        }
    }
}

#[tokio::test]
async fn a_version_in_another_encoding_is_told() {
    let site = site().await;
    let folder = site.write_article("mot", "Chữ.");
    fs::write(
        folder.join("index.en.md"),
        b"---\ntitle: caf\xe9\n---\nWords.",
    )
    .unwrap();
    assert_eq!(
        told(&site.import().await),
        ["2: văn bản không phải là UTF-8"]
    );
}

#[tokio::test]
async fn mistakes_of_both_versions_are_told_at_once() {
    let site = site_with("---\nlead: a\n---\nWords.").await;
    site.write("mot", article("mot", "![a](b.jpg)"));
    let told = told(&site.import().await);
    assert_eq!(told.len(), 2, "{told:?}");
}

#[tokio::test]
async fn a_version_without_its_article_is_told() {
    let site = site().await;
    let folder = site.content.join("mot");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("index.en.md"), ENGLISH).unwrap();
    let expected = "0: bản tiếng Anh không có bản tiếng Việt “index.md” bên cạnh";
    assert_eq!(told(&site.import().await), [expected]);
    let file = folder.join("index.en.md");
    assert_eq!(told(&site.import_paths(&[file]).await), [expected]);
}

#[tokio::test]
async fn files_beside_each_other_are_one_article() {
    let site = site().await;
    let path = |name: &str| site.content.join(name);
    fs::write(path("mot.md"), article("mot", "Chữ.")).unwrap();
    fs::write(path("mot.en.md"), ENGLISH).unwrap();
    let report = site
        .import_paths(&[path("mot.en.md"), path("mot.md")])
        .await;
    assert_eq!(report.created, 1, "{:?}", told(&report));
    assert_eq!(site.json("/articles/mot?lang=en").await["title"], "One");
}

#[tokio::test]
async fn a_town_without_english_keeps_versions_to_itself() {
    let site = TestSite::new().await;
    let folder = site.write_article("mot", "Chữ.");
    fs::write(folder.join("index.en.md"), ENGLISH).unwrap();
    assert_eq!(site.import().await.created, 1);
    assert_eq!(site.json("/articles/mot?lang=en").await["title"], "Bài mot");
}

/// Articles with links, one of them in both languages, and one without links.
async fn site_with_links() -> TestSite {
    let words = "word ".repeat(220);
    let english = format!("[Links](/lien-ket), [file](/media/a.pdf). {words} Forty");
    let site = site_with(&ENGLISH.replace("Forty", &english)).await;
    let vietnamese = "[Liên kết](/lien-ket), [đầu trang](#a), [tệp](/media/a.pdf).";
    site.write_article("mot", vietnamese);
    site.write_article("hai", vietnamese);
    site.write_article("ba", "Không có liên kết.");
    let report = site.import().await;
    assert_eq!(report.created, 3, "{:?}", told(&report));
    site
}

/// That links are right in both languages, with a version in English and without.
async fn assert_links(site: &TestSite) {
    for (path, pages) in [
        ("/articles/mot", "/lien-ket"),
        ("/articles/mot?lang=en", "/en/lien-ket"),
        ("/articles/hai", "/lien-ket"),
        ("/articles/hai?lang=en", "/en/lien-ket"),
    ] {
        let html = &site.json(path).await["body_html"];
        let html = html.as_str().unwrap();
        let link = format!("href=\"{pages}\"");
        assert_eq!(html.matches(&link).count(), 1, "{path}: {html}");
        assert!(html.contains("href=\"/media/a.pdf\""), "{path}: {html}");
    }
    let plain = &site.json("/articles/ba?lang=en").await["body_html"];
    assert_eq!(plain, "<p>Không có liên kết.</p>\n");
}

#[tokio::test]
async fn links_to_pages_lead_to_those_of_the_language_that_is_read() {
    assert_links(&site_with_links().await).await;
}

#[tokio::test]
async fn what_an_older_version_imported_is_brought_up_to_date() {
    let site = site_with_links().await;
    let mut store = SqliteConnectOptions::new()
        .filename(site.site.data_folder.join("conglang.db"))
        .connect()
        .await
        .unwrap();
    for sql in [
        "ALTER TABLE articles DROP COLUMN english_page_html",
        "ALTER TABLE article_translations DROP COLUMN words",
        "DROP TABLE removed_files",
        "UPDATE article_translations SET body_html = REPLACE(body_html, 'href=\"/en/', 'href=\"/')",
        "DELETE FROM _sqlx_migrations WHERE version BETWEEN 5 AND 7",
    ] {
        sqlx::query(sql).execute(&mut store).await.unwrap();
    }
    store.close().await.unwrap();
    let site = site.reopen().await;
    assert_links(&site).await;
    let english = &site.json("/articles/mot?lang=en").await;
    assert_eq!(english["reading_minutes"], 2);
    assert_eq!(site.import().await.unchanged, 3);
}

#[tokio::test]
async fn each_version_tells_how_long_it_takes_to_read() {
    let site = site_with(&ENGLISH.replace("Forty", &"word ".repeat(900))).await;
    site.write_article("hai", &"chữ ".repeat(500));
    assert_eq!(site.import().await.created, 2);
    for (path, minutes) in [
        ("/articles/mot", 1),
        ("/articles/mot?lang=en", 5),
        ("/articles/hai", 3),
        // Vietnamese on an English page.
        ("/articles/hai?lang=en", 3),
    ] {
        let article = site.json(path).await;
        assert_eq!(article["reading_minutes"], minutes, "{path}");
    }
    let list = site.json("/articles?lang=en").await;
    let items = list["items"].as_array().unwrap();
    let related = site.json("/articles/hai?lang=en").await["related"][0].take();
    let listed = items.iter().find(|summary| summary["title"] == "One");
    for summary in [listed.unwrap(), &related] {
        assert_eq!(summary["reading_minutes"], 5);
    }
}
