//! What is wrong with a song is told with file and line, all at once, and the other songs go in.

use std::fs;

use super::{MP3, told, write_song};
use crate::site::TestSite;

#[tokio::test]
async fn all_mistakes_of_a_song_are_told_at_once() {
    let site = TestSite::new().await;
    let folder = write_song(
        &site,
        "xau",
        "slug: Xấu\nyear: xưa\naudio: ../tot/thu.mp3\ncover: khong.jpg\nlyrics: loi.lrc\nsingr: ai\n",
        MP3,
    );
    fs::write(folder.join("loi.lrc"), "[00:01.00]a\nb\n").unwrap();
    write_song(&site, "tot", "", MP3);
    let report = site.import().await;
    assert_eq!((report.created, report.failed), (1, 1));
    let told = told(&report);
    let parts = [
        "2: không có mốc thời gian", // of the lyrics
        "2: `slug` “Xấu”",
        "3: “xưa” không phải là một năm",
        "4: “../tot/thu.mp3” nằm ngoài thư mục",
        "5: không có tệp “khong.jpg”",
        "7: không có khóa nào tên `singr`",
    ];
    for part in parts {
        let (line, reason) = part.split_once(": ").unwrap();
        assert!(
            told.iter()
                .any(|told| told.starts_with(&format!("{line}: ")) && told.contains(reason)),
            "{part} is not in {told:#?}"
        );
    }
}

/// What is told of a folder of songs.
async fn told_of(files: &[(&str, &[u8])]) -> Vec<String> {
    let site = TestSite::new().await;
    for (name, content) in files {
        let file = site.content.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
    }
    told(&site.import().await)
}

#[tokio::test]
async fn what_has_no_partner_or_two_meanings_is_told() {
    for (files, part) in [
        (&[("a.mp3", MP3)][..], "không có “a.yaml” bên cạnh"),
        (&[("a.yaml", b"title: a")], "không có tệp âm thanh bên cạnh"),
        (
            &[("a/song.yaml", b"title: a")],
            "không có tệp âm thanh bên cạnh",
        ),
        (
            &[
                ("a/song.yaml", b"title: a"),
                ("a/1.mp3", MP3),
                ("a/2.mp3", MP3),
            ],
            "có 2 tệp âm thanh bên cạnh",
        ),
        (
            &[("a/song.yaml", b"title: a"), ("a/index.md", b"")],
            "không rõ là bài viết hay ca khúc",
        ),
        (
            &[("Bài hát/song.yaml", b"title: a"), ("Bài hát/1.mp3", MP3)],
            "thiếu `slug`",
        ),
        (
            &[
                ("a/song.yaml", b"title: a\nlyrics: \"\xff\""),
                ("a/1.mp3", MP3),
            ],
            "văn bản không phải là UTF-8",
        ),
        (&[("a/song.yaml", b""), ("a/1.mp3", MP3)], "thiếu `title`"),
        (
            &[
                ("a/song.yaml", b"title: a\nlyrics: |\n  [00:01.00]a\n  b\n"),
                ("a/1.mp3", MP3),
            ],
            "4: dòng lời không có mốc thời gian",
        ),
    ] {
        let told = told_of(files).await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains(part), "{told:?} is not {part}");
    }
}

#[tokio::test]
async fn of_two_songs_with_one_slug_the_first_comes_in() {
    let site = TestSite::new().await;
    write_song(&site, "a", "slug: mot\n", MP3);
    write_song(&site, "b", "slug: mot\n", MP3);
    let report = site.import().await;
    assert_eq!((report.created, report.failed), (1, 1));
    assert_eq!(told(&report), ["2: slug “mot” đã có ở một ca khúc khác"]);
    assert_eq!(site.json("/songs/mot").await["title"], "Bài a");
}
