//! The portal's key pair for push services (RFC 8292), made at first start.

use std::{io, path::Path};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use p256::{
    SecretKey,
    ecdsa::{Signature, SigningKey, signature::Signer},
};
use serde_json::json;

use super::encryption::{new_private_key, public_bytes};
use crate::{entropy::Entropy, secrets};

const FILE_NAME: &str = "push.key";
/// Push services take a signature for at most a day.
const GOOD_FOR_SECONDS: i64 = 12 * 60 * 60;

/// Proves to push services that messages are this portal's.
#[derive(Clone)]
pub struct PushKeys {
    signing: SigningKey,
    public: String,
}

impl PushKeys {
    /// # Errors
    /// When the file cannot be read or made, or holds no private key.
    pub fn load_or_create(data_folder: &Path, entropy: &dyn Entropy) -> io::Result<Self> {
        let key = secrets::load_or_create(data_folder, FILE_NAME, || {
            new_private_key(entropy).to_bytes().into()
        })?;
        let key = SecretKey::from_slice(&key).map_err(|error| {
            io::Error::new(io::ErrorKind::InvalidData, format!("{FILE_NAME}: {error}"))
        })?;
        Ok(Self {
            public: BASE64_URL_SAFE_NO_PAD.encode(public_bytes(&key.public_key())),
            signing: key.into(),
        })
    }

    /// As browsers take it, when they subscribe.
    pub fn public(&self) -> &str {
        &self.public
    }

    /// The header `Authorization` of a request to the push service at `origin`; `contact` is a link by which
    /// its owners reach the portal's.
    pub fn authorization(&self, origin: &str, contact: &str, now: i64) -> String {
        let claims = json!({"aud": origin, "exp": now + GOOD_FOR_SECONDS, "sub": contact});
        let encoded = |part: &serde_json::Value| BASE64_URL_SAFE_NO_PAD.encode(part.to_string());
        let header = json!({"typ": "JWT", "alg": "ES256"});
        let signed = format!("{}.{}", encoded(&header), encoded(&claims));
        let signature: Signature = self.signing.sign(signed.as_bytes());
        let signature = BASE64_URL_SAFE_NO_PAD.encode(signature.to_bytes());
        format!("vapid t={signed}.{signature}, k={}", self.public)
    }
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::{VerifyingKey, signature::Verifier};

    use super::*;
    use crate::entropy::SystemEntropy;

    #[test]
    fn the_signature_is_the_keys_and_the_key_stays() {
        let folder = tempfile::tempdir().unwrap();
        let keys = PushKeys::load_or_create(folder.path(), &SystemEntropy).unwrap();
        let again = PushKeys::load_or_create(folder.path(), &SystemEntropy).unwrap();
        assert_eq!(keys.public(), again.public());

        let header = keys.authorization("https://push.example", "mailto:a@b.example", 1_000);
        let (token, key) = header
            .strip_prefix("vapid t=")
            .and_then(|rest| rest.split_once(", k="))
            .unwrap();
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let bytes = |text: &str| BASE64_URL_SAFE_NO_PAD.decode(text).unwrap();
        VerifyingKey::from_sec1_bytes(&bytes(key))
            .unwrap()
            .verify(
                signed.as_bytes(),
                &Signature::from_slice(&bytes(signature)).unwrap(),
            )
            .unwrap();
        let (_, claims) = signed.split_once('.').unwrap();
        let claims: serde_json::Value = serde_json::from_slice(&bytes(claims)).unwrap();
        assert_eq!(
            claims,
            json!({"aud": "https://push.example", "exp": 44_200, "sub": "mailto:a@b.example"})
        );
    }

    #[cfg(unix)]
    #[test]
    fn the_key_is_its_owners_alone_and_a_broken_one_is_told() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        assert!(PushKeys::load_or_create(folder.path(), &SystemEntropy).is_ok());
        let path = folder.path().join(FILE_NAME);
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        std::fs::write(&path, [0; 32]).unwrap();
        let error = PushKeys::load_or_create(folder.path(), &SystemEntropy)
            .err()
            .unwrap();
        assert!(error.to_string().contains(FILE_NAME), "{error}");
    }
}
