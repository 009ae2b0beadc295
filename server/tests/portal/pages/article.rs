//! An article's page as it comes from the server.

use axum::http::{HeaderName, StatusCode, header};
use conglang_server::store::{
    captchas::CaptchaUse,
    comments::{NewComment, Posted, moderation::Decision},
};
use serde_json::Value;

use crate::content::photo::jpeg;

use super::support::{BROWSER, NOW, Portal, article, attribute, tags, value_beside};

const PATH: &str = "/bai-viet/bai-mot";

/// The content of the `<meta>` that `mark` tells from the others.
fn meta<'a>(html: &'a str, mark: &str) -> &'a str {
    value_beside(html, "meta", mark, "content").unwrap_or_else(|| panic!("{mark} in {html}"))
}

/// The data for search engines.
fn json_ld(html: &str) -> Value {
    let (_, rest) = html
        .split_once("<script type=\"application/ld+json\">")
        .expect("a data script");
    let (data, _) = rest.split_once("</script>").expect("its end");
    serde_json::from_str(data).expect("JSON")
}

#[tokio::test]
async fn the_page_is_whole_without_scripts() {
    let portal =
        Portal::with_article("Đoạn đầu của bài.\n\n## Mục nhỏ\n\nĐoạn cuối của bài.").await;
    let page = portal.get(PATH).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(
        page.header(header::CONTENT_TYPE),
        "text/html; charset=utf-8"
    );
    let html = page.text();
    assert!(html.starts_with("<!DOCTYPE html>"), "{html}");
    assert_eq!(attribute(tags(html, "html")[0], "lang"), Some("vi"));
    assert!(tags(html, "body")[0].contains("data-rendered"));
    assert_eq!(tags(html, "h1").len(), 1);
    for text in [
        "Bài bai-mot</h1>",
        "Đoạn đầu của bài.",
        "Mục nhỏ",
        "Đoạn cuối của bài.",
        "20/11/2026",
        "Tin tức",
    ] {
        assert!(html.contains(text), "{text} is missing in {html}");
    }
    assert!(!html.contains("Đang tải bài viết"), "{html}");
    assert_eq!(
        value_beside(html, "form", "id=\"danh-gia\"", "action"),
        Some("/bai-viet/bai-mot/danh-gia")
    );
}

#[tokio::test]
async fn the_head_tells_engines_and_messengers_what_the_page_is() {
    let portal = Portal::empty().await;
    let text = article("bai-mot", "Văn bản.").replace(
        "category: tin",
        "category: tin\nlead: \"Tóm tắt \\\"trong ngoặc\\\".\"",
    );
    portal.content.write("bai-mot", text);
    assert_eq!(portal.content.import().await.created, 1);
    let page = portal.get(PATH).await;
    let html = page.text();
    let (head, _) = html.split_once("</head>").expect("a head");
    let address = "https://thu.example/bai-viet/bai-mot";
    let lead = "Tóm tắt &quot;trong ngoặc&quot;.";

    assert_eq!(head.matches("<title>").count(), 1, "{head}");
    assert!(head.contains("Bài bai-mot"), "{head}");
    assert_eq!(meta(head, "name=\"description\""), lead);
    assert_eq!(
        value_beside(head, "link", "rel=\"canonical\"", "href"),
        Some(address)
    );
    assert_eq!(meta(head, "property=\"og:type\""), "article");
    assert_eq!(meta(head, "property=\"og:title\""), "Bài bai-mot");
    assert_eq!(meta(head, "property=\"og:description\""), lead);
    assert_eq!(meta(head, "property=\"og:url\""), address);
    assert_eq!(meta(head, "property=\"og:site_name\""), "Cổng thử");
    let data = json_ld(html);
    assert_eq!(data["@type"], "NewsArticle");
    assert_eq!(data["headline"], "Bài bai-mot");
    assert_eq!(data["mainEntityOfPage"], address);
    assert_eq!(data["datePublished"], "2026-11-20T07:00:00+07:00");
}

#[tokio::test]
async fn a_title_stays_text_wherever_it_stands() {
    let title = "</script></title><script>alert(1)</script>";
    let portal = Portal::empty().await;
    let text = article("bai-mot", "Văn bản.").replace("Bài bai-mot", title);
    portal.content.write("bai-mot", text);
    assert_eq!(portal.content.import().await.created, 1);
    let page = portal.get(PATH).await;
    let html = page.text();
    assert!(!html.contains("<script>alert"), "{html}");
    let (head, _) = html.split_once("</head>").expect("a head");
    assert!(head.contains("&lt;/title>"), "{head}");
    assert_eq!(json_ld(html)["headline"], title);
    // The form's second step shows it as well.
    let form = portal
        .post_form("/bai-viet/bai-mot/danh-gia", "stars=4")
        .await;
    assert!(!form.text().contains("<script"), "{}", form.text());
}

