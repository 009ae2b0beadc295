//! Captchas: what solves them, what uses them up, and what ends them.

use std::{collections::BTreeSet, io::Cursor, sync::Arc};

use altcha::{Challenge, Payload, SolveChallengeOptions};
use axum::http::header;
use base64::{Engine, engine::general_purpose::STANDARD};
use conglang_contract::{
    captcha::{Captcha, CaptchaAnswer, CaptchaKind, CaptchaTask},
    problem::ProblemCode,
};
use conglang_server::{
    captcha::{code, id::CaptchaId},
    entropy::SystemEntropy,
};
use serde_json::json;
use tokio::task::JoinSet;

use super::support::{
    NOW, TestSite, assert_refused, bytes, json_call, read, site_with, site_with_article,
};

async fn issue(portal: &TestSite, kind: CaptchaKind) -> Captcha {
    let response = portal
        .send(json_call("POST", "/captcha", &json!({ "kind": kind })))
        .await;
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    // Only a build for tests gives the answer away.
    assert!(cfg!(feature = "test-captcha") || !response.headers().contains_key("x-test-code"));
    read(response, 201).await
}

/// The right answer to a code captcha that the portal issued.
fn solve_code(portal: &TestSite, captcha: &Captcha) -> CaptchaAnswer {
    let id = CaptchaId::verify(&captcha.id, &portal.site.secrets).unwrap();
    CaptchaAnswer {
        id: captcha.id.clone(),
        answer: code::characters(&portal.site.secrets, &id),
    }
}

fn solve_proof_of_work(captcha: &Captcha) -> CaptchaAnswer {
    let CaptchaTask::Pow { challenge } = &captcha.task else {
        panic!("{captcha:?} is no proof of work");
    };
    let challenge: Challenge = serde_json::from_str(challenge.get()).unwrap();
    let solution = altcha::solve_challenge(SolveChallengeOptions::new(&challenge))
        .unwrap()
        .unwrap();
    let payload = Payload {
        challenge,
        solution,
    };
    CaptchaAnswer {
        id: captcha.id.clone(),
        answer: STANDARD.encode(serde_json::to_vec(&payload).unwrap()),
    }
}

fn wrong(captcha: &CaptchaAnswer) -> CaptchaAnswer {
    CaptchaAnswer {
        answer: "00000".to_owned(),
        ..captcha.clone()
    }
}

#[tokio::test]
async fn a_code_is_taken_without_regard_to_case_and_spaces() {
    let portal = site_with_article().await;
    let captcha = issue(&portal, CaptchaKind::Code).await;
    assert_eq!(captcha.expires_at.unix_seconds(), NOW + 600);
    let solved = solve_code(&portal, &captcha);
    let typed = CaptchaAnswer {
        answer: format!(" {} ", solved.answer.to_lowercase()),
        ..solved
    };
    assert_eq!(portal.vote(5, &typed).await.status(), 200);
    assert_refused(portal.vote(5, &typed).await, ProblemCode::CaptchaUsed).await;
}

#[tokio::test]
async fn a_wrong_answer_uses_the_captcha_up() {
    let portal = site_with_article().await;
    let captcha = portal.solved();
    assert_refused(
        portal.vote(5, &wrong(&captcha)).await,
        ProblemCode::CaptchaWrong,
    )
    .await;
    assert_refused(portal.vote(5, &captcha).await, ProblemCode::CaptchaUsed).await;
    assert_eq!(portal.vote(5, &portal.solved()).await.status(), 200);
}

#[tokio::test]
async fn a_captcha_ends_after_ten_minutes() {
    let portal = site_with_article().await;
    let [first, second] = [portal.solved(), portal.solved()];
    let image = image_path(&issue(&portal, CaptchaKind::Code).await);
    portal.clock.advance(599);
    assert_eq!(portal.vote(5, &first).await.status(), 200);
    assert_eq!(portal.get(&image).await.status(), 200);
    portal.clock.advance(1);
    assert_refused(portal.vote(5, &second).await, ProblemCode::CaptchaExpired).await;
    assert_refused(portal.get(&image).await, ProblemCode::CaptchaExpired).await;
}

