//! How results are told: counts, filters, snippets, suggestions, refusals.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{names, search, site_with_articles};
use crate::site::{TestSite, read};

/// Pieces of a text with what was found between brackets.
fn shown(pieces: &Value) -> String {
    let pieces = pieces.as_array().unwrap().iter();
    pieces
        .map(|piece| {
            let text = piece["text"].as_str().unwrap();
            match piece["is_match"].as_bool() {
                Some(true) => format!("[{text}]"),
                _ => text.to_owned(),
            }
        })
        .collect()
}

#[tokio::test]
async fn a_result_shows_what_was_found_and_where() {
    let site = site_with_articles().await;
    let answer = search(&site, "duc thuan kenh", "").await;
    let hit = &answer["items"][0];
    assert_eq!(hit["kind"], "article");
    assert_eq!(hit["path"], "/bai-viet/duc-thuan");
    assert_eq!(
        shown(&hit["title"]),
        "Phường [Đức Thuận] ra quân dọn vệ sinh"
    );
    assert_eq!(
        shown(&hit["snippet"]),
        "Hơn hai trăm người tham gia dọn rác dọc [kênh] chính của phường."
    );
    assert_eq!(hit["category"], json!({"slug": "tin", "name": "Tin tức"}));
    assert_eq!(hit["published_at"], "2026-11-17T07:00:00+07:00");
    assert!(hit.get("language").is_none());
}

#[tokio::test]
async fn counts_and_filters_go_together() {
    let site = site_with_articles().await;
    let all = search(&site, "phuong", "").await;
    let count = |answer: &Value, kind: &str| {
        let mut kinds = answer["kinds"].as_array().unwrap().iter();
        let kind = kinds.find(|counted| counted["kind"] == kind);
        kind.map_or(0, |counted| counted["count"].as_u64().unwrap())
    };
    // Both areas are called by their kind.
    assert_eq!(count(&all, "place"), 2);
    let articles = search(&site, "phuong", "&kind=article").await;
    assert_eq!(articles["total"].as_u64().unwrap(), count(&all, "article"));
    assert_eq!(articles["kinds"], all["kinds"]);
    let guides = search(&site, "phuong", "&kind=article&category=huong-dan").await;
    assert_eq!(names(&guides), ["nghi-quyet-02"]);
    let counted = all["categories"].as_array().unwrap();
    assert!(
        counted
            .contains(&json!({"category": {"slug": "huong-dan", "name": "Hướng dẫn"}, "count": 1}))
    );
    let nothing = search(&site, "phuong", "&category=khong-co").await;
    assert_eq!(nothing["total"], 0);
    assert_eq!(nothing["kinds"], all["kinds"]);
}

#[tokio::test]
async fn days_are_those_of_the_town() {
    let site = site_with_articles().await;
    let old = search(&site, "đền cả", "&to=2019-02-20").await;
    assert_eq!(names(&old), ["cu"]);
    assert_eq!(search(&site, "đền cả", "&to=2019-02-19").await["total"], 0);
    // Seven in the morning in the town is still the day before in Greenwich.
    assert_eq!(
        names(&search(&site, "đền cả", "&from=2019-02-20&to=2019-02-20").await),
        ["cu"]
    );
    let new = names(&search(&site, "đền cả", "&from=2019-02-21").await);
    assert!(
        new.contains(&"moi".to_owned()) && !new.contains(&"cu".to_owned()),
        "{new:?}"
    );
    // What has no date is in no time.
    assert_eq!(
        search(&site, "bản đồ", "&from=2000-01-01").await["total"],
        0
    );
}

#[tokio::test]
async fn results_come_in_pages() {
    let site = site_with_articles().await;
    let all = names(&search(&site, "lễ hội", "&per_page=50").await);
    assert!(all.len() >= 3, "{all:?}");
    let mut paged = Vec::new();
    for page in 1..=all.len() {
        let answer = search(&site, "lễ hội", &format!("&per_page=1&page={page}")).await;
        assert_eq!(answer["total"], all.len());
        paged.extend(names(&answer));
    }
    assert_eq!(paged, all);
    assert!(names(&search(&site, "lễ hội", "&per_page=1&page=900").await).is_empty());
}

#[tokio::test]
async fn a_wrong_letter_or_mark_is_asked_about() {
    let site = site_with_articles().await;
    for (typed, meant) in [
        ("bongf chuyen", "bóng chuyền"),
        ("làng rènn", "làng rèn"),
        ("chuyển đổii", "chuyển đổi"),
        ("lang rèm", "làng rèn"),
        ("\"đền Cã\"", "\"đền cả\""),
        // Another word that exists, which nothing has together with the others.
        ("bình luật", "bình luận"),
        ("làng dèn", "làng rèn"),
        ("sử lý hồ sơ", "xử lý hồ sơ"),
        ("bong chuyen đực thọ", "bóng chuyền đức thọ"),
    ] {
        let answer = search(&site, typed, "").await;
        assert_eq!(answer["suggestion"], meant, "{typed}");
    }
    assert_eq!(
        search(&site, "làng rèn", "").await["suggestion"],
        Value::Null
    );
    for own in ["qwertyzxcv", "NQ 13", "NX", "03-NQ/TU", "77778"] {
        let answer = search(&site, own, "").await;
        assert_eq!(answer["suggestion"], Value::Null, "{own}");
    }
    // What is there at another time was not mistaken.
    let early = search(&site, "bình luận", "&to=2000-01-01").await;
    assert_eq!(early["suggestion"], Value::Null);
}

