//! What the names of photographs and attachments may be, and where they lead.

use std::fs;

use super::told;
use crate::{
    content::photo::jpeg,
    site::{TestSite, article},
};

/// `hồ` as macOS writes it into a folder.
const DECOMPOSED: &str = "ho\u{302}\u{300}";

#[tokio::test]
async fn names_may_have_spaces_marks_and_large_letters() {
    let site = TestSite::new().await;
    let folder = site.write(
        "mot",
        article(
            "mot",
            "![a](<ảnh hồ.JPG>)\n\n![b](%E1%BA%A3nh%20h%E1%BB%93.JPG)\n\n![c](sau%20mưa.jpg)\n\n\
             ![d](a%20b.jpg)\n\n![e](tăng%205%%20giá.jpg)\n\n[BẢN ĐỒ](<tệp/BẢN ĐỒ.PDF>)",
        )
        .replace("---\n!", "cover: tăng 5% giá.jpg\n---\n!"),
    );
    for name in ["ảnh hồ.JPG", "sau mưa.jpg", "a%20b.jpg", "tăng 5% giá.jpg"] {
        fs::write(folder.join(name), jpeg(20, 10)).unwrap();
    }
    fs::create_dir(folder.join("tệp")).unwrap();
    fs::write(folder.join("tệp/BẢN ĐỒ.PDF"), "%PDF").unwrap();
    let report = site.import().await;
    assert_eq!(report.created, 1, "{:?}", told(&report));
    let article = site.json("/articles/mot").await;
    let html = article["body_html"].as_str().unwrap();
    assert_eq!(html.matches("<figure>").count(), 5, "{html}");
    assert!(
        html.contains("/B%E1%BA%A2N%20%C4%90%E1%BB%92.PDF\""),
        "{html}"
    );
}

#[tokio::test]
async fn the_upper_case_name_of_an_article_is_one() {
    let site = TestSite::new().await;
    let folder = site.content.join("mot");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("Index.MD"), article("mot", "Chữ.")).unwrap();
    fs::write(site.content.join("HAI.MD"), article("hai", "Chữ.")).unwrap();
    let paths = [folder, site.content.join("HAI.MD")];
    let report = site.import_paths(&paths).await;
    assert_eq!(report.created, 2, "{:?}", told(&report));
}

#[tokio::test]
async fn a_name_is_found_in_whichever_normal_form_it_is() {
    let site = TestSite::new().await;
    for (slug, written, on_disk) in [
        ("mot", "hồ", DECOMPOSED),
        ("hai", DECOMPOSED, "hồ"),
        ("ba", DECOMPOSED, DECOMPOSED),
    ] {
        let text = article(slug, "Chữ.").replace(
            "---\nChữ",
            &format!(
                "cover: {written}/{written}.jpg\nattachments:\n  - file: {written}.pdf\n---\nChữ"
            ),
        );
        let folder = site.write(slug, text);
        fs::create_dir(folder.join(on_disk)).unwrap();
        fs::write(
            folder.join(format!("{on_disk}/{on_disk}.jpg")),
            jpeg(20, 10),
        )
        .unwrap();
        fs::write(folder.join(format!("{on_disk}.pdf")), "%PDF").unwrap();
    }
    let report = site.import().await;
    assert_eq!(report.created, 3, "{:?}", told(&report));
    for slug in ["mot", "hai", "ba"] {
        let article = site.json(&format!("/articles/{slug}")).await;
        assert_eq!(article["attachments"][0]["file_name"], "hồ.pdf", "{slug}");
    }
}

