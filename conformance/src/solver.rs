//! The proof of work of a captcha.

use altcha::{Challenge, SolveChallengeOptions, solve_challenge};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json, value::RawValue};

/// The `answer` to a captcha of the kind `pow`; none when the challenge is none of ALTCHA's, or cannot be solved.
pub fn solve(challenge: &RawValue) -> Option<String> {
    // It goes back as it came, so that its signature still fits.
    let original: Value = serde_json::from_str(challenge.get()).ok()?;
    let challenge: Challenge = serde_json::from_str(challenge.get()).ok()?;
    let solution = solve_challenge(SolveChallengeOptions::new(&challenge)).ok()??;
    let payload = json!({ "challenge": original, "solution": solution });
    Some(STANDARD.encode(payload.to_string()))
}
