//! Proof that a person, or a person's device, stands behind a write.

use serde::{Deserialize, Serialize};

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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Captcha {
    pub id: String,
    pub expires_at: Timestamp,
    #[serde(flatten)]
    pub task: CaptchaTask,
}

/// What there is to solve.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CaptchaTask {
    Pow {
        /// An ALTCHA v2 challenge. Clients hand it to a solver as it came, so its inside stays ALTCHA's.
        #[cfg_attr(feature = "openapi", schema(value_type = Object))]
        challenge: serde_json::Value,
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
