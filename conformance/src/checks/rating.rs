//! `articles/{slug}/rating`

use conglang_contract::{problem::ProblemCode, rating::Rating};
use serde_json::{Value, json};

use super::{Check, captcha, check, writing};
use crate::portal::{Answer, Portal, Verdict};

pub const CHECKS: &[Check] = &[
    check("a rating has an average only when somebody voted", shape),
    check("an unknown article has no rating", unknown),
    check("a vote is one to five stars", stars),
    check("a vote needs a solved captcha", unsolved),
    writing("a visitor has one vote, and may change it", vote),
    writing("a captcha is good for one write", captcha_twice),
];

fn shape(portal: &Portal) -> Verdict {
    for article in portal.articles()?.items.iter().take(10) {
        let answer = portal.get(&format!("/articles/{}/rating", article.slug))?;
        let rating: Rating = answer.json()?;
        let is_right = match rating.average {
            None => rating.count == 0,
            Some(average) => rating.count > 0 && (1.0..=5.0).contains(&average),
        };
        answer.require(is_right, || {
            format!(
                "{} votes with the average {:?}",
                rating.count, rating.average
            )
        })?;
    }
    Ok(())
}

fn unknown(portal: &Portal) -> Verdict {
    let path = "/articles/no-such-article/rating";
    portal.get(path)?.refused(ProblemCode::NotFound)?;
    let answer = portal.send("PUT", path, &vote_of(3, &captcha::made_up()))?;
    answer.refused(ProblemCode::NotFound).map(drop)
}

fn stars(portal: &Portal) -> Verdict {
    let path = path(portal)?;
    for stars in [-1, 0, 6, 1_000] {
        let answer = portal.send("PUT", &path, &vote_of(stars, &captcha::made_up()))?;
        answer.refused_field("stars")?;
    }
    let answer = portal.send("PUT", &path, &json!({ "stars": 3 }))?;
    answer.refused(ProblemCode::BadRequest).map(drop)
}

fn unsolved(portal: &Portal) -> Verdict {
    let answer = portal.send("PUT", &path(portal)?, &vote_of(3, &captcha::made_up()))?;
    answer.refused(ProblemCode::CaptchaWrong).map(drop)
}

fn vote(portal: &Portal) -> Verdict {
    let path = path(portal)?;
    let before: Rating = portal.get(&path)?.json()?;
    let first = portal.send("PUT", &path, &vote_of(5, &captcha::solved(portal)?))?;
    let voted: Rating = first.json()?;
    first.require(voted.count == before.count + 1, || {
        format!("{} votes became {}", before.count, voted.count)
    })?;
    require_mine(&first, &voted, 5)?;

    let cookie = first
        .header("set-cookie")
        .split(';')
        .next()
        .unwrap_or_default()
        .to_owned();
    first.require(!cookie.is_empty(), || {
        "it sets no cookie by which the visitor is known".to_owned()
    })?;
    let cookie = ("cookie", cookie.as_str());
    let read = portal.get_with(&path, &[cookie])?;
    require_mine(&read, &read.json()?, 5)?;
    read.require(read.header("cache-control").contains("private"), || {
        "what a visitor gave may be kept by shared caches".to_owned()
    })?;

    let body = vote_of(2, &captcha::solved(portal)?).to_string();
    let headers = [cookie, ("content-type", "application/json")];
    let second = portal.send_with("PUT", &path, &headers, body.into())?;
    let changed: Rating = second.json()?;
    second.require(changed.count == voted.count, || {
        format!(
            "{} votes became {} when one was changed",
            voted.count, changed.count
        )
    })?;
    require_mine(&second, &changed, 2)
}

fn captcha_twice(portal: &Portal) -> Verdict {
    let path = path(portal)?;
    let body = vote_of(4, &captcha::solved(portal)?);
    portal.send("PUT", &path, &body)?.json::<Rating>()?;
    portal
        .send("PUT", &path, &body)?
        .refused(ProblemCode::CaptchaUsed)
        .map(drop)
}

fn require_mine(answer: &Answer, rating: &Rating, stars: u8) -> Verdict {
    let mine = rating.mine.map(|mine| mine.get());
    answer.require(mine == Some(stars), || {
        format!("`mine` is {mine:?}, not {stars}")
    })
}

fn vote_of(stars: i64, captcha: &Value) -> Value {
    json!({ "stars": stars, "captcha": captcha })
}

fn path(portal: &Portal) -> Verdict<String> {
    Ok(format!("/articles/{}/rating", portal.article()?.slug))
}
