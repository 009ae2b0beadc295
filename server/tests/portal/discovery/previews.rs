//! What messengers show beside a link.

use axum::http::{StatusCode, header};
use image::{GenericImageView, ImageFormat, Rgba};

use crate::{
    pages::support::{Portal, attribute, tags},
    site::{ENGLISH_TOML, TestSite},
};

/// The content of the `<meta>` called `name`.
fn meta<'a>(html: &'a str, name: &str) -> Option<&'a str> {
    let mark = format!("=\"{name}\"");
    let tag = tags(html, "meta")
        .into_iter()
        .find(|tag| tag.contains(&mark))?;
    attribute(tag, "content")
}

async fn picture(portal: &Portal, html: &str) -> image::DynamicImage {
    let url = meta(html, "og:image").unwrap().replace("&amp;", "&");
    let path = url.strip_prefix("https://thu.example").unwrap().to_owned();
    let answer = portal.get(&path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    let media_type = answer.header(header::CONTENT_TYPE);
    assert_eq!(meta(html, "og:image:type"), Some(media_type));
    let format = ImageFormat::from_mime_type(media_type).unwrap();
    let image = image::load_from_memory_with_format(&answer.body, format).unwrap();
    let size = [image.width(), image.height()].map(|side| side.to_string());
    let told = ["og:image:width", "og:image:height"].map(|name| meta(html, name).unwrap());
    assert_eq!(told, size, "{path}");
    image
}

fn article(title: &str) -> String {
    format!(
        "---\ntitle: '{title}'\nslug: bai-mot\ncategory: tin\ntags: [\"lễ hội\", \"a & b\"]\n\
         published_at: 2026-11-20T07:00:00+07:00\n---\nVăn bản.\n"
    )
}

/// How many pixels are not of the background, in the part of the picture where titles stand.
fn painted(image: &image::DynamicImage) -> usize {
    let background = Rgba([0x0f, 0x4c, 0x4a, 0xff]);
    let pixels = image.pixels();
    pixels
        .filter(|(_, y, pixel)| (200..600).contains(y) && *pixel != background)
        .count()
}

#[tokio::test]
async fn an_article_without_a_photograph_shows_its_title() {
    let portal = Portal::empty().await;
    portal.content.write("bai-mot", article("Ngắn"));
    assert_eq!(portal.content.import().await.created, 1);
    let short = portal.get("/bai-viet/bai-mot").await;
    let short_image = picture(&portal, short.text()).await;
    assert_eq!((short_image.width(), short_image.height()), (1200, 630));
    assert_eq!(meta(short.text(), "og:image:alt"), Some("Ngắn"));
    let corner = short_image.get_pixel(1199, 0);
    assert_eq!(corner, Rgba([0x0f, 0x4c, 0x4a, 0xff]));

    // Another title is another picture under another address.
    let long = "Hội đồng nhân dân phường Bắc Hồng Lĩnh tổ chức kỳ họp thứ hai";
    portal.content.write("bai-mot", article(long));
    assert_eq!(portal.content.import().await.updated, 1);
    let page = portal.get("/bai-viet/bai-mot").await;
    let [first, second] = [short.text(), page.text()].map(|html| meta(html, "og:image"));
    assert_ne!(first, second);
    let image = picture(&portal, page.text()).await;
    assert!(painted(&image) > painted(&short_image));
}

#[tokio::test]
async fn no_title_runs_over_the_edge() {
    let portal = Portal::empty().await;
    let titles = [
        "W".repeat(300),
        "Ễ Ậ ặng ườ ".repeat(27),
        "🎆".to_owned(),
        "Ậ".to_owned(),
    ];
    for title in titles {
        portal.content.write("bai-mot", article(&title));
        assert_eq!(portal.content.import().await.failed, 0);
        let page = portal.get("/bai-viet/bai-mot").await;
        let image = picture(&portal, page.text()).await;
        let background = image.get_pixel(1199, 0);
        for (x, y, pixel) in image.pixels() {
            let in_margin = !(60..1140).contains(&x) && y < 600;
            let between = (180..200).contains(&y) || (590..614).contains(&y);
            if in_margin || between {
                assert_eq!(pixel, background, "{title}: {x}, {y}");
            }
        }
    }
}

#[tokio::test]
async fn a_photograph_is_shown_instead() {
    let portal = Portal::empty().await;
    let text = article("Bài").replace("category", "cover: anh.png\ncover_alt: Hồ\ncategory");
    let folder = portal.content.write("bai-mot", text);
    image::RgbImage::new(1600, 900)
        .save(folder.join("anh.png"))
        .unwrap();
    assert_eq!(portal.content.import().await.created, 1);
    let page = portal.get("/bai-viet/bai-mot").await;
    assert_eq!(meta(page.text(), "og:image:type"), Some("image/jpeg"));
    assert_eq!(meta(page.text(), "og:image:alt"), Some("Hồ"));
    picture(&portal, page.text()).await;
}

#[tokio::test]
async fn every_page_tells_what_previews_need() {
    let content = TestSite::with_settings(ENGLISH_TOML).await;
    let portal = Portal { content };
    portal.content.write("bai-mot", article("Bài"));
    assert_eq!(portal.content.import().await.created, 1);
    for path in [
        "/",
        "/en/",
        "/chuyen-muc/tin",
        "/lien-ket",
        "/canh-bao",
        "/luu-tru/2026/11",
        "/bai-viet/bai-mot",
        "/en/bai-viet/bai-mot",
    ] {
        let page = portal.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        for name in [
            "og:type",
            "og:title",
            "og:description",
            "og:url",
            "og:site_name",
            "og:locale",
            "og:image",
            "og:image:alt",
        ] {
            let told = meta(page.text(), name);
            assert!(told.is_some_and(|told| !told.is_empty()), "{path}: {name}");
        }
        let card = meta(page.text(), "twitter:card");
        assert_eq!(card, Some("summary_large_image"), "{path}");
        picture(&portal, page.text()).await;
    }
    let page = portal.get("/bai-viet/bai-mot").await;
    assert_eq!(meta(page.text(), "article:section"), Some("Tin tức"));
    assert_eq!(meta(page.text(), "article:tag"), Some("lễ hội"));
    assert_eq!(
        meta(page.text(), "article:modified_time"),
        Some("2026-11-20T07:00:00+07:00")
    );
    assert_eq!(
        portal
            .get("/bai-viet/khong-co/anh-xem-truoc.png")
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn a_picture_is_the_same_each_time_and_not_sent_twice() {
    let portal = Portal::empty().await;
    portal.content.write("bai-mot", article("Bài"));
    assert_eq!(portal.content.import().await.created, 1);
    let path = "/bai-viet/bai-mot/anh-xem-truoc.png";
    let (one, two) = tokio::join!(portal.get(path), portal.get(path));
    assert_eq!(one.body, two.body);
    let tag = one.header(header::ETAG);
    let again = portal.get_with(path, &[(header::IF_NONE_MATCH, tag)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
}
