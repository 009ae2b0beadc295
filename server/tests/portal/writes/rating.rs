//! Ratings: one a visitor and article.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{Request, Response, header},
};
use conglang_contract::{
    problem::ProblemCode,
    rating::{Rating, Stars},
};
use conglang_server::{api::rating::store_rating, entropy::SystemEntropy, http::visitor::Visitor};
use tokio::task::JoinSet;

use super::support::{
    SLUG, TestSite, assert_refused, bytes, call, json_call, read, refusal, site_with,
    site_with_article, vote,
};

fn set_cookie(response: &Response<Body>) -> Option<String> {
    let value = response.headers().get(header::SET_COOKIE)?;
    Some(value.to_str().unwrap().to_owned())
}

/// The part of `Set-Cookie` that a browser sends back.
fn cookie_of(response: &Response<Body>) -> String {
    let set = set_cookie(response).unwrap();
    set.split(';').next().unwrap().to_owned()
}

async fn rating_for(portal: &TestSite, cookie: &str) -> Rating {
    let request = call("GET", &format!("/articles/{SLUG}/rating"))
        .header(header::COOKIE, cookie)
        .body(Body::empty())
        .unwrap();
    let response = portal.send(request).await;
    assert_eq!(set_cookie(&response), None);
    read(response, 200).await
}

fn stars(number: u8) -> Stars {
    Stars::try_from(number).unwrap()
}

#[tokio::test]
async fn an_article_begins_unrated_and_reading_sets_no_cookie() {
    let portal = site_with_article().await;
    let response = portal.get(&format!("/articles/{SLUG}/rating")).await;
    assert_eq!(set_cookie(&response), None);
    let text = String::from_utf8(bytes(response).await).unwrap();
    assert_eq!(text, r#"{"count":0,"average":null,"mine":null}"#);
}

#[tokio::test]
async fn a_second_vote_changes_the_first() {
    let portal = site_with_article().await;
    let first = portal.vote(5, &portal.solved()).await;
    let attributes = set_cookie(&first).unwrap();
    for attribute in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(attributes.contains(attribute), "{attributes}");
    }
    let cookie = cookie_of(&first);
    let rating: Rating = read(first, 200).await;
    assert_eq!((rating.count, rating.average), (1, Some(5.0)));
    assert_eq!(rating.mine, Some(stars(5)));

    let again = portal
        .send(vote(SLUG, 2, &portal.solved(), Some(&cookie)))
        .await;
    assert_eq!(set_cookie(&again), None);
    let rating: Rating = read(again, 200).await;
    assert_eq!((rating.count, rating.average), (1, Some(2.0)));
    assert_eq!(rating_for(&portal, &cookie).await.mine, Some(stars(2)));

    let neighbour = portal.vote(5, &portal.solved()).await;
    let neighbours_cookie = cookie_of(&neighbour);
    assert_ne!(neighbours_cookie, cookie);
    assert_eq!(read::<Rating>(neighbour, 200).await.average, Some(3.5));
    let rating = rating_for(&portal, &neighbours_cookie).await;
    assert_eq!((rating.count, rating.mine), (2, Some(stars(5))));
    assert_eq!(rating_for(&portal, "").await.mine, None);

    let article = portal.json(&format!("/articles/{SLUG}")).await;
    assert_eq!(article["rating"]["count"], 2, "{article}");
    let portal = portal.reopen().await;
    assert_eq!(rating_for(&portal, &cookie).await.mine, Some(stars(2)));
}

/// A vote with an `Idempotency-Key` and a captcha of its own.
fn keyed_vote(portal: &TestSite, stars: i64, key: &str, cookie: Option<&str>) -> Request<Body> {
    let mut request = vote(SLUG, stars, &portal.solved(), cookie);
    let key = key.parse().unwrap();
    request.headers_mut().insert("idempotency-key", key);
    request
}

#[tokio::test]
async fn a_vote_that_counts_is_told_again_after_ratings_were_turned_off() {
    let portal = site_with_article().await;
    let lost = portal.send(keyed_vote(&portal, 5, "k1", None)).await;
    let cookie = cookie_of(&lost);
    let rating: Rating = read(lost, 200).await;
    let portal = portal.reopen_with("[features]\nrating = false").await;
    let again = portal.send(keyed_vote(&portal, 5, "k1", None)).await;
    assert_eq!(cookie_of(&again), cookie);
    assert_eq!(read::<Rating>(again, 200).await, rating);
    let again = keyed_vote(&portal, 5, "k2", Some(&cookie));
    assert_eq!(read::<Rating>(portal.send(again).await, 200).await, rating);
    for other in [
        keyed_vote(&portal, 4, "k1", None),
        keyed_vote(&portal, 5, "k2", None),
        vote(SLUG, 5, &portal.solved(), Some(&cookie)),
    ] {
        let refused = portal.send(other).await;
        assert_eq!(set_cookie(&refused), None);
        assert_refused(refused, ProblemCode::FeatureOff).await;
    }
}

