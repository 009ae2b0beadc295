//! The counter: visits, views, and who is online.

use axum::{
    body::Body,
    http::{Request, Response, header},
};
use conglang_contract::{
    problem::ProblemCode,
    visits::{VisitDay, Visits},
};
use conglang_server::visits::{flush, flush_regularly};
use serde_json::json;

use super::support::{
    RESIDENT, SLUG, TestSite, assert_refused, bytes, json_call, read, site_with, site_with_article,
};

const BASELINE: &str = "[counter]\nbaseline = 1281540";
const PHONE: &str = "Mozilla/5.0 (Linux; Android 11; SM-A107F) AppleWebKit/537.36 (KHTML, like \
                     Gecko) Chrome/110.0.0.0 Mobile Safari/537.36";
const NEIGHBOUR: &str = "203.0.113.10:40000";

fn reading(path: &str, user_agent: &str) -> Request<Body> {
    let mut request = json_call("POST", "/visits", &json!({ "path": path }));
    let headers = request.headers_mut();
    headers.insert(header::USER_AGENT, user_agent.parse().unwrap());
    request
}

async fn visit_from(portal: &TestSite, peer: &str, path: &str) -> Visits {
    let response = portal.send_from(peer, reading(path, PHONE)).await;
    assert_eq!(response.headers().get(header::SET_COOKIE), None);
    read::<Visits>(response, 200).await
}

async fn visit(portal: &TestSite, path: &str) -> Visits {
    visit_from(portal, RESIDENT, path).await
}

async fn visits(portal: &TestSite) -> Visits {
    read(portal.get("/visits").await, 200).await
}

async fn days(portal: &TestSite) -> Vec<VisitDay> {
    read(portal.get("/visits/days").await, 200).await
}

fn numbers(visits: u64, today: u64, online: u64) -> Visits {
    Visits {
        total: 1_281_540 + visits,
        today,
        online,
    }
}

async fn views(portal: &TestSite) -> u64 {
    let article = portal.json(&format!("/articles/{SLUG}")).await;
    article["views"].as_u64().unwrap()
}

fn status(response: &Response<Body>) -> u16 {
    response.status().as_u16()
}

#[tokio::test]
async fn visits_are_added_to_the_old_portals() {
    let portal = site_with(BASELINE).await;
    assert_eq!(visits(&portal).await, numbers(0, 0, 0));
    assert_eq!(visit(&portal, "/").await, numbers(1, 1, 1));
    // A reload, and another page.
    assert_eq!(visit(&portal, "/").await, numbers(1, 1, 1));
    assert_eq!(visit(&portal, "/lien-ket").await, numbers(1, 1, 1));
    // Another person, and another device behind the same address.
    let neighbour = visit_from(&portal, NEIGHBOUR, "/").await;
    assert_eq!(neighbour, numbers(2, 2, 2));
    let other_device = reading("/", &PHONE.replace("110", "111"));
    assert_eq!(status(&portal.send(other_device).await), 200);
    let told = visits(&portal).await;
    assert_eq!(told, numbers(3, 3, 3));
    let days = days(&portal).await;
    assert_eq!(days.len(), 30);
    let (first, last) = (&days[0], &days[29]);
    assert_eq!((first.date.as_str(), first.visits), ("2026-10-25", 0));
    assert_eq!((last.date.as_str(), last.visits), ("2026-11-23", 3));
}

#[tokio::test]
async fn half_an_hour_of_silence_ends_a_visit() {
    let portal = site_with(BASELINE).await;
    visit(&portal, "/").await;
    portal.clock.advance(299);
    assert_eq!(visits(&portal).await.online, 1);
    portal.clock.advance(1);
    assert_eq!(visits(&portal).await.online, 0);
    portal.clock.advance(29 * 60 - 300);
    assert_eq!(visit(&portal, "/").await, numbers(1, 1, 1));
    portal.clock.advance(29 * 60);
    flush(&portal.site).await.unwrap();
    assert_eq!(visit(&portal, "/").await, numbers(1, 1, 1));
    portal.clock.advance(30 * 60);
    assert_eq!(visit(&portal, "/").await, numbers(2, 2, 1));
}

#[tokio::test]
async fn bots_are_answered_and_not_counted() {
    let portal = site_with(BASELINE).await;
    let bots = [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "facebookexternalhit/1.1",
        "curl/8.5.0",
        "",
    ];
    for bot in bots {
        let response = portal
            .send(reading(&format!("/bai-viet/{SLUG}"), bot))
            .await;
        assert_eq!(read::<Visits>(response, 200).await, numbers(0, 0, 0));
    }
    flush(&portal.site).await.unwrap();
    assert_eq!(views(&portal).await, 0);
}

#[tokio::test]
async fn a_restart_counts_nobody_twice() {
    let portal = site_with(BASELINE).await;
    visit(&portal, "/").await;
    visit_from(&portal, NEIGHBOUR, "/").await;
    flush(&portal.site).await.unwrap();
    let portal = portal.reopen().await;
    assert_eq!(visits(&portal).await, numbers(2, 2, 2));
    assert_eq!(visit(&portal, "/").await, numbers(2, 2, 2));
    // Nothing is new, so nothing may be added by a second writing.
    flush(&portal.site).await.unwrap();
    flush(&portal.site).await.unwrap();
    portal.clock.advance(31 * 60);
    let portal = portal.reopen().await;
    assert_eq!(visit(&portal, "/").await, numbers(3, 3, 1));
}

