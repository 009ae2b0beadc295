//! `/nhung`: where one picks a part.

use axum::http::{StatusCode, header};

use super::{EVERYBODY, LISTED, english_portal, portal_with};
use crate::pages::support::{Answer, attribute, tags};

/// The lines that are there to be copied.
fn lines(page: &Answer) -> Vec<String> {
    let areas = page.text().split("<textarea").skip(1);
    areas
        .map(|area| {
            let (_, area) = area.split_once('>').unwrap();
            let (text, _) = area.split_once("</textarea>").unwrap();
            text.replace("&lt;", "<").replace("&amp;", "&")
        })
        .collect()
}

#[tokio::test]
async fn the_line_to_paste_says_what_was_chosen() {
    let portal = english_portal().await;
    for (query, element, frame) in [
        (
            "",
            "<cong-lang show=\"tin-moi\" portal=\"https://thu.example\"><a href=\"https://thu.example/\">Tin mới · Cổng thử</a></cong-lang>",
            "src=\"https://thu.example/nhung/tin-moi\"",
        ),
        (
            "?phan=tin-moi&chuyen-muc=tin&so=3&theme=dark&accent=%23123c7a&lang=en&font-size=large",
            "<cong-lang show=\"tin-moi\" category=\"tin\" count=\"3\" theme=\"dark\" accent=\"#123c7a\" lang=\"en\" \
             font-size=\"large\" portal=\"https://thu.example\"><a href=\"https://thu.example/en/chuyen-muc/tin\">Latest news: News · Test portal</a>\
             </cong-lang>",
            "src=\"https://thu.example/nhung/tin-moi?chuyen-muc=tin&amp;so=3&amp;theme=dark&amp;accent=%23123c7a&amp;lang=en&amp;font-size=large\"",
        ),
        (
            "?phan=the-bai-viet&bai=bai-mot&chuyen-muc=tin&so=3",
            "<cong-lang show=\"the-bai-viet\" article=\"bai-mot\" portal=\"https://thu.example\"><a href=\"https://thu.example/bai-viet/bai-mot\">\
             Bài bai-mot · Cổng thử</a></cong-lang>",
            "src=\"https://thu.example/nhung/bai-viet/bai-mot/the\"",
        ),
        (
            "?phan=ban-do",
            "<cong-lang show=\"ban-do\" portal=\"https://thu.example\"><a href=\"https://thu.example/ban-do\">Bản đồ · Cổng thử</a></cong-lang>",
            "src=\"https://thu.example/nhung/ban-do\"",
        ),
    ] {
        let page = portal.get(&format!("/nhung{query}")).await;
        assert_eq!(page.status, StatusCode::OK);
        let [line, plain] = lines(&page).try_into().unwrap();
        assert_eq!(
            line,
            format!("<script async src=\"https://thu.example/nhung.js\"></script>\n{element}")
        );
        assert!(
            plain.starts_with("<iframe ") && plain.contains(frame),
            "{plain}"
        );
        assert!(plain.contains("title=\"") && plain.contains("loading=\"lazy\""));
        // Who has no script sees the part in a plain frame.
        assert!(page.text().contains("<noscript><iframe src=\"/nhung/"));
        let [preview] = tags(page.text(), "cong-lang").try_into().unwrap();
        assert!(
            !preview.contains("portal="),
            "it is shown by this page's own script: {preview}"
        );
    }
    let english = portal.get("/en/nhung").await;
    assert!(english.text().contains("<h1>Show it on your website</h1>"));
    assert!(lines(&english)[0].contains("lang=\"en\""));
}

