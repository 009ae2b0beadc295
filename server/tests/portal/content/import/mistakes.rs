//! What is wrong with an article is told with file and line, and the other articles go in.

use std::fs;

use super::told;
use crate::site::{TestSite, article};

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
        (article("bad", "![a]()"), 7, "thiếu tên tệp"),
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
    assert_eq!(only_mistake(huge).await, "0: tệp lớn 51 MB, tối đa 5 MB");
}

#[tokio::test]
async fn all_mistakes_of_an_article_are_told_at_once() {
    let site = TestSite::new().await;
    site.write(
        "bad",
        "---\ntitle: \"Mở mà không đóng\nslug: Bài 1\nlead: a: b\ncategory: la\n\
         published_at: 2026-02-30\ncover: khong-co.jpg\nthe: [a]\nattachments:\n\
         \x20 - file: khong-co.pdf\n  - tep: a.pdf\n    title: A\n  - file: trang.html\n---\n\
         Chữ.\n\n![a](khong-co.png)\n\n[a](javascript:x)\n\n<b>đậm</b>\n\n> <script>x</script>\n",
    );
    fs::write(site.content.join("bad/trang.html"), "<p>").unwrap();
    site.write_article("good", "Chữ.");
    let report = site.import().await;
    assert_eq!((report.created, report.failed), (1, 1));
    let told = told(&report);
    let expected = [
        (2, "có dấu mở mà không có dấu đóng"),
        (3, "`slug` “Bài 1”"),
        (4, "dấu hai chấm phải đặt trong dấu nháy kép"),
        (5, "không có chuyên mục “la”"),
        (6, "“2026-02-30” không phải là ngày giờ"),
        (7, "không có tệp “khong-co.jpg”"),
        (8, "không có khóa nào tên `the`"),
        (10, "không có tệp “khong-co.pdf”"),
        (11, "không có khóa nào tên `tep`"),
        (13, "“trang.html” không thuộc loại được phép"),
        (17, "không có tệp “khong-co.png”"),
        (19, "“javascript:”"),
        (21, "<b>"),
        (23, "<script>"),
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, (line, part)) in told.iter().zip(expected) {
        assert!(
            told.starts_with(&format!("{line}: ")) && told.contains(part),
            "{told}\nis not line {line} with {part}"
        );
    }
}

#[tokio::test]
async fn a_date_that_cannot_be_one_of_an_article_is_told() {
    for date in [
        "2026-02-30",
        "23/11/2026",
        "hôm nay",
        "2026-11-20T25:00:00+07:00",
        "0202-11-20",
        // In the town's time this is the year 10000, which no answer of the API can hold.
        "9999-12-31T23:59:59-12:00",
    ] {
        let text = article("bad", "").replace("2026-11-20T07:00:00+07:00", date);
        let told = only_mistake(text).await;
        assert!(
            told.starts_with(&format!("5: “{date}” không phải là ngày")),
            "{told}"
        );
    }
}

#[tokio::test]
async fn a_huge_front_matter_is_told() {
    let tags = (0..9000)
        .map(|number| format!("t{number}"))
        .collect::<Vec<_>>();
    let text =
        article("bad", "").replace("---\n\n", &format!("tags: [{}]\n---\n\n", tags.join(",")));
    assert_eq!(
        only_mistake(text).await,
        "1: phần thông tin đầu bài dài 52 KB, tối đa 32 KB"
    );
    let long = "a ".repeat(1001);
    for (key, line) in [("lead", 6), ("author", 6), ("source", 6), ("cover_alt", 6)] {
        let text = article("bad", "").replace("---\n\n", &format!("{key}: {long}\n---\n\n"));
        let told = only_mistake(text).await;
        assert!(
            told.starts_with(&format!("{line}: `{key}` dài quá ")),
            "{told}"
        );
    }
}

#[tokio::test]
async fn a_mark_at_the_start_and_carriage_returns_do_not_matter() {
    let site = TestSite::new().await;
    let text = article("mot", "Một\ndòng.\n\n![a](khong-co.jpg)");
    site.write("a", format!("\u{feff}{}", text.replace('\n', "\r\n")));
    assert_eq!(
        told(&site.import().await),
        ["10: không có tệp “khong-co.jpg”"]
    );
    let text = article("mot", "Một\ndòng.");
    site.write("a", format!("\u{feff}{}", text.replace('\n', "\r\n")));
    assert_eq!(site.import().await.created, 1);
    let article = site.json("/articles/mot").await;
    assert_eq!(article["body_html"], "<p>Một\ndòng.</p>\n");
    assert_eq!(article["title"], "Bài mot");
}

#[tokio::test]
async fn two_articles_with_one_slug_are_not_both_taken() {
    let site = TestSite::new().await;
    site.write("a", article("mot", "A."));
    site.write("b", article("mot", "B."));
    // The other mistakes of the second are told as well.
    site.write("c", article("mot", "![a](k.jpg)"));
    let report = site.import().await;
    assert_eq!((report.created, report.failed), (1, 2));
    let told = told(&report);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].starts_with("3: slug “mot” đã có"));
    assert!(told[1].starts_with("3: slug “mot” đã có"));
    assert!(told[2].starts_with("7: không có tệp"));
    assert_eq!(site.json("/articles/mot").await["body_html"], "<p>A.</p>\n");
}

#[tokio::test]
async fn a_path_inside_another_is_not_imported_twice() {
    let site = TestSite::new().await;
    let folder = site.write_article("mot", "Chữ.");
    let paths = [
        site.content.clone(),
        folder.clone(),
        folder.join("../mot/index.md"),
    ];
    let report = site.import_paths(&paths).await;
    assert_eq!(
        (report.created, report.unchanged, report.failed),
        (1, 0, 0),
        "{:?}",
        told(&report)
    );
}