#[tokio::test]
async fn wrong_marks_are_ignored_when_there_is_nothing_else() {
    let site = site_with_articles().await;
    let answer = search(&site, "lãng rẽn", "").await;
    assert_eq!(answer["without_marks"], true);
    assert_eq!(names(&answer)[0], "lang-ren");
    assert_eq!(
        shown(&answer["items"][0]["title"]),
        "[Làng rèn] Trung Lương đỏ lửa trở lại"
    );
    assert_eq!(search(&site, "làng rèn", "").await["without_marks"], false);
}

#[tokio::test]
async fn titles_are_suggested_while_one_types() {
    let site = site_with_articles().await;
    let suggest = async |typed: &str| -> Vec<String> {
        let typed: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
        let answer = site.json(&format!("/search/suggest?q={typed}")).await;
        let titles = answer.as_array().unwrap().iter();
        titles.map(|found| shown(&found["title"])).collect()
    };
    assert_eq!(
        suggest("làng r").await,
        ["[Làng rèn] Trung Lương đỏ lửa trở lại"]
    );
    assert_eq!(
        suggest("LANG REN TR").await,
        ["[Làng rèn Trung] Lương đỏ lửa [trở] lại"]
    );
    assert_eq!(suggest("đươ").await, ["Khởi công [đường] tránh thị xã"]);
    // A tone that is typed before the last letters.
    assert_eq!(suggest("đườ").await, ["Khởi công [đường] tránh thị xã"]);
    assert_eq!(suggest("dươ").await, ["Trồng [dương] liễu ven hồ"]);
    let both = suggest("duo").await;
    assert_eq!(both.len(), 2, "{both:?}");
    // While its marks are typed one after the other, and where they are wrong.
    for half in ["đuo", "đuon", "đướ"] {
        assert_eq!(suggest(half).await, both, "{half}");
    }
    assert_eq!(
        suggest("đuc th").await,
        [
            "Phường [Đức Thuận] ra quân dọn vệ sinh",
            "Giao lưu bóng chuyền với [Đức Thọ]"
        ]
    );
    assert_eq!(suggest("bac hong").await, ["[Bắc Hồng] Lĩnh"]);
    // What stands in the text alone is found by the search itself.
    assert!(suggest("mầm non").await.is_empty());
    for nothing in ["", " ", "%", "\""] {
        assert!(suggest(nothing).await.is_empty(), "{nothing}");
    }
    assert!(suggest("t").await.len() <= 8);
}

#[tokio::test]
async fn odd_searches_are_answered_or_refused() {
    let site = site_with_articles().await;
    for nothing in [
        "",
        "  ",
        "\"\"",
        "***",
        "?",
        "\u{0}",
        "🦀",
        "\u{301}",
        "漢字",
        "AND OR NOT",
        "title:x",
        "a:b^2 ~ [x TO y]",
    ] {
        let answer = search(&site, nothing, "").await;
        assert_eq!(answer["total"], 0, "{nothing}");
    }
    let long = "a".repeat(200);
    assert_eq!(search(&site, &long, "").await["total"], 0);
    assert_eq!(search(&site, &"b ".repeat(100), "").await["total"], 0);
    let too_long = "ă".repeat(201);
    let too_long: String = form_urlencoded::byte_serialize(too_long.as_bytes()).collect();
    for query in [
        format!("q={too_long}"),
        "q=a&page=0".to_owned(),
        "q=a&page=-1".to_owned(),
        "q=a&per_page=51".to_owned(),
        "q=a&page=51".to_owned(),
        "q=a&page=4294967295&per_page=50".to_owned(),
        "q=a&kind=x".to_owned(),
        "q=a&from=2026-02-30".to_owned(),
        "q=a&category=%20".to_owned(),
    ] {
        let problem: Value = read(site.get(&format!("/search?{query}")).await, 400).await;
        assert_eq!(problem["code"], "bad_request", "{query}");
    }
    assert_eq!(
        site.get(&format!("/search/suggest?q={too_long}"))
            .await
            .status(),
        StatusCode::BAD_REQUEST
    );
    // Bytes that are no text stand for one unknown sign each.
    assert_eq!(site.json("/search?q=%FF%FE").await["total"], 0);
}

#[tokio::test]
async fn of_a_word_that_most_articles_have_a_title_comes_first_and_then_what_is_new() {
    let site = TestSite::new().await;
    for (slug, title, day, text) in [
        ("cu", "Họp", "01", "trâu ".repeat(30)),
        ("moi", "Họp", "20", "trâu một lần".to_owned()),
        ("ten", "Chợ trâu", "10", "Họp mỗi tuần.".to_owned()),
    ] {
        site.write(
            slug,
            format!("---\ntitle: {title}\nslug: {slug}\ncategory: tin\npublished_at: 2026-11-{day}T07:00:00+07:00\n---\n{text}\n"),
        );
    }
    // The portal's own pages count too.
    for number in 0..20 {
        site.write_article(&format!("bai-{number}"), "Chuyện con bò, không phải trâu.");
    }
    assert_eq!(site.import().await.created, 23);
    conglang_server::search::catch_up(&site.site).await.unwrap();
    let found = names(&search(&site, "trâu", "&per_page=50").await);
    let place = |name: &str| found.iter().position(|found| found == name);
    assert_eq!(place("ten"), Some(0), "{found:?}");
    assert!(place("moi") < place("cu"), "{found:?}");
}

#[tokio::test]
async fn a_site_without_articles_finds_its_pages() {
    let site = TestSite::new().await;
    assert_eq!(search(&site, "tin tức", "").await["total"], 0);
    conglang_server::search::catch_up(&site.site).await.unwrap();
    let found = search(&site, "tin tuc", "").await;
    assert_eq!(found["items"][0]["path"], "/chuyen-muc/tin");
    assert_eq!(found["items"][0]["kind"], "page");
}
