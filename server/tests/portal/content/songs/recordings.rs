//! What is taken for a recording, and its length.

use std::fs;

use super::{MP3, told, write_song};
use crate::site::TestSite;

const HEADERLESS: &[u8] = include_bytes!("../../recordings/tone-without-header.mp3");
const M4A: &[u8] = include_bytes!("../../recordings/tone.m4a");
const AAC: &[u8] = include_bytes!("../../recordings/tone.aac");
const OPUS: &[u8] = include_bytes!("../../recordings/tone.opus");
const VORBIS: &[u8] = include_bytes!("../../recordings/tone.ogg");

/// The only mistake of a song with `recording`.
async fn only_mistake(recording: &[u8]) -> String {
    let site = TestSite::new().await;
    write_song(&site, "xau", "composer: a\naudio: thu.mp3\n", recording);
    write_song(&site, "tot", "", MP3);
    let report = site.import().await;
    let told = told(&report);
    assert_eq!(
        (report.created, report.failed, told.len()),
        (1, 1, 1),
        "{told:?}"
    );
    assert!(report.mistakes[0].file.ends_with("xau/song.yaml"));
    told[0].clone()
}

#[tokio::test]
async fn each_kind_is_told_by_its_content_with_its_length() {
    let site = TestSite::new().await;
    let kinds = [
        ("mp3", MP3, "audio/mpeg"),
        ("khong-dau", HEADERLESS, "audio/mpeg"),
        ("m4a", M4A, "audio/mp4"),
        ("aac", AAC, "audio/aac"),
        ("opus", OPUS, "audio/ogg"),
        ("vorbis", VORBIS, "audio/ogg"),
    ];
    for (slug, recording, _) in kinds {
        write_song(&site, slug, "", recording);
    }
    let report = site.import().await;
    assert_eq!(report.created, kinds.len(), "{:?}", told(&report));
    for (slug, recording, media_type) in kinds {
        let song = site.json(&format!("/songs/{slug}")).await;
        assert_eq!(song["media_type"], media_type, "{slug}");
        assert_eq!(song["duration_s"], 2, "{slug}");
        let url = song["audio_url"].as_str().unwrap();
        let name = url.strip_prefix("/media/").unwrap();
        let stored = fs::read(site.site.data_folder.join("media").join(name)).unwrap();
        assert_eq!(stored, recording, "{slug}");
    }
}

#[tokio::test]
async fn what_is_no_recording_is_told() {
    let wav = include_bytes!("../../recordings/tone.wav");
    let video = include_bytes!("../../recordings/video.mp4");
    let layer_2 = include_bytes!("../../recordings/layer2.mp2");
    let lossless = include_bytes!("../../recordings/alac.m4a");
    let long_text = "Đây là văn bản. ".repeat(1000);
    let page: &[u8] = b"<!DOCTYPE html><script>alert(1)</script>";
    for (recording, part) in [
        (&b""[..], "tệp âm thanh trống"),
        (long_text.as_bytes(), "không phải là âm thanh MP3"),
        (page, "không phải là âm thanh MP3"),
        (&super::jpeg(40, 40), "không phải là âm thanh MP3"),
        (b"ID3", "không phải là âm thanh MP3"),
        (&[0xff; 4000], "không phải là âm thanh MP3"),
        (&[0; 4000], "không phải là âm thanh MP3"),
        (wav, "âm thanh Wav"),
        (video, "tệp có hình"),
        (layer_2, "phải là MP3"),
        (lossless, "phải dùng AAC"),
    ] {
        let told = only_mistake(recording).await;
        assert!(
            told.starts_with("3: ") && told.contains(part) && told.contains("thu.mp3"),
            "{told}\nis not {part}"
        );
    }
}

#[tokio::test]
async fn a_recording_that_was_cut_off_is_told() {
    for recording in [MP3, M4A, AAC, OPUS, VORBIS] {
        for kept in [recording.len() * 2 / 3, recording.len() - 1] {
            let told = only_mistake(&recording[..kept]).await;
            assert!(told.contains("bị cắt cụt"), "{kept}: {told}");
        }
    }
}

#[tokio::test]
async fn a_huge_recording_is_told_without_being_read() {
    let site = TestSite::new().await;
    let folder = write_song(&site, "to", "", MP3);
    let file = fs::File::options()
        .write(true)
        .open(folder.join("thu.mp3"))
        .unwrap();
    file.set_len(41 << 20).unwrap();
    assert_eq!(
        told(&site.import().await),
        ["1: tệp “thu.mp3” lớn 41 MB, tối đa 40 MB"]
    );
}

#[tokio::test]
async fn no_bytes_trip_the_import() {
    let site = TestSite::new().await;
    // Each byte of the beginning is spoilt once, in songs of one import.
    let mut number = 0;
    for (name, recording) in [("mp3", MP3), ("m4a", M4A), ("aac", AAC), ("opus", OPUS)] {
        for position in (0..200).step_by(3) {
            let mut spoilt = recording.to_vec();
            spoilt[position] ^= 0xff;
            write_song(&site, &format!("{name}-{position}"), "", &spoilt);
            number += 1;
        }
    }
    let report = site.import().await;
    assert_eq!(report.created + report.failed, number);
    let tripped: Vec<_> = told(&report)
        .into_iter()
        .filter(|told| told.contains("sự cố"))
        .collect();
    assert_eq!(tripped, Vec::<String>::new());
}
