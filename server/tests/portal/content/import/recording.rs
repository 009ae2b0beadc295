//! An article that somebody reads out.

use std::fs;

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use http_body_util::BodyExt;

use super::told;
use crate::site::{TestSite, article};

const M4A: &[u8] = include_bytes!("../../recordings/tone.m4a");
const MP3: &[u8] = include_bytes!("../../recordings/tone.mp3");
const VIDEO: &[u8] = include_bytes!("../../recordings/video.mp4");

/// The article `mot` with `recording` as its `doc.mp3`.
fn write(site: &TestSite, recording: &[u8]) {
    let text = article("mot", "Văn bản.").replace("category: tin", "category: tin\naudio: doc.mp3");
    let folder = site.write("mot", text);
    fs::write(folder.join("doc.mp3"), recording).unwrap();
}

#[tokio::test]
async fn a_recording_comes_in_by_its_content_and_is_served_in_parts() {
    let site = TestSite::new().await;
    // It is told by what it is, not by how it is called.
    write(&site, M4A);
    let report = site.import().await;
    assert_eq!(report.created, 1, "{:?}", told(&report));
    let audio = &site.json("/articles/mot").await["audio"];
    assert_eq!(audio["media_type"], "audio/mp4");
    assert_eq!(audio["size_bytes"], M4A.len());
    let url = audio["url"].as_str().unwrap();
    assert!(url.starts_with("/media/") && url.ends_with(".m4a"), "{url}");
    let request = Request::get(url)
        .header(header::RANGE, "bytes=100-199")
        .body(Body::empty())
        .unwrap();
    let part = site.send(request).await;
    assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.headers()[header::CONTENT_TYPE], "audio/mp4");
    let bytes = part.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(bytes, M4A[100..200]);

    assert_eq!(site.import().await.unchanged, 1);
    write(&site, MP3);
    assert_eq!(site.import().await.updated, 1);
    let audio = &site.json("/articles/mot").await["audio"];
    assert_eq!(audio["media_type"], "audio/mpeg");
    site.write_article("mot", "Văn bản.");
    assert_eq!(site.import().await.updated, 1);
    assert!(site.json("/articles/mot").await["audio"].is_null());
}

#[tokio::test]
async fn what_is_no_recording_keeps_the_article_out_and_is_told_at_its_key() {
    for (recording, reason) in [
        (&b"day la chu"[..], "không phải là âm thanh"),
        (b"", "trống"),
        (&MP3[..MP3.len() / 2], "cắt cụt"),
        (VIDEO, "có hình"),
    ] {
        let site = TestSite::new().await;
        write(&site, recording);
        let report = site.import().await;
        assert_eq!((report.created, report.failed), (0, 1));
        let told = told(&report);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("5: “doc.mp3”"), "{told:?}");
        assert!(told[0].contains(reason), "{told:?}");
    }
    let site = TestSite::new().await;
    let text = article("mot", "").replace("category: tin", "category: tin\naudio: ../doc.mp3");
    site.write("mot", text);
    assert!(told(&site.import().await)[0].contains("nằm ngoài"));
}
