//! `articles/{slug}/comments` and `comments/{receipt}`

use conglang_contract::{
    comment::{CommentReceipt, CommentStatus, FollowedComment},
    problem::ProblemCode,
};
use serde_json::{Value, json};

use super::{Check, captcha, check, pages, writing};
use crate::portal::{Answer, Portal, Verdict};

const MOST_PER_PAGE: u32 = 100;
const NAME: &str = "Nguyễn Thị Thử";
const BODY: &str = "Bình luận để thử máy chủ; sẽ được xóa ngay.";

pub const CHECKS: &[Check] = &[
    check("comments come in pages", |portal| {
        pages::check(portal, &path(portal)?, MOST_PER_PAGE)
    }),
    check("an unknown article has no comments", unknown),
    check("a comment says what is wrong with which field", fields),
    check("a comment needs a solved captcha", unsolved),
    check("an unknown receipt is not found", unknown_receipt),
    writing(
        "a comment waits, is followed by its receipt, and is kept once",
        comment,
    ),
];

fn unknown(portal: &Portal) -> Verdict {
    let path = "/articles/no-such-article/comments";
    portal.get(path)?.refused(ProblemCode::NotFound)?;
    let answer = portal.send("POST", path, &comment_of(BODY, &captcha::made_up()))?;
    answer.refused(ProblemCode::NotFound).map(drop)
}

fn fields(portal: &Portal) -> Verdict {
    let path = path(portal)?;
    for (field, value) in [
        ("author_name", json!("A")),
        ("author_name", json!("a".repeat(81))),
        ("body", json!(" \u{200b} ")),
        ("body", json!("ă".repeat(2_001))),
        ("consent", json!(false)),
        ("reply_to", json!(i64::MAX)),
    ] {
        let mut comment = comment_of(BODY, &captcha::made_up());
        comment[field] = value;
        portal.send("POST", &path, &comment)?.refused_field(field)?;
    }
    let answer = portal.send("POST", &path, &json!({ "body": BODY }))?;
    answer.refused(ProblemCode::BadRequest).map(drop)
}

fn unsolved(portal: &Portal) -> Verdict {
    let answer = portal.send(
        "POST",
        &path(portal)?,
        &comment_of(BODY, &captcha::made_up()),
    )?;
    answer.refused(ProblemCode::CaptchaWrong).map(drop)
}

fn unknown_receipt(portal: &Portal) -> Verdict {
    for receipt in ["AAAA-BBBB-CCCC", "short", "%20", "%ff"] {
        let path = format!("/comments/{receipt}");
        portal.get(&path)?.refused(ProblemCode::NotFound)?;
        let deleted = portal.send_with("DELETE", &path, &[], Vec::new())?;
        deleted.refused(ProblemCode::NotFound)?;
    }
    Ok(())
}

fn comment(portal: &Portal) -> Verdict {
    let path = path(portal)?;
    let solved = captcha::solved(portal)?;
    // Another one for each run, so that no earlier one is found.
    let key = solved["id"].as_str().unwrap_or_default();
    let key: String = key.chars().rev().take(40).collect();
    let post = |body: &str| -> Verdict<Answer> {
        let headers = [
            ("content-type", "application/json"),
            ("idempotency-key", key.as_str()),
        ];
        let comment = comment_of(body, &solved).to_string();
        portal.send_with("POST", &path, &headers, comment.into())
    };
    let sent = post(BODY)?;
    let CommentReceipt { receipt, status } = sent.json_with_status(202)?;
    sent.require(status == CommentStatus::Pending, || {
        format!("it is {status:?} at once")
    })?;

    let result = (|| {
        let again = post(BODY)?;
        let CommentReceipt { receipt: same, .. } = again.json_with_status(202)?;
        again.require(same == receipt, || {
            "sent twice with one key, it is there twice".to_owned()
        })?;
        post("Một bình luận khác.")?.refused(ProblemCode::IdempotencyMismatch)?;

        let grouped = receipt.to_string();
        let written_by_hand = grouped.to_lowercase().replace('-', "%20");
        for written in [grouped, written_by_hand] {
            let answer = portal.get(&format!("/comments/{written}"))?;
            let followed: FollowedComment = answer.json()?;
            let is_mine = (followed.author_name.as_str(), followed.body.as_str()) == (NAME, BODY);
            answer.require(is_mine, || "it is another comment".to_owned())?;
            answer.require(answer.header("cache-control").contains("no-store"), || {
                "what is the writer's may be stored".to_owned()
            })?;
        }
        Ok(())
    })();
    // Whatever came of it, nothing is left behind.
    let of_receipt = format!("/comments/{receipt}");
    let deleted = portal.send_with("DELETE", &of_receipt, &[], Vec::new())?;
    result?;
    deleted.require_status(204)?;
    portal
        .get(&of_receipt)?
        .refused(ProblemCode::NotFound)
        .map(drop)
}

fn comment_of(body: &str, captcha: &Value) -> Value {
    json!({ "author_name": NAME, "body": body, "consent": true, "captcha": captcha })
}

fn path(portal: &Portal) -> Verdict<String> {
    Ok(format!("/articles/{}/comments", portal.article()?.slug))
}
