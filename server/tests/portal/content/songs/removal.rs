//! `conglang songs`, beside a serving portal.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Command, Stdio},
};

use conglang_server::media_lock::MediaLock;

use super::{MP3, write_song};
use crate::{
    content::photo::jpeg,
    site::{TestSite, article},
};

const OPUS: &[u8] = include_bytes!("../../recordings/tone.opus");

/// What `conglang songs` with these words ends with: code, output and errors.
fn songs(site: &TestSite, words: &[&str]) -> (i32, String, String) {
    let output = command(site, words).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap();
    (code, text(output.stdout), text(output.stderr))
}

fn command(site: &TestSite, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_conglang"));
    command
        .arg("songs")
        .arg("--site")
        .arg(site.content.with_file_name("site.toml"))
        .arg("--data")
        .arg(&site.site.data_folder)
        .args(words);
    command
}

/// All that lies in the media folder.
fn files(site: &TestSite) -> Vec<PathBuf> {
    let folder = site.site.data_folder.join("media");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

/// Where the recording of a song lies.
async fn recording(site: &TestSite, slug: &str) -> PathBuf {
    let song = site.json(&format!("/songs/{slug}")).await;
    let url = song["audio_url"].as_str().unwrap();
    let name = url.strip_prefix("/media/").unwrap();
    site.site.data_folder.join("media").join(name)
}

#[tokio::test]
async fn songs_are_listed_and_one_is_removed_with_its_files() {
    let site = TestSite::new().await;
    let folder = write_song(&site, "mot", "composer: Tổ nhạc\ncover: bia.jpg\n", MP3);
    fs::write(folder.join("bia.jpg"), jpeg(600, 600)).unwrap();
    write_song(&site, "hai", "", OPUS);
    site.import().await;
    let (code, list, errors) = songs(&site, &["list"]);
    assert_eq!(code, 0, "{errors}");
    assert_eq!(
        list,
        "hai · Bài hai · 0:02\nmot · Bài mot · Tổ nhạc · 0:02\n"
    );

    let kept = recording(&site, "hai").await;
    assert!(files(&site).len() > 2);
    let (code, told, errors) = songs(&site, &["remove", "mot", "khong-co", "../hai"]);
    assert_eq!(told, "mot: đã gỡ “Bài mot”\n");
    assert_eq!(
        errors,
        "khong-co: không có ca khúc này\n../hai: không có ca khúc này\n"
    );
    assert_eq!(code, 1);
    // The portal that serves knows of it.
    assert_eq!(site.get("/songs/mot").await.status(), 404);
    assert_eq!(site.json("/songs").await.as_array().unwrap().len(), 1);
    assert_eq!(files(&site), [kept]);

    // What is in the folder comes in again.
    assert_eq!(site.import().await.created, 1);
    assert!(recording(&site, "mot").await.exists());
    assert_eq!(songs(&site, &["remove", "mot", "hai"]).0, 0);
    assert_eq!(site.json("/site").await["features"]["songs"], false);
    assert!(files(&site).is_empty());
}

#[tokio::test]
async fn a_file_that_something_else_uses_stays() {
    let site = TestSite::new().await;
    let picture = jpeg(600, 600);
    for slug in ["mot", "hai"] {
        let folder = write_song(&site, slug, "cover: bia.jpg\n", MP3);
        fs::write(folder.join("bia.jpg"), &picture).unwrap();
    }
    let text =
        article("bai", "![Ảnh](anh.jpg)").replace("category: tin", "category: tin\naudio: doc.mp3");
    let folder = site.write("bai", text);
    fs::write(folder.join("anh.jpg"), &picture).unwrap();
    fs::write(folder.join("doc.mp3"), OPUS).unwrap();
    write_song(&site, "ba", "", OPUS);
    assert_eq!(site.import().await.created, 4);
    let all = files(&site);
    // The recording of another song, the photograph of an article, what an article reads out.
    assert_eq!(songs(&site, &["remove", "mot", "ba"]).0, 0);
    assert_eq!(files(&site), all);
    let of_songs = recording(&site, "hai").await;
    assert_eq!(songs(&site, &["remove", "hai"]).0, 0);
    assert!(!of_songs.exists());
    assert_eq!(files(&site).len(), all.len() - 1);
}

#[tokio::test]
async fn a_removal_that_broke_off_is_taken_up_by_the_next_import() {
    let site = TestSite::new().await;
    let one = write_song(&site, "mot", "", MP3);
    write_song(&site, "hai", "", OPUS);
    site.import().await;
    let (gone, kept) = (recording(&site, "mot").await, recording(&site, "hai").await);
    // Both are out, and the process ended before it came to their files.
    for slug in ["mot", "hai"] {
        let removed = site.site.store.remove_song(&slug.parse().unwrap()).await;
        assert!(removed.unwrap().is_some());
    }
    assert!(gone.exists() && kept.exists());
    // One of them came back meanwhile, beside another import.
    fs::remove_dir_all(one).unwrap();
    let other = MediaLock::shared(&site.site.data_folder).unwrap();
    assert_eq!(site.import().await.created, 1);
    assert!(gone.exists());
    drop(other);
    assert_eq!(site.import().await.unchanged, 1);
    assert_eq!(files(&site), [kept]);
}

#[tokio::test]
async fn files_wait_for_an_import_that_runs_and_the_song_does_not() {
    let site = TestSite::new().await;
    write_song(&site, "mot", "", MP3);
    site.import().await;
    let file = recording(&site, "mot").await;
    let import = MediaLock::shared(&site.site.data_folder).unwrap();
    let mut removal = command(&site, &["remove", "mot"])
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut told = String::new();
    let errors = removal.stderr.as_mut().unwrap();
    BufReader::new(errors).read_line(&mut told).unwrap();
    assert!(told.contains("chờ"), "{told}");
    assert_eq!(site.get("/songs/mot").await.status(), 404);
    assert!(file.exists());
    drop(import);
    assert!(removal.wait().unwrap().success());
    assert!(!file.exists());
}
