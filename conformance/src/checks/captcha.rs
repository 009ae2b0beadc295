//! `captcha`

use conglang_contract::{
    captcha::{Captcha, CaptchaTask},
    problem::ProblemCode,
};
use serde_json::{Value, json};

use super::{Check, check};
use crate::{
    portal::{Portal, Unmet, Verdict},
    solver,
};

pub const CHECKS: &[Check] = &[
    check("a proof of work is ALTCHA's, and can be solved", |portal| {
        solved(portal).map(drop)
    }),
    check("a code is seen and heard", code),
    check("an unknown code has no picture", unknown),
];

/// The answer to a captcha that nobody gave out.
pub fn made_up() -> Value {
    json!({ "id": "made-up", "answer": "ABCDE" })
}

/// A captcha with its right answer.
///
/// # Errors
/// `NotApplicable` when the server takes only codes for now.
pub fn solved(portal: &Portal) -> Verdict<Value> {
    let answer = portal.send("POST", "/captcha", &json!({ "kind": "pow" }))?;
    if answer.status == ProblemCode::CaptchaCodeRequired.status() {
        answer.refused(ProblemCode::CaptchaCodeRequired)?;
        return Err(Unmet::NotApplicable(
            "this network has written so often that only a person's code is taken; ask again in a minute".to_owned(),
        ));
    }
    let captcha: Captcha = answer.json_with_status(201)?;
    let CaptchaTask::Pow { challenge } = captcha.task else {
        return Err(answer.broken("it is of another kind"));
    };
    let solution =
        solver::solve(&challenge).ok_or_else(|| answer.broken("the challenge cannot be solved"))?;
    Ok(json!({ "id": captcha.id, "answer": solution }))
}

fn code(portal: &Portal) -> Verdict {
    let answer = portal.send("POST", "/captcha", &json!({ "kind": "code" }))?;
    let captcha: Captcha = answer.json_with_status(201)?;
    let CaptchaTask::Code {
        image_url,
        audio_url,
    } = captcha.task
    else {
        return Err(answer.broken("it is of another kind"));
    };
    for (url, media_type, beginning) in [
        (image_url, "image/png", b"\x89PNG".as_slice()),
        (audio_url, "audio/wav", b"RIFF".as_slice()),
    ] {
        let file = portal.get_url(&url, &[])?;
        file.require_status(200)?;
        file.require_media_type(media_type)?;
        file.require(file.body.starts_with(beginning), || {
            format!("it is no {media_type}")
        })?;
        file.require(file.header("cache-control").contains("no-store"), || {
            "it may be stored".to_owned()
        })?;
    }
    Ok(())
}

fn unknown(portal: &Portal) -> Verdict {
    for media in ["image", "audio"] {
        portal
            .get(&format!("/captcha/made-up/{media}"))?
            .refused(ProblemCode::NotFound)?;
    }
    Ok(())
}
