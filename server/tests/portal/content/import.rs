//! `conglang import`: good and bad folders.

mod photographs;

use std::fs;

use super::photo::jpeg;
use crate::site::{TestSite, article};
use conglang_server::import::ImportReport;

/// The mistakes as `line: reason`, without the folder, which has a random name.
fn told(report: &ImportReport) -> Vec<String> {
    report
        .mistakes
        .iter()
        .map(|mistake| format!("{}: {}", mistake.line.unwrap_or(0), mistake.reason))
        .collect()
}

/// The only mistake of an import with `text` as the only article, a good one beside it excepted.
async fn only_mistake(text: impl AsRef<[u8]>) -> String {
    let site = TestSite::new().await;
    site.write("bad", text);
    site.write_article("good", "Chữ.");
    let report = site.import().await;
    assert_eq!(
        (report.created, report.failed),
        (1, 1),
        "{:?}",
        told(&report)
    );
    assert!(report.mistakes[0].file.ends_with("bad/index.md"));
    let told = told(&report);
    assert_eq!(told.len(), 1, "{told:?}");
    told[0].clone()
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
    assert_eq!(cover["variants"].as_array().unwrap().len(), 6);
    for variant in cover["variants"].as_array().unwrap() {
        let name = variant["url"]
            .as_str()
            .unwrap()
            .strip_prefix("/media/")
            .unwrap();
        let bytes = fs::read(site.site.data_folder.join("media").join(name)).unwrap();
        let image = image::load_from_memory(&bytes).unwrap();
        assert_eq!(u64::from(image.width()), variant["width"].as_u64().unwrap());
    }
    let html = article["body_html"].as_str().unwrap();
    for part in [
        "<h2>Đầu</h2>",
        "<h3>Nhỏ</h3>",
        "<strong>đậm</strong>",
        "<a href=\"https://a.example\" rel=\"noopener\">",
        "<figure><picture><source type=\"image/webp\"",
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
async fn each_mistake_is_told_with_its_line_and_the_good_article_goes_in() {
    let good = article("bad", "");
    for (text, line, part) in [
        ("Chữ.\n".to_owned(), 1, "thiếu phần thông tin đầu bài"),
        (
            "---\ntitle: a\n".to_owned(),
            1,
            "không có dòng --- kết thúc",
        ),
        (
            good.replace("category: tin", "category: la"),
            4,
            "không có chuyên mục “la”",
        ),
        (
            good.replace("2026-11-20T07", "2026-13-20T07"),
            5,
            "không phải là ngày giờ",
        ),
        (good.replace("slug: bad", "slug: Bài 1"), 3, "a–z"),
        (
            good.replace("category: tin", "catgory: tin\ncategory: tin"),
            4,
            "`catgory`",
        ),
        (good.replace("slug: bad", "slug: a: b"), 3, "YAML"),
        (good.replace("title: \"Bài bad\"\n", ""), 1, "thiếu `title`"),
        (
            good.replace("---\n\n", "cover: k.jpg\n---\n\n"),
            6,
            "không có tệp “k.jpg”",
        ),
        (
            article("bad", "Chữ.\n\n![a](k.jpg)"),
            9,
            "không có tệp “k.jpg”",
        ),
        (
            article("bad", "![a](../good/index.md)"),
            7,
            "nằm ngoài thư mục",
        ),
        (article("bad", "![a](/etc/passwd)"), 7, "nằm ngoài thư mục"),
        (
            article("bad", "![a](%2e%2e/good/index.md)"),
            7,
            "nằm ngoài thư mục",
        ),
        (
            article("bad", "![a](https://a.example/b.jpg)"),
            7,
            "phải nằm trong thư mục",
        ),
        (article("bad", "![a](index.md)"), 7, "không phải là ảnh"),
        (
            article("bad", "Chữ.\n\n<script>\nalert(1)\n</script>"),
            9,
            "<script>",
        ),
        (
            article("bad", "Chữ <img src=x onerror=alert(1)> chữ"),
            7,
            "<img",
        ),
        (
            article("bad", "[a](javascript:alert(1))"),
            7,
            "“javascript:”",
        ),
        (
            article("bad", "[a](JavaScript&#58;alert(1))"),
            7,
            "“javascript:”",
        ),
        (article("bad", "[a](khong-co.pdf)"), 7, "không có tệp"),
    ] {
        let told = only_mistake(&text).await;
        assert!(
            told.starts_with(&format!("{line}: ")) && told.contains(part),
            "{told}\nis not line {line} with {part} of\n{text}"
        );
    }
}

#[tokio::test]
async fn broken_utf_8_and_huge_files_are_told() {
    let mut bytes = article("bad", "Một\nhai").into_bytes();
    bytes.extend(b"\n\xff\xfe\n");
    assert_eq!(
        only_mistake(&bytes).await,
        "10: văn bản không phải là UTF-8"
    );
    let huge = article("bad", &"a".repeat(50 << 20));
    assert_eq!(only_mistake(huge).await, "0: tệp lớn 50 MB, tối đa 5 MB");
}

#[cfg(unix)]
#[tokio::test]
async fn a_symbolic_link_does_not_lead_out_of_the_folder() {
    let site = TestSite::new().await;
    let folder = site.write_article("bad", "![a](anh.jpg)");
    let outside = site.content.join("bi-mat.jpg");
    fs::write(&outside, jpeg(10, 10)).unwrap();
    std::os::unix::fs::symlink(&outside, folder.join("anh.jpg")).unwrap();
    assert!(told(&site.import().await)[0].contains("nằm ngoài thư mục"));
}

#[tokio::test]
async fn two_articles_with_one_slug_are_not_both_taken() {
    let site = TestSite::new().await;
    site.write("a", article("mot", "A."));
    site.write("b", article("mot", "B."));
    let report = site.import().await;
    assert_eq!((report.created, report.failed), (1, 1));
    assert!(told(&report)[0].starts_with("3: slug “mot” đã có"));
    assert_eq!(site.json("/articles/mot").await["body_html"], "<p>A.</p>\n");
}

#[tokio::test]
async fn an_empty_path_is_told() {
    let site = TestSite::new().await;
    assert!(told(&site.import().await)[0].contains("không có bài viết nào"));
}
