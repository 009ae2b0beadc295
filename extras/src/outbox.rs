//! What was written without network: given to the service worker, which sends it, and shown until it is sent.

pub mod entry;
mod form;
mod view;

use std::cell::{Cell, RefCell};

use conglang_contract::extra::OUTBOX_EVENT;
use js_sys::{Date, Reflect};
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    CustomEvent, CustomEventInit, Element, Event, MessageEvent, MutationObserver,
    MutationObserverInit,
};

use crate::{
    asked::document,
    companion, dom,
    listener::Listener,
    timer::Timer,
    worker::{self, Done, Wish},
};
use entry::{Entry, Kind, State};

/// Soon, but not while something is still being sent, in milliseconds.
const LEAST_WAIT_MS: f64 = 1000.0;
/// A worker that died while it sent is woken after so long.
const WAIT_WHILE_SENDING_MS: f64 = 20_000.0;
/// What a browser's timer takes at most.
const MOST_WAIT_MS: f64 = 3_600_000.0;

thread_local! {
    static LISTENS: Cell<bool> = const { Cell::new(false) };
    static TIMER: RefCell<Option<Timer>> = const { RefCell::new(None) };
    /// What was sent since the page was opened. The worker has forgotten it.
    static SENT: RefCell<Vec<Entry>> = const { RefCell::new(Vec::new()) };
}

/// What the worker has.
#[derive(Deserialize)]
struct Outbox {
    entries: Vec<Entry>,
    /// When the next attempt is due, in milliseconds since 1970.
    next_at: f64,
}

/// Keeps what `form` holds, and tells the app whether it could.
pub fn take(form: &Element) {
    let form = form.clone();
    spawn_local(async move {
        let is_kept = queue(&form).await.unwrap_or(false);
        let answer = CustomEventInit::new();
        answer.set_detail(&is_kept.into());
        if let Ok(event) = CustomEvent::new_with_event_init_dict(OUTBOX_EVENT, &answer) {
            // An event that nobody can cancel.
            let _ = form.dispatch_event(&event);
        }
        follow();
    });
}

async fn queue(form: &Element) -> Result<bool, JsValue> {
    let entry = form::read(form)?;
    // Written anew, it is on its way anew.
    SENT.with_borrow_mut(|sent| sent.retain(|old| old.id != entry.id));
    let done: Done = worker::ask(&Wish::Queue { entry: &entry }).await?;
    Ok(done.ok)
}

/// Shows what waits, and goes on showing it.
pub fn follow() {
    if !LISTENS.replace(true) {
        // Without observing, the list is right when it is opened.
        let _ = listen();
    }
    show();
}

/// Shows what waits now.
pub fn show() {
    spawn_local(async {
        if let Ok(outbox) = worker::ask(&Wish::Outbox).await {
            // A page that is going away shows nothing more.
            let _ = present(outbox).await;
        }
    });
}

fn listen() -> Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    Listener::new(&window, "online", |_| send()).forever();
    if let Some(workers) = worker::container() {
        let hear = |event: Event| {
            let data = event.unchecked_into::<MessageEvent>().data();
            if Reflect::get(&data, &"kind".into()).is_ok_and(|kind| kind == "outbox") {
                show();
            }
        };
        Listener::new(&workers, "message", hear).forever();
    }
    // The app puts other forms into the page when one goes to another article.
    let body = document().and_then(|document| document.body());
    let changed = Closure::<dyn FnMut()>::new(|| {
        if form::places().iter().any(view::is_empty) {
            show();
        }
    });
    let observer = MutationObserver::new(changed.into_js_value().unchecked_ref())?;
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    observer.observe_with_options(&*body.ok_or(JsValue::NULL)?, &options)
}

fn send() {
    spawn_local(async {
        // What comes of it the worker tells everybody.
        let _: Result<Done, JsValue> = worker::ask(&Wish::Send).await;
    });
}

async fn present(outbox: Outbox) -> Result<(), JsValue> {
    let Outbox {
        mut entries,
        next_at,
    } = outbox;
    for entry in entries.iter().filter(|entry| !entry.is_unsent()) {
        let is_remembered = match entry.sent() {
            Some(sent) => form::remember(&entry.slug, sent).is_ok(),
            None => entry.kind == Kind::Rating && form::forget_vote(&entry.slug).is_ok(),
        };
        if is_remembered {
            SENT.with_borrow_mut(|sent| {
                sent.retain(|old| old.id != entry.id);
                sent.push(entry.clone());
            });
            let _: Result<Done, JsValue> = worker::ask(&Wish::Note { id: &entry.id }).await;
        }
    }
    SENT.with_borrow(|sent| {
        let gone = sent
            .iter()
            .filter(|old| entries.iter().all(|entry| entry.id != old.id));
        let mut gone: Vec<Entry> = gone.cloned().collect();
        entries.append(&mut gone);
    });
    wait(&entries, next_at);
    let mut is_everything_here = false;
    for place in form::places() {
        let form = place.closest("form")?;
        match &form {
            Some(form) => {
                let about = form::about(form);
                let its_own = entries.iter().filter(|entry| {
                    about
                        .as_ref()
                        .is_some_and(|(kind, slug)| entry.kind == *kind && entry.slug == *slug)
                });
                view::fill(&place, Some(form), its_own.cloned().collect())?;
            }
            None => {
                is_everything_here = true;
                view::fill(&place, None, entries.clone())?;
            }
        }
    }
    let elsewhere = entries.iter().filter(|entry| {
        let is_shown = dom::all(&format!("[data-entry=\"{}\"]", entry.id));
        entry.is_unsent() && is_shown.is_empty()
    });
    let elsewhere: Vec<&Entry> = elsewhere.filter(|_| !is_everything_here).collect();
    let need_you = elsewhere
        .iter()
        .filter(|entry| matches!(entry.state, State::Code | State::Refused));
    companion::tell_outbox(elsewhere.len(), need_you.count())
}

/// Has the worker try again when it is time, as long as a page is open.
fn wait(entries: &[Entry], next_at: f64) {
    TIMER.set(None);
    let is_online = web_sys::window().is_some_and(|window| window.navigator().on_line());
    let is_sending = entries.iter().any(|entry| entry.state == State::Sending);
    let has_to_wait = entries
        .iter()
        .any(|entry| matches!(entry.state, State::Waiting | State::Code));
    if is_online && (is_sending || has_to_wait) {
        let least = if is_sending {
            WAIT_WHILE_SENDING_MS
        } else {
            LEAST_WAIT_MS
        };
        let wait_ms = (next_at - Date::now()).clamp(least, MOST_WAIT_MS);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "it is at most an hour, in whole milliseconds or not"
        )]
        let timer = Timer::new(wait_ms as i32, send);
        TIMER.set(timer.ok());
    }
}
