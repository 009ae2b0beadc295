//! Who may call the API, and write, from another site's page.

use axum::{
    body::Body,
    http::{HeaderName, Method, StatusCode, header},
};

use super::{EVERYBODY, LISTED, portal_with};
use crate::pages::support::{Answer, Portal, value_beside};

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

async fn ask_for_captcha(portal: &Portal, headers: &[(HeaderName, &str)]) -> Answer {
    let mut all = vec![(header::CONTENT_TYPE, "application/json")];
    all.extend_from_slice(headers);
    let body = Body::from("{\"kind\": \"code\"}");
    portal
        .send(Method::POST, "/api/v1/captcha", &all, body)
        .await
}

fn allowed_origin(answer: &Answer) -> Option<&str> {
    let value = answer.headers.get(header::ACCESS_CONTROL_ALLOW_ORIGIN)?;
    value.to_str().ok()
}

#[tokio::test]
async fn only_listed_sites_write_and_the_portal_itself() {
    let portal = portal_with(LISTED).await;
    let host = [(header::HOST, "127.0.0.1:8080")];
    for (origin, fetch_site) in [
        ("https://tinh.example", "cross-site"),
        ("http://localhost:81", "cross-site"),
        ("https://thu.example", "same-origin"),
        ("http://127.0.0.1:8080", ""),
        // Behind a proxy that names another host the browser's own word holds.
        ("http://127.0.0.1:9999", "same-origin"),
    ] {
        let mut headers = vec![(header::ORIGIN, origin), host[0].clone()];
        if !fetch_site.is_empty() {
            headers.push((FETCH_SITE, fetch_site));
        }
        let answer = ask_for_captcha(&portal, &headers).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{origin}");
    }
    assert_eq!(
        ask_for_captcha(&portal, &[]).await.status,
        StatusCode::CREATED
    );
    for origin in [
        "https://xau.example",
        "https://tinh.example.xau.example",
        "http://tinh.example",
        "https://tinh.example:444",
        "null",
        "",
        "*",
    ] {
        let headers = [(header::ORIGIN, origin), host[0].clone()];
        let answer = ask_for_captcha(&portal, &headers).await;
        assert_eq!(
            answer.problem(),
            (403, "origin_not_allowed".to_owned()),
            "{origin}"
        );
        let title = answer.json()["title"].as_str().unwrap().to_owned();
        assert!(title.contains("không được phép"), "{title}");
    }
}

#[tokio::test]
async fn everybody_is_for_reading_alone() {
    let portal = portal_with(EVERYBODY).await;
    let foreign = [(header::ORIGIN, "https://xau.example")];
    let read = portal.get_with("/api/v1/articles", &foreign).await;
    assert_eq!(read.status, StatusCode::OK);
    assert_eq!(allowed_origin(&read), Some("*"));
    assert!(
        !read
            .headers
            .contains_key(header::ACCESS_CONTROL_ALLOW_CREDENTIALS)
    );
    let written = ask_for_captcha(&portal, &foreign).await;
    assert_eq!(written.problem(), (403, "origin_not_allowed".to_owned()));
    // A form of another site, which needs no leave of the browser's.
    let form = [
        foreign[0].clone(),
        (header::CONTENT_TYPE, "application/x-www-form-urlencoded"),
    ];
    let path = "/bai-viet/bai-mot/danh-gia";
    let sent = portal
        .send(Method::POST, path, &form, Body::from("stars=1"))
        .await;
    assert_eq!(sent.problem(), (403, "origin_not_allowed".to_owned()));
}

