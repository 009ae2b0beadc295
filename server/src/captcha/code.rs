//! The characters of a code captcha, derived from its id.

use super::id::CaptchaId;
use crate::{
    http::visitor::same_bytes,
    secrets::{Purpose, Secrets},
};

/// Characters that are not taken for one another, by eye or, as the clips read them, by ear.
pub const ALPHABET: &[u8; 17] = b"ACEHKMNPRTXY34679";
pub const LENGTH: usize = 5;

/// The characters of `id`, in upper case.
pub fn characters(secrets: &Secrets, id: &CaptchaId) -> String {
    secrets
        .digest(Purpose::CaptchaCode, &id.content())
        .chunks_exact(2)
        .take(LENGTH)
        .map(|pair| {
            let number = usize::from(u16::from_be_bytes([pair[0], pair[1]]));
            char::from(ALPHABET[number % ALPHABET.len()])
        })
        .collect()
}

/// Whether `typed` are the characters of `id`, without regard to case and spaces.
pub fn matches(secrets: &Secrets, id: &CaptchaId, typed: &str) -> bool {
    let typed: String = typed
        .chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| character.to_ascii_uppercase())
        .collect();
    same_bytes(characters(secrets, id).as_bytes(), typed.as_bytes())
}
