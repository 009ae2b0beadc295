//! What does not play: the list or a recording that does not come, and a browser that waits for a touch.

use conglang_contract::song::SONG_ATTRIBUTE;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::MediaError;

use super::{Player, begin, dom, with_shown};

impl Player {
    /// Loads the recording again and goes on where it broke off.
    pub(super) fn retry(&mut self) {
        let position = self.position();
        self.failed = false;
        self.view.error(None);
        if self.queue.current().is_none() {
            let slug = self
                .view
                .root
                .get_attribute(SONG_ATTRIBUTE)
                .unwrap_or_default();
            // It looks for the player, which is taken until this call is over.
            spawn_local(async move { begin(slug, None) });
            return;
        }
        self.audio.load();
        self.begin_at = Some(position);
        self.resume();
    }

    /// The list of songs did not come; a retry asks again for the one called `slug`.
    pub(super) fn list_failed(&mut self, slug: String) {
        self.failed = true;
        dom::set(&self.view.root, SONG_ATTRIBUTE, Some(&slug));
        dom::show(&self.view.root, true);
        self.view.playing(false, false);
        self.view.error(Some(if is_online() {
            Self::texts().list_failed
        } else {
            Self::texts().offline
        }));
    }

    /// The recording cannot be played further; says why.
    pub(super) fn recording_failed(&mut self) {
        let position = self.position();
        self.begin_at = (position > 0.0).then_some(position);
        self.failed = true;
        let texts = Self::texts();
        let code = self.audio.error().map(|error| error.code());
        let plays_type = self
            .queue
            .current()
            .is_none_or(|track| !self.audio.can_play_type(&track.media_type).is_empty());
        let reason = if !is_online() {
            texts.offline
        } else if code == Some(MediaError::MEDIA_ERR_DECODE) || !plays_type {
            texts.cannot_decode
        } else {
            texts.cannot_load
        };
        self.view.error(Some(reason));
        self.state_changed();
    }
}

/// The browser did not let the music begin.
pub(super) fn refused(refusal: &JsValue) {
    let name = js_sys::Reflect::get(refusal, &"name".into()).ok();
    // A pause or another song in between is no failure, and a failure of the file is an event of its own.
    if name.and_then(|name| name.as_string()).as_deref() == Some("NotAllowedError") {
        with_shown(|player| {
            player.view.hint(Player::texts().press_play);
            player.state_changed();
        });
    }
}

fn is_online() -> bool {
    web_sys::window().is_some_and(|window| window.navigator().on_line())
}
