//! The browser's side of a subscription.

use conglang_contract::{language::Language, push::SubscriptionChoice};
use js_sys::Reflect;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Notification, NotificationPermission, PushManager, PushSubscription,
    PushSubscriptionOptionsInit, ServiceWorkerRegistration,
};

use crate::{
    texts::language,
    worker::{self, in_time},
};

/// A browser that does not reach its push service never answers; on a slow line the worker's files alone take a while.
const PATIENCE_MS: i32 = 60_000;

/// What the service worker is told, so that it can tell the portal again (service-worker/src/push.js).
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Agreed<'a> {
    Subscribed {
        endpoint: String,
        choice: &'a SubscriptionChoice,
        language: Language,
    },
    Unsubscribed,
}

/// Whether the browser has what it takes.
pub fn has_push() -> bool {
    let has = |name: &str| {
        web_sys::window().is_some_and(|window| Reflect::has(&window, &name.into()) == Ok(true))
    };
    has("PushManager") && has("Notification") && worker::container().is_some()
}

/// Whether this is an iPhone or iPad that could be told, were the portal opened from its home screen.
pub fn is_outside_home_screen() -> bool {
    let navigator = web_sys::window().map(|window| window.navigator());
    let standalone = navigator.and_then(|it| Reflect::get(&it, &"standalone".into()).ok());
    standalone == Some(JsValue::FALSE)
}

pub fn permission() -> NotificationPermission {
    Notification::permission()
}

/// Asks the person, unless it is decided already. Call it within a press.
pub async fn ask_permission() -> NotificationPermission {
    if permission() == NotificationPermission::Default
        && let Ok(asked) = Notification::request_permission()
    {
        // What was decided stands in `permission`.
        let _ = JsFuture::from(asked).await;
    }
    permission()
}

/// The subscription that there is.
pub async fn subscription() -> Option<PushSubscription> {
    of(&registration().await?.push_manager().ok()?).await
}

/// The service worker keeps what the portal was told in the page's language, or nothing any more.
pub async fn remember(agreed: Option<(&PushSubscription, &SubscriptionChoice)>) -> Option<()> {
    let agreed = match agreed {
        Some((subscription, choice)) => Agreed::Subscribed {
            endpoint: subscription.endpoint(),
            choice,
            language: language(),
        },
        None => Agreed::Unsubscribed,
    };
    let message = js_sys::JSON::parse(&serde_json::to_string(&agreed).ok()?).ok()?;
    registration().await?.active()?.post_message(&message).ok()
}

/// The subscription with the portal's `key`, made if need be.
///
/// # Errors
/// Those of the browser, and when it takes too long.
pub async fn subscribe(key: &str) -> Result<PushSubscription, JsValue> {
    let ready = worker::container().ok_or(JsValue::NULL)?.ready()?;
    let registration: ServiceWorkerRegistration = in_time(ready, PATIENCE_MS).await?.dyn_into()?;
    let manager = registration.push_manager()?;
    let options = PushSubscriptionOptionsInit::new();
    options.set_user_visible_only(true);
    options.set_application_server_key_opt_str(Some(key));
    let first = in_time(manager.subscribe_with_options(&options)?, PATIENCE_MS).await;
    if let (Err(_), Some(other)) = (&first, of(&manager).await) {
        // One for another key, from before the portal lost its own.
        unsubscribe(&other).await?;
        return in_time(manager.subscribe_with_options(&options)?, PATIENCE_MS)
            .await?
            .dyn_into();
    }
    first?.dyn_into()
}

/// Ends it for the browser.
///
/// # Errors
/// Those of the browser, and when it takes too long.
pub async fn unsubscribe(subscription: &PushSubscription) -> Result<(), JsValue> {
    in_time(subscription.unsubscribe()?, PATIENCE_MS)
        .await
        .map(drop)
}

async fn registration() -> Option<ServiceWorkerRegistration> {
    let registration = JsFuture::from(worker::container()?.get_registration()).await;
    registration.ok()?.dyn_into().ok()
}

async fn of(manager: &PushManager) -> Option<PushSubscription> {
    let found = in_time(manager.get_subscription().ok()?, PATIENCE_MS)
        .await
        .ok()?;
    found.dyn_into().ok()
}
