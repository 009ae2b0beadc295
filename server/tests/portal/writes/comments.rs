//! Comments: kept as pending, shown when approved, followed and deleted by receipt. Long, since all tests go the one
//! way of a comment by the calls described here.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{Request, Response, header},
};
use conglang_contract::{
    comment::{Comment, CommentAuthor, CommentReceipt, CommentStatus, FollowedComment},
    page::Page,
    problem::ProblemCode,
    receipt::Receipt,
};
use conglang_server::store::{
    captchas::CaptchaUse,
    comments::{
        NewComment, Posted,
        moderation::{Decision, ReplyRefusal},
    },
};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::support::{
    NOW, SLUG, TestSite, assert_refused, call, json_call, read, refusal, site_with,
    site_with_article,
};

const BODY: &str = "Lễ hội năm nay rất vui.";

/// A comment that is taken, with a captcha of its own.
fn comment(portal: &TestSite) -> Value {
    json!({
        "author_name": "Nguyễn Thị Hà",
        "body": BODY,
        "consent": true,
        "captcha": portal.solved(),
    })
}

/// [`comment`] with other fields.
fn comment_with(portal: &TestSite, other: &Value) -> Value {
    let mut comment = comment(portal);
    for (name, value) in other.as_object().unwrap() {
        comment[name] = value.clone();
    }
    comment
}

fn request(slug: &str, key: Option<&str>, comment: &Value) -> Request<Body> {
    let mut request = json_call("POST", &format!("/articles/{slug}/comments"), comment);
    if let Some(key) = key {
        let headers = request.headers_mut();
        headers.insert("idempotency-key", key.parse().unwrap());
    }
    request
}

async fn post(portal: &TestSite, comment: &Value) -> Response<Body> {
    portal.send(request(SLUG, None, comment)).await
}

async fn kept(portal: &TestSite, comment: &Value) -> Receipt {
    let receipt: CommentReceipt = read(post(portal, comment).await, 202).await;
    assert_eq!(receipt.status, CommentStatus::Pending);
    receipt.receipt
}

async fn decide(portal: &TestSite, receipt: &Receipt, decision: Decision) -> i64 {
    let store = &portal.site.store;
    let id = store.comment_id(receipt.as_str()).await.unwrap().unwrap();
    store
        .decide_comment(id, &decision, NOW)
        .await
        .unwrap()
        .unwrap();
    id
}

/// Keeps and approves a comment with `other` fields; gives its receipt and its id.
async fn approved(portal: &TestSite, other: &Value) -> (Receipt, i64) {
    let receipt = kept(portal, &comment_with(portal, other)).await;
    let id = decide(portal, &receipt, Decision::Approve).await;
    (receipt, id)
}

async fn list(portal: &TestSite) -> Page<Comment> {
    let response = portal.get(&format!("/articles/{SLUG}/comments")).await;
    read(response, 200).await
}

async fn comment_count(portal: &TestSite) -> u64 {
    let article = portal.json(&format!("/articles/{SLUG}")).await;
    article["comment_count"].as_u64().unwrap()
}

async fn delete(portal: &TestSite, receipt: &str) -> Response<Body> {
    let path = format!("/comments/{receipt}");
    let request = call("DELETE", &path).body(Body::empty()).unwrap();
    portal.send(request).await
}

async fn follow(portal: &TestSite, receipt: &Receipt) -> FollowedComment {
    let response = portal.get(&format!("/comments/{}", receipt.as_str())).await;
    assert_eq!(
        response.headers()[header::CACHE_CONTROL],
        "private, no-store"
    );
    read(response, 200).await
}

fn bodies(page: &Page<Comment>) -> Vec<&str> {
    page.items
        .iter()
        .map(|comment| comment.body.as_str())
        .collect()
}