#[tokio::test]
async fn browsers_are_told_which_calls_a_site_may_make() {
    let preflight = async |settings: &str, origin: &str| {
        let portal = portal_with(settings).await;
        let headers = [
            (header::ORIGIN, origin),
            (header::ACCESS_CONTROL_REQUEST_METHOD, "PUT"),
        ];
        let path = "/api/v1/articles/bai-mot/rating";
        let answer = portal
            .send(Method::OPTIONS, path, &headers, Body::empty())
            .await;
        let methods = answer.headers.get(header::ACCESS_CONTROL_ALLOW_METHODS);
        let methods = methods.map(|methods| methods.to_str().unwrap().to_owned());
        (allowed_origin(&answer).map(str::to_owned), methods)
    };
    let some = |text: &str| Some(text.to_owned());
    let writing = some("GET, HEAD, POST, PUT, DELETE");
    assert_eq!(
        preflight(LISTED, "https://tinh.example").await,
        (some("https://tinh.example"), writing.clone())
    );
    assert_eq!(preflight(LISTED, "https://xau.example").await, (None, None));
    assert_eq!(
        preflight(EVERYBODY, "https://xau.example").await,
        (some("*"), some("GET, HEAD"))
    );
    assert_eq!(
        preflight(EVERYBODY, "https://tinh.example").await,
        (some("https://tinh.example"), writing)
    );
    assert_eq!(preflight("", "https://tinh.example").await, (None, None));
}

#[tokio::test]
async fn scripts_of_other_sites_may_send_and_read_what_the_calls_need() {
    let portal = portal_with(EVERYBODY).await;
    let names = |answer: &Answer, header: HeaderName| -> Vec<String> {
        let value = answer.header(header);
        value.split(", ").map(str::to_owned).collect()
    };
    for origin in ["https://xau.example", "https://tinh.example"] {
        let headers = [
            (header::ORIGIN, origin),
            (header::ACCESS_CONTROL_REQUEST_METHOD, "GET"),
            (header::ACCESS_CONTROL_REQUEST_HEADERS, "if-none-match"),
        ];
        let path = "/api/v1/articles";
        let preflight = portal.send(Method::OPTIONS, path, &headers, Body::empty());
        let sent = names(&preflight.await, header::ACCESS_CONTROL_ALLOW_HEADERS);
        for name in ["content-type", "idempotency-key", "if-none-match"] {
            assert!(sent.iter().any(|sent| sent == name), "{name}: {sent:?}");
        }
        // An answer is asked about again with the tag that was read.
        let headers = [(header::ORIGIN, origin)];
        let read = portal.get_with(path, &headers).await;
        let shown = names(&read, header::ACCESS_CONTROL_EXPOSE_HEADERS);
        assert!(shown.iter().any(|shown| shown == "etag"), "{shown:?}");
        let tag = (header::IF_NONE_MATCH, read.header(header::ETAG));
        let again = portal.get_with(path, &[headers[0].clone(), tag]).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        assert_eq!(allowed_origin(&again), allowed_origin(&read));
    }
}

#[tokio::test]
async fn answers_that_differ_by_origin_say_so_to_caches() {
    let portal = portal_with(LISTED).await;
    for headers in [vec![], vec![(header::ORIGIN, "https://tinh.example")]] {
        let answer = portal.get_with("/api/v1/site", &headers).await;
        let vary = answer.headers.get_all(header::VARY).iter();
        let names: Vec<_> = vary.map(|value| value.to_str().unwrap()).collect();
        assert!(
            names.iter().any(|names| names.contains("origin")),
            "{names:?}"
        );
    }
}

const RATE: &str = "/nhung/bai-viet/bai-mot/danh-gia?theme=dark&lang=vi";

fn captcha_id(page: &Answer) -> String {
    let id = value_beside(page.text(), "input", "name=\"captcha_id\"", "value");
    id.unwrap_or_else(|| panic!("no captcha in {}", page.text()))
        .to_owned()
}

/// Sends a form from a frame, as the visitor with `cookie`, through both steps.
async fn rate(portal: &Portal, stars: u8, cookie: Option<&str>) -> Answer {
    let mut headers = vec![(header::CONTENT_TYPE, "application/x-www-form-urlencoded")];
    headers.extend(cookie.map(|cookie| (header::COOKIE, cookie)));
    let id = captcha_id(&portal.post_form(RATE, &format!("stars={stars}")).await);
    let code = portal.code(&id);
    let form = format!("stars={stars}&captcha_id={id}&captcha_answer={code}");
    portal
        .send(Method::POST, RATE, &headers, Body::from(form))
        .await
}

