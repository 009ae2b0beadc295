//! Live numbers: one stream of server-sent events a browser, shared by its tabs.
//!
//! The tab that holds a Web Lock keeps the stream and passes its events to the others over a
//! BroadcastChannel; when it closes, the browser gives the lock to the next. Without Web Locks (old
//! browsers, plain HTTP) each tab has its own stream.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use conglang_contract::{
    live::{ALERT, CommentChange, LiveEvent, NAMES, RatingChange},
    visits::Visits,
};
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, EventSource, MessageEvent};

use crate::{
    api::live::live_path,
    components::{layout::alerts::show_alerts, visits::LiveVisits},
};

const CHANNEL: &str = "conglang-live";
const LOCK: &str = "conglang-live";
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// The newest change of a rating, of whatever article.
#[derive(Clone, Copy)]
pub struct LiveRating(pub RwSignal<Option<RatingChange>>);

/// The newest change of an article's approved comments.
#[derive(Clone, Copy)]
pub struct LiveComments(pub RwSignal<Option<CommentChange>>);

type Listener = Closure<dyn FnMut(MessageEvent)>;

/// The signals that events go to.
#[derive(Clone, Copy)]
struct Signals {
    visits: RwSignal<Option<Visits>>,
    rating: RwSignal<Option<RatingChange>>,
    comments: RwSignal<Option<CommentChange>>,
}

/// An event as it came, which tabs pass on to each other as one text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct TextEvent {
    name: String,
    data: String,
}

impl TextEvent {
    fn to_message(&self) -> String {
        format!("{} {}", self.name, self.data)
    }

    fn from_message(text: &str) -> Option<Self> {
        let (name, data) = text.split_once(' ')?;
        Some(Self {
            name: name.to_owned(),
            data: data.to_owned(),
        })
    }
}

/// How long to wait before the next attempt, doubling up to a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Backoff(Duration);

/// Provides [`LiveRating`], [`LiveComments`] and [`LiveVisits`], and in the browser feeds them.
///
/// The app calls it once.
pub fn provide_live() {
    let visits = use_context::<LiveVisits>().unwrap_or_else(|| {
        let visits = LiveVisits(RwSignal::new(None));
        provide_context(visits);
        visits
    });
    let rating = LiveRating(RwSignal::new(None));
    let comments = LiveComments(RwSignal::new(None));
    provide_context(rating);
    provide_context(comments);
    let signals = Signals {
        visits: visits.0,
        rating: rating.0,
        comments: comments.0,
    };
    Effect::new(move || start(signals));
}

impl Signals {
    fn apply(self, event: &TextEvent) {
        if event.name == ALERT {
            show_alerts(&event.data);
            return;
        }
        match LiveEvent::read(&event.name, &event.data) {
            Some(LiveEvent::Visits(numbers)) => drop(self.visits.try_set(Some(numbers))),
            Some(LiveEvent::Rating(change)) => drop(self.rating.try_set(Some(change))),
            Some(LiveEvent::Comment(change)) => drop(self.comments.try_set(Some(change))),
            Some(LiveEvent::Alert(_)) | None => {}
        }
    }
}

impl Backoff {
    fn new() -> Self {
        Self(FIRST_PAUSE)
    }

    fn next_pause(&mut self) -> Duration {
        let pause = self.0;
        self.0 = (pause * 2).min(LONGEST_PAUSE);
        pause
    }
}

fn start(signals: Signals) {
    let channel = BroadcastChannel::new(CHANNEL).ok();
    if let Some(channel) = &channel {
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let text = event.data().as_string();
            if let Some(event) = text.as_deref().and_then(TextEvent::from_message) {
                signals.apply(&event);
            }
        });
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        // The stream lives as long as the tab.
        on_message.forget();
    }
    let lead = {
        let channel = channel.clone();
        move || Stream::open(signals, channel.clone())
    };
    // Without the channel the other tabs would get nothing from the leader.
    if channel.is_none() || wait_for_lock(lead.clone()).is_err() {
        lead();
    }
}

