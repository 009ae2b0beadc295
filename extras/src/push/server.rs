//! The portal's side of a subscription (`push` and `push/subscription`).

use conglang_contract::{
    API_PREFIX,
    language::Language,
    push::{Push, PutSubscription, SubscriptionChoice, SubscriptionKeys, SubscriptionName},
};
use serde::{Deserialize, Serialize};
use web_sys::PushSubscription;

use crate::{fetch, texts::language};

const SUBSCRIPTION: &str = "push/subscription";

/// Why the portal did not do as it was asked.
#[derive(Clone, Copy, Debug)]
pub enum Refusal {
    /// It has no messages at all.
    NotOffered,
    Failed,
}

/// What browsers tell of a subscription.
#[derive(Deserialize)]
struct Told {
    endpoint: String,
    keys: SubscriptionKeys,
}

/// The key that browsers subscribe with.
///
/// # Errors
/// When the portal does not tell it.
pub async fn public_key() -> Result<String, Refusal> {
    let (_, text) = call("GET", "push", None).await?;
    let push: Push = serde_json::from_str(&text).map_err(|_| Refusal::Failed)?;
    Ok(push.public_key)
}

/// What the browser is told; none when the portal does not know it.
///
/// # Errors
/// When the portal does not tell it.
pub async fn choice(
    subscription: &PushSubscription,
) -> Result<Option<SubscriptionChoice>, Refusal> {
    let (status, text) = call("POST", SUBSCRIPTION, name(subscription)).await?;
    if status == 404 {
        return Ok(None);
    }
    serde_json::from_str(&text)
        .map(Some)
        .map_err(|_| Refusal::Failed)
}

/// Tells the portal what the browser is to be told.
///
/// # Errors
/// When it does not take it.
pub async fn put(
    subscription: &PushSubscription,
    choice: &SubscriptionChoice,
) -> Result<(), Refusal> {
    let told = js_sys::JSON::stringify(subscription).map_err(|_| Refusal::Failed)?;
    let told = String::from(told);
    let Told { endpoint, keys } = serde_json::from_str(&told).map_err(|_| Refusal::Failed)?;
    let body = written(&PutSubscription {
        endpoint,
        keys,
        choice: Some(choice.clone()),
        replaces: None,
    });
    match call("PUT", SUBSCRIPTION, body).await? {
        (200, _) => Ok(()),
        _ => Err(Refusal::Failed),
    }
}

/// Tells the portal to forget the browser.
///
/// # Errors
/// When it does not.
pub async fn delete(subscription: &PushSubscription) -> Result<(), Refusal> {
    call("DELETE", SUBSCRIPTION, name(subscription))
        .await
        .map(drop)
}

fn name(subscription: &PushSubscription) -> Option<String> {
    written(&SubscriptionName {
        endpoint: subscription.endpoint(),
    })
}

fn written(body: &impl Serialize) -> Option<String> {
    serde_json::to_string(body).ok()
}

/// Status and text of an answer below 400, or of a 404.
async fn call(method: &str, path: &str, body: Option<String>) -> Result<(u16, String), Refusal> {
    let language = match language() {
        Language::Vietnamese => String::new(),
        other => format!("?{}={}", Language::PARAMETER, other.code()),
    };
    let address = format!("{API_PREFIX}/{path}{language}");
    let response = fetch::send(method, &address, body.as_deref())
        .await
        .map_err(|_| Refusal::Failed)?;
    match response.status() {
        403 => return Err(Refusal::NotOffered),
        status if status >= 400 && status != 404 => return Err(Refusal::Failed),
        _ => {}
    }
    let text = fetch::body(&response).await.map_err(|_| Refusal::Failed)?;
    Ok((response.status(), text))
}
