//! What becomes of the words of an article.

use super::told;
use crate::site::TestSite;

/// A no-break space.
const NBSP: &str = "\u{a0}";

/// The `body_html` of an article with `body`.
async fn html(body: &str) -> String {
    let site = TestSite::new().await;
    site.write_article("mot", body);
    let report = site.import().await;
    assert_eq!(report.created, 1, "{:?}", told(&report));
    let article = site.json("/articles/mot").await;
    article["body_html"].as_str().unwrap().to_owned()
}

/// What is told of an article with `body`.
async fn mistakes(body: &str) -> Vec<String> {
    let site = TestSite::new().await;
    site.write_article("mot", body);
    told(&site.import().await)
}

#[tokio::test]
async fn runs_of_spaces_are_folded_in_text() {
    for (body, expected) in [
        (
            format!("sáng{NBSP} nay, {NBSP}phường{NBSP}{NBSP}mở"),
            "<p>sáng nay, phường mở</p>\n",
        ),
        (
            "a  b\tc \t d\u{3000}e\u{2003}\u{2003}f".to_owned(),
            "<p>a b c d e f</p>\n",
        ),
        ("a&nbsp;&nbsp;b&emsp;&#160;c".to_owned(), "<p>a b c</p>\n"),
        // One no-break space between words is meant: a number and its unit.
        (format!("5{NBSP}km"), "<p>5&nbsp;km</p>\n"),
        (
            format!("a {NBSP}**b**{NBSP} c [{NBSP}d{NBSP}](https://a.example){NBSP}e"),
            "<p>a <strong>b</strong> c <a href=\"https://a.example\" rel=\"noopener\">d </a>e</p>\n",
        ),
        (
            format!("{NBSP}{NBSP}Đầu{NBSP}\n{NBSP}dòng{NBSP}"),
            "<p>Đầu\ndòng</p>\n",
        ),
        (
            format!("## {NBSP}Mục{NBSP} một{NBSP}"),
            "<h2>Mục một</h2>\n",
        ),
        (format!("- {NBSP}a{NBSP} b"), "<ul>\n<li>a b</li>\n</ul>\n"),
        (
            format!("Một.\n\n{NBSP}\n\n**&nbsp;**\n\nHai."),
            "<p>Một.</p>\n<p>Hai.</p>\n",
        ),
        (
            format!("[a{NBSP} b](https://a.example) {NBSP}c"),
            "<p><a href=\"https://a.example\" rel=\"noopener\">a b</a> c</p>\n",
        ),
    ] {
        assert_eq!(html(&body).await, expected, "{body:?}");
    }
}

#[tokio::test]
async fn spaces_in_code_stay() {
    let body = format!("`a  b{NBSP}{NBSP}c`  d\n\n```\nif  a:\n\tb{NBSP}{NBSP}c\n```");
    assert_eq!(
        html(&body).await,
        "<p><code>a  b&nbsp;&nbsp;c</code> d</p>\n<pre><code>if  a:\n\tb&nbsp;&nbsp;c\n</code></pre>\n"
    );
}

