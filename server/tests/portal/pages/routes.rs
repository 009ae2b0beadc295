//! What every address of the portal keeps to.

use std::time::Duration;

use axum::{
    body::{Body, Bytes},
    http::{Method, Request, StatusCode, header},
};
use conglang_server::search::catch_up;
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::support::Portal;

const PAGE: &str = "/bai-viet/bai-mot";

#[tokio::test]
async fn a_page_takes_no_post() {
    let portal = Portal::with_article("Văn bản.").await;
    for path in [PAGE, "/", "/khong/co"] {
        let answer = portal.post_form(path, "a=b").await;
        assert_eq!(
            answer.problem(),
            (405, "method_not_allowed".to_owned()),
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_address_of_a_form_is_a_page_when_it_is_opened() {
    let portal = Portal::with_article("Văn bản.").await;
    let page = portal.get("/bai-viet/bai-mot/danh-gia").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.text().contains("Không tìm thấy trang này"));
}

#[tokio::test]
async fn an_address_that_is_no_text_is_not_found_like_any_other() {
    let portal = Portal::with_article("Văn bản.").await;
    for path in [
        "/api/v1/articles/%ff",
        "/api/v1/archive/%ff",
        "/api/v1/comments/%ff",
        "/chuyen-muc/%ff/rss.xml",
        "/nhung/bai-viet/%ff",
        "/screenshots/%ff",
    ] {
        let answer = portal.get(path).await;
        assert_eq!(answer.problem(), (404, "not_found".to_owned()), "{path}");
    }
    for answer in [
        portal.get("/bai-viet/%ff/qr.svg").await,
        portal.post_form("/bai-viet/%ff/danh-gia", "stars=5").await,
        portal.get("/bai-viet/%ff").await,
    ] {
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(answer.text().contains("</html>"));
    }
}

#[tokio::test]
async fn a_file_that_is_not_there_is_told_of_as_it_is_asked_for() {
    let portal = Portal::with_article("Văn bản.").await;
    // The second would be a page without what stands before it.
    for path in ["/media/khong/co.pdf", "/media/bai-viet/bai-mot"] {
        let opened = [(header::ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")];
        let page = portal.get_with(path, &opened).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(page.text().contains("Không tìm thấy trang này"), "{path}");
        let picture = [(header::ACCEPT, "image/avif,image/webp,*/*;q=0.8")];
        let answer = portal.get_with(path, &picture).await;
        assert_eq!(answer.problem(), (404, "not_found".to_owned()), "{path}");
    }
}

#[tokio::test]
async fn a_hostile_address_gets_a_page() {
    let portal = Portal::with_article("Văn bản.").await;
    for path in [
        "//ke-xau.example:99999/x",
        "///",
        "/%ff",
        "/bai-viet/%00",
        "/bai-viet/%2e%2e%2f%2e%2e",
        "/bai-viet/\"><script>alert(1)</script>",
        "/khong?x=%",
    ] {
        let Ok(_) = path.parse::<axum::http::Uri>() else {
            continue;
        };
        let page = portal.get(path).await;
        assert!(
            page.status == 404 || path == "///",
            "{path}: {}",
            page.status
        );
        assert!(page.text().contains("</html>"), "{path}");
        assert!(!page.text().contains("<script>alert"), "{path}");
    }
}

#[tokio::test]
async fn a_search_whose_address_was_changed_by_hand_is_a_page() {
    let portal = Portal::with_article("Văn bản.").await;
    catch_up(&portal.content.site).await.unwrap();
    let long = "van-".repeat(200);
    for query in [
        "q=van&trang=0",
        "q=van&trang=51",
        "q=van&trang=99999999999",
        "q=van&trang=x",
        "q=van&loai=x&chuyen-muc=%20&tu-ngay=2026-02-30",
        &format!("q={long}"),
    ] {
        let page = portal.get(&format!("/tim-kiem?{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}");
        assert!(page.text().contains("value=\"van"), "{query}");
    }
}

#[tokio::test]
async fn the_api_answers_mistakes_as_problems() {
    let portal = Portal::with_article("Văn bản.").await;
    for path in [
        "/api/v1/khong-co",
        "/api/v1/",
        "/api/v1/articles/x/y/z",
        "/api/v9/site",
    ] {
        let answer = portal.get(path).await;
        assert_eq!(answer.problem(), (404, "not_found".to_owned()), "{path}");
    }
    let answer = portal.post_form("/api/v1/site", "").await;
    assert_eq!(answer.problem(), (405, "method_not_allowed".to_owned()));

    let json = [(header::CONTENT_TYPE, "application/json")];
    let large = format!("{{\"path\":\"/{}\"}}", "a".repeat(65 * 1024));
    let answer = portal
        .send(Method::POST, "/api/v1/visits", &json, Body::from(large))
        .await;
    assert_eq!(answer.problem(), (413, "too_large".to_owned()));
    let answer = portal
        .send(Method::POST, "/api/v1/visits", &json, Body::from("{"))
        .await;
    assert_eq!(answer.problem(), (400, "bad_request".to_owned()));
    let answer = portal.post_form("/api/v1/visits", "path=/").await;
    assert_eq!(answer.problem(), (415, "unsupported_media_type".to_owned()));
}

#[tokio::test]
async fn a_form_that_cannot_be_taken_is_answered_with_a_page_that_leads_on() {
    let portal = Portal::with_article("Văn bản.").await;
    let comments = "/bai-viet/bai-mot/binh-luan";
    let large = format!("body={}", "a".repeat(65 * 1024));
    for (path, form, status, told) in [
        (comments, large.as_str(), 413, "Nội dung gửi lên quá lớn."),
        (
            "/bai-viet/Kh%C3%B4ng/danh-gia",
            "stars=4",
            404,
            "Không tìm thấy nội dung này.",
        ),
        (
            "/bai-viet/khong-co/binh-luan",
            "author_name=An&body=Hay&consent=true",
            404,
            "Không tìm thấy nội dung này.",
        ),
        (
            "/bien-nhan/ABCD-EFGH-JKMN/xoa",
            "",
            404,
            "Không tìm thấy nội dung này.",
        ),
    ] {
        let page = portal.post_form(path, form).await;
        assert_eq!(page.status, status, "{path}");
        let html = page.text();
        assert!(html.starts_with("<!DOCTYPE html>"), "{path}: {html}");
        assert!(html.contains(told), "{path}: {html}");
        let (back, _) = path.rsplit_once('/').expect("a part");
        assert!(html.contains(&format!("href=\"{back}\"")), "{html}");
    }
    let page = portal
        .send(Method::POST, comments, &[], Body::empty())
        .await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_document_lists_the_calls_of_the_contract() {
    let portal = Portal::empty().await;
    let document = portal.get("/api/v1/openapi.json").await.json();
    for (method, path) in [
        ("get", "/site"),
        ("get", "/articles"),
        ("get", "/articles/{slug}"),
        ("get", "/archive"),
        ("get", "/archive/{month}"),
        ("get", "/articles/{slug}/rating"),
        ("put", "/articles/{slug}/rating"),
        ("get", "/articles/{slug}/comments"),
        ("post", "/articles/{slug}/comments"),
        ("get", "/comments/{receipt}"),
        ("delete", "/comments/{receipt}"),
        ("post", "/captcha"),
        ("get", "/captcha/{id}/image"),
        ("get", "/captcha/{id}/audio"),
        ("get", "/home"),
        ("get", "/alerts"),
        ("get", "/map"),
        ("get", "/map/outline"),
        ("get", "/map/areas"),
        ("get", "/map/areas/{id}"),
        ("get", "/map/places"),
        ("get", "/map/places/{id}"),
        ("get", "/songs"),
        ("get", "/songs/{slug}"),
        ("get", "/links"),
        ("get", "/visits"),
        ("post", "/visits"),
        ("get", "/visits/days"),
        ("get", "/live"),
    ] {
        assert!(
            document["paths"][path][method].is_object(),
            "{method} {path} is missing in {document}"
        );
    }
}

#[tokio::test]
async fn nothing_beside_the_media_can_be_read() {
    let portal = Portal::empty().await;
    let data = &portal.content.site.data_folder;
    std::fs::create_dir_all(data.join("media")).unwrap();
    std::fs::write(data.join("media/anh.jpg"), "ảnh").unwrap();
    std::fs::write(data.join("bi-mat.txt"), "bí mật").unwrap();
    let picture = portal.get("/media/anh.jpg").await;
    assert_eq!(picture.status, StatusCode::OK);
    assert_eq!(picture.body, "ảnh".as_bytes());
    assert!(picture.header(header::CACHE_CONTROL).contains("immutable"));
    let policy = picture.header(header::CONTENT_SECURITY_POLICY);
    assert!(policy.contains("sandbox"), "{policy}");

    for path in [
        "/media/../bi-mat.txt",
        "/media/%2e%2e/bi-mat.txt",
        "/media/..%2fbi-mat.txt",
        "/media/%2e%2e%2fbi-mat.txt",
        "/media/..%5cbi-mat.txt",
        "/media/x/../../bi-mat.txt",
        "/media/%252e%252e/bi-mat.txt",
        "/media/../secret.key",
        "/media/",
        "/media/khong-co.jpg",
    ] {
        let answer = portal.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        let body = String::from_utf8_lossy(&answer.body);
        assert!(!body.contains("bí mật"), "{path}: {body}");
    }
}

#[tokio::test]
async fn every_answer_has_the_security_headers() {
    let portal = Portal::with_article("Văn bản.").await;
    for path in [PAGE, "/api/v1/site", "/khong/co", "/site.css", "/logo.svg"] {
        let answer = portal.get(path).await;
        assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(
            answer.header(header::REFERRER_POLICY),
            "strict-origin-when-cross-origin"
        );
        assert!(answer.headers.contains_key("permissions-policy"), "{path}");
        assert!(
            answer.headers.contains_key("cross-origin-opener-policy"),
            "{path}"
        );
        assert!(
            answer.headers.contains_key(header::CONTENT_SECURITY_POLICY),
            "{path}"
        );
    }
    let page = portal.get(PAGE).await;
    assert_eq!(page.header(header::X_FRAME_OPTIONS), "DENY");
}

#[tokio::test]
async fn the_live_stream_begins_with_the_visits_and_ends_with_the_site() {
    let portal = Portal::empty().await;
    let request = Request::get("/api/v1/live").body(Body::empty()).unwrap();
    let response = portal
        .content
        .router
        .clone()
        .oneshot(request)
        .await
        .unwrap();
    assert_eq!(
        response.headers()[header::CONTENT_TYPE],
        "text/event-stream"
    );
    let mut body = response.into_body();
    let first = tokio::time::timeout(Duration::from_secs(20), body.frame())
        .await
        .expect("an event at once")
        .expect("an event")
        .unwrap();
    let first: Bytes = first.into_data().expect("data");
    let event = std::str::from_utf8(&first).unwrap();
    assert!(event.contains("event: visits"), "{event}");
    let (_, data) = event.split_once("data: ").expect("data");
    let numbers: serde_json::Value = serde_json::from_str(data.trim()).unwrap();
    assert_eq!(numbers["total"], 0);

    portal.content.site.stop();
    let rest = tokio::time::timeout(Duration::from_secs(20), body.collect()).await;
    rest.expect("the stream ends").unwrap();
}