#[tokio::test]
async fn only_the_apps_own_script_may_run() {
    let portal = Portal::with_article("Văn bản.").await;
    let page = portal.get(PATH).await;
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    assert!(!policy.contains("unsafe-inline"), "{policy}");
    assert!(!policy.contains("'unsafe-eval'"), "{policy}");
    let html = page.text();
    let data = ["application/ld+json", "application/json"].map(Some);
    let scripts = tags(html, "script");
    let run = scripts
        .iter()
        .filter(|script| attribute(script, "src").is_none())
        .filter(|script| !data.contains(&attribute(script, "type")))
        .count();
    let scripts_allowed = policy
        .split("; ")
        .find(|directive| directive.starts_with("script-src "))
        .expect("the policy names scripts");
    assert_eq!(run, scripts_allowed.matches("'sha256-").count(), "{html}");
    assert!(scripts.len() > run, "a page hands its answers over");
    // The policy stops both; a page with them would lose its looks or its buttons.
    assert!(!html.contains(" style=\""), "{html}");
    assert!(!html.contains(" onclick=\""), "{html}");
}

#[tokio::test]
async fn an_unchanged_page_is_not_sent_again() {
    let portal = Portal::with_article("Văn bản.").await;
    let first = portal.get(PATH).await;
    let tag = first.header(header::ETAG).to_owned();
    assert_eq!(portal.get(PATH).await.header(header::ETAG), tag);
    let again = portal
        .get_with(PATH, &[(header::IF_NONE_MATCH, tag.as_str())])
        .await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert!(again.body.is_empty());
    assert_eq!(again.header(header::ETAG), tag);
    assert!(first.header(header::CACHE_CONTROL).contains("private"));
    assert!(first.header(header::VARY).contains("cookie"));
}

#[tokio::test]
async fn a_new_text_is_shown_at_once() {
    let portal = Portal::with_article("Văn bản cũ.").await;
    let before = portal.get(PATH).await;
    assert!(before.text().contains("Văn bản cũ."));
    portal.content.write_article("bai-mot", "Văn bản mới.");
    assert_eq!(portal.content.import().await.updated, 1);
    let tag = before.header(header::ETAG);
    let after = portal.get_with(PATH, &[(header::IF_NONE_MATCH, tag)]).await;
    assert_eq!(after.status, StatusCode::OK);
    assert!(after.text().contains("Văn bản mới."));
    assert!(!after.text().contains("Văn bản cũ."));
}

#[tokio::test]
async fn an_article_that_is_not_there_gets_a_page_that_helps() {
    let portal = Portal::empty().await;
    for path in ["/bai-viet/khong-co", "/bai-viet/Kh%C3%B4ng%20ph%E1%BA%A3i"] {
        let page = portal.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        let html = page.text();
        assert!(html.contains("Không tìm thấy bài viết"), "{html}");
        assert!(html.contains("Về trang chủ"), "{html}");
        let button = value_beside(html, "a", "class=\"button\"", "href");
        assert_eq!(button, Some("/"), "{html}");
    }
    let page = portal.get("/khong/co/trang").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.text().contains("Không tìm thấy trang này"));
}

#[tokio::test]
async fn a_reading_counts_once_and_a_bot_does_not() {
    let portal = Portal::with_article("Văn bản.").await;
    let total = || portal.content.site.visits.numbers(NOW).total;
    let bot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    portal.get_with(PATH, &[(header::USER_AGENT, bot)]).await;
    portal.get(PATH).await;
    assert_eq!(total(), 0);
    let browser = [(header::USER_AGENT, BROWSER)];
    portal.get_with("/bai-viet/khong-co", &browser).await;
    assert_eq!(total(), 0);
    portal.get_with(PATH, &browser).await;
    portal.get_with(PATH, &browser).await;
    assert_eq!(total(), 1);
    conglang_server::visits::flush(&portal.content.site)
        .await
        .unwrap();
    let list = portal.get("/api/v1/articles").await.json();
    assert_eq!(list["items"][0]["slug"], "bai-mot");
    assert_eq!(portal.get("/api/v1/visits").await.json()["total"], 1);
}

