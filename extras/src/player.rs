//! The player that stays when one moves between pages: one recording, its bar, the device's controls.

mod dom;
mod events;
mod failure;
mod fetch;
mod height;
mod lyrics;
mod memory;
mod panels;
mod queue;
mod session;
mod view;

use std::cell::RefCell;

use conglang_contract::song::{PLAYER_ID, SONG_ATTRIBUTE};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{BroadcastChannel, Element, HtmlAudioElement, HtmlElement};

use crate::{
    asked::document,
    dom::focus_heading,
    sound::{self, Sound},
    texts::{href, player::PlayerTexts, texts},
};
use lyrics::Panel;
use memory::{Habits, Memory};
use queue::{Queue, Track};
use session::Action;
use view::{Open, View, clock};

/// How often the place in the song is written down while it plays, in seconds of music.
const REMEMBER_EVERY_S: f64 = 5.0;
/// "Previous" begins the song again when it has played for longer.
const RESTART_AFTER_S: f64 = 3.0;

pub struct Player {
    audio: HtmlAudioElement,
    view: View,
    queue: Queue,
    /// Tells the portal's other tabs that music plays here.
    tabs: Option<BroadcastChannel>,
    open: Open,
    /// Of the song that is on, once they have come.
    panel: Option<Panel>,
    /// Where the recording is to begin as soon as it can, in seconds.
    begin_at: Option<f64>,
    remembered_at: f64,
    /// Whether this is the tab in which music was heard last: a player that only offers its song, or gave way to
    /// another tab, knows an older place than the one that is remembered.
    was_heard_last: bool,
    failed: bool,
    /// Counts what was asked for.
    asked: u32,
    /// Which of it waits for the list of songs. An older one was overtaken, and is left alone when its list comes.
    awaited: Option<u32>,
}

thread_local! {
    static PLAYER: RefCell<Option<Player>> = const { RefCell::new(None) };
}

/// Does something with the player, if it is there.
fn with<R>(act: impl FnOnce(&mut Player) -> R) -> Option<R> {
    PLAYER.with(|player| player.try_borrow_mut().ok()?.as_mut().map(act))
}

/// [`with`], unless the player is closed: what the recording or the device tell then is left alone.
fn with_shown(act: impl FnOnce(&mut Player)) {
    with(|player| {
        if player.is_shown() {
            act(player);
        }
    });
}

/// Plays the song of `button`, or pauses it when it is the one that plays.
pub fn play(button: &Element) {
    let slug = button.get_attribute(SONG_ATTRIBUTE).unwrap_or_default();
    let is_on = with(|player| {
        let is_on = player.is_on(&slug) && player.is_shown();
        if is_on {
            // This press is the later one, also than that for a song whose list is still on its way.
            player.awaited = None;
            player.toggle();
        }
        is_on
    });
    if is_on != Some(true) {
        begin(slug, None);
    }
}

/// Plays all songs from the first on.
pub fn play_all() {
    begin(String::new(), None);
}

/// Offers to go on where somebody left, unless a song has been asked for.
pub fn offer() {
    if with(|player| player.is_shown() || player.awaited.is_some()) == Some(true) {
        return;
    }
    if let Some(memory) = Memory::read().filter(|memory| !memory.song.is_empty()) {
        begin(memory.song.clone(), Some(memory));
    }
}

/// Something else of the page is heard.
pub fn give_way() {
    with(|player| player.give_way(false));
}

/// Takes the town's songs for the queue, and the one called `slug` first. With `memory` it waits where
/// it was left, else it plays.
fn begin(slug: String, memory: Option<Memory>) {
    if build().is_err() {
        return;
    }
    let Some(number) = with(Player::ask) else {
        return;
    };
    spawn_local(async move {
        let songs = fetch::songs().await;
        let listed = songs.map(|songs| songs.into_iter().filter_map(Track::of).collect());
        with(|player| {
            if player.awaited != Some(number) {
                return;
            }
            player.awaited = None;
            let Some(mut tracks) = with_song(listed, &slug) else {
                if memory.is_none() {
                    player.list_failed(slug);
                }
                return;
            };
            if let Some(memory) = &memory {
                // A song that was taken out stays out.
                tracks.retain(|track| memory.songs.contains(&track.slug));
                if tracks.iter().all(|track| track.slug != memory.song) {
                    Memory::forget();
                    return;
                }
            }
            if tracks.is_empty() {
                return;
            }
            player.queue.set(tracks, &slug);
            match memory {
                Some(memory) => player.wait_at(&memory),
                None => player.start(),
            }
        });
    });
}

