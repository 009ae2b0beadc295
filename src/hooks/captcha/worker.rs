//! The page's side of the captcha worker; the protocol stands at the top of `captcha-worker`.

use std::time::Duration;

use js_sys::{Function, Promise};
use leptos::prelude::set_timeout_with_handle;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MessageEvent, Worker};

/// Where Trunk puts the script that starts the worker's wasm.
const WORKER_PATH: &str = "/captcha-worker_loader.js";
const READY: &str = "ready";
/// A device that needs longer is better served with an image code.
const PATIENCE: Duration = Duration::from_secs(30);

type Listener<E> = Option<Closure<dyn FnMut(E)>>;

/// Has the worker solve `challenge` (JSON); none when it cannot start, fails or takes too long.
pub async fn solve(challenge: &str) -> Option<String> {
    let worker = Worker::new(WORKER_PATH).ok()?;
    let mut on_message: Listener<MessageEvent> = None;
    let mut on_error: Listener<Event> = None;
    let mut give_up: Option<Function> = None;
    let answered = Promise::new(&mut |resolve, _reject| {
        give_up = Some(resolve.clone());
        let failed = resolve.clone();
        on_error = Some(Closure::new(move |_| settle(&failed, &JsValue::NULL)));
        let (asked, challenge) = (worker.clone(), JsValue::from(challenge));
        on_message = Some(Closure::new(move |event: MessageEvent| {
            let data = event.data();
            if data.as_string().as_deref() == Some(READY) {
                if asked.post_message(&challenge).is_err() {
                    settle(&resolve, &JsValue::NULL);
                }
            } else {
                settle(&resolve, &data);
            }
        }));
    });
    worker.set_onmessage(callback(&on_message));
    worker.set_onerror(callback(&on_error));
    let timeout = set_timeout_with_handle(
        move || {
            if let Some(give_up) = &give_up {
                settle(give_up, &JsValue::NULL);
            }
        },
        PATIENCE,
    )
    .ok();
    let answer = JsFuture::from(answered).await.ok();
    if let Some(timeout) = timeout {
        timeout.clear();
    }
    worker.terminate();
    worker.set_onmessage(None);
    worker.set_onerror(None);
    answer?.as_string()
}

fn settle(resolve: &Function, value: &JsValue) {
    // A promise's own function does not throw.
    let _ = resolve.call1(&JsValue::UNDEFINED, value);
}

fn callback<E>(listener: &Listener<E>) -> Option<&Function> {
    listener
        .as_ref()
        .map(|listener| listener.as_ref().unchecked_ref())
}