#[tokio::test]
async fn spaces_are_folded_in_titles_leads_captions_and_tables() {
    use std::fs;
    let site = TestSite::new().await;
    let folder = site.write(
        "mot",
        format!(
            "---\ntitle: \"Hồng{NBSP} Lĩnh\\t\\tmở{NBSP}hội\"\nslug: mot\nlead: |\n  Sáng{NBSP}  nay\n  phường\n\
             category: tin\ntags: [\"an{NBSP} toàn\"]\nauthor: \"Bà{NBSP} A\"\npublished_at: 2026-11-20\n\
             attachments:\n  - file: a.pdf\n    title: \"Kế{NBSP} hoạch\"\n---\n\
             ![Bà{NBSP} **A**{NBSP} {NBSP}nói{NBSP}](anh.jpg){NBSP}\n\n| a{NBSP} b |\n|--|\n| c{NBSP} {NBSP}d |\n"
        ),
    );
    fs::write(folder.join("anh.jpg"), crate::content::photo::jpeg(20, 10)).unwrap();
    fs::write(folder.join("a.pdf"), "%PDF").unwrap();
    let report = site.import().await;
    assert_eq!(report.created, 1, "{:?}", told(&report));
    let article = site.json("/articles/mot").await;
    assert_eq!(article["title"], "Hồng Lĩnh mở hội");
    assert_eq!(article["lead"], "Sáng nay phường");
    assert_eq!(article["tags"][0], "an toàn");
    assert_eq!(article["author"], "Bà A");
    assert_eq!(article["attachments"][0]["title"], "Kế hoạch");
    assert_eq!(article["cover"]["alt"], "Bà A nói");
    let html = article["body_html"].as_str().unwrap();
    assert!(html.contains("<figcaption>Bà A nói</figcaption>"), "{html}");
    assert!(html.contains("<th>a b</th>"), "{html}");
    assert!(html.contains("<td>c d</td>"), "{html}");
}

#[tokio::test]
async fn decomposed_letters_are_composed() {
    assert_eq!(
        html("Ho\u{302}\u{300}ng Li\u{303}nh").await,
        "<p>Hồng Lĩnh</p>\n"
    );
}

#[tokio::test]
async fn html_does_not_hide_behind_a_comment_or_a_closing_tag() {
    for (body, expected) in [
        (
            "<!-- a --> <script>x</script>",
            "7: bài viết không được chứa mã HTML: <script>",
        ),
        (
            "<!-- a\n<b> --> <!-- c -->\n<i>",
            "9: bài viết không được chứa mã HTML: <i>",
        ),
        (
            "</div>\n<iframe src=x>",
            "8: bài viết không được chứa mã HTML: <iframe src=x>",
        ),
        (
            "<!-- a --> Chữ.",
            "7: phần chữ cùng dòng với mã HTML sẽ bị mất: “Chữ.”",
        ),
        (
            "Chữ.\n\n<!-- a\n\nMất.",
            "9: chú thích HTML không có dấu đóng -->",
        ),
        (
            "<?php x ?>",
            "7: bài viết không được chứa mã HTML: <?php x ?>",
        ),
        (
            "<![CDATA[a]]>",
            "7: bài viết không được chứa mã HTML: <![CDATA[a]]>",
        ),
    ] {
        assert_eq!(mistakes(body).await, [expected], "{body}");
    }
    assert_eq!(
        html("<!-- a\n\n<b> -->\n\nMột <!-- b --> hai < ba.").await,
        "\n<p>Một hai &lt; ba.</p>\n"
    );
}

#[tokio::test]
async fn a_photograph_that_markdown_does_not_read_as_one_is_told() {
    let told_of = "ảnh hoặc liên kết không đọc được";
    for body in [
        "Một\n![Hồ](ảnh hồ.jpg)",
        "Một\n[**Kế** hoạch](kế hoạch.pdf)",
    ] {
        let told = mistakes(body).await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].starts_with("8: ") && told[0].contains(told_of),
            "{told:?}"
        );
    }
    assert_eq!(
        html("Viết \\[chữ\\](địa chỉ) hoặc `[a](b c)`.").await,
        "<p>Viết [chữ](địa chỉ) hoặc <code>[a](b c)</code>.</p>\n"
    );
}

#[tokio::test]
async fn nesting_beyond_measure_is_told_at_once() {
    for body in [
        ">".repeat(200_000),
        "- ".repeat(5000),
        "*a **a ".repeat(5000),
    ] {
        let body = format!("{body} a");
        let _ = mistakes(&body).await;
    }
    let told = mistakes(&format!("Một\n\n{} a", ">".repeat(200_000))).await;
    assert_eq!(
        told,
        ["9: trích dẫn, danh sách hoặc chữ lồng nhau quá 64 tầng"]
    );
    assert!(
        html(&format!("{} a", ">".repeat(50)))
            .await
            .contains("a</p>")
    );
}
