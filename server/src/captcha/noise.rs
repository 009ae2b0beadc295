//! What blurs a captcha: bytes without a pattern that are always the same for one captcha.
//!
//! Were they new in each answer, whoever asks for one captcha many times could take the mean of the pictures
//! or the recordings, and would have its characters without any noise.

use sha2::{Digest, Sha256};

use super::id::CaptchaId;
use crate::secrets::{Purpose, Secrets};

const BLOCK_LENGTH: usize = 32;

/// What is blurred. The noise of one tells nothing of the other's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blurred {
    Picture,
    Sound,
}

/// Endless bytes, which only who has the secrets can foretell.
pub struct Noise {
    key: [u8; BLOCK_LENGTH],
    block: [u8; BLOCK_LENGTH],
    used: usize,
    blocks: u64,
}

impl Noise {
    pub fn new(secrets: &Secrets, id: &CaptchaId, blurred: Blurred) -> Self {
        // The characters are the digest of a content without anything behind it.
        let message = [&id.content()[..], format!("{blurred:?}").as_bytes()].concat();
        Self {
            key: secrets.digest(Purpose::CaptchaCode, &message),
            block: [0; BLOCK_LENGTH],
            used: BLOCK_LENGTH,
            blocks: 0,
        }
    }

    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        if self.used == BLOCK_LENGTH {
            let digest = Sha256::new()
                .chain_update(self.key)
                .chain_update(self.blocks.to_be_bytes());
            self.block = digest.finalize().into();
            self.blocks += 1;
            self.used = 0;
        }
        let byte = self.block[self.used];
        self.used += 1;
        byte
    }

    /// A number below `end`, which is far below 65,536.
    pub fn below(&mut self, end: u32) -> u32 {
        u32::from(u16::from_be_bytes([self.byte(), self.byte()])) % end
    }
}