/// Calls `lead` when this tab gets the lock, which it then keeps until it closes, and at once where the browser
/// refuses locks as it refuses storage.
///
/// # Errors
/// When the browser has no Web Locks.
fn wait_for_lock(lead: impl Fn() + Clone + 'static) -> Result<(), JsValue> {
    let locks = Reflect::get(window().navigator().as_ref(), &"locks".into())?;
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let alone = lead.clone();
    let held = Closure::<dyn FnMut() -> Promise>::new(move || {
        lead();
        // A promise that is never fulfilled holds the lock.
        Promise::new(&mut |_, _| {})
    });
    let waiting: Promise = request
        .call2(&locks, &LOCK.into(), held.as_ref())?
        .dyn_into()?;
    held.forget();
    let refused = Closure::once(move |_: JsValue| alone());
    // What comes of it is nobody's to wait for.
    let _ = waiting.catch(&refused);
    refused.forget();
    Ok(())
}

/// The open stream of the leading tab.
struct Stream {
    signals: Signals,
    channel: Option<BroadcastChannel>,
    backoff: Cell<Backoff>,
    /// Kept while the stream that calls them is open.
    listeners: RefCell<Vec<Listener>>,
}

impl Stream {
    fn open(signals: Signals, channel: Option<BroadcastChannel>) {
        let stream = Rc::new(Self {
            signals,
            channel,
            backoff: Cell::new(Backoff::new()),
            listeners: RefCell::default(),
        });
        stream.connect();
    }

    fn connect(self: &Rc<Self>) {
        let Ok(source) = EventSource::new(&live_path()) else {
            return;
        };
        let mut listeners: Vec<_> = NAMES
            .iter()
            .map(|name| self.listen(&source, name))
            .collect();
        let opened = Rc::clone(self);
        let on_open =
            Closure::<dyn FnMut(MessageEvent)>::new(move |_| opened.backoff.set(Backoff::new()));
        source.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        listeners.push(on_open);
        let (failed, failed_source) = (Rc::clone(self), source.clone());
        let on_error = Closure::<dyn FnMut(MessageEvent)>::new(move |_| {
            // After a network error the browser connects again by itself; after an HTTP error it gives up.
            if failed_source.ready_state() == EventSource::CLOSED {
                let mut backoff = failed.backoff.get();
                let pause = backoff.next_pause();
                failed.backoff.set(backoff);
                let again = Rc::clone(&failed);
                set_timeout(move || again.connect(), pause);
            }
        });
        source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        listeners.push(on_error);
        self.listeners.replace(listeners);
    }

    fn listen(self: &Rc<Self>, source: &EventSource, name: &'static str) -> Listener {
        let stream = Rc::clone(self);
        let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            if let Some(data) = message.data().as_string() {
                stream.pass_on(&TextEvent {
                    name: name.to_owned(),
                    data,
                });
            }
        });
        // Adding a listener to an open source does not fail.
        let _ = source.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
        listener
    }

    fn pass_on(&self, event: &TextEvent) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&event.to_message().into());
        }
        self.signals.apply(event);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_doubles_up_to_a_minute() {
        let mut backoff = Backoff::new();
        let pauses: Vec<_> = (0..8).map(|_| backoff.next_pause().as_secs()).collect();
        assert_eq!(pauses, [1, 2, 4, 8, 16, 32, 60, 60]);
    }

    #[test]
    fn an_event_goes_from_tab_to_tab_unchanged() {
        let event = TextEvent {
            name: "rating".to_owned(),
            data: "{\"slug\": \"bai-mot\", \"count\": 3}".to_owned(),
        };
        assert_eq!(TextEvent::from_message(&event.to_message()), Some(event));
        assert_eq!(TextEvent::from_message("visits"), None);
    }
}
