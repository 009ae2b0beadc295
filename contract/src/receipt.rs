//! The code with which a writer follows or deletes a comment.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Twelve characters of [`Receipt::ALPHABET`], shown in groups of four: `ABCD-EFGH-JKMN`.
///
/// Read back without regard to case, hyphens and spaces, since people copy it by hand.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt(String);

/// The text is not twelve characters of the receipt alphabet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a receipt has {} characters of its alphabet", Receipt::LENGTH)]
pub struct ReceiptError;

impl Receipt {
    pub const LENGTH: usize = 12;
    /// 32 characters that are not taken for one another, so a byte masked to five bits picks one evenly.
    pub const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// Makes a receipt from random bytes; 60 bits of them are used.
    pub fn from_random(bytes: [u8; Self::LENGTH]) -> Self {
        Self(
            bytes
                .iter()
                .map(|byte| char::from(Self::ALPHABET[usize::from(byte & 31)]))
                .collect(),
        )
    }

    /// The twelve characters without hyphens, as they are stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Receipt {
    type Err = ReceiptError;

    fn from_str(text: &str) -> Result<Self, ReceiptError> {
        let code: String = text
            .chars()
            .filter(|character| !matches!(character, '-' | ' '))
            .map(|character| character.to_ascii_uppercase())
            .collect();
        let well_formed =
            code.len() == Self::LENGTH && code.bytes().all(|byte| Self::ALPHABET.contains(&byte));
        well_formed.then_some(Self(code)).ok_or(ReceiptError)
    }
}

impl TryFrom<String> for Receipt {
    type Error = ReceiptError;

    fn try_from(text: String) -> Result<Self, ReceiptError> {
        text.parse()
    }
}

impl From<Receipt> for String {
    fn from(receipt: Receipt) -> Self {
        receipt.to_string()
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}-{}-{}",
            &self.0[..4],
            &self.0[4..8],
            &self.0[8..]
        )
    }
}
