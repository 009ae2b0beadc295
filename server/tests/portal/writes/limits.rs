//! How often one network may write, and whose word is taken for a client's address.

use axum::{
    body::Body,
    http::{Request, Response, header},
};
use conglang_contract::{
    captcha::{CaptchaAnswer, CaptchaKind},
    problem::ProblemCode,
};
use conglang_server::{captcha::id::CaptchaId, clock::Clock, entropy::SystemEntropy};

use serde_json::json;

use super::support::{
    RESIDENT, SLUG, TestSite, assert_refused, call, json_call, site_with, site_with_article, vote,
};

const PROXY: &str = "10.0.0.1:5000";
const BEHIND_PROXY: &str = "[limits]\nwrites_per_minute = 1\ntrusted_proxies = [\"10.0.0.0/8\"]";

fn retry_after(response: &Response<Body>) -> u64 {
    let value = &response.headers()[header::RETRY_AFTER];
    value.to_str().unwrap().parse().unwrap()
}

/// A proof of work that is not solved: which refusal it meets tells whether it would be taken.
fn unsolved_proof(portal: &TestSite) -> CaptchaAnswer {
    let id = CaptchaId::new(&SystemEntropy, CaptchaKind::Pow, portal.clock.now());
    CaptchaAnswer {
        id: id.sign(&portal.site.secrets),
        answer: String::new(),
    }
}

fn forwarded(portal: &TestSite, addresses: &str) -> Request<Body> {
    let mut request = vote(SLUG, 5, &portal.solved(), None);
    let headers = request.headers_mut();
    headers.insert("x-forwarded-for", addresses.parse().unwrap());
    request
}

#[tokio::test]
async fn by_default_a_network_writes_120_times_a_minute() {
    let portal = site_with_article().await;
    for _ in 0..60 {
        let response = portal.vote(5, &unsolved_proof(&portal)).await;
        assert_refused(response, ProblemCode::CaptchaWrong).await;
    }
    portal.clock.advance(20);
    for _ in 60..119 {
        let response = portal.vote(5, &unsolved_proof(&portal)).await;
        assert_refused(response, ProblemCode::CaptchaCodeRequired).await;
    }
    assert_eq!(portal.vote(5, &portal.solved()).await.status(), 200);

    let captcha = portal.solved();
    let neighbour = "203.0.113.200:1";
    for peer in [RESIDENT, neighbour] {
        let response = portal.send_from(peer, vote(SLUG, 5, &captcha, None)).await;
        assert_eq!(retry_after(&response), 40);
        assert_refused(response, ProblemCode::RateLimited).await;
    }
    let delete = call("DELETE", "/comments/AAAA-AAAA-AAAA")
        .body(Body::empty())
        .unwrap();
    assert_refused(portal.send(delete).await, ProblemCode::RateLimited).await;
    let reading = portal.get(&format!("/articles/{SLUG}/rating")).await;
    assert_eq!(reading.status(), 200);
    let elsewhere = vote(SLUG, 5, &portal.solved(), None);
    let response = portal.send_from("203.0.112.9:1", elsewhere).await;
    assert_eq!(response.status(), 200);

    // As long as was told, and with the captcha that the refusal left unused.
    portal.clock.advance(40);
    assert_eq!(portal.vote(5, &captcha).await.status(), 200);
}

#[tokio::test]
async fn a_busy_network_is_told_to_type_a_code_before_its_devices_work() {
    let portal = site_with("[limits]\ncode_captcha_from_per_minute = 1").await;
    let ask = |kind: &str| json_call("POST", "/captcha", &json!({ "kind": kind }));
    assert_eq!(portal.send(ask("pow")).await.status(), 201);
    assert_eq!(portal.vote(5, &portal.solved()).await.status(), 200);
    let refused = portal.send(ask("pow")).await;
    assert_refused(refused, ProblemCode::CaptchaCodeRequired).await;
    assert_eq!(portal.send(ask("code")).await.status(), 201);
}

#[tokio::test]
async fn captchas_are_not_handed_out_without_end() {
    let portal = site_with("[limits]\nwrites_per_minute = 1").await;
    let ask = || json_call("POST", "/captcha", &json!({ "kind": "code" }));
    for _ in 0..4 {
        assert_eq!(portal.send(ask()).await.status(), 201);
    }
    let refused = portal.send(ask()).await;
    assert_eq!(retry_after(&refused), 60);
    assert_refused(refused, ProblemCode::RateLimited).await;
}

#[tokio::test]
async fn a_code_is_not_shown_without_end() {
    let portal = site_with("[limits]\nwrites_per_minute = 1").await;
    let token = portal.solved().id;
    for part in ["image", "audio"].repeat(8) {
        let shown = portal.get(&format!("/captcha/{token}/{part}")).await;
        assert_eq!(shown.status(), 200);
    }
    for part in ["image", "audio"] {
        let refused = portal.get(&format!("/captcha/{token}/{part}")).await;
        assert_eq!(retry_after(&refused), 60);
        assert_refused(refused, ProblemCode::RateLimited).await;
    }
}

#[tokio::test]
async fn a_server_that_is_stopping_says_when_to_try_again() {
    let portal = site_with_article().await;
    let captcha = portal.solved();
    portal.site.store.close().await;
    for response in [
        portal.get(&format!("/articles/{SLUG}")).await,
        portal.vote(5, &captcha).await,
    ] {
        assert_eq!(retry_after(&response), 5);
        assert_refused(response, ProblemCode::Unavailable).await;
    }
}

#[tokio::test]
async fn a_residents_word_on_the_address_is_not_taken() {
    let portal = site_with(BEHIND_PROXY).await;
    let first = forwarded(&portal, "192.0.2.1");
    assert_eq!(portal.send(first).await.status(), 200);
    let second = forwarded(&portal, "192.0.2.2");
    assert_refused(portal.send(second).await, ProblemCode::RateLimited).await;
}

#[tokio::test]
async fn a_trusted_proxys_word_on_the_address_is_taken() {
    let portal = site_with(BEHIND_PROXY).await;
    for address in ["192.0.2.1", "198.51.100.1", "2001:db8:1::1"] {
        let request = forwarded(&portal, address);
        assert_eq!(portal.send_from(PROXY, request).await.status(), 200);
    }
    // What stands left of the address that the proxy saw is hearsay.
    for addresses in [
        "203.0.113.1, 192.0.2.9",
        "192.0.2.9, 10.0.0.7",
        "2001:db8:1:2::5",
    ] {
        let request = forwarded(&portal, addresses);
        let response = portal.send_from(PROXY, request).await;
        assert_refused(response, ProblemCode::RateLimited).await;
    }
}

#[tokio::test]
async fn the_cookie_is_secure_where_the_proxy_speaks_https() {
    let portal = site_with("[limits]\ntrusted_proxies = [\"10.0.0.0/8\"]").await;
    for (peer, secure) in [(PROXY, true), (RESIDENT, false)] {
        let mut request = forwarded(&portal, "192.0.2.1");
        let headers = request.headers_mut();
        headers.insert("x-forwarded-proto", "https".parse().unwrap());
        let response = portal.send_from(peer, request).await;
        let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
        assert_eq!(cookie.contains("Secure"), secure, "{cookie}");
    }
}
