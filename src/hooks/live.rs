//! Live numbers: one stream of server-sent events a browser, shared by its tabs.
//!
//! The tab that holds a Web Lock keeps the stream and passes its events to the others over a
//! BroadcastChannel; when it closes, or nobody sees it, the browser gives the lock to the next. Without
//! Web Locks (old browsers, plain HTTP) each tab has its own stream.

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
    // Without the channel the other tabs would get nothing from the leader.
    if channel.is_none() || Tab::follow(signals, channel.clone()).is_err() {
        Stream::open(signals, channel);
    }
}

/// A tab that leads when it gets the lock, and as long as somebody sees it: one in the background may be stopped,
/// and would leave those without news that wait for it.
struct Tab {
    signals: Signals,
    channel: Option<BroadcastChannel>,
    locks: JsValue,
    /// Of `locks`.
    request: Function,
    waits: Cell<bool>,
    /// Its stream, and what lets the lock go.
    led: RefCell<Option<(Rc<Stream>, Function)>>,
}

impl Tab {
    /// # Errors
    /// When the browser has no Web Locks.
    fn follow(signals: Signals, channel: Option<BroadcastChannel>) -> Result<(), JsValue> {
        let locks = Reflect::get(window().navigator().as_ref(), &"locks".into())?;
        let tab = Rc::new(Self {
            signals,
            channel,
            request: Reflect::get(&locks, &"request".into())?.dyn_into()?,
            locks,
            waits: Cell::new(false),
            led: RefCell::default(),
        });
        tab.wait()?;
        // The app follows as long as the tab is there.
        let _ = window_event_listener_untyped("visibilitychange", move |_| {
            if document().hidden() {
                if let Some((stream, release)) = tab.led.take() {
                    stream.close();
                    // A promise takes every value.
                    let _ = release.call0(&JsValue::NULL);
                }
            } else if tab.led.borrow().is_none() {
                // It has worked before.
                let _ = tab.wait();
            }
        });
        Ok(())
    }

    /// Waits for the lock; where the browser refuses locks as it refuses storage, this tab leads at once.
    fn wait(self: &Rc<Self>) -> Result<(), JsValue> {
        if self.waits.replace(true) {
            return Ok(());
        }
        let (tab, alone) = (Rc::clone(self), Rc::clone(self));
        let held = Closure::once_into_js(move || {
            tab.waits.set(false);
            // What the promise does not wait for lets the lock go.
            let mut held = Promise::resolve(&JsValue::NULL);
            if !document().hidden() {
                held = Promise::new(&mut |release, _| {
                    tab.led.replace(Some((tab.lead(), release)));
                });
            }
            held
        });
        let waiting: Promise = self
            .request
            .call2(&self.locks, &LOCK.into(), &held)?
            .dyn_into()?;
        let refused = Closure::once(move |_: JsValue| drop(alone.lead()));
        // What comes of it is nobody's to wait for.
        let _ = waiting.catch(&refused);
        refused.forget();
        Ok(())
    }

    fn lead(&self) -> Rc<Stream> {
        Stream::open(self.signals, self.channel.clone())
    }
}

/// The open stream of the leading tab.
struct Stream {
    signals: Signals,
    channel: Option<BroadcastChannel>,
    backoff: Cell<Backoff>,
    /// None before the first attempt.
    source: RefCell<Option<EventSource>>,
    /// For good.
    is_closed: Cell<bool>,
    /// Kept while the stream that calls them is open.
    listeners: RefCell<Vec<Listener>>,
}

impl Stream {
    fn open(signals: Signals, channel: Option<BroadcastChannel>) -> Rc<Self> {
        let stream = Rc::new(Self {
            signals,
            channel,
            backoff: Cell::new(Backoff::new()),
            source: RefCell::default(),
            is_closed: Cell::new(false),
            listeners: RefCell::default(),
        });
        stream.connect();
        stream
    }

    fn close(&self) {
        self.is_closed.set(true);
        if let Some(source) = self.source.take() {
            source.close();
        }
        // They keep this stream.
        self.listeners.take();
    }

    fn connect(self: &Rc<Self>) {
        if self.is_closed.get() {
            return;
        }
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
        self.source.replace(Some(source));
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
