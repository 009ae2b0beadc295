//! The device's own controls: lock screen, headset, keyboard (Media Session).

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};

use super::queue::Track;
use crate::dom::object;

#[wasm_bindgen]
extern "C" {
    type MediaMetadata;

    #[wasm_bindgen(constructor, catch)]
    fn new(description: &JsValue) -> Result<MediaMetadata, JsValue>;
}

/// What a listener did there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Action {
    Play,
    Pause,
    Previous,
    Next,
    /// Seconds forward, negative for back.
    SeekBy(f64),
    /// Seconds from the beginning.
    SeekTo(f64),
    Stop,
}

/// What the details of an action say.
type Read = fn(&JsValue) -> Option<Action>;

/// How far one press goes, in seconds, where the device does not say.
const STEP_S: f64 = 10.0;

/// Hands the device's controls to `act`. A device that has none, or only some, is left as it is.
pub fn listen(act: fn(Action)) {
    let actions: [(&str, Read); 8] = [
        ("play", |_| Some(Action::Play)),
        ("pause", |_| Some(Action::Pause)),
        ("previoustrack", |_| Some(Action::Previous)),
        ("nexttrack", |_| Some(Action::Next)),
        ("stop", |_| Some(Action::Stop)),
        ("seekbackward", |details| {
            Some(Action::SeekBy(
                -number(details, "seekOffset").unwrap_or(STEP_S),
            ))
        }),
        ("seekforward", |details| {
            Some(Action::SeekBy(
                number(details, "seekOffset").unwrap_or(STEP_S),
            ))
        }),
        ("seekto", |details| {
            number(details, "seekTime").map(Action::SeekTo)
        }),
    ];
    for (name, read) in actions {
        let handler = Closure::<dyn Fn(JsValue)>::new(move |details: JsValue| {
            if let Some(action) = read(&details) {
                act(action);
            }
        });
        // An action that the browser does not know is refused, which leaves the others.
        let _ = call("setActionHandler", &[name.into(), handler.into_js_value()]);
    }
}

/// Shows `track` with its picture.
pub fn show(track: &Track) {
    let artwork: Array = track
        .covers
        .iter()
        .filter_map(|cover| {
            let image = object(&[
                ("src", cover.url.as_str().into()),
                ("sizes", format!("{}x{}", cover.width, cover.height).into()),
                ("type", "image/jpeg".into()),
            ]);
            image.ok()
        })
        .collect();
    let description = object(&[
        ("title", track.title.as_str().into()),
        ("artist", track.artist.as_str().into()),
        ("artwork", artwork.into()),
    ]);
    let metadata = description.and_then(|description| MediaMetadata::new(&description));
    if let (Some(session), Ok(metadata)) = (session(), metadata) {
        let _ = Reflect::set(&session, &"metadata".into(), &metadata);
    }
}

/// Tells whether the music plays; none takes the controls away.
pub fn state(plays: Option<bool>) {
    let Some(session) = session() else { return };
    let state = match plays {
        Some(true) => "playing",
        Some(false) => "paused",
        None => "none",
    };
    let _ = Reflect::set(&session, &"playbackState".into(), &state.into());
    if plays.is_none() {
        let _ = Reflect::set(&session, &"metadata".into(), &JsValue::NULL);
    }
}

/// Tells where the music is; seconds.
pub fn position(position: f64, duration: f64, speed: f64) {
    if !duration.is_finite() || duration <= 0.0 {
        return;
    }
    let state = object(&[
        ("duration", duration.into()),
        ("playbackRate", speed.into()),
        ("position", position.clamp(0.0, duration).into()),
    ]);
    if let Ok(state) = state {
        let _ = call("setPositionState", &[state]);
    }
}

fn session() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let session = Reflect::get(&navigator, &"mediaSession".into()).ok()?;
    session.is_object().then_some(session)
}

fn call(method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let session = session()?;
    let method: Function = Reflect::get(&session, &method.into())
        .ok()?
        .dyn_into()
        .ok()?;
    method.apply(&session, &arguments.iter().collect()).ok()
}

fn number(details: &JsValue, name: &str) -> Option<f64> {
    Reflect::get(details, &name.into()).ok()?.as_f64()
}