#[tokio::test]
async fn what_cannot_be_used_is_told_with_the_reason() {
    let portal = portal_with("").await;
    for (query, reason) in [
        (
            "accent=%23ffff00",
            "liên kết trên nền trang (sáng) chỉ đạt 1.",
        ),
        ("accent=vang", "dạng #rrggbb"),
        ("theme=red", "Nền phải là"),
        ("lang=en", "cổng phải có ngôn ngữ đó"),
        ("font-size=9", "Cỡ chữ phải là"),
        ("so=0", "từ 1 đến 20"),
        ("chuyen-muc=la", "không có chuyên mục này"),
        ("phan=the-bai-viet&bai=la", "không có bài viết này"),
        (
            "phan=the-bai-viet&bai=%22%3E%3Cscript%3E",
            "không có bài viết này",
        ),
    ] {
        let page = portal.get(&format!("/nhung?{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        assert!(page.text().contains("Có chỗ chưa dùng được"), "{query}");
        assert!(page.text().contains(reason), "{query}");
        assert!(!page.text().contains("\"><script>"), "{query}");
    }
    let right = portal
        .get("/nhung?phan=&theme=&accent=&so=&chuyen-muc=")
        .await;
    assert!(!right.text().contains("Có chỗ chưa dùng được"));
}

/// The addresses of the articles in the list to choose from, the chosen one first.
fn listed(page: &Answer) -> Vec<&str> {
    let (_, list) = page.text().split_once("<select id=\"bai\"").unwrap();
    let (list, _) = list.split_once("</select>").unwrap();
    let mut options = tags(list, "option");
    options.sort_by_key(|option| !option.contains(" selected"));
    let values = options.into_iter();
    values
        .filter_map(|option| attribute(option, "value"))
        .collect()
}

fn address_field(page: &Answer) -> &str {
    let mut fields = tags(page.text(), "input").into_iter();
    fields
        .find(|field| field.contains("name=\"dia-chi\""))
        .unwrap()
}

#[tokio::test]
async fn an_article_that_is_not_listed_is_picked_by_its_address() {
    let portal = portal_with("").await;
    for number in 1..=31 {
        portal.content.write(
            &format!("moi-{number}"),
            format!(
                "---\ntitle: Mới\nslug: moi-{number}\ncategory: tin\n\
                 published_at: 2026-11-22T07:00:00+07:00\n---\nVăn bản.\n"
            ),
        );
    }
    portal.content.write(
        "bai-cu",
        "---\ntitle: Bài cũ\nslug: bai-cu\ncategory: tin\n\
         published_at: 2020-11-20T07:00:00+07:00\n\
         legacy_urls: [\"/tin/xem.aspx?id=5\", /bai-viet/ten-cu]\n---\nVăn bản.\n",
    );
    assert_eq!(portal.content.import().await.created, 32);
    let plain = portal.get("/nhung?phan=the-bai-viet").await;
    assert!(!listed(&plain).contains(&"bai-cu"));
    for typed in [
        "bai-cu",
        " bai-cu ",
        "/bai-viet/bai-cu",
        "https://thu.example/bai-viet/bai-cu?fbclid=x#binh-luan",
        "thu.example/en/bai-viet/bai-cu",
        // As it was called before, here and on another portal.
        "https://thu.example/bai-viet/ten-cu",
        "http://cu.example/Tin/xem.aspx?id=5&zarsrc=30",
    ] {
        let query: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
        let page = portal
            .get(&format!(
                "/nhung?phan=the-bai-viet&bai=moi-1&dia-chi={query}"
            ))
            .await;
        assert!(!page.text().contains("Có chỗ chưa dùng được"), "{typed}");
        assert!(lines(&page)[0].contains("article=\"bai-cu\""), "{typed}");
        // It is chosen in the list from now on, and the field leaves that to the list.
        let listed = listed(&page);
        assert_eq!((listed[0], listed.len()), ("bai-cu", 31), "{typed}");
        let value = attribute(address_field(&page), "value");
        assert!(value.is_none_or(str::is_empty), "{typed}: {value:?}");
    }
    let known = portal
        .get("/nhung?phan=the-bai-viet&bai=moi-31&dia-chi=moi-30")
        .await;
    assert_eq!((listed(&known)[0], listed(&known).len()), ("moi-30", 30));
}

#[tokio::test]
async fn what_is_no_address_of_an_article_is_told_and_stays_to_be_mended() {
    let portal = english_portal().await;
    let wrong = "https%3A%2F%2Fthu.example%2Fbai-viet%2Fkhong-co%22%3E%3Cscript%3E";
    for (path, told) in [
        ("/nhung", "không dẫn đến bài viết nào của cổng"),
        ("/en/nhung", "leads to no article of the portal"),
    ] {
        let page = portal
            .get(&format!(
                "{path}?phan=the-bai-viet&bai=bai-mot&theme=dark&dia-chi={wrong}"
            ))
            .await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.text().contains(told), "{path}");
        assert!(!page.text().contains("\"><script>"), "{path}");
        let field = address_field(&page);
        assert!(field.contains("bai-viet/khong-co"), "{path}: {field}");
        assert_eq!(attribute(field, "aria-invalid"), Some("true"), "{path}");
        // Whatever else was chosen holds.
        let line = &lines(&page)[0];
        assert!(
            line.contains("article=\"bai-mot\" theme=\"dark\""),
            "{path}: {line}"
        );
    }
}

#[tokio::test]
async fn the_page_says_who_may_show_a_part() {
    for (settings, query, says) in [
        ("", "", "chưa cho phép trang web nào"),
        (LISTED, "", "<code>https://tinh.example</code>"),
        (EVERYBODY, "", "Mọi trang web đều được"),
        (
            EVERYBODY,
            "?phan=bai-viet",
            "<code>https://tinh.example</code>",
        ),
    ] {
        let page = portal_with(settings)
            .await
            .get(&format!("/nhung{query}"))
            .await;
        assert!(page.text().contains(says), "{settings} {query}");
    }
}

#[tokio::test]
async fn a_town_offers_what_it_has_and_a_portal_without_articles_too() {
    let portal =
        crate::pages::support::Portal::with("[features]\nmap = false\nvisits = false").await;
    let page = portal.get("/nhung?phan=ban-do").await;
    let kinds: Vec<&str> = tags(page.text(), "input")
        .into_iter()
        .filter(|tag| tag.contains("radio"))
        .filter_map(|tag| attribute(tag, "value"))
        .collect();
    assert_eq!(
        kinds,
        ["tin-moi", "the-bai-viet", "bai-viet", "ca-khuc", "canh-bao"]
    );
    assert!(lines(&page)[0].contains("show=\"tin-moi\""));
    let empty = portal.get("/nhung?phan=the-bai-viet").await;
    assert_eq!(empty.status, StatusCode::OK);
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    assert!(policy.contains("frame-src 'self'") && policy.contains("frame-ancestors 'none'"));
}