#[tokio::test]
async fn a_comment_is_shown_only_after_its_approval() {
    let portal = site_with_article().await;
    let receipt = kept(&portal, &comment(&portal)).await;
    assert_eq!(list(&portal).await.total, 0);
    assert_eq!(comment_count(&portal).await, 0);
    let followed = follow(&portal, &receipt).await;
    assert_eq!(followed.status, CommentStatus::Pending);
    assert_eq!(followed.body, BODY);
    assert_eq!(followed.article_slug.as_str(), SLUG);
    assert_eq!(followed.created_at.unix_seconds(), NOW);

    decide(&portal, &receipt, Decision::Approve).await;
    let page = list(&portal).await;
    assert_eq!((page.total, page.page, page.per_page), (1, 1, 20));
    let shown = &page.items[0];
    assert_eq!(shown.body, BODY);
    let name = "Nguyễn Thị Hà".to_owned();
    assert_eq!(shown.author, CommentAuthor::Resident { name });
    assert_eq!(comment_count(&portal).await, 1);

    let reason = Some("Trùng lặp".to_owned());
    decide(
        &portal,
        &receipt,
        Decision::Reject {
            reason: reason.clone(),
        },
    )
    .await;
    assert_eq!(list(&portal).await.total, 0);
    assert_eq!(comment_count(&portal).await, 0);
    let followed = follow(&portal, &receipt).await;
    assert_eq!(followed.status, CommentStatus::Rejected);
    assert_eq!(followed.reason, reason);
}

#[tokio::test]
async fn comments_are_paged_newest_first() {
    let portal = site_with_article().await;
    for number in 1..=3 {
        approved(&portal, &json!({ "body": format!("Lời {number}") })).await;
        portal.clock.advance(1);
    }
    let path = format!("/articles/{SLUG}/comments");
    let first: Page<Comment> = read(portal.get(&format!("{path}?per_page=2")).await, 200).await;
    assert_eq!(bodies(&first), ["Lời 3", "Lời 2"]);
    assert_eq!((first.total, first.per_page), (3, 2));
    let second: Page<Comment> =
        read(portal.get(&format!("{path}?per_page=2&page=2")).await, 200).await;
    assert_eq!(bodies(&second), ["Lời 1"]);
    for query in ["page=0", "per_page=0", "per_page=101", "page=x", "page=-1"] {
        let response = portal.get(&format!("{path}?{query}")).await;
        assert_refused(response, ProblemCode::BadRequest).await;
    }
    let far: Page<Comment> = read(portal.get(&format!("{path}?page=4294967295")).await, 200).await;
    assert_eq!((far.items.len(), far.total), (0, 3));
}

#[tokio::test]
async fn an_official_answer_comes_first() {
    let portal = site_with_article().await;
    let (_, parent) = approved(&portal, &json!({})).await;
    approved(&portal, &json!({ "reply_to": parent, "body": "Đúng vậy." })).await;
    portal.clock.advance(60);
    let store = &portal.site.store;
    let office = "Văn phòng UBND";
    let answered = store
        .reply_officially(parent, office, "Cảm ơn bạn.", NOW + 60)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(answered.comment_count, 3);
    let replies = &list(&portal).await.items[0].replies;
    let name = office.to_owned();
    assert_eq!(replies[0].author, CommentAuthor::Office { name });
    assert_eq!(replies[1].body, "Đúng vậy.");
    assert_eq!(comment_count(&portal).await, 3);

    let pending = kept(&portal, &comment(&portal)).await;
    let id = store.comment_id(pending.as_str()).await.unwrap().unwrap();
    for (id, refused) in [
        (id, ReplyRefusal::NotApproved),
        (9_999, ReplyRefusal::NotFound),
    ] {
        let answer = store
            .reply_officially(id, office, "Vâng.", NOW)
            .await
            .unwrap();
        assert_eq!(answer, Err(refused));
    }
}

#[tokio::test]
async fn one_idempotency_key_makes_one_comment() {
    let portal = site_with_article().await;
    let first = comment(&portal);
    let receipt: CommentReceipt =
        read(portal.send(request(SLUG, Some("k1"), &first)).await, 202).await;
    // The very request again, whose captcha is used by now, and the same words with a new captcha.
    for again in [first, comment(&portal)] {
        let response = portal.send(request(SLUG, Some("k1"), &again)).await;
        assert_eq!(read::<CommentReceipt>(response, 202).await, receipt);
    }
    portal.add_article("bai-khac").await;
    let other_body = comment_with(&portal, &json!({ "body": "Lời khác" }));
    for (slug, other) in [(SLUG, other_body), ("bai-khac", comment(&portal))] {
        let response = portal.send(request(slug, Some("k1"), &other)).await;
        assert_refused(response, ProblemCode::IdempotencyMismatch).await;
    }
    let long = "k".repeat(201);
    for key in ["", long.as_str()] {
        let response = portal
            .send(request(SLUG, Some(key), &comment(&portal)))
            .await;
        assert_refused(response, ProblemCode::BadRequest).await;
    }
    decide(&portal, &receipt.receipt, Decision::Approve).await;
    let portal = portal.reopen().await;
    let again = comment(&portal);
    let response = portal.send(request(SLUG, Some("k1"), &again)).await;
    let told: CommentReceipt = read(response, 202).await;
    assert_eq!(
        (told.receipt, told.status),
        (receipt.receipt, CommentStatus::Approved)
    );
    assert_eq!(list(&portal).await.total, 1);
}