#[tokio::test]
async fn a_vote_in_a_frame_is_known_there_by_a_cookie_of_its_own() {
    let portal = portal_with(LISTED).await;
    let done = rate(&portal, 4, None).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let back = done.header(header::LOCATION).to_owned();
    assert_eq!(
        back,
        "/nhung/bai-viet/bai-mot?theme=dark&ket-qua=da-danh-gia#danh-gia"
    );
    let cookie = done.header(header::SET_COOKIE).to_owned();
    for part in [
        "HttpOnly",
        "SameSite=None",
        "Secure",
        "Partitioned",
        "Path=/",
    ] {
        assert!(cookie.split("; ").any(|given| given == part), "{cookie}");
    }
    let cookie = cookie.split(';').next().unwrap();
    assert!(cookie.starts_with("conglang_framed_visitor="), "{cookie}");

    let own = [(header::COOKIE, cookie)];
    let page = portal.get_with(back.split('#').next().unwrap(), &own).await;
    assert!(page.text().contains("Bạn đã đánh giá 4 sao."));
    assert!(page.text().contains("Đã ghi nhận đánh giá của bạn"));
    assert!(page.header(header::CACHE_CONTROL).contains("private"));
    let again = rate(&portal, 2, Some(cookie)).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert!(!again.headers.contains_key(header::SET_COOKIE));
    let rating = portal.get("/api/v1/articles/bai-mot/rating").await.json();
    assert_eq!(
        (&rating["count"], &rating["average"]),
        (&1.into(), &2.0.into())
    );
}

#[tokio::test]
async fn the_steps_of_a_form_stay_in_the_frame_and_its_look() {
    let portal = portal_with(EVERYBODY).await;
    let second = portal.post_form(RATE, "stars=4").await;
    assert_eq!(second.status, StatusCode::OK);
    let gone = portal
        .post_form("/nhung/bai-viet/khong-co/danh-gia?theme=dark", "stars=4")
        .await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    let comment = portal
        .post_form(
            "/nhung/bai-viet/bai-mot/binh-luan?theme=dark",
            "author_name=&body=",
        )
        .await;
    assert_eq!(comment.status, StatusCode::UNPROCESSABLE_ENTITY);
    for page in [&second, &gone, &comment] {
        assert_eq!(super::ancestors(page), "'self' https://tinh.example");
        assert!(super::root(page).contains("data-theme=\"dark\""));
        assert!(page.text().contains("<base target=\"_self\">"));
        assert!(!page.headers.contains_key(header::X_FRAME_OPTIONS));
    }
    assert!(
        second
            .text()
            .contains("action=\"/nhung/bai-viet/bai-mot/danh-gia?theme=dark\"")
    );
    assert!(
        second
            .text()
            .contains("href=\"/nhung/bai-viet/bai-mot?theme=dark\"")
    );
    assert!(
        gone.text()
            .contains("href=\"/nhung/bai-viet/khong-co?theme=dark\"")
    );
}

#[tokio::test]
async fn a_comment_in_a_frame_waits_for_approval_as_any_other() {
    let portal = portal_with(LISTED).await;
    let path = "/nhung/bai-viet/bai-mot/binh-luan";
    let form = "author_name=An&body=Xin+c%E1%BA%A3m+%C6%A1n.&consent=true";
    let id = captcha_id(&portal.post_form(path, form).await);
    let form = format!("{form}&captcha_id={id}&captcha_answer={}", portal.code(&id));
    let done = portal.post_form(path, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let back = done.header(header::LOCATION).to_owned();
    assert!(
        back.starts_with("/nhung/bai-viet/bai-mot?ket-qua=cho-duyet&bien-nhan="),
        "{back}"
    );
    let page = portal.get(back.split('#').next().unwrap()).await;
    let receipt = back
        .split("bien-nhan=")
        .nth(1)
        .unwrap()
        .split('#')
        .next()
        .unwrap();
    assert!(page.text().contains(&format!("/bien-nhan/{receipt}")));
    assert!(
        !page.text().contains("Xin cảm ơn."),
        "it is not approved yet"
    );
}