#[tokio::test]
async fn the_regular_writing_ends_with_the_site_and_loses_nothing() {
    let portal = site_with(BASELINE).await;
    let writing = tokio::spawn(flush_regularly(std::sync::Arc::clone(&portal.site)));
    visit(&portal, "/").await;
    portal.site.stop();
    let patience = std::time::Duration::from_secs(30);
    let ended = tokio::time::timeout(patience, writing).await;
    ended.expect("it ends by itself").unwrap();
    flush(&portal.site).await.unwrap();
    let portal = portal.reopen().await;
    assert_eq!(visits(&portal).await, numbers(1, 1, 1));
}

#[tokio::test]
async fn the_day_ends_at_the_towns_midnight() {
    let portal = site_with(BASELINE).await;
    // 23:29:59 in the town, 16:29:59 in UTC.
    portal.clock.advance(9 * 3_600 + 29 * 60 + 59);
    assert_eq!(visit(&portal, "/").await, numbers(1, 1, 1));
    portal.clock.advance(30 * 60);
    assert_eq!(visits(&portal).await.today, 1);
    portal.clock.advance(1);
    assert_eq!(visits(&portal).await, numbers(1, 0, 0));
    assert_eq!(visit(&portal, "/").await, numbers(2, 1, 1));
    flush(&portal.site).await.unwrap();
    let portal = portal.reopen().await;
    let told = visits(&portal).await;
    assert_eq!(told, numbers(2, 1, 1));
    let days = days(&portal).await;
    let days: Vec<(&str, u64)> = days[28..]
        .iter()
        .map(|day| (day.date.as_str(), day.visits))
        .collect();
    assert_eq!(days, [("2026-11-23", 1), ("2026-11-24", 1)]);
}

#[tokio::test]
async fn a_clock_that_was_wrong_and_is_put_right_finds_the_figures_of_its_day() {
    let portal = site_with(BASELINE).await;
    visit(&portal, "/").await;
    portal.clock.advance(400 * 86_400);
    assert_eq!(visit(&portal, "/").await, numbers(2, 1, 1));
    flush(&portal.site).await.unwrap();
    portal.clock.advance(-400 * 86_400);
    assert_eq!(visits(&portal).await, numbers(2, 1, 0));
    visit_from(&portal, NEIGHBOUR, "/").await;
    flush(&portal.site).await.unwrap();
    let portal = portal.reopen().await;
    assert_eq!(visits(&portal).await, numbers(3, 2, 1));
}

#[tokio::test]
async fn an_article_is_viewed_once_a_visit() {
    let portal = site_with_article().await;
    let path = format!("/bai-viet/{SLUG}");
    for path in [path.as_str(), "/", path.as_str(), "/bai-viet/khong-co"] {
        visit(&portal, path).await;
    }
    flush(&portal.site).await.unwrap();
    assert_eq!(views(&portal).await, 1);
    visit_from(&portal, NEIGHBOUR, &path).await;
    flush(&portal.site).await.unwrap();
    assert_eq!(views(&portal).await, 2);
    portal.clock.advance(31 * 60);
    visit(&portal, &path).await;
    flush(&portal.site).await.unwrap();
    assert_eq!(views(&portal).await, 3);
}

#[tokio::test]
async fn a_path_that_is_none_is_refused() {
    let portal = site_with(BASELINE).await;
    let longest = format!("/{}", "ê".repeat(199));
    for path in ["", "x", "https://thu.example/", &format!("{longest}x")] {
        let response = portal.send(reading(path, PHONE)).await;
        assert_refused(response, ProblemCode::BadRequest).await;
    }
    let response = portal
        .send(json_call("POST", "/visits", &json!({ "path": 1 })))
        .await;
    assert_refused(response, ProblemCode::BadRequest).await;
    assert_eq!(visits(&portal).await, numbers(0, 0, 0));
    assert_eq!(visit(&portal, &longest).await, numbers(1, 1, 1));
}

#[tokio::test]
async fn a_network_tells_of_so_many_pages_a_minute() {
    let portal = site_with("[limits]\nwrites_per_minute = 1").await;
    for number in 0..50 {
        visit(&portal, &format!("/{number}")).await;
    }
    let response = portal.send_from(NEIGHBOUR, reading("/", PHONE)).await;
    assert_eq!(response.headers()[header::RETRY_AFTER], "60");
    assert_refused(response, ProblemCode::RateLimited).await;
    // Others are counted, the network may write, and its minute passes.
    visit_from(&portal, "198.51.100.1:1", "/").await;
    assert_eq!(portal.vote(5, &portal.solved()).await.status(), 200);
    portal.clock.advance(60);
    visit_from(&portal, NEIGHBOUR, "/").await;
}

#[tokio::test]
async fn what_names_no_article_is_not_remembered_without_end() {
    let portal = site_with_article().await;
    for number in 0..400 {
        visit(&portal, &format!("/bai-viet/bai-{number}")).await;
    }
    visit(&portal, &format!("/bai-viet/{SLUG}")).await;
    flush(&portal.site).await.unwrap();
    assert_eq!(views(&portal).await, 0);
}

#[tokio::test]
async fn a_town_can_turn_the_counter_off() {
    let portal = site_with("[features]\nvisits = false").await;
    let response = portal.send(reading("/", PHONE)).await;
    assert_refused(response, ProblemCode::FeatureOff).await;
    assert_refused(portal.get("/visits").await, ProblemCode::FeatureOff).await;
}

#[tokio::test]
async fn nothing_of_a_visitor_is_kept_in_the_clear() {
    let portal = site_with_article().await;
    visit(&portal, "/").await;
    flush(&portal.site).await.unwrap();
    let sessions = portal.site.store.visit_sessions(0).await.unwrap();
    assert_eq!(sessions.len(), 1);
    let (visitor, _) = &sessions[0];
    assert!(visitor.len() == 32 && visitor.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let told = bytes(portal.get("/visits").await).await;
    assert!(!String::from_utf8(told).unwrap().contains(visitor.as_str()));
}