#[tokio::test]
async fn what_was_kept_is_told_again_after_comments_were_turned_off() {
    let portal = site_with_article().await;
    let first = comment(&portal);
    let response = portal.send(request(SLUG, Some("k1"), &first)).await;
    let kept: CommentReceipt = read(response, 202).await;
    let portal = portal.reopen_with("[features]\ncomments = false").await;
    for again in [first, comment(&portal)] {
        let response = portal.send(request(SLUG, Some("k1"), &again)).await;
        assert_eq!(read::<CommentReceipt>(response, 202).await, kept);
    }
    for other in ["Lời khác", ""] {
        let other = comment_with(&portal, &json!({ "body": other }));
        let response = portal.send(request(SLUG, Some("k1"), &other)).await;
        assert_refused(response, ProblemCode::IdempotencyMismatch).await;
    }
    for key in [Some("k2"), None] {
        let response = portal.send(request(SLUG, key, &comment(&portal))).await;
        assert_refused(response, ProblemCode::FeatureOff).await;
    }
    let broken = call("POST", &format!("/articles/{SLUG}/comments"))
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", "k1")
        .body(Body::from("{"))
        .unwrap();
    assert_refused(portal.send(broken).await, ProblemCode::BadRequest).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_requests_at_once_with_one_key_get_one_receipt() {
    let portal = Arc::new(site_with_article().await);
    let mut requests = JoinSet::new();
    for _ in 0..20 {
        let portal = Arc::clone(&portal);
        requests.spawn(async move {
            let response = portal
                .send(request(SLUG, Some("k"), &comment(&portal)))
                .await;
            read::<CommentReceipt>(response, 202).await.receipt
        });
    }
    let receipts = requests.join_all().await;
    assert!(receipts.iter().all(|receipt| *receipt == receipts[0]));
    let pending = portal
        .site
        .store
        .comments_with_status(CommentStatus::Pending)
        .await
        .unwrap();
    assert_eq!(pending.len(), 1);
}

#[tokio::test]
async fn each_field_out_of_its_limits_is_named() {
    let portal = site_with_article().await;
    let captcha = portal.solved();
    let cases = [
        (json!({ "author_name": "" }), vec!["author_name"]),
        (json!({ "author_name": " H " }), vec!["author_name"]),
        (
            json!({ "author_name": "ê".repeat(81) }),
            vec!["author_name"],
        ),
        (json!({ "body": "\u{202e}\u{200b} \n" }), vec!["body"]),
        (json!({ "body": "ê".repeat(2_001) }), vec!["body"]),
        (json!({ "consent": false }), vec!["consent"]),
        (
            json!({ "author_name": "", "body": "", "consent": false }),
            vec!["author_name", "body", "consent"],
        ),
        (json!({ "reply_to": 9_999 }), vec!["reply_to"]),
    ];
    for (mut other, fields) in cases {
        other["captcha"] = json!(captcha);
        let problem = refusal(post(&portal, &comment_with(&portal, &other)).await).await;
        assert_eq!(problem.code, ProblemCode::Validation);
        let named: Vec<&str> = problem
            .fields
            .iter()
            .map(|problem| problem.field.as_str())
            .collect();
        assert_eq!(named, fields, "{other}");
    }
    // As long as they may be, counted after composing, and with the captcha that is still good.
    let longest = json!({
        "author_name": "e\u{302}".repeat(80),
        "body": "e\u{302}".repeat(2_000),
        "captcha": captcha,
    });
    let receipt = kept(&portal, &comment_with(&portal, &longest)).await;
    assert_eq!(follow(&portal, &receipt).await.body, "ê".repeat(2_000));
}

#[tokio::test]
async fn text_stays_text_without_controls() {
    let portal = site_with_article().await;
    let typed = json!({
        "author_name": "Lê\u{202e}  Văn\nAn",
        "body": " <b>đậm</b>\u{2066} &amp;\r\nhttps://thu.example\0 ",
    });
    let (receipt, _) = approved(&portal, &typed).await;
    let followed = follow(&portal, &receipt).await;
    assert_eq!(followed.author_name, "Lê Văn An");
    assert_eq!(followed.body, "<b>đậm</b> &amp;\nhttps://thu.example");
    let page = portal
        .send(
            Request::get(format!("/bai-viet/{SLUG}"))
                .body(Body::empty())
                .unwrap(),
        )
        .await;
    let html = String::from_utf8(super::support::bytes(page).await).unwrap();
    assert!(html.contains("&lt;b&gt;đậm&lt;/b&gt;"));
    assert!(!html.contains("<b>đậm"));
}

#[tokio::test]
async fn only_a_shown_comment_of_the_same_article_takes_replies() {
    let portal = site_with_article().await;
    portal.add_article("bai-khac").await;
    let store = &portal.site.store;
    let pending = kept(&portal, &comment(&portal)).await;
    let pending = store.comment_id(pending.as_str()).await.unwrap().unwrap();
    let (parent_receipt, parent) = approved(&portal, &json!({})).await;
    let (_, reply) = approved(&portal, &json!({ "reply_to": parent })).await;
    let elsewhere = request(
        "bai-khac",
        None,
        &comment_with(&portal, &json!({ "reply_to": parent })),
    );
    let problem = refusal(portal.send(elsewhere).await).await;
    assert!(problem.field("reply_to").is_some());
    let refused = async |id: i64| {
        let other = json!({ "reply_to": id });
        let problem = refusal(post(&portal, &comment_with(&portal, &other)).await).await;
        assert_eq!(problem.code, ProblemCode::Validation);
        assert!(problem.field("reply_to").is_some());
    };
    refused(pending).await;
    refused(reply).await;
    assert_eq!(delete(&portal, parent_receipt.as_str()).await.status(), 204);
    refused(parent).await;
}

#[tokio::test]
async fn a_reply_to_a_comment_deleted_meanwhile_is_told_and_leaves_the_captcha() {
    let portal = site_with_article().await;
    let store = &portal.site.store;
    let (receipt, parent) = approved(&portal, &json!({})).await;
    let slug = SLUG.parse().unwrap();
    let (article_id, _) = store.article_id(&slug).await.unwrap().unwrap();
    let new = NewComment {
        article_id,
        parent_id: Some(parent),
        author_name: "Lê Văn An".to_owned(),
        body: BODY.to_owned(),
        receipt: "AAAA-AAAA-AAAA".parse().unwrap(),
        idempotency: None,
        created_at: NOW,
    };
    let captcha = CaptchaUse {
        id: "captcha".to_owned(),
        expires_at: NOW + 600,
        correct: true,
    };
    assert_eq!(delete(&portal, receipt.as_str()).await.status(), 204);
    let posted = store.post_comment(&new, &captcha).await.unwrap();
    assert_eq!(posted, Posted::ParentGone);
    assert!(store.use_captcha(&captcha, NOW).await.unwrap());
}

#[tokio::test]
async fn the_writer_deletes_a_comment_for_good() {
    let portal = site_with_article().await;
    let first = comment(&portal);
    let response = portal.send(request(SLUG, Some("k"), &first)).await;
    let CommentReceipt { receipt, .. } = read(response, 202).await;
    decide(&portal, &receipt, Decision::Approve).await;
    // As people copy it by hand.
    let by_hand = receipt.to_string().to_lowercase();
    assert_eq!(delete(&portal, &by_hand).await.status(), 204);
    assert_eq!(list(&portal).await.total, 0);
    assert_eq!(comment_count(&portal).await, 0);
    let path = format!("/comments/{}", receipt.as_str());
    assert_refused(portal.get(&path).await, ProblemCode::NotFound).await;
    for unknown in [receipt.as_str(), "AAAA-AAAA-AAAA", "x"] {
        assert_refused(delete(&portal, unknown).await, ProblemCode::NotFound).await;
    }
    // The key went with the comment.
    let again = portal
        .send(request(SLUG, Some("k"), &comment(&portal)))
        .await;
    assert_ne!(read::<CommentReceipt>(again, 202).await.receipt, receipt);
}

#[tokio::test]
async fn a_deleted_comment_stands_empty_while_others_replied() {
    let portal = site_with_article().await;
    let (parent_receipt, parent) = approved(&portal, &json!({})).await;
    let other = json!({ "reply_to": parent, "body": "Đúng vậy." });
    let (reply_receipt, _) = approved(&portal, &other).await;
    assert_eq!(comment_count(&portal).await, 2);
    assert_eq!(delete(&portal, parent_receipt.as_str()).await.status(), 204);
    let page = list(&portal).await;
    let stand_in = &page.items[0];
    assert_eq!(stand_in.author, CommentAuthor::Removed);
    assert_eq!(stand_in.body, "");
    assert_eq!(stand_in.replies[0].body, "Đúng vậy.");
    assert_eq!(comment_count(&portal).await, 1);
    assert_eq!(delete(&portal, reply_receipt.as_str()).await.status(), 204);
    assert_eq!(list(&portal).await.items, []);
    assert_eq!(comment_count(&portal).await, 0);
}

#[tokio::test]
async fn bodies_that_are_no_comment_are_refused() {
    let portal = site_with_article().await;
    let path = format!("/articles/{SLUG}/comments");
    let large = comment_with(&portal, &json!({ "body": "a".repeat(65 * 1024) }));
    assert_refused(post(&portal, &large).await, ProblemCode::TooLarge).await;
    let plain = call("POST", &path)
        .header(header::CONTENT_TYPE, "text/plain")
        .body(Body::from(comment(&portal).to_string()))
        .unwrap();
    assert_refused(portal.send(plain).await, ProblemCode::UnsupportedMediaType).await;
    for text in ["", "{", "[]", "{\"author_name\":1}", "\u{0}"] {
        let request = call("POST", &path)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(text))
            .unwrap();
        assert_refused(portal.send(request).await, ProblemCode::BadRequest).await;
    }
    let latin = call("POST", &path)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(&b"{\"author_name\":\"\xe9\xe9\"}"[..]))
        .unwrap();
    assert_refused(portal.send(latin).await, ProblemCode::BadRequest).await;
    let nowhere = request("khong-co", None, &comment(&portal));
    assert_refused(portal.send(nowhere).await, ProblemCode::NotFound).await;
    let put = json_call("PUT", &path, &json!({}));
    assert_refused(portal.send(put).await, ProblemCode::MethodNotAllowed).await;
}