#[tokio::test]
async fn forged_ids_and_other_kinds_are_wrong() {
    let portal = site_with_article().await;
    let other_site = site_with_article().await;
    let proof = issue(&portal, CaptchaKind::Pow).await;
    let id = CaptchaId::verify(&proof.id, &portal.site.secrets).unwrap();
    let code_for_proof = CaptchaAnswer {
        answer: code::characters(&portal.site.secrets, &id),
        id: proof.id,
    };
    let solved = portal.solved();
    // The kind is the 17th byte; the signature no longer fits.
    let turned = {
        let engine = base64::engine::general_purpose::URL_SAFE_NO_PAD;
        let mut content = engine.decode(&solved.id).unwrap();
        content[16] ^= 1;
        engine.encode(content)
    };
    // Spellings of one id must not count as many: the last character has bits that say nothing.
    let spelled: Vec<String> = ["A", "B", "C", "D", "g", "h", "_", "="]
        .into_iter()
        .map(|last| format!("{}{last}", &solved.id[..solved.id.len() - 1]))
        .filter(|id| *id != solved.id)
        .collect();
    let forged = [
        turned,
        String::new(),
        "nonsense".to_owned(),
        solved.id.repeat(2),
    ]
    .into_iter()
    .chain(spelled)
    .map(|id| CaptchaAnswer {
        id,
        answer: solved.answer.clone(),
    })
    .chain([code_for_proof, other_site.solved()]);
    for captcha in forged {
        assert_refused(portal.vote(5, &captcha).await, ProblemCode::CaptchaWrong).await;
    }
    assert_eq!(portal.vote(5, &solved).await.status(), 200);
}