#[tokio::test]
async fn a_first_vote_whose_answer_was_lost_counts_once() {
    let portal = site_with_article().await;
    let keyed = |stars, key: &str, cookie| keyed_vote(&portal, stars, key, cookie);
    let lost = portal.send(keyed(5, "mot-khoa", None)).await;
    let cookie = cookie_of(&lost);
    let again = portal.send(keyed(4, "mot-khoa", None)).await;
    assert_eq!(cookie_of(&again), cookie);
    let rating: Rating = read(again, 200).await;
    assert_eq!((rating.count, rating.average), (1, Some(4.0)));

    // Who has a cookie is known by it, whatever the key.
    let third = portal.send(keyed(3, "khoa-khac", Some(&cookie))).await;
    assert_eq!(set_cookie(&third), None);
    assert_eq!(read::<Rating>(third, 200).await.count, 1);
    // Another key is another visitor's.
    let neighbour = portal.send(keyed(2, "khoa-khac", None)).await;
    assert_ne!(cookie_of(&neighbour), cookie);
    assert_eq!(read::<Rating>(neighbour, 200).await.count, 2);

    for key in ["", &"k".repeat(201)] {
        let refused = portal.send(keyed(5, key, None)).await;
        assert_refused(refused, ProblemCode::BadRequest).await;
    }
}

#[tokio::test]
async fn a_forged_cookie_is_nobodys() {
    let portal = site_with_article().await;
    let first = portal.vote(5, &portal.solved()).await;
    let cookie = cookie_of(&first);
    let (name, signature) = cookie.split_once('.').unwrap();
    let other_name = format!("conglang_visitor={}.{signature}", "0".repeat(32));
    for forged in [other_name, format!("{name}."), name.to_owned()] {
        assert_eq!(rating_for(&portal, &forged).await.mine, None);
        let response = portal
            .send(vote(SLUG, 1, &portal.solved(), Some(&forged)))
            .await;
        assert_ne!(cookie_of(&response), cookie);
    }
    assert_eq!(rating_for(&portal, &cookie).await.mine, Some(stars(5)));
}

#[tokio::test]
async fn stars_are_one_to_five_and_a_refusal_leaves_the_captcha_unused() {
    let portal = site_with_article().await;
    let captcha = portal.solved();
    for number in [0, 6, -1, 256, i64::MAX] {
        let problem = refusal(portal.vote(number, &captcha).await).await;
        assert_eq!(problem.code, ProblemCode::Validation);
        assert!(problem.field("stars").is_some(), "{problem:?}");
    }
    let bodies = [
        serde_json::json!({ "stars": "5", "captcha": captcha }),
        serde_json::json!({ "stars": 4.5, "captcha": captcha }),
        serde_json::json!({ "stars": 5 }),
        serde_json::json!([]),
    ];
    for body in &bodies {
        let request = json_call("PUT", &format!("/articles/{SLUG}/rating"), body);
        assert_refused(portal.send(request).await, ProblemCode::BadRequest).await;
    }
    assert_eq!(portal.vote(3, &captcha).await.status(), 200);
}

#[tokio::test]
async fn an_article_that_is_not_there_has_no_rating() {
    let portal = site_with_article().await;
    let captcha = portal.solved();
    for slug in ["khong-co", "%E1%BB%93", "a%20b"] {
        let response = portal.send(vote(slug, 5, &captcha, None)).await;
        assert_eq!(set_cookie(&response), None);
        assert_refused(response, ProblemCode::NotFound).await;
        let response = portal.get(&format!("/articles/{slug}/rating")).await;
        assert_refused(response, ProblemCode::NotFound).await;
    }
    assert_eq!(portal.vote(5, &captcha).await.status(), 200);
    let post = json_call(
        "POST",
        &format!("/articles/{SLUG}/rating"),
        &serde_json::json!({}),
    );
    assert_refused(portal.send(post).await, ProblemCode::MethodNotAllowed).await;
}

#[tokio::test]
async fn a_town_can_turn_ratings_off() {
    let portal = site_with("[features]\nrating = false").await;
    let response = portal.vote(5, &portal.solved()).await;
    assert_refused(response, ProblemCode::FeatureOff).await;
    let response = portal.get(&format!("/articles/{SLUG}/rating")).await;
    assert_refused(response, ProblemCode::FeatureOff).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_thousand_votes_at_once_are_counted_exactly() {
    const WRITERS: u16 = 20;
    const VOTES: u16 = 500;
    let portal = site_with_article().await;
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let site = Arc::clone(&portal.site);
        writers.spawn(async move {
            let mut sum = 0;
            for vote in 0..VOTES {
                let given = u8::try_from((writer * 7 + vote * 3) % 5).unwrap() + 1;
                let visitor = Visitor::new(&SystemEntropy);
                store_rating(&site, SLUG, &visitor, stars(given))
                    .await
                    .unwrap();
                sum += u32::from(given);
            }
            sum
        });
    }
    let sum: u32 = writers.join_all().await.into_iter().sum();
    let rating: Rating = read(portal.get(&format!("/articles/{SLUG}/rating")).await, 200).await;
    assert_eq!(rating.count, 10_000);
    assert_eq!(rating.average, Some(f64::from(sum) / 10_000.0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_visitors_votes_at_once_are_one_vote() {
    let portal = site_with_article().await;
    let visitor = Arc::new(Visitor::new(&SystemEntropy));
    let mut votes = JoinSet::new();
    for number in 0..50_u8 {
        let (site, visitor) = (Arc::clone(&portal.site), Arc::clone(&visitor));
        votes.spawn(async move {
            store_rating(&site, SLUG, &visitor, stars(number % 5 + 1))
                .await
                .unwrap()
        });
    }
    votes.join_all().await;
    let rating = portal
        .site
        .store
        .rating(SLUG, Some(visitor.as_str()))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(rating.count, 1);
    assert_eq!(
        rating.average,
        rating.mine.map(|mine| f64::from(mine.get()))
    );
}