#[tokio::test]
async fn what_residents_type_is_text() {
    let portal = Portal::with_article("Văn bản.").await;
    let comment = NewComment {
        article_id: 1,
        parent_id: None,
        author_name: "An <b>".to_owned(),
        body: "<script>alert(1)</script>".to_owned(),
        receipt: "ABCD-EFGH-JKMN".parse().expect("a receipt"),
        idempotency: None,
        created_at: NOW,
    };
    let captcha = CaptchaUse {
        id: "mot".to_owned(),
        expires_at: NOW + 60,
        correct: true,
    };
    let store = &portal.content.site.store;
    let posted = store.post_comment(&comment, &captcha).await.unwrap();
    assert_eq!(posted, Posted::Kept);
    let approved = store.decide_comment(1, &Decision::Approve, NOW).await;
    assert!(approved.unwrap().is_some());
    let page = portal.get(PATH).await;
    let html = page.text();
    assert!(html.contains("An &lt;b&gt;"), "{html}");
    assert!(html.contains("&lt;script&gt;alert(1)"), "{html}");
    assert!(!html.contains("<script>alert"), "{html}");
}

#[tokio::test]
async fn what_became_of_a_plain_form_is_told_where_it_belongs() {
    let portal = Portal::with_article("Văn bản.").await;
    let path = format!("{PATH}?ket-qua=cho-duyet&bien-nhan=abcd-efgh-jkmn");
    let page = portal.get(&path).await;
    let comments = page.text().split("id=\"binh-luan\"").nth(1);
    let comments = comments.unwrap_or_default();
    assert!(comments.contains("notice--done"), "{comments}");
    assert!(
        comments.contains("href=\"/bien-nhan/ABCD-EFGH-JKMN\""),
        "{comments}"
    );

    let page = portal.get(&format!("{PATH}?ket-qua=da-danh-gia")).await;
    let rating = page.text().split("id=\"binh-luan\"").next();
    let rating = rating.and_then(|html| html.split("id=\"danh-gia\"").nth(1));
    assert!(rating.unwrap_or_default().contains("notice--done"));
}

#[tokio::test]
async fn nothing_of_a_forged_outcome_is_repeated() {
    let portal = Portal::with_article("Văn bản.").await;
    let path = format!("{PATH}?ket-qua=cho-duyet&bien-nhan=0900-forged");
    let page = portal.get(&path).await;
    assert!(page.text().contains("notice--done"));
    // The data that hydration begins with, and the address itself, hold no query.
    assert!(!page.text().contains("0900-forged"), "{}", page.text());
}

#[tokio::test]
async fn an_unknown_receipt_is_not_found_and_kept_out_of_search_engines() {
    let portal = Portal::empty().await;
    for path in ["/bien-nhan/sai", "/bien-nhan/ABCD-EFGH-JKMN"] {
        let page = portal.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.text().contains("Không tìm thấy bình luận"), "{path}");
        assert_eq!(meta(page.text(), "name=\"robots\""), "noindex");
    }
}

#[tokio::test]
async fn a_reader_who_saves_data_gets_no_picture_unasked() {
    let portal = Portal::empty().await;
    let folder = portal
        .content
        .write_article("bai-mot", "![Hồ](anh.jpg)\n\nVăn bản.");
    std::fs::write(folder.join("anh.jpg"), jpeg(1000, 500)).unwrap();
    assert_eq!(portal.content.import().await.created, 1);
    let save_data = HeaderName::from_static("save-data");
    let chosen = |value| (header::COOKIE, value);
    for (headers, is_sparing) in [
        (vec![], false),
        (vec![(save_data.clone(), "on")], true),
        (vec![chosen("conglang.sparing=on")], true),
        (
            vec![
                (save_data.clone(), "on"),
                chosen("a=b; conglang.sparing=off"),
            ],
            false,
        ),
        (vec![(save_data, "?"), chosen("conglang.sparing=?")], false),
    ] {
        for path in ["/", PATH] {
            let page = portal.get_with(path, &headers).await;
            let html = page.text();
            let told = attribute(tags(html, "html")[0], "data-sparing");
            assert_eq!(told, is_sparing.then_some("on"), "{path} {headers:?}");
            let is_eager =
                |image: &&str| image.contains("/media/") && !image.contains("loading=\"lazy\"");
            assert!(
                !is_sparing || !tags(html, "img").iter().any(is_eager),
                "{html}"
            );
            assert!(page.header(header::VARY).contains("save-data"));
        }
    }
}
