//! A push service and the browsers behind it: reads what it is sent as the standards say, by code of its own.

use std::{
    collections::{HashMap, VecDeque},
    sync::Mutex,
};

use aes_gcm::{Aes128Gcm, KeyInit, aead::Aead};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use conglang_contract::push::PushMessage;
use conglang_server::push::{PushOutcome, PushRequest, PushService};
use futures::future::BoxFuture;
use hkdf::Hkdf;
use p256::{
    PublicKey, SecretKey,
    ecdsa::{Signature, VerifyingKey, signature::Verifier},
    elliptic_curve::sec1::ToEncodedPoint,
};
use serde_json::Value;
use sha2::Sha256;
use tokio::sync::{Notify, oneshot};

/// The service. It takes everything, unless it is told to answer otherwise.
#[derive(Default)]
pub struct StandIn {
    received: Mutex<Vec<(PushRequest, i64)>>,
    arrived: Notify,
    held: Mutex<HashMap<String, oneshot::Receiver<PushOutcome>>>,
    answers: Mutex<HashMap<String, VecDeque<PushOutcome>>>,
}

/// One browser with a subscription.
pub struct Browser {
    pub endpoint: String,
    key: SecretKey,
    auth: [u8; 16],
}

impl StandIn {
    /// The next answer to a message for `browser`.
    pub fn answer(&self, browser: &Browser, outcome: PushOutcome) {
        let mut answers = self.answers.lock().unwrap();
        let answers = answers.entry(browser.endpoint.clone()).or_default();
        answers.push_back(outcome);
    }

    /// The next message for `browser` waits for what is sent here. The channel is closed when nobody waits any more.
    pub fn hold(&self, browser: &Browser) -> oneshot::Sender<PushOutcome> {
        let (answer, held) = oneshot::channel();
        let mut all = self.held.lock().unwrap();
        all.insert(browser.endpoint.clone(), held);
        answer
    }

    /// Waits until a message for `browser` has come, which is still to be taken.
    pub async fn wait_for(&self, browser: &Browser) {
        loop {
            let arrived = self.arrived.notified();
            if self.has_received(browser) {
                return;
            }
            arrived.await;
        }
    }

    fn has_received(&self, browser: &Browser) -> bool {
        let received = self.received.lock().unwrap();
        received
            .iter()
            .any(|(request, _)| request.url == browser.endpoint)
    }

    /// Everything that came since the last time, with the time at which it came.
    pub fn take(&self) -> Vec<(PushRequest, i64)> {
        std::mem::take(&mut self.received.lock().unwrap())
    }
}

impl PushService for StandIn {
    fn post<'a>(&'a self, request: PushRequest, now: i64) -> BoxFuture<'a, PushOutcome> {
        let mut answers = self.answers.lock().unwrap();
        let answer = answers
            .get_mut(&request.url)
            .and_then(VecDeque::pop_front)
            .unwrap_or_else(|| answered(201));
        let held = self.held.lock().unwrap().remove(&request.url);
        self.received.lock().unwrap().push((request, now));
        self.arrived.notify_waiters();
        Box::pin(async move {
            tokio::task::yield_now().await;
            match held {
                Some(held) => held.await.unwrap_or(answer),
                None => answer,
            }
        })
    }
}

impl Browser {
    /// The browser with this number.
    pub fn new(number: u8) -> Self {
        Self {
            endpoint: format!("https://push.example/send/{number}"),
            key: SecretKey::from_slice(&[number + 1; 32]).unwrap(),
            auth: [number; 16],
        }
    }

    /// `keys` of `PUT push/subscription`.
    pub fn keys(&self) -> Value {
        serde_json::json!({
            "p256dh": BASE64_URL_SAFE_NO_PAD.encode(point(&self.key.public_key())),
            "auth": BASE64_URL_SAFE_NO_PAD.encode(self.auth),
        })
    }

    /// What `request` tells this browser. Panics when it is not made as RFC 8291 has it.
    pub fn read(&self, request: &PushRequest) -> PushMessage {
        assert_eq!(request.url, self.endpoint);
        assert_eq!(header(request, "content-encoding"), "aes128gcm");
        let (salt, rest) = request.body.split_at(16);
        let (record, rest) = rest.split_at(4);
        assert!(u32::from_be_bytes(record.try_into().unwrap()) >= 18);
        let (length, rest) = rest.split_first().unwrap();
        let (theirs, sealed) = rest.split_at(usize::from(*length));
        let sender = PublicKey::from_sec1_bytes(theirs).unwrap();
        let shared = p256::ecdh::diffie_hellman(self.key.to_nonzero_scalar(), sender.as_affine());
        let mut info = b"WebPush: info\0".to_vec();
        info.extend(point(&self.key.public_key()));
        info.extend(theirs);
        let secret = expand(&self.auth, shared.raw_secret_bytes(), &info, 32);
        let key = expand(salt, &secret, b"Content-Encoding: aes128gcm\0", 16);
        let nonce = expand(salt, &secret, b"Content-Encoding: nonce\0", 12);
        let text = Aes128Gcm::new_from_slice(&key)
            .unwrap()
            .decrypt(nonce.as_slice().into(), sealed)
            .unwrap();
        let end = text.iter().rposition(|&byte| byte != 0).unwrap();
        assert_eq!(text[end], 2, "the delimiter of the last record");
        serde_json::from_slice(&text[..end]).unwrap()
    }
}

/// What the signature of `request` claims. Panics when it is not that of `public_key`.
pub fn signed_claims(request: &PushRequest, public_key: &str) -> Value {
    let (token, key) = header(request, "authorization")
        .strip_prefix("vapid t=")
        .and_then(|rest| rest.split_once(", k="))
        .unwrap();
    assert_eq!(key, public_key);
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let bytes = |text: &str| BASE64_URL_SAFE_NO_PAD.decode(text).unwrap();
    let signature = Signature::from_slice(&bytes(signature)).unwrap();
    let key = VerifyingKey::from_sec1_bytes(&bytes(key)).unwrap();
    key.verify(signed.as_bytes(), &signature).unwrap();
    let (head, claims) = signed.split_once('.').unwrap();
    let head: Value = serde_json::from_slice(&bytes(head)).unwrap();
    assert_eq!(head["alg"], "ES256");
    serde_json::from_slice(&bytes(claims)).unwrap()
}

pub fn header<'a>(request: &'a PushRequest, name: &str) -> &'a str {
    let mut headers = request.headers.iter();
    let (_, value) = headers.find(|(other, _)| *other == name).unwrap();
    value
}

pub fn answered(status: u16) -> PushOutcome {
    PushOutcome::Answered {
        status,
        retry_after_seconds: None,
    }
}

fn point(key: &PublicKey) -> Vec<u8> {
    key.to_encoded_point(false).as_bytes().to_vec()
}

fn expand(salt: &[u8], secret: &[u8], info: &[u8], length: usize) -> Vec<u8> {
    let mut expanded = vec![0; length];
    Hkdf::<Sha256>::new(Some(salt), secret)
        .expand(info, &mut expanded)
        .unwrap();
    expanded
}
