//! Encryption of a message for one browser: RFC 8291 over RFC 8188, in one record.

use aes_gcm::{
    Aes128Gcm, KeyInit,
    aead::{Aead, generic_array::GenericArray},
};
use hkdf::Hkdf;
use p256::{PublicKey, SecretKey, ecdh, elliptic_curve::sec1::ToEncodedPoint};
use sha2::Sha256;

use crate::entropy::{Entropy, random_bytes};

const PUBLIC_KEY_BYTES: usize = 65;
const AUTH_BYTES: usize = 16;
const SALT_BYTES: usize = 16;
const RECORD_BYTES: u32 = 4096;
/// Ends the last record.
const LAST: u8 = 2;
/// Shorter messages are filled up to it, so that their length tells a push service nothing of what they say.
const PADDED_BYTES: usize = 1024;
/// What push services have to take, without what encryption adds.
pub const MOST_BYTES: usize = 3993;

/// What a browser gives for messages to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SubscriberKeys {
    /// An uncompressed point of P-256.
    pub public: [u8; PUBLIC_KEY_BYTES],
    pub auth: [u8; AUTH_BYTES],
}

impl SubscriberKeys {
    /// `None` when the lengths are wrong or the point is not on the curve.
    pub fn read(public: &[u8], auth: &[u8]) -> Option<Self> {
        let keys = Self {
            public: public.try_into().ok()?,
            auth: auth.try_into().ok()?,
        };
        PublicKey::from_sec1_bytes(&keys.public).ok()?;
        Some(keys)
    }
}

/// A new private key of P-256.
pub fn new_private_key(entropy: &dyn Entropy) -> SecretKey {
    loop {
        // One number in 2³² is none of the curve's.
        if let Ok(key) = SecretKey::from_slice(&random_bytes::<32>(entropy)) {
            return key;
        }
    }
}

/// The public key as browsers and push services have it.
pub fn public_bytes(key: &PublicKey) -> [u8; PUBLIC_KEY_BYTES] {
    let point = key.to_encoded_point(false);
    point
        .as_bytes()
        .try_into()
        .expect("an uncompressed point of P-256 has 65 bytes")
}

/// The body of a push request with `message`, which only the browser with `keys` can read. `None` when it is
/// longer than [`MOST_BYTES`].
pub fn encrypt(message: &[u8], keys: &SubscriberKeys, entropy: &dyn Entropy) -> Option<Vec<u8>> {
    let padding = PADDED_BYTES.saturating_sub(message.len());
    seal(
        message,
        padding,
        keys,
        &new_private_key(entropy),
        random_bytes(entropy),
    )
}

fn seal(
    message: &[u8],
    padding: usize,
    keys: &SubscriberKeys,
    own: &SecretKey,
    salt: [u8; SALT_BYTES],
) -> Option<Vec<u8>> {
    if message.len() + padding > MOST_BYTES {
        return None;
    }
    let theirs = PublicKey::from_sec1_bytes(&keys.public).ok()?;
    let own_public = public_bytes(&own.public_key());
    let shared = ecdh::diffie_hellman(own.to_nonzero_scalar(), theirs.as_affine());

    let info = [b"WebPush: info\0".as_slice(), &keys.public, &own_public].concat();
    let secret: [u8; 32] = derive(&keys.auth, shared.raw_secret_bytes(), &info);
    let key: [u8; 16] = derive(&salt, &secret, b"Content-Encoding: aes128gcm\0");
    let nonce: [u8; 12] = derive(&salt, &secret, b"Content-Encoding: nonce\0");

    let mut text = [message, &[LAST]].concat();
    text.resize(text.len() + padding, 0);
    let sealed = Aes128Gcm::new(&key.into())
        .encrypt(GenericArray::from_slice(&nonce), text.as_slice())
        .ok()?;

    let mut body = salt.to_vec();
    body.extend(RECORD_BYTES.to_be_bytes());
    body.push(PUBLIC_KEY_BYTES as u8);
    body.extend(own_public);
    body.extend(sealed);
    Some(body)
}

fn derive<const N: usize>(salt: &[u8], secret: &[u8], info: &[u8]) -> [u8; N] {
    let mut derived = [0; N];
    Hkdf::<Sha256>::new(Some(salt), secret)
        .expand(info, &mut derived)
        .expect("HKDF gives that many bytes");
    derived
}

#[cfg(test)]
mod tests {
    use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};

    use super::*;
    use crate::entropy::SystemEntropy;

    fn bytes(base64: &str) -> Vec<u8> {
        BASE64_URL_SAFE_NO_PAD.decode(base64).unwrap()
    }

    fn subscriber() -> SubscriberKeys {
        SubscriberKeys::read(
            &bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            &bytes("BTBZMqHH6r4Tts7J_aSIgg"),
        )
        .unwrap()
    }

    /// RFC 8291, appendix A.
    #[test]
    fn the_example_of_the_standard_comes_out_byte_by_byte() {
        let own =
            SecretKey::from_slice(&bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")).unwrap();
        let salt = bytes("DGv6ra1nlYgDCS1FRnbzlw").try_into().unwrap();
        let message = b"When I grow up, I want to be a watermelon";
        let body = seal(message, 0, &subscriber(), &own, salt).unwrap();
        assert_eq!(
            BASE64_URL_SAFE_NO_PAD.encode(body),
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
        );
    }

    #[test]
    fn short_messages_are_equally_long_and_too_long_ones_refused() {
        let length =
            |message: &[u8]| encrypt(message, &subscriber(), &SystemEntropy).map(|body| body.len());
        assert_eq!(length(b""), length(&[b'a'; PADDED_BYTES]));
        assert_eq!(length(&[b'a'; MOST_BYTES]), Some(4096));
        assert_eq!(length(&[b'a'; MOST_BYTES + 1]), None);
    }

    #[test]
    fn keys_that_are_none_are_refused() {
        let good = subscriber();
        assert_eq!(SubscriberKeys::read(&good.public[..64], &good.auth), None);
        assert_eq!(SubscriberKeys::read(&good.public, &[0; 15]), None);
        assert_eq!(SubscriberKeys::read(&[4; 65], &good.auth), None);
    }
}
