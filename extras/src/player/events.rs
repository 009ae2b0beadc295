//! What happens to the player: the recording, its buttons, the keyboard, the page, other tabs.

use conglang_contract::song::{SONG_ATTRIBUTE, TIME_ATTRIBUTE};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, HtmlInputElement, HtmlSelectElement, KeyboardEvent};

use super::{
    Player,
    dom::set,
    lyrics::time_of,
    session,
    view::{Open, REMOVE_ATTRIBUTE, SELECT_ATTRIBUTE},
    with, with_shown,
};
use crate::{dom::all, listener::Listener, sound};

/// The channel of the portal's tabs.
pub const CHANNEL: &str = "conglang.player";
/// How far an arrow key goes.
const ARROW_S: f64 = 5.0;
const ARROW_VOLUME: f64 = 0.05;

/// Connects everything, once.
pub fn listen(player: &Player) {
    let Player { audio, view, .. } = player;
    for (event, act) in [
        ("playing", Player::began as fn(&mut Player)),
        ("play", Player::state_changed),
        ("waiting", Player::state_changed),
        ("canplay", Player::state_changed),
        ("pause", Player::paused),
        ("ended", Player::ended),
        ("error", Player::recording_failed),
        ("loadedmetadata", Player::loaded),
        ("timeupdate", Player::show_position),
        ("seeked", Player::show_position),
        ("volumechange", Player::sound_changed),
        ("ratechange", Player::sound_changed),
    ] {
        // A pause is told of when the player that was closed is gone already.
        on(audio, event, move |_| with_shown(act));
    }
    for (button, act) in [
        (&view.play, Player::toggle as fn(&mut Player)),
        (&view.previous, Player::previous),
        (&view.next, Player::next),
        (&view.repeat, Player::repeat),
        (&view.mute, Player::toggle_mute),
        (&view.more, Player::expand),
        (&view.close, Player::close),
        (&view.retry, Player::retry),
        (&view.lyrics, |player| player.toggle_panel(Open::Lyrics)),
        (&view.queue, |player| player.toggle_panel(Open::Queue)),
    ] {
        tell(button, "click", act);
    }
    on_number(&view.seek, Player::seek);
    on_number(&view.volume, |player, percent| {
        player.set_volume(percent / 100.0);
    });
    on(&view.speed, "change", |event| {
        let speed = target::<HtmlSelectElement>(&event).and_then(|list| list.value().parse().ok());
        if let Some(speed) = speed {
            with(|player| player.set_speed(speed));
        }
    });
    on(&view.panel, "click", pressed_in_panel);
    on(&view.root, "keydown", key);
    session::listen(|action| with_shown(|player| player.act(action)));
    if let Some(tabs) = &player.tabs {
        tell(tabs, "message", |player| player.give_way(true));
    }
    sound::listen();
    if let Some(window) = web_sys::window() {
        tell(&window, "pagehide", Player::remember_if_heard);
    }
}

fn tell(target: &EventTarget, event: &'static str, act: fn(&mut Player)) {
    on(target, event, move |_| {
        with(act);
    });
}

/// The player lives as long as the page, and so do its listeners.
fn on(target: &EventTarget, event: &'static str, act: impl FnMut(Event) + 'static) {
    Listener::new(target, event, act).forever();
}

fn target<T: JsCast>(event: &Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}

fn on_number(range: &HtmlInputElement, act: fn(&mut Player, f64)) {
    on(range, "input", move |event| {
        let number = target::<HtmlInputElement>(&event).map(|range| range.value_as_number());
        if let Some(number) = number.filter(|number| number.is_finite()) {
            with(|player| act(player, number));
        }
    });
}

/// A line of the lyrics, or a song of the queue.
fn pressed_in_panel(event: Event) {
    let button = target::<Element>(&event).and_then(|hit| hit.closest("button").ok()?);
    let Some(button) = button else { return };
    let place = |attribute: &str| button.get_attribute(attribute)?.parse::<usize>().ok();
    if button.has_attribute(TIME_ATTRIBUTE) {
        if let Some(time_ms) = time_of(&button) {
            with(|player| player.seek(f64::from(time_ms) / 1000.0));
        }
    } else if let Some(index) = place(SELECT_ATTRIBUTE) {
        with(|player| player.select(index));
    } else if let Some(index) = place(REMOVE_ATTRIBUTE) {
        with(|player| player.remove(index));
    }
}

/// Space plays and pauses, arrows seek and change the volume, wherever in the player the focus is, except
/// where the key has a meaning of its own.
fn key(event: Event) {
    let (Some(hit), Some(key)) = (target::<Element>(&event), event.dyn_ref::<KeyboardEvent>())
    else {
        return;
    };
    if key.ctrl_key() || key.meta_key() || key.alt_key() {
        return;
    }
    let name = hit.tag_name();
    let has_own_arrows = name == "INPUT" || name == "SELECT";
    let scrolls = hit.class_list().contains("player__panel");
    let act: Option<fn(&mut Player)> = match key.key().as_str() {
        " " if name != "BUTTON" && name != "SELECT" => Some(Player::toggle),
        "ArrowLeft" if !has_own_arrows => Some(|player| player.seek(player.position() - ARROW_S)),
        "ArrowRight" if !has_own_arrows => Some(|player| player.seek(player.position() + ARROW_S)),
        "ArrowUp" if !has_own_arrows && !scrolls => {
            Some(|player| player.set_volume(player.audio.volume() + ARROW_VOLUME))
        }
        "ArrowDown" if !has_own_arrows && !scrolls => {
            Some(|player| player.set_volume(player.audio.volume() - ARROW_VOLUME))
        }
        "Escape" => Some(|player| {
            let button = match player.open {
                Open::Lyrics => Some(player.view.lyrics.clone()),
                Open::Queue => Some(player.view.queue.clone()),
                Open::Nothing => None,
            };
            if let Some(button) = button {
                player.open(Open::Nothing);
                super::focus(&button);
            }
        }),
        _ => None,
    };
    if let Some(act) = act {
        event.prevent_default();
        with(act);
    }
}

/// Tells the page's buttons which song is on and whether it plays.
pub fn mark_buttons(slug: &str, plays: bool) {
    for button in all(&format!("button[{SONG_ATTRIBUTE}]")) {
        let is_playing = plays && button.get_attribute(SONG_ATTRIBUTE).as_deref() == Some(slug);
        set(&button, "data-state", is_playing.then_some("playing"));
    }
}