#[tokio::test]
async fn a_wrong_code_keeps_nothing() {
    let portal = site_with_article().await;
    let mut captcha = portal.solved();
    let right = captcha.answer.clone();
    captcha.answer = "00000".to_owned();
    let response = post(
        &portal,
        &comment_with(&portal, &json!({ "captcha": captcha })),
    )
    .await;
    assert_refused(response, ProblemCode::CaptchaWrong).await;
    captcha.answer = right;
    let response = post(
        &portal,
        &comment_with(&portal, &json!({ "captcha": captcha })),
    )
    .await;
    assert_refused(response, ProblemCode::CaptchaUsed).await;
    let store = &portal.site.store;
    let pending = store.comments_with_status(CommentStatus::Pending).await;
    assert!(pending.unwrap().is_empty());
}

#[tokio::test]
async fn a_town_can_turn_comments_off_but_not_the_writers_own() {
    let portal = site_with("[features]\ncomments = false").await;
    let response = post(&portal, &comment(&portal)).await;
    assert_refused(response, ProblemCode::FeatureOff).await;
    let response = portal.get(&format!("/articles/{SLUG}/comments")).await;
    assert_refused(response, ProblemCode::FeatureOff).await;
    assert_refused(
        delete(&portal, "AAAA-AAAA-AAAA").await,
        ProblemCode::NotFound,
    )
    .await;
}
