//! `GET songs`, `GET songs/{slug}`, and the import that puts songs in.

mod mistakes;
mod recordings;
mod removal;

use std::{fs, path::PathBuf};

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use serde_json::{Value, json};

use super::{import::told, photo::jpeg};
use crate::site::{TestSite, bytes, call, read};

/// A tone of two seconds.
pub const MP3: &[u8] = include_bytes!("../recordings/tone.mp3");
const NAMED: &str = "[[songs]]\ntitle = \"Núi Hồng sông Lam\"\ncomposer = \"Quốc Việt\"\n";

/// Writes a song folder `slug` with `yaml` behind its title.
pub fn write_song(site: &TestSite, slug: &str, yaml: &str, recording: &[u8]) -> PathBuf {
    let folder = site.content.join(slug);
    fs::create_dir_all(&folder).unwrap();
    let yaml = format!("title: \"Bài {slug}\"\n{yaml}");
    fs::write(folder.join("song.yaml"), yaml).unwrap();
    fs::write(folder.join("thu.mp3"), recording).unwrap();
    folder
}

#[tokio::test]
async fn a_song_comes_in_with_cover_and_timed_lyrics() {
    let site = TestSite::with(NAMED).await;
    let folder = write_song(
        &site,
        "sao-chieu",
        "slug: sao-chieu\ncomposer: Tổ kỹ thuật\nlyricist: Người viết\nsinger: Đàn bầu\nyear: 2026\n\
         licence: CC0\nnote: Viết cho cổng.\ncover: bìa.jpg\ncover_alt: Tranh sông\nlyrics: lời.lrc\n",
        MP3,
    );
    fs::write(folder.join("bìa.jpg"), jpeg(600, 600)).unwrap();
    fs::write(
        folder.join("lời.lrc"),
        "[ti:Sáo]\r\n[00:01.50]Hai\r\n[00:00.50]Một\r\n[00:01.90]\r\n",
    )
    .unwrap();
    let report = site.import().await;
    assert_eq!(report.created, 1, "{:?}", told(&report));

    let song = site.json("/songs/sao-chieu").await;
    for (key, value) in [
        ("title", json!("Bài sao-chieu")),
        ("composer", json!("Tổ kỹ thuật")),
        ("lyricist", json!("Người viết")),
        ("singer", json!("Đàn bầu")),
        ("year", json!(2026)),
        ("licence", json!("CC0")),
        ("note", json!("Viết cho cổng.")),
        ("duration_s", json!(2)),
        ("media_type", json!("audio/mpeg")),
        ("size_bytes", json!(MP3.len())),
        (
            "lyrics",
            json!({"timed": true, "lines": [
                {"time_ms": 500, "text": "Một"},
                {"time_ms": 1500, "text": "Hai"},
                {"time_ms": 1900, "text": ""},
            ]}),
        ),
    ] {
        assert_eq!(song[key], value, "{key}");
    }
    assert_eq!(song["cover"]["alt"], "Tranh sông");
    assert_eq!(song["cover"]["width"], 600);

    let list = site.json("/songs").await;
    assert_eq!(list[0]["slug"], "sao-chieu");
    assert_eq!(list[0]["has_lyrics"], true);
    assert_eq!(list[0]["audio_url"], song["audio_url"]);
    assert_eq!(list[0]["duration_s"], 2);
    assert_eq!(list[1]["title"], "Núi Hồng sông Lam");
    assert_eq!(list[1]["slug"], Value::Null);
    assert_eq!(list[1]["audio_url"], Value::Null);
    assert_eq!(list.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_pair_of_files_is_a_song_named_by_them_and_words_may_stand_in_the_yaml() {
    let site = TestSite::new().await;
    fs::write(
        site.content.join("que-toi.yaml"),
        "title: Quê tôi\nlyrics: |\n  Một\n\n  Hai\n",
    )
    .unwrap();
    fs::write(site.content.join("que-toi.MP3"), MP3).unwrap();
    fs::write(
        site.content.join("ru-con.yml"),
        "title: Ru con\naudio: que-toi.MP3\n",
    )
    .unwrap();
    let report = site.import().await;
    assert_eq!(report.created, 2, "{:?}", told(&report));
    let song = site.json("/songs/que-toi").await;
    assert_eq!(
        song["lyrics"],
        json!({"timed": false, "lines": [
            {"time_ms": null, "text": "Một"},
            {"time_ms": null, "text": ""},
            {"time_ms": null, "text": "Hai"},
        ]})
    );
    assert_eq!(site.json("/songs/ru-con").await["lyrics"], Value::Null);
    let again = site
        .import_paths(&[site.content.join("que-toi.yaml")])
        .await;
    assert_eq!(again.unchanged, 1);
}

#[tokio::test]
async fn a_second_import_changes_nothing_and_an_edit_of_any_file_updates() {
    let site = TestSite::new().await;
    let folder = write_song(&site, "mot", "lyrics: loi.txt\n", MP3);
    fs::write(folder.join("loi.txt"), "Cũ").unwrap();
    assert_eq!(site.import().await.created, 1);
    assert_eq!(site.import().await.unchanged, 1);
    fs::write(folder.join("loi.txt"), "Mới").unwrap();
    assert_eq!(site.import().await.updated, 1);
    let song = site.json("/songs/mot").await;
    assert_eq!(song["lyrics"]["lines"][0]["text"], "Mới");
    let opus = include_bytes!("../recordings/tone.opus");
    fs::write(folder.join("thu.mp3"), opus).unwrap();
    assert_eq!(site.import().await.updated, 1);
    let song = site.json("/songs/mot").await;
    assert_eq!(song["media_type"], "audio/ogg", "by its content");
    assert_eq!(site.import().await.unchanged, 1);
}

#[tokio::test]
async fn articles_and_songs_come_in_together_in_their_order() {
    let site = TestSite::with(NAMED).await;
    site.write_article("bai", "Chữ.");
    write_song(&site, "a-truoc", "order: 2\n", MP3);
    write_song(&site, "b-giua", "order: 1\n", MP3);
    write_song(&site, "c-dau", "title: x\n", MP3);
    fs::write(
        site.content.join("c-dau/song.yaml"),
        "title: Núi Hồng sông Lam\norder: -1\n",
    )
    .unwrap();
    let report = site.import().await;
    assert_eq!(report.created, 4, "{:?}", told(&report));
    let list = site.json("/songs").await;
    let slugs: Vec<_> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|song| song["slug"].clone())
        .collect();
    // The named song has its recording now.
    assert_eq!(slugs, ["c-dau", "b-giua", "a-truoc"]);
}

#[tokio::test]
async fn a_song_that_is_not_there_is_not_found_nor_any_while_the_feature_is_off() {
    let site = TestSite::new().await;
    write_song(&site, "mot", "", MP3);
    assert_eq!(site.json("/site").await["features"]["songs"], false);
    site.import().await;
    assert_eq!(site.json("/site").await["features"]["songs"], true);
    for path in ["/songs/khong-co", "/songs/Kh%C3%B4ng"] {
        let problem: Value = read(site.get(path).await, 404).await;
        assert_eq!(problem["code"], "not_found");
    }

    let site = TestSite::with("[features]\nsongs = false\n").await;
    write_song(&site, "mot", "", MP3);
    assert_eq!(site.import().await.created, 1);
    assert_eq!(site.json("/songs").await, json!([]));
    assert_eq!(site.get("/songs/mot").await.status(), StatusCode::NOT_FOUND);
    assert_eq!(site.json("/site").await["features"]["songs"], false);
}

#[tokio::test]
async fn what_a_client_has_is_not_sent_again() {
    let site = TestSite::new().await;
    write_song(&site, "mot", "", MP3);
    site.import().await;
    for path in ["/songs", "/songs/mot"] {
        let tag = site.get(path).await.headers()[header::ETAG].clone();
        let request = call("GET", path).header(header::IF_NONE_MATCH, &tag);
        let response = site.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(response.status(), StatusCode::NOT_MODIFIED, "{path}");
        write_song(&site, "mot", "year: 2026\n", MP3);
        site.import().await;
        let changed = site.get(path).await.headers()[header::ETAG].clone();
        assert_ne!(changed, tag, "{path}");
        write_song(&site, "mot", "", MP3);
        site.import().await;
    }
}

#[tokio::test]
async fn a_recording_is_served_in_parts_uncompressed_and_under_its_type() {
    let site = TestSite::new().await;
    let m4a: &[u8] = include_bytes!("../recordings/tone.m4a");
    write_song(&site, "mot", "", m4a);
    site.import().await;
    let song = site.json("/songs/mot").await;
    let url = song["audio_url"].as_str().unwrap().to_owned();
    let ask = async |range: Option<&str>| {
        let mut request = Request::get(&url).header(header::ACCEPT_ENCODING, "gzip, br");
        if let Some(range) = range {
            request = request.header(header::RANGE, range);
        }
        site.send(request.body(Body::empty()).unwrap()).await
    };

    let whole = ask(None).await;
    assert_eq!(whole.status(), StatusCode::OK);
    assert_eq!(whole.headers()[header::CONTENT_TYPE], "audio/mp4");
    assert_eq!(whole.headers()[header::ACCEPT_RANGES], "bytes");
    assert_eq!(
        whole.headers()[header::CONTENT_LENGTH],
        m4a.len().to_string()
    );
    assert!(!whole.headers().contains_key(header::CONTENT_ENCODING));
    let kept = whole.headers()[header::CACHE_CONTROL].to_str().unwrap();
    assert!(kept.contains("immutable"), "{kept}");
    assert_eq!(bytes(whole).await, m4a);

    let part = ask(Some("bytes=100-199")).await;
    assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT);
    let range = format!("bytes 100-199/{}", m4a.len());
    assert_eq!(part.headers()[header::CONTENT_RANGE], range);
    assert_eq!(bytes(part).await, m4a[100..200]);
    let end = ask(Some("bytes=-50")).await;
    assert_eq!(bytes(end).await, m4a[m4a.len() - 50..]);

    let behind = ask(Some("bytes=999999-")).await;
    assert_eq!(behind.status(), StatusCode::RANGE_NOT_SATISFIABLE);
    let range = format!("bytes */{}", m4a.len());
    assert_eq!(behind.headers()[header::CONTENT_RANGE], range);
}
