//! What helps to read an article and to pass it on, as it comes from the server.

use std::fs;

use axum::http::{StatusCode, header};

use super::support::{Portal, article, attribute, tags, value_beside};

const PATH: &str = "/bai-viet/bai-mot";
const MP3: &[u8] = include_bytes!("../recordings/tone.mp3");

#[tokio::test]
async fn an_article_tells_how_long_it_takes_to_read() {
    // 220 syllables a minute, title and lead among them.
    let portal = Portal::with_article(&"chữ ".repeat(500)).await;
    let article = portal.get("/api/v1/articles/bai-mot").await.json();
    assert_eq!(article["reading_minutes"], 3);
    let list = portal.get("/api/v1/articles").await.json();
    assert_eq!(list["items"][0]["reading_minutes"], 3);
    assert!(portal.get(PATH).await.text().contains("3 phút đọc"));
}

#[tokio::test]
async fn without_scripts_an_article_is_shared_by_links_and_heard_by_its_recording() {
    let portal = Portal::empty().await;
    let text = article("bai-mot", "Chữ.").replace("category: tin", "category: tin\naudio: doc.mp3");
    let folder = portal.content.write("bai-mot", text);
    fs::write(folder.join("doc.mp3"), MP3).unwrap();
    assert_eq!(portal.content.import().await.created, 1);
    let page = portal.get(PATH).await;
    let html = page.text();
    let player = tags(html, "audio")[0];
    assert!(player.contains(" controls"), "{player}");
    assert_eq!(attribute(player, "preload"), Some("none"));
    let file = portal.get(attribute(player, "src").unwrap()).await;
    assert_eq!(file.header(header::CONTENT_TYPE), "audio/mpeg");
    let links = tags(html, "a");
    for service in ["zalo", "facebook"] {
        let href = format!("href=\"{PATH}/{service}\"");
        let link = links.iter().find(|link| link.contains(&href)).unwrap();
        // The router of the app leaves it to the browser.
        assert!(attribute(link, "rel").unwrap().contains("external"));
    }
}

#[tokio::test]
async fn a_service_is_told_the_public_address() {
    let portal = Portal::with_article("Chữ.").await;
    let facebook = portal.get(&format!("{PATH}/facebook")).await;
    assert_eq!(facebook.status, StatusCode::SEE_OTHER);
    assert_eq!(
        facebook.header(header::LOCATION),
        "https://www.facebook.com/sharer/sharer.php\
         ?u=https%3A%2F%2Fthu%2Eexample%2Fbai%2Dviet%2Fbai%2Dmot"
    );
    let zalo = portal.get(&format!("{PATH}/zalo")).await;
    assert_eq!(zalo.status, StatusCode::SEE_OTHER);
    assert!(
        zalo.header(header::LOCATION)
            .starts_with("https://button-share.zalo.me/")
    );
    for path in ["/bai-viet/khong-co/zalo", "/bai-viet/Kh%C3%B4ng/facebook"] {
        let missing = portal.get(path).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND, "{path}");
        assert!(missing.text().starts_with("<!DOCTYPE html>"), "{path}");
    }
}

#[tokio::test]
async fn the_page_carries_its_address_as_a_code_for_paper() {
    let portal = Portal::with_article("Chữ.").await;
    let page = portal.get(PATH).await;
    let html = page.text();
    assert!(html.contains("https://thu.example/bai-viet/bai-mot</span>"));
    let src = value_beside(html, "img", "class=\"paper__code\"", "src").unwrap();
    let code = portal.get(src).await;
    assert_eq!(code.status, StatusCode::OK);
    assert_eq!(code.header(header::CONTENT_TYPE), "image/svg+xml");
    assert!(code.text().contains("<svg"));
    let tag = code.header(header::ETAG).to_owned();
    let again = portal.get_with(src, &[(header::IF_NONE_MATCH, &tag)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    let missing = portal.get("/bai-viet/khong-co/qr.svg").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}
