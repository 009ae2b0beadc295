//! A captcha's id: random bytes, kind and expiry, signed; it is all that there is of a captcha.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use conglang_contract::captcha::CaptchaKind;

use super::LIFETIME_SECONDS;
use crate::{
    entropy::{Entropy, random_bytes},
    http::visitor::same_bytes,
    secrets::{Purpose, Secrets},
};

const RANDOM_LENGTH: usize = 16;
const CONTENT_LENGTH: usize = RANDOM_LENGTH + 1 + 8;
const SIGNATURE_LENGTH: usize = 16;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaptchaId {
    random: [u8; RANDOM_LENGTH],
    pub kind: CaptchaKind,
    /// Seconds since 1970.
    pub expires_at: i64,
}

impl CaptchaId {
    pub fn new(entropy: &dyn Entropy, kind: CaptchaKind, now: i64) -> Self {
        Self {
            random: random_bytes(entropy),
            kind,
            expires_at: now + LIFETIME_SECONDS,
        }
    }

    /// What is signed, and what the characters of a code are derived from.
    pub fn content(&self) -> [u8; CONTENT_LENGTH] {
        let mut content = [0; CONTENT_LENGTH];
        content[..RANDOM_LENGTH].copy_from_slice(&self.random);
        content[RANDOM_LENGTH] = match self.kind {
            CaptchaKind::Pow => 0,
            CaptchaKind::Code => 1,
        };
        content[RANDOM_LENGTH + 1..].copy_from_slice(&self.expires_at.to_be_bytes());
        content
    }

    /// The id as clients see it: URL-safe base64.
    pub fn sign(&self, secrets: &Secrets) -> String {
        let content = self.content();
        let signature = secrets.digest(Purpose::CaptchaId, &content);
        URL_SAFE_NO_PAD.encode([&content[..], &signature[..SIGNATURE_LENGTH]].concat())
    }

    /// `None` unless it was signed with `secrets`.
    pub fn verify(token: &str, secrets: &Secrets) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (content, signature) = bytes.split_at_checked(CONTENT_LENGTH)?;
        let expected = secrets.digest(Purpose::CaptchaId, content);
        if !same_bytes(&expected[..SIGNATURE_LENGTH], signature) {
            return None;
        }
        Some(Self {
            random: content[..RANDOM_LENGTH].try_into().ok()?,
            kind: match content[RANDOM_LENGTH] {
                0 => CaptchaKind::Pow,
                _ => CaptchaKind::Code,
            },
            expires_at: i64::from_be_bytes(content[RANDOM_LENGTH + 1..].try_into().ok()?),
        })
    }
}