/// The songs of the list, or those of the page where only they have the one called `slug`: of a song that is kept
/// the recording is on the device, if not the list, or an old one.
fn with_song(listed: Option<Vec<Track>>, slug: &str) -> Option<Vec<Track>> {
    let has_song = |tracks: &Vec<Track>| {
        !tracks.is_empty() && (slug.is_empty() || tracks.iter().any(|track| track.slug == slug))
    };
    if listed.as_ref().is_some_and(has_song) {
        return listed;
    }
    Some(Track::on_page()).filter(has_song).or(listed)
}

/// Makes the player, once.
fn build() -> Result<(), JsValue> {
    if with(|_| ()).is_some() {
        return Ok(());
    }
    let document = document().ok_or(JsValue::NULL)?;
    let place = document.get_element_by_id(PLAYER_ID).ok_or(JsValue::NULL)?;
    let audio: HtmlAudioElement = dom::typed("audio", &[("preload", "none")])?;
    let habits = Habits::read();
    let player = Player {
        view: View::build(&place)?,
        audio,
        queue: Queue::repeated(habits.repeat),
        tabs: BroadcastChannel::new(events::CHANNEL).ok(),
        open: Open::Nothing,
        panel: None,
        begin_at: None,
        remembered_at: 0.0,
        was_heard_last: false,
        failed: false,
        asked: 0,
        awaited: None,
    };
    player.audio.set_volume(habits.volume);
    player.audio.set_muted(habits.muted);
    player.audio.set_default_playback_rate(habits.speed);
    player.audio.set_playback_rate(habits.speed);
    events::listen(&player);
    height::follow(&player.view.root)?;
    PLAYER.with(|place| *place.borrow_mut() = Some(player));
    with(|player| player.show_sound());
    Ok(())
}

