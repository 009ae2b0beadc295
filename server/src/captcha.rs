//! Captchas: signed when they are issued, checked without having been stored, used once.

pub mod audio;
pub mod code;
pub mod id;
pub mod image;
pub mod noise;
pub mod proof_of_work;

use conglang_contract::{
    API_PREFIX,
    captcha::{Captcha, CaptchaAnswer, CaptchaKind, CaptchaTask},
    problem::ProblemCode,
    timestamp::Timestamp,
};

use crate::{
    http::{
        problem::{ApiError, ApiResult},
        rate_limit::WriteAllowance,
    },
    site::Site,
    store::captchas::CaptchaUse,
};
use id::CaptchaId;

/// How long a captcha is good.
pub const LIFETIME_SECONDS: i64 = 600;

/// Makes a captcha to solve. Nothing is stored for it.
///
/// # Errors
/// `internal`
pub async fn issue(site: &Site, kind: CaptchaKind) -> ApiResult<Captcha> {
    let id = CaptchaId::new(site.entropy.as_ref(), kind, site.clock.now());
    let token = id.sign(&site.secrets);
    let task = match kind {
        CaptchaKind::Pow => CaptchaTask::Pow {
            challenge: proof_of_work::challenge(site, &token).await?,
        },
        CaptchaKind::Code => CaptchaTask::Code {
            image_url: format!("{API_PREFIX}/captcha/{token}/image"),
            audio_url: format!("{API_PREFIX}/captcha/{token}/audio"),
        },
    };
    let expires_at = Timestamp::from_unix_seconds(id.expires_at, site.settings.utc_offset)
        .map_err(|error| ApiError::Internal(error.to_string()))?;
    Ok(Captcha {
        id: token,
        expires_at,
        task,
    })
}

/// Checks all that can be checked without the store: signature, kind, expiry, then the answer,
/// whose rightness is only told after the use was kept.
///
/// # Errors
/// `captcha_wrong` (no id of ours), `captcha_expired`, `captcha_code_required`
pub fn examine(
    site: &Site,
    answer: &CaptchaAnswer,
    allowance: WriteAllowance,
) -> ApiResult<CaptchaUse> {
    let id = CaptchaId::verify(&answer.id, &site.secrets).ok_or(ProblemCode::CaptchaWrong)?;
    if id.expires_at <= site.clock.now() {
        return Err(ProblemCode::CaptchaExpired.into());
    }
    if allowance.code_required && id.kind == CaptchaKind::Pow {
        return Err(ProblemCode::CaptchaCodeRequired.into());
    }
    let correct = match id.kind {
        // The key's signature makes this one HMAC, not a derivation, so it may run here.
        CaptchaKind::Pow => proof_of_work::is_solved(&site.secrets, &answer.id, &answer.answer),
        CaptchaKind::Code => code::matches(&site.secrets, &id, &answer.answer),
    };
    Ok(CaptchaUse {
        id: answer.id.clone(),
        expires_at: id.expires_at,
        correct,
    })
}

/// Uses the captcha up, and succeeds when it was good. A wrong answer uses it up as well, so that
/// nobody can try one captcha twice.
///
/// # Errors
/// Those of [`examine`], `captcha_used`, `captcha_wrong`
pub async fn redeem(
    site: &Site,
    answer: &CaptchaAnswer,
    allowance: WriteAllowance,
) -> ApiResult<()> {
    let captcha = examine(site, answer, allowance)?;
    if !site.store.use_captcha(&captcha, site.clock.now()).await? {
        return Err(ProblemCode::CaptchaUsed.into());
    }
    if captcha.correct {
        Ok(())
    } else {
        Err(ProblemCode::CaptchaWrong.into())
    }
}
