//! The service worker, asked for what it keeps (service-worker/src).

use js_sys::{Function, Promise, Reflect};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageChannel, MessageEvent, ServiceWorker, ServiceWorkerContainer};

use crate::{asked::document, listener::Listener, outbox::entry::Entry, timer::Timer};

/// At a first visit the worker registers after the page and then fetches the app's files, which takes a while on a
/// slow line. Of a browser that refuses it without saying so nobody hears sooner.
const LONGEST_ARRIVAL_MS: i32 = 30_000;

/// What a page may ask, in the form of its message.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Wish<'a> {
    /// Keep the page at `path` with the files that it shows.
    Keep { path: &'a str, files: Vec<String> },
    /// Keep it no longer.
    Forget { path: &'a str },
    /// Whether it is kept.
    IsKept { path: &'a str },
    /// Everything that can be read without network.
    Shelf,
    /// What waits to be sent.
    Outbox,
    /// Send this when there is a network.
    Queue { entry: &'a Entry },
    /// Send it no more.
    Withdraw { id: &'a str },
    /// What became of it is remembered.
    Note { id: &'a str },
    /// Try to send now.
    Send,
}

impl Wish<'_> {
    /// How long the worker may take. It is asked for the outbox while the app waits for the extras.
    fn patience_ms(&self) -> i32 {
        match self {
            // These wait for the network.
            Self::Keep { .. } | Self::Send => 5 * 60 * 1000,
            _ => 10_000,
        }
    }
}

/// The answer to most wishes.
#[derive(Deserialize)]
pub struct Done {
    pub ok: bool,
}

/// The workers of this portal; none where the browser has none, or keeps nothing.
pub fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    // Over plain HTTP and in some private windows there is no such property.
    let workers = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    workers.dyn_into().ok()
}

/// Whether the portal does without the worker, as its part in pages says (service-worker/src/off-page.js).
pub fn is_switched_off() -> bool {
    document()
        .and_then(|document| document.document_element()?.get_attribute("data-offline"))
        .is_some_and(|offline| offline == "off")
}

/// The version of the portal that is there and waits to be used.
pub async fn waiting() -> Option<ServiceWorker> {
    registration().await?.waiting()
}

/// Whether there is a worker to ask already.
pub async fn is_running() -> bool {
    running().await.is_some()
}

/// Waits for the worker, which at a first visit comes after the page.
///
/// # Errors
/// Where the browser has none or refuses it, and when it does not come in time.
pub async fn arrived() -> Result<(), JsValue> {
    let workers = container().ok_or(JsValue::NULL)?;
    // A browser that does not even look one up takes none, and `ready` would wait for good.
    JsFuture::from(workers.get_registration()).await?;
    in_time(workers.ready()?, LONGEST_ARRIVAL_MS)
        .await
        .map(drop)
}

/// What `promise` gives, unless that takes longer than `patience_ms`.
///
/// # Errors
/// Those of the promise, and when it takes too long.
pub async fn in_time(promise: Promise, patience_ms: i32) -> Result<JsValue, JsValue> {
    let mut timer = None;
    let late = Promise::new(&mut |_, reject| {
        let give_up = move || {
            // A promise takes every value.
            let _ = reject.call0(&JsValue::NULL);
        };
        timer = Timer::new(patience_ms, give_up).ok();
    });
    let result = JsFuture::from(Promise::race(&js_sys::Array::of2(&promise, &late))).await;
    drop(timer);
    result
}

/// The worker of this page, or the one that there is: a page that was loaded past it has none.
async fn running() -> Option<ServiceWorker> {
    match container()?.controller() {
        Some(worker) => Some(worker),
        None => registration().await?.active(),
    }
}

/// Asks the browser not to take away what the reader keeps when the device runs out of room.
fn persist() {
    let Some(window) = web_sys::window() else {
        return;
    };
    // Over plain HTTP and in old browsers there is no such storage.
    let _ = Reflect::get(&window.navigator(), &"storage".into()).and_then(|storage| {
        let persist: Function = Reflect::get(&storage, &"persist".into())?.dyn_into()?;
        // Whether it does is the browser's, or the reader's.
        persist.call0(&storage)
    });
}

async fn registration() -> Option<web_sys::ServiceWorkerRegistration> {
    let registration = JsFuture::from(container()?.get_registration()).await.ok()?;
    registration.dyn_into().ok()
}

/// What the worker answers to `wish`. A worker that gave place to a newer one may have been asked too late to hear it:
/// then the newer one is asked, too. It does no harm to wish the same twice.
///
/// # Errors
/// When there is no worker, when it answers something else, and when it does not answer in time.
pub async fn ask<T: DeserializeOwned>(wish: &Wish<'_>) -> Result<T, JsValue> {
    if matches!(wish, Wish::Keep { .. } | Wish::Queue { .. }) {
        persist();
    }
    let worker = running().await.ok_or(JsValue::NULL)?;
    let workers = container().ok_or(JsValue::NULL)?;
    let message = serde_json::to_string(wish).map_err(|error| JsValue::from(error.to_string()))?;
    let message = js_sys::JSON::parse(&message)?;
    let mut newer = None;
    let answered = Promise::new(&mut |resolve, reject| {
        if let Err(error) = post(&worker, &message, &resolve) {
            // A promise takes every value.
            let _ = reject.call1(&JsValue::NULL, &error);
        }
        let (container, message) = (workers.clone(), message.clone());
        newer = Some(Listener::new(&workers, "controllerchange", move |_| {
            if let Some(worker) = container.controller() {
                // What cannot be posted is not answered in time.
                let _ = post(&worker, &message, &resolve);
            }
        }));
    });
    let answer = in_time(answered, wish.patience_ms()).await;
    drop(newer);
    let answer = answer?;
    let text = js_sys::JSON::stringify(&answer)?
        .as_string()
        .unwrap_or_default();
    serde_json::from_str(&text).map_err(|error| JsValue::from(error.to_string()))
}

/// Calls `answered` with what `worker` answers to `message`.
fn post(worker: &ServiceWorker, message: &JsValue, answered: &Function) -> Result<(), JsValue> {
    let channel = MessageChannel::new()?;
    let transfer = js_sys::Array::of1(&channel.port2());
    worker.post_message_with_transferable(message, &transfer)?;
    let answered = answered.clone();
    let hear = Closure::once_into_js(move |event: MessageEvent| {
        // As above.
        let _ = answered.call1(&JsValue::NULL, &event.data());
    });
    channel.port1().set_onmessage(Some(hear.unchecked_ref()));
    Ok(())
}