#[tokio::test]
async fn captchas_and_their_uses_survive_a_restart() {
    let portal = site_with_article().await;
    let used = portal.solved();
    let proof = solve_proof_of_work(&issue(&portal, CaptchaKind::Pow).await);
    let open = portal.solved();
    assert_eq!(portal.vote(5, &used).await.status(), 200);
    let portal = portal.reopen().await;
    assert_refused(portal.vote(5, &used).await, ProblemCode::CaptchaUsed).await;
    assert_eq!(portal.vote(4, &open).await.status(), 200);
    assert_eq!(portal.vote(3, &proof).await.status(), 200);
    let portal = portal.reopen().await;
    for captcha in [open, proof] {
        assert_refused(portal.vote(5, &captcha).await, ProblemCode::CaptchaUsed).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_a_hundred_uses_at_once_one_wins() {
    let portal = Arc::new(
        site_with("[limits]\nwrites_per_minute = 1000\ncode_captcha_from_per_minute = 1000").await,
    );
    let captcha = portal.solved();
    let mut uses = JoinSet::new();
    for _ in 0..100 {
        let (portal, captcha) = (Arc::clone(&portal), captcha.clone());
        uses.spawn(async move { portal.vote(5, &captcha).await.status().as_u16() });
    }
    let mut statuses = uses.join_all().await;
    statuses.sort_unstable();
    assert_eq!(statuses[0], 200);
    assert_eq!(statuses[1..], [409; 99]);
}

#[tokio::test]
async fn a_proof_of_work_is_taken_once_and_only_for_its_own_id() {
    let portal = site_with_article().await;
    let first = solve_proof_of_work(&issue(&portal, CaptchaKind::Pow).await);
    let other = issue(&portal, CaptchaKind::Pow).await;
    let moved = CaptchaAnswer {
        id: other.id,
        answer: first.answer.clone(),
    };
    assert_refused(portal.vote(5, &moved).await, ProblemCode::CaptchaWrong).await;
    assert_eq!(portal.vote(5, &first).await.status(), 200);
    assert_refused(portal.vote(5, &first).await, ProblemCode::CaptchaUsed).await;
    let unsolved = issue(&portal, CaptchaKind::Pow).await;
    let guessed = CaptchaAnswer {
        id: unsolved.id,
        answer: "nonsense".to_owned(),
    };
    assert_refused(portal.vote(5, &guessed).await, ProblemCode::CaptchaWrong).await;
}

#[tokio::test]
async fn a_code_can_be_seen_and_heard() {
    let portal = site_with_article().await;
    let captcha = issue(&portal, CaptchaKind::Code).await;
    let image = portal.get(&image_path(&captcha)).await;
    assert_eq!(image.headers()[header::CONTENT_TYPE], "image/png");
    assert_eq!(image.headers()[header::CACHE_CONTROL], "no-store");
    let png = bytes(image).await;
    assert!(png.len() < 10_000, "{} bytes", png.len());
    let decoded = image::load_from_memory_with_format(&png, image::ImageFormat::Png).unwrap();
    // As large as asked for, and not one even field.
    assert!(decoded.width() >= 200 && decoded.height() >= 80);
    let colours: BTreeSet<[u8; 3]> = decoded.to_rgb8().pixels().map(|pixel| pixel.0).collect();
    assert!(colours.len() > 1);

    let audio = portal
        .get(&image_path(&captcha).replace("/image", "/audio"))
        .await;
    assert_eq!(audio.headers()[header::CONTENT_TYPE], "audio/wav");
    let wav = hound::WavReader::new(Cursor::new(bytes(audio).await)).unwrap();
    let seconds = wav.duration() / wav.spec().sample_rate;
    assert!((2..30).contains(&seconds), "{seconds} s");
}

#[tokio::test]
async fn a_code_has_one_picture_and_one_recording() {
    let portal = site_with_article().await;
    let captcha = issue(&portal, CaptchaKind::Code).await;
    let another = issue(&portal, CaptchaKind::Code).await;
    let part = async |captcha: &Captcha, part: &str| {
        let path = image_path(captcha).replace("/image", part);
        bytes(portal.get(&path).await).await
    };
    for name in ["/image", "/audio"] {
        // Nobody gets rid of the noise by taking the mean of many.
        let first = part(&captcha, name).await;
        assert!(first == part(&captcha, name).await, "{name}");
        assert!(first != part(&another, name).await, "{name}");
    }
}

#[tokio::test]
async fn only_codes_that_were_issued_have_a_picture() {
    let portal = site_with_article().await;
    let proof = issue(&portal, CaptchaKind::Pow).await;
    for id in ["unknown", proof.id.as_str()] {
        for part in ["image", "audio"] {
            let response = portal.get(&format!("/captcha/{id}/{part}")).await;
            assert_refused(response, ProblemCode::NotFound).await;
        }
    }
    let response = portal
        .send(json_call("POST", "/captcha", &json!({ "kind": "riddle" })))
        .await;
    assert_refused(response, ProblemCode::BadRequest).await;
}

#[test]
fn an_id_is_verified_only_by_the_site_that_signed_it() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let [ours, theirs] = folders.each_ref().map(|folder| {
        conglang_server::secrets::Secrets::load_or_create(folder.path(), &SystemEntropy).unwrap()
    });
    let id = CaptchaId::new(&SystemEntropy, CaptchaKind::Code, NOW);
    let token = id.sign(&ours);
    assert_eq!(CaptchaId::verify(&token, &ours), Some(id));
    assert_eq!(CaptchaId::verify(&token, &theirs), None);
    assert_ne!(code::characters(&ours, &id), code::characters(&theirs, &id));
}

/// Under the API's prefix.
fn image_path(captcha: &Captcha) -> String {
    let CaptchaTask::Code { image_url, .. } = &captcha.task else {
        panic!("{captcha:?} is no code");
    };
    image_url.strip_prefix("/api/v1").unwrap().to_owned()
}

#[cfg(unix)]
#[tokio::test]
async fn the_secret_is_its_owners() {
    use std::os::unix::fs::PermissionsExt;
    let portal = site_with_article().await;
    let file = portal.site.data_folder.join("secret.key");
    let mode = std::fs::metadata(file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
