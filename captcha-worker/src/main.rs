//! The web worker that solves proof-of-work captchas beside the page, so that the page stays responsive.
//!
//! Protocol, by `postMessage`:
//! 1. worker → page: the string `ready`, once, when it listens. A message posted before that would be
//!    lost while the wasm loads, so the page waits for it.
//! 2. page → worker: a string with the JSON of an ALTCHA v2 challenge, as the API gave it.
//! 3. worker → page: a string with the base64 of the JSON `{challenge, solution}`, or `null` when the
//!    challenge is none or has no solution.
//!
//! Steps 2 and 3 may repeat; the page ends the worker when it wants no more.

use altcha::{Challenge, SolveChallengeOptions, solve_challenge};
use base64::{Engine, engine::general_purpose::STANDARD};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

const READY: &str = "ready";

fn main() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let replies = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let payload = event.data().as_string().and_then(|text| solve(&text));
        // Posting a string fails only when the page is gone, and then nobody waits for it.
        let _ = replies.post_message(&payload.map_or(JsValue::NULL, JsValue::from));
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let _ = scope.post_message(&JsValue::from(READY));
}

/// The payload for the challenge in the JSON `text`; none when it is no challenge or has no solution.
fn solve(text: &str) -> Option<String> {
    // The challenge goes back as it came, so that its signature still fits.
    let original: serde_json::Value = serde_json::from_str(text).ok()?;
    let challenge: Challenge = serde_json::from_str(text).ok()?;
    let solution = solve_challenge(SolveChallengeOptions::new(&challenge)).ok()??;
    let payload = serde_json::json!({ "challenge": original, "solution": solution });
    Some(STANDARD.encode(payload.to_string()))
}

#[cfg(test)]
mod tests {
    use altcha::{CreateChallengeOptions, VerifySolutionOptions, create_challenge, verify_solution};

    use super::*;

    #[test]
    fn a_solved_challenge_verifies() {
        let secret = "a secret for tests";
        let challenge = create_challenge(CreateChallengeOptions {
            cost: 10,
            counter: Some(7),
            hmac_signature_secret: Some(secret.to_owned()),
            ..CreateChallengeOptions::default()
        })
        .expect("a challenge");
        let text = serde_json::to_string(&challenge).expect("JSON");
        let payload = STANDARD
            .decode(solve(&text).expect("a solution"))
            .expect("base64");
        let payload: altcha::Payload = serde_json::from_slice(&payload).expect("a payload");
        let verified = verify_solution(VerifySolutionOptions::new(
            &payload.challenge,
            &payload.solution,
            secret,
        ))
        .expect("a verdict");
        assert!(verified.verified);
    }

    #[test]
    fn what_is_no_challenge_has_no_solution() {
        assert_eq!(solve("{}"), None);
        assert_eq!(solve("ready"), None);
    }
}