impl Player {
    fn texts() -> &'static PlayerTexts {
        &texts().player
    }

    fn is_on(&self, slug: &str) -> bool {
        self.queue.current().is_some_and(|track| track.slug == slug)
    }

    fn is_shown(&self) -> bool {
        !self.view.root.has_attribute("hidden")
    }

    fn plays(&self) -> bool {
        // A recording that failed while it was loaded counts as not paused.
        !self.failed && !self.audio.paused() && !self.audio.ended()
    }

    /// The number of what is asked for now, which overtakes what was asked before.
    fn ask(&mut self) -> u32 {
        self.asked += 1;
        self.awaited = Some(self.asked);
        self.asked
    }

    /// Plays the song that is on from its beginning.
    fn start(&mut self) {
        self.take_track();
        self.begin_at = None;
        self.resume();
    }

    /// Shows the song that is on, as it was left; nothing is loaded before it is asked for.
    fn wait_at(&mut self, memory: &Memory) {
        self.take_track();
        self.begin_at = Some(memory.position);
        self.show_position();
        let offer = (Self::texts().go_on)(&clock(memory.position));
        self.view.hint(&offer);
    }

    /// Brings the song that is on into the player and into the device's controls.
    fn take_track(&mut self) {
        let Some(track) = self.queue.current().cloned() else {
            return;
        };
        self.failed = false;
        self.view.error(None);
        self.audio.set_src(&track.audio_url);
        // A new recording begins at the default speed, which is the chosen one.
        self.view.track(&track, &page_of(&track));
        dom::show(&self.view.root, true);
        session::show(&track);
        self.renew_panel(track.has_lyrics);
        self.view.queue(&self.queue);
        self.state_changed();
        self.show_position();
    }

    fn toggle(&mut self) {
        if self.plays() {
            self.pause();
        } else {
            self.resume();
        }
    }

    fn pause(&mut self) {
        // A browser that has nothing to pause leaves it.
        let _ = self.audio.pause();
    }

    fn resume(&mut self) {
        let Some(track) = self.queue.current() else {
            return;
        };
        if self.failed {
            self.retry();
            return;
        }
        // In the place of a hint, such as the offer to go on.
        self.view.track(track, &page_of(track));
        sound::begins(&Sound::Music);
        if let Ok(promise) = self.audio.play() {
            spawn_local(async move {
                if let Err(refusal) = JsFuture::from(promise).await {
                    failure::refused(&refusal);
                }
            });
        }
    }

    fn ended(&mut self) {
        if self.queue.after_end() {
            self.start();
        } else {
            self.state_changed();
            Memory::forget();
        }
    }

    fn next(&mut self) {
        if self.queue.next() {
            self.start();
        }
    }

    fn previous(&mut self) {
        if self.position() > RESTART_AFTER_S || !self.queue.previous() {
            self.seek(0.0);
        } else {
            self.start();
        }
    }

    fn select(&mut self, index: usize) {
        if self.queue.select(index) {
            self.start();
        }
    }

    /// Seconds from the beginning.
    fn seek(&mut self, position: f64) {
        let position = position.clamp(0.0, self.length());
        if self.audio.ready_state() == 0 {
            self.begin_at = Some(position);
        } else {
            self.audio.set_current_time(position);
        }
        self.show_position();
    }

    fn position(&self) -> f64 {
        self.begin_at.unwrap_or_else(|| self.audio.current_time())
    }

    /// Seconds; what the import measured until the recording itself says.
    fn length(&self) -> f64 {
        let told = self.audio.duration();
        if told.is_finite() && told > 0.0 {
            return told;
        }
        self.queue
            .current()
            .map_or(0.0, |track| f64::from(track.duration_s))
    }

    /// The recording is there: go where it is to begin.
    fn loaded(&mut self) {
        if let Some(position) = self.begin_at.take() {
            self.audio
                .set_current_time(position.clamp(0.0, self.length()));
        }
        self.show_position();
    }

    fn show_position(&mut self) {
        let (position, length) = (self.position(), self.length());
        self.view.position(position, length);
        let now_ms = (position * 1000.0) as u32;
        if let Some(panel) = &mut self.panel {
            panel.follow(now_ms);
        }
        if let Some(track) = self.queue.current() {
            lyrics::follow_on_page(&track.slug, Some(now_ms));
            events::mark_buttons(&track.slug, self.plays());
        }
        session::position(position, length, self.audio.playback_rate());
        if (position - self.remembered_at).abs() >= REMEMBER_EVERY_S && self.plays() {
            self.remember();
        }
    }

    fn state_changed(&mut self) {
        let plays = self.plays();
        let waits = plays && self.audio.ready_state() < 3;
        self.view.playing(plays, waits);
        session::state(Some(plays));
        if let Some(track) = self.queue.current() {
            events::mark_buttons(&track.slug, plays);
        }
    }

    /// The music has begun, or goes on.
    fn began(&mut self) {
        self.failed = false;
        self.was_heard_last = true;
        self.view.error(None);
        if let Some(tabs) = &self.tabs {
            // A channel that is open takes every text.
            let _ = tabs.post_message(&"plays".into());
        }
        if let Some(track) = self.queue.current() {
            self.view
                .announce(&(Self::texts().now_playing)(&track.title));
        }
        self.state_changed();
        self.remember();
    }

    fn paused(&mut self) {
        self.state_changed();
        self.remember_if_heard();
    }

    /// Music has begun in another tab, or something else of the page is heard.
    fn give_way(&mut self, to_tab: bool) {
        self.was_heard_last &= !to_tab;
        if self.plays() {
            self.pause();
            if to_tab {
                self.view.hint(Self::texts().other_tab);
                self.view.announce(Self::texts().other_tab);
            }
        }
    }

    fn set_volume(&mut self, volume: f64) {
        self.audio.set_muted(false);
        self.audio.set_volume(volume.clamp(0.0, 1.0));
    }

    fn toggle_mute(&mut self) {
        if self.audio.volume() == 0.0 {
            self.set_volume(1.0);
        } else {
            self.audio.set_muted(!self.audio.muted());
        }
    }

    fn set_speed(&mut self, speed: f64) {
        self.audio.set_default_playback_rate(speed);
        self.audio.set_playback_rate(speed);
    }

    fn sound_changed(&mut self) {
        self.show_sound();
        self.remember_habits();
    }

    fn show_sound(&self) {
        let (volume, muted) = (self.audio.volume(), self.audio.muted());
        self.view
            .sound(volume, muted, self.audio.default_playback_rate());
    }

    fn repeat(&mut self) {
        self.queue.repeat = self.queue.repeat.following();
        self.view.queue(&self.queue);
        self.remember_habits();
    }

    /// Ends the music, and takes the player away until a song is asked for.
    fn close(&mut self) {
        self.awaited = None;
        self.pause();
        self.open(Open::Nothing);
        dom::show(&self.view.root, false);
        if let Some(track) = self.queue.current() {
            events::mark_buttons(&track.slug, false);
            lyrics::follow_on_page(&track.slug, None);
        }
        session::state(None);
        Memory::forget();
        focus_heading();
    }

    fn act(&mut self, action: Action) {
        match action {
            Action::Play => self.resume(),
            Action::Pause | Action::Stop => self.pause(),
            Action::Previous => self.previous(),
            Action::Next => self.next(),
            Action::SeekBy(seconds) => self.seek(self.position() + seconds),
            Action::SeekTo(position) => self.seek(position),
        }
    }
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // What cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// The address of the song's page, in the language of the page that is shown.
fn page_of(track: &Track) -> String {
    href(&format!("/ca-khuc/{}", track.slug))
}
