//! `conglang import`: good and bad folders.

mod beside;
mod mistakes;
mod names;
mod photographs;
mod recording;
mod text;
mod translations;

use std::fs;

use super::photo::jpeg;
use crate::site::TestSite;
use conglang_server::import::ImportReport;

/// The mistakes as `line: reason`, without the folder, which has a random name.
pub(super) fn told(report: &ImportReport) -> Vec<String> {
    report
        .mistakes
        .iter()
        .map(|mistake| format!("{}: {}", mistake.line.unwrap_or(0), mistake.reason))
        .collect()
}

#[tokio::test]
async fn an_article_comes_in_with_figures_tables_and_attachments() {
    let site = TestSite::new().await;
    let folder = site.write(
        "mot",
        "---\ntitle: Một\nslug: mot\nlead: Mở đầu\ncategory: huong-dan\ntags: [bão, \"an toàn\", bão]\n\
         author: \"\"\nsource: Báo\npublished_at: 2026-11-20 07:00\nattachments:\n  - file: bản đồ.pdf\n    title: Bản đồ\n---\n\
         # Đầu\n\n### Nhỏ\n\nCâu **đậm** [ngoài](https://a.example).\n\n![Hồ & \"núi\"](anh.jpg)\n\n\
         | a | b |\n|---|--:|\n| 1 | 2 |\n",
    );
    fs::write(folder.join("anh.jpg"), jpeg(1000, 500)).unwrap();
    fs::write(folder.join("bản đồ.pdf"), b"%PDF-1.4").unwrap();
    let report = site.import().await;
    assert_eq!(report.created, 1, "{:?}", told(&report));

    let article = site.json("/articles/mot").await;
    assert_eq!(article["category"]["name"], "Hướng dẫn");
    assert_eq!(article["published_at"], "2026-11-20T07:00:00+07:00");
    assert_eq!(article["tags"], serde_json::json!(["bão", "an toàn"]));
    assert_eq!(article["author"], serde_json::Value::Null);
    assert_eq!(article["source"], "Báo");
    let cover = &article["cover"];
    assert_eq!(
        (&cover["width"], &cover["height"]),
        (&1000.into(), &500.into())
    );
    // 320, 480, 960 and its own width, in both formats.
    assert_eq!(cover["variants"].as_array().unwrap().len(), 8);
    for variant in cover["variants"].as_array().unwrap() {
        let name = variant["url"]
            .as_str()
            .unwrap()
            .strip_prefix("/media/")
            .unwrap();
        let bytes = fs::read(site.site.data_folder.join("media").join(name)).unwrap();
        let image = image::load_from_memory(&bytes).unwrap();
        assert_eq!(u64::from(image.width()), variant["width"].as_u64().unwrap());
        assert_eq!(variant["size_bytes"], bytes.len());
    }
    let html = article["body_html"].as_str().unwrap();
    for part in [
        "<h2>Đầu</h2>",
        "<h3>Nhỏ</h3>",
        "<strong>đậm</strong>",
        "<a href=\"https://a.example\" rel=\"noopener\">",
        "<figure><a class=\"photo-offer\" href=\"/media/",
        "-480.webp\" rel=\"noopener\">Tải ảnh (",
        " KB)</a><a class=\"photo-link\" href=\"/media/",
        "<picture><source type=\"image/webp\"",
        "width=\"1000\" height=\"500\"",
        "loading=\"lazy\"",
        "<figcaption>Hồ &amp; \"núi\"</figcaption></figure>",
        "<div class=\"table-scroll\" role=\"group\"",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    assert!(!html.contains("<p><figure>"), "{html}");
    let attachment = &article["attachments"][0];
    assert_eq!(attachment["media_type"], "application/pdf");
    assert_eq!(attachment["size_bytes"], 8);
    let url = attachment["url"].as_str().unwrap();
    assert!(url.ends_with("/b%E1%BA%A3n%20%C4%91%E1%BB%93.pdf"), "{url}");
}

#[tokio::test]
async fn a_second_import_changes_nothing_and_an_edit_keeps_what_residents_gave() {
    let site = TestSite::new().await;
    site.write_article("mot", "Cũ.");
    assert_eq!(site.import().await.created, 1);
    let slug = "mot".parse().unwrap();
    let (id, _) = site.site.store.article_id(&slug).await.unwrap().unwrap();
    site.site.store.seed_rating(id, "a", 4, 0).await.unwrap();
    assert_eq!(site.import().await.unchanged, 1);
    site.write_article("mot", "Mới.");
    site.clock.advance(60);
    assert_eq!(site.import().await.updated, 1);
    let article = site.json("/articles/mot").await;
    assert_eq!(article["body_html"], "<p>Mới.</p>\n");
    assert_eq!(article["rating"]["count"], 1);
    assert_eq!(article["rating"]["average"], 4.0);
    assert_eq!(site.json("/articles").await["total"], 1);
}

#[tokio::test]
async fn articles_of_one_time_are_listed_by_their_names_however_long_each_takes() {
    let site = TestSite::new().await;
    let folder = site.write(
        "a",
        "---\ntitle: A\nslug: a\ncategory: tin\npublished_at: 2026-11-20T07:00:00+07:00\n---\n![Hồ](anh.jpg)\n",
    );
    fs::write(folder.join("anh.jpg"), jpeg(1000, 500)).unwrap();
    for name in ["b", "c", "d"] {
        site.write_article(name, "Chữ.");
    }
    assert_eq!(site.import().await.created, 4);
    let list = site.json("/articles").await;
    let slugs: Vec<_> = list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|article| article["slug"].as_str().unwrap())
        .collect();
    assert_eq!(slugs, ["d", "c", "b", "a"]);
}

#[tokio::test]
async fn an_empty_path_is_told() {
    let site = TestSite::new().await;
    assert!(told(&site.import().await)[0].contains("không có bài viết nào"));
}