#[tokio::test]
async fn a_name_does_not_lead_out_of_the_folder() {
    let site = TestSite::new().await;
    site.write_article("good", "Chữ.");
    fs::write(site.content.join("secret.pdf"), "%PDF").unwrap();
    let names = [
        "../secret.pdf",
        "a/../../secret.pdf",
        "%2e%2e/secret.pdf",
        "%2E%2E%2Fsecret.pdf",
        "..%5csecret.pdf",
        "/etc/passwd",
        "%2fetc/passwd",
        "C:secret.pdf",
        "a%00.pdf",
    ];
    for (number, name) in names.iter().enumerate() {
        let slug = format!("bad-{number}");
        let text = article(&slug, &format!("![a]({name})")).replace(
            "---\n!",
            &format!("attachments:\n  - file: \"{name}\"\n---\n!"),
        );
        let folder = site.write(&slug, text);
        fs::create_dir(folder.join("a")).unwrap();
    }
    let report = site.import().await;
    assert_eq!((report.created, report.failed), (1, names.len()));
    let told = told(&report);
    assert_eq!(told.len(), 2 * names.len(), "{told:#?}");
    for told in told {
        assert!(told.contains("nằm ngoài thư mục của bài viết"), "{told}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_symbolic_link_does_not_lead_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let site = TestSite::new().await;
    let outside = site.content.join("bi-mat.jpg");
    fs::write(&outside, jpeg(10, 10)).unwrap();
    let folder = site.write_article("a-photograph", "![a](anh.jpg)");
    symlink(&outside, folder.join("anh.jpg")).unwrap();
    let folder = site.write_article("b-folder", "![a](anh/bi-mat.jpg)");
    symlink(&site.content, folder.join("anh")).unwrap();
    let folder = site.write_article("c-nowhere", "![a](anh.jpg)");
    symlink(folder.join("khong-co.jpg"), folder.join("anh.jpg")).unwrap();
    fs::write(site.content.join("bi-mat.md"), article("bi-mat", "Chữ.")).unwrap();
    fs::create_dir(site.content.join("d-article")).unwrap();
    symlink("../bi-mat.md", site.content.join("d-article/index.md")).unwrap();
    let folder = site.write_article("e-inside", "![a](anh.jpg)");
    fs::write(folder.join("a.jpg"), jpeg(10, 10)).unwrap();
    symlink("a.jpg", folder.join("anh.jpg")).unwrap();
    // Round in circles.
    symlink(&site.content, site.content.join("f-circle")).unwrap();
    let report = site.import().await;
    assert_eq!(
        told(&report),
        [
            "7: “anh.jpg” nằm ngoài thư mục của bài viết hay ca khúc",
            "7: “anh/bi-mat.jpg” nằm ngoài thư mục của bài viết hay ca khúc",
            "7: không có tệp “anh.jpg”",
            "0: “index.md” nằm ngoài thư mục của bài viết hay ca khúc",
        ]
    );
    assert_eq!((report.created, report.failed), (1, 4));
}

#[cfg(unix)]
#[tokio::test]
async fn a_pipe_is_not_waited_for() {
    let site = TestSite::new().await;
    let folder = site.write_article("a", "![a](anh.jpg)");
    let other = site.content.join("b");
    fs::create_dir(&other).unwrap();
    for pipe in [folder.join("anh.jpg"), other.join("index.md")] {
        let made = std::process::Command::new("mkfifo").arg(pipe).status();
        assert!(made.unwrap().success());
    }
    assert_eq!(
        told(&site.import().await),
        [
            "7: tệp “anh.jpg” không phải là tệp thường",
            "0: tệp không phải là tệp thường",
        ]
    );
}

#[tokio::test]
async fn what_a_browser_would_run_is_no_attachment() {
    let site = TestSite::new().await;
    let names = [
        "a.html",
        "a.SVG",
        "a.xml",
        "a.js",
        "a.exe",
        "a",
        "a.pdf.htm",
    ];
    for (number, name) in names.iter().enumerate() {
        let folder = site.write_article(&format!("bad-{number}"), &format!("[a]({name})"));
        fs::write(folder.join(name), "<script>x</script>").unwrap();
    }
    let report = site.import().await;
    assert_eq!(report.failed, names.len());
    for (told, name) in told(&report).iter().zip(names) {
        assert_eq!(
            *told,
            format!("7: tệp đính kèm “{name}” không thuộc loại được phép")
        );
    }
}
