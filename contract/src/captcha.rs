//! Proof that a person, or a person's device, stands behind a write.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::timestamp::Timestamp;

/// How the proof is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CaptchaKind {
    /// The device computes an ALTCHA proof of work.
    Pow,
    /// A person types the characters of an image, or those that a voice reads.
    Code,
}

/// The body of `POST captcha`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewCaptcha {
    pub kind: CaptchaKind,
}

/// A captcha to solve: good for one write, once, until `expires_at`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "CaptchaFields", into = "CaptchaFields")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Captcha {
    pub id: String,
    pub expires_at: Timestamp,
    #[serde(flatten)]
    pub task: CaptchaTask,
}

/// What there is to solve.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CaptchaTask {
    Pow {
        /// An ALTCHA v2 challenge. Clients hand it to a solver as it came, so its inside stays ALTCHA's.
        #[cfg_attr(feature = "openapi", schema(value_type = Object))]
        challenge: Box<RawValue>,
    },
    Code {
        /// A PNG.
        image_url: String,
        /// A WAV that reads the characters in Vietnamese.
        audio_url: String,
    },
}

/// What a write carries to show that its captcha was solved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaptchaAnswer {
    pub id: String,
    /// For `code` the typed characters, without regard to case; for `pow` the base64 of ALTCHA's JSON
    /// `{challenge, solution}`.
    pub answer: String,
}

/// A [`Captcha`] as JSON has it. Read through this, since serde's own way to read tagged enums costs the
/// wasm a second deserialiser.
#[derive(Clone, Serialize, Deserialize)]
struct CaptchaFields {
    id: String,
    kind: CaptchaKind,
    expires_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    challenge: Option<Box<RawValue>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    image_url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    audio_url: Option<String>,
}

/// A captcha lacks what its kind needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the captcha has nothing to solve")]
struct NoTask;

impl TryFrom<CaptchaFields> for Captcha {
    type Error = NoTask;

    fn try_from(fields: CaptchaFields) -> Result<Self, NoTask> {
        let task = match fields.kind {
            CaptchaKind::Pow => CaptchaTask::Pow {
                challenge: fields.challenge.ok_or(NoTask)?,
            },
            CaptchaKind::Code => CaptchaTask::Code {
                image_url: fields.image_url.ok_or(NoTask)?,
                audio_url: fields.audio_url.ok_or(NoTask)?,
            },
        };
        Ok(Self {
            id: fields.id,
            expires_at: fields.expires_at,
            task,
        })
    }
}

impl From<Captcha> for CaptchaFields {
    fn from(captcha: Captcha) -> Self {
        let (kind, challenge, image_url, audio_url) = match captcha.task {
            CaptchaTask::Pow { challenge } => (CaptchaKind::Pow, Some(challenge), None, None),
            CaptchaTask::Code {
                image_url,
                audio_url,
            } => (CaptchaKind::Code, None, Some(image_url), Some(audio_url)),
        };
        Self {
            id: captcha.id,
            kind,
            expires_at: captcha.expires_at,
            challenge,
            image_url,
            audio_url,
        }
    }
}
