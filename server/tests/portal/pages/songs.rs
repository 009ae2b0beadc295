//! `/ca-khuc` and `/ca-khuc/{slug}`, as they come from the server.

use std::fs;

use axum::http::StatusCode;

use super::support::{Portal, attribute, tags, value_beside};
use crate::site::{ENGLISH_TOML, TestSite};

const MP3: &[u8] = include_bytes!("../recordings/tone.mp3");
const NAMED: &str = "[[songs]]\ntitle = \"Núi Hồng sông Lam\"\ncomposer = \"Quốc Việt\"\n";

/// A portal with the song `ru-nuoc`, whose title needs escaping, and one that is only named.
async fn portal() -> Portal {
    with_song(Portal::with(NAMED).await).await
}

async fn with_song(portal: Portal) -> Portal {
    let folder = portal.content.content.join("ru-nuoc");
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("song.yaml"),
        "title: \"Ru <nước>\"\ncomposer: Nhạc sĩ\nlicence: CC0\nnote: Một khúc ru.\n\
         lyrics: |\n  [00:00.50]Một\n  [00:01.00]\n  [00:01.50]Hai\n",
    )
    .unwrap();
    fs::write(folder.join("a.mp3"), MP3).unwrap();
    let report = portal.content.import().await;
    assert_eq!(report.created, 1, "{:?}", report.mistakes);
    portal
}

#[tokio::test]
async fn the_list_is_heard_without_scripts_and_names_the_other_songs() {
    let page = portal().await.get("/ca-khuc").await;
    assert_eq!(page.status, StatusCode::OK);
    let html = page.text();
    assert!(html.contains("<title>Ca khúc · Cổng thử</title>"), "{html}");
    let audio = tags(html, "audio");
    assert_eq!(audio.len(), 1);
    assert!(audio[0].contains(" controls") && audio[0].contains("preload=\"none\""));
    let source = tags(html, "source")
        .into_iter()
        .find(|tag| attribute(tag, "type") == Some("audio/mpeg"))
        .expect("a recording");
    let address = attribute(source, "src").expect("an address");
    assert!(address.starts_with("/media/") && address.ends_with(".mp3"));
    for text in [
        "href=\"/ca-khuc/ru-nuoc\"",
        "Ru &lt;nước&gt;",
        "Nhạc: Nhạc sĩ",
        "0:02",
        "Núi Hồng sông Lam",
        "Nhạc: Quốc Việt",
    ] {
        assert!(html.contains(text), "{text} is not in {html}");
    }
}

#[tokio::test]
async fn a_song_has_a_page_with_its_lyrics() {
    let portal = portal().await;
    let page = portal.get("/ca-khuc/ru-nuoc").await;
    assert_eq!(page.status, StatusCode::OK);
    let html = page.text();
    assert_eq!(
        value_beside(html, "link", "rel=\"canonical\"", "href"),
        Some("https://thu.example/ca-khuc/ru-nuoc")
    );
    assert_eq!(
        value_beside(html, "meta", "name=\"description\"", "content"),
        Some("Một khúc ru.")
    );
    for text in [
        "data-time=\"500\"",
        ">Một<",
        ">Hai<",
        "CC0",
        "Lời bài hát",
        "Lưu để nghe sau",
    ] {
        assert!(html.contains(text), "{text} is not in {html}");
    }
    // The pause parts two verses.
    assert_eq!(html.matches("lyrics__verse").count(), 2);

    for path in ["/ca-khuc/khong-co", "/ca-khuc/Kh%C3%B4ng"] {
        let page = portal.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.text().contains("Không có ca khúc này"));
    }
}

#[tokio::test]
async fn an_english_page_says_what_of_a_song_is_vietnamese() {
    let content = TestSite::with_settings(ENGLISH_TOML).await;
    let portal = with_song(Portal { content }).await;
    let title = "<span lang=\"vi\">Ru &lt;nước&gt;</span>";
    for path in ["/en/ca-khuc", "/en/ca-khuc/ru-nuoc"] {
        let page = portal.get(path).await;
        // The title itself, and in the name of the button.
        assert!(page.text().matches(title).count() >= 2, "{}", page.text());
    }
    let page = portal.get("/en/ca-khuc/ru-nuoc").await;
    for part in [
        "class=\"lyrics__verse\"",
        "<span lang=\"vi\">Một khúc ru.</span>",
    ] {
        assert!(page.text().contains(part), "{part}");
    }
    let verses = tags(page.text(), "p").into_iter();
    let mut verses = verses.filter(|tag| attribute(tag, "class") == Some("lyrics__verse"));
    assert!(verses.all(|tag| attribute(tag, "lang") == Some("vi")));
    let own = portal.get("/ca-khuc/ru-nuoc").await;
    assert!(!own.text().contains(title), "{}", own.text());
}

#[tokio::test]
async fn a_portal_without_songs_says_so_and_has_no_block() {
    let page = Portal::empty().await.get("/ca-khuc").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Cổng chưa có ca khúc nào."));
    assert!(tags(page.text(), "audio").is_empty());
}
