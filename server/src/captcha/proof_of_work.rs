//! The proof of work: an ALTCHA v2 challenge that carries the captcha's id.

use std::collections::BTreeMap;

use altcha::{CreateChallengeOptions, Payload, VerifySolutionOptions};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::value::RawValue;

use crate::{
    entropy::random_bytes,
    http::problem::{ApiError, ApiResult},
    secrets::{Purpose, Secrets},
    site::Site,
};

/// PBKDF2 rounds of one try.
const COST: u32 = 5_000;
/// How many tries the solver needs. A try takes our worker 5 ms on a desktop core; a cheap phone, some five
/// times slower, is done in about a second.
const LEAST_TRIES: u32 = 25;
const MOST_TRIES: u32 = 50;
/// The name under which the challenge's data hold the id.
const ID: &str = "captcha";

/// A challenge for the captcha `token`. It has no expiry of its own: the id's, told by the site's
/// clock, is what counts.
pub async fn challenge(site: &Site, token: &str) -> ApiResult<Box<RawValue>> {
    let random = u32::from_be_bytes(random_bytes(site.entropy.as_ref()));
    let options = CreateChallengeOptions {
        algorithm: "PBKDF2/SHA-256".to_owned(),
        cost: COST,
        counter: Some(LEAST_TRIES + random % (MOST_TRIES - LEAST_TRIES + 1)),
        data: Some(BTreeMap::from([(ID.to_owned(), token.into())])),
        hmac_signature_secret: Some(challenge_key(&site.secrets)),
        hmac_key_signature_secret: Some(solution_key(&site.secrets)),
        ..CreateChallengeOptions::default()
    };
    let internal = |error: &dyn std::fmt::Display| ApiError::Internal(error.to_string());
    // One derivation takes milliseconds, which other requests shall not wait for.
    let challenge = tokio::task::spawn_blocking(move || altcha::create_challenge(options))
        .await
        .map_err(|error| internal(&error))?
        .map_err(|error| internal(&error))?;
    serde_json::value::to_raw_value(&challenge).map_err(|error| internal(&error))
}

/// Whether `answer`, the base64 of `{challenge, solution}`, solves the challenge of `token`.
pub fn is_solved(secrets: &Secrets, token: &str, answer: &str) -> bool {
    let Some(Payload {
        challenge,
        solution,
    }) = STANDARD
        .decode(answer.trim())
        .ok()
        .and_then(|json| serde_json::from_slice(&json).ok())
    else {
        return false;
    };
    let is_bound = challenge
        .parameters
        .data
        .as_ref()
        .and_then(|data| data.get(ID))
        .and_then(|id| id.as_str())
        == Some(token);
    let options = VerifySolutionOptions {
        hmac_key_signature_secret: Some(solution_key(secrets)),
        ..VerifySolutionOptions::new(&challenge, &solution, challenge_key(secrets))
    };
    is_bound && altcha::verify_solution(options).is_ok_and(|result| result.verified)
}

fn challenge_key(secrets: &Secrets) -> String {
    hex::encode(secrets.digest(Purpose::CaptchaProofOfWork, b"challenge"))
}

fn solution_key(secrets: &Secrets) -> String {
    hex::encode(secrets.digest(Purpose::CaptchaProofOfWork, b"solution"))
}
