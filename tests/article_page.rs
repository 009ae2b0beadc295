//! The article page as the server renders it: what a resident without JavaScript gets.
#![cfg(feature = "ssr")]

use std::sync::{
    Arc,
    atomic::{AtomicU16, Ordering},
};

use conglang::{
    App,
    api::in_process::{ApiResponse, InProcessApi},
    app::PageStatus,
};
use futures::StreamExt;
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use leptos_meta::ServerMetaContext;
use leptos_router::location::RequestUrl;
use serde_json::{Value, json};

fn site() -> Value {
    json!({
        "name": "Cổng thông tin", "short_name": "Cổng", "tagline": "", "description": "",
        "base_url": "https://cong.example", "logo_url": "/logo.svg",
        "colors": { "primary": "#0f4c4a", "accent": "#a8301f" },
        "contact": { "organisation": "Ủy ban nhân dân phường" }, "categories": [], "menu": [],
        "map_title": "Bản đồ", "songs_title": "Ca khúc", "features": {}, "alerts": [],
    })
}

fn answer(path: &str) -> ApiResponse {
    let summary = json!({
        "slug": "cau-chuyen", "title": "Câu chuyện \"làng\"", "lead": "Đoạn mở đầu.",
        "category": { "slug": "tin-tuc", "name": "Tin tức" },
        "published_at": "2022-05-05T17:30:00+07:00", "cover": null, "comment_count": 2, "views": 5,
    });
    let mut article = summary;
    for (key, value) in json!({
        "body_html": "<p>Toàn văn <b>bài</b>.</p>", "author": "Tổ biên tập", "source": null,
        "tags": ["lễ hội"], "updated_at": "2022-05-05T17:30:00+07:00",
        "attachments": [{ "title": "Kế hoạch", "file_name": "ke-hoach.pdf", "url": "/tep/ke-hoach.pdf",
            "size_bytes": 3_400_000, "media_type": "application/pdf" }],
        "rating": { "count": 12, "average": 4.46, "mine": 4 }, "related": [],
        "newer": null, "older": { "slug": "bai-truoc", "title": "Bài trước" },
    })
    .as_object()
    .expect("an object")
    {
        article[key] = value.clone();
    }
    let comments = json!({ "total": 21, "page": 1, "per_page": 20, "items": [{
        "id": 7, "author": { "kind": "resident", "name": "An <b>" }, "body": "<script>alert(1)</script>",
        "created_at": "2022-05-06T08:00:00+07:00",
        "replies": [{ "id": 8, "author": { "kind": "office", "name": "Văn phòng UBND" },
            "body": "Xin cảm ơn.", "created_at": "2022-05-06T09:00:00+07:00" }],
    }] });
    let not_found =
        json!({ "status": 404, "code": "not_found", "title": "Không tìm thấy nội dung này." });
    let (status, body) = match path {
        "site" => (200, site()),
        "articles/cau-chuyen" => (200, article),
        "articles/cau-chuyen/comments?page=1" => (200, comments),
        _ => (404, not_found),
    };
    ApiResponse {
        status,
        body: body.to_string(),
    }
}

/// The status and the body of the page at `path`.
async fn page(path: &str) -> (u16, String) {
    // A second test of the same process finds it set.
    let _ = any_spawner::Executor::init_tokio();
    let status = Arc::new(AtomicU16::new(200));
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
    let (meta, _head) = ServerMetaContext::new();
    let stream = owner.with(|| {
        provide_context(RequestUrl::new(path));
        provide_context(meta);
        provide_context(PageStatus(Arc::clone(&status)));
        provide_context(InProcessApi::new(
            |request| async move { answer(&request.path) },
        ));
        App().into_view().to_html_stream_in_order()
    });
    let html = stream.collect::<String>().await;
    (status.load(Ordering::Relaxed), html)
}

#[tokio::test]
async fn the_whole_article_is_in_the_html() {
    let (status, html) = page("/bai-viet/cau-chuyen").await;
    assert_eq!(status, 200, "{html}");
    for part in [
        "Toàn văn <b>bài</b>.",
        "Thứ Năm, 05/05/2022 17:30",
        "lượt đánh giá: 12, trung bình: 4,5",
        "action=\"/bai-viet/cau-chuyen/danh-gia\"",
        "action=\"/bai-viet/cau-chuyen/binh-luan\"",
        "(3,4 MB)",
        "Trả lời chính thức",
        "href=\"/bai-viet/bai-truoc\"",
        "?trang-binh-luan=2#binh-luan",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
}

#[tokio::test]
async fn what_residents_type_is_text() {
    let (_, html) = page("/bai-viet/cau-chuyen").await;
    assert!(html.contains("&lt;script&gt;alert(1)"), "{html}");
    assert!(!html.contains("<script>alert"), "{html}");
}

#[tokio::test]
async fn what_became_of_a_plain_form_is_told_where_it_belongs() {
    let (_, html) = page("/bai-viet/cau-chuyen?ket-qua=cho-duyet&bien-nhan=abcd-efgh-jkmn").await;
    let comments = html.split("id=\"binh-luan\"").nth(1).unwrap_or_default();
    assert!(comments.contains("notice--done"), "{html}");
    assert!(
        comments.contains("href=\"/bien-nhan/ABCD-EFGH-JKMN\""),
        "{html}"
    );

    let (_, html) = page("/bai-viet/cau-chuyen?ket-qua=da-danh-gia").await;
    let before_comments = html.split("id=\"binh-luan\"").next().unwrap_or_default();
    let rating = before_comments.split("id=\"danh-gia\"").nth(1);
    assert!(
        rating.is_some_and(|rating| rating.contains("notice--done")),
        "{html}"
    );
}

#[tokio::test]
async fn nothing_of_a_forged_outcome_is_repeated() {
    let (_, html) = page("/bai-viet/cau-chuyen?ket-qua=cho-duyet&bien-nhan=0900-forged").await;
    assert!(html.contains("notice--done"), "{html}");
    assert!(!html.contains("0900-forged"), "{html}");
}

#[tokio::test]
async fn an_unknown_article_and_an_impossible_address_are_not_found() {
    for path in [
        "/bai-viet/khong-co",
        "/bai-viet/Kh%C3%B4ng",
        "/bien-nhan/sai",
    ] {
        let (status, html) = page(path).await;
        assert_eq!(status, 404, "{path}: {html}");
    }
}
