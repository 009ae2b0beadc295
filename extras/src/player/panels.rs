//! The panel above the player's bar: lyrics, or the queue.

use conglang_contract::song::Song;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::{
    Player, dom, fetch, focus,
    lyrics::Panel,
    view::{Open, REMOVE_ATTRIBUTE, SELECT_ATTRIBUTE, View},
    with,
};

impl Player {
    pub(super) fn toggle_panel(&mut self, panel: Open) {
        self.open(if self.open == panel {
            Open::Nothing
        } else {
            panel
        });
    }

    pub(super) fn open(&mut self, open: Open) {
        self.open = open;
        self.view.open(open);
        match open {
            Open::Nothing => {}
            // What the tree refuses is not shown; the music plays on.
            Open::Queue => drop(self.view.list(&self.queue)),
            Open::Lyrics => self.load_lyrics(),
        }
    }

    pub(super) fn load_lyrics(&mut self) {
        let Some(slug) = self.queue.current().map(|track| track.slug.clone()) else {
            return;
        };
        self.panel = None;
        dom::write(&self.view.panel, Self::texts().lyrics_loading);
        spawn_local(async move {
            let song = fetch::song(&slug).await;
            with(|player| player.show_lyrics(&slug, song));
        });
    }

    pub(super) fn show_lyrics(&mut self, slug: &str, song: Option<Song>) {
        if self.open != Open::Lyrics || !self.is_on(slug) {
            return;
        }
        match song.and_then(|song| song.lyrics) {
            Some(lyrics) => self.panel = Panel::fill(&self.view.panel, &lyrics).ok(),
            None => dom::write(&self.view.panel, Self::texts().lyrics_missing),
        }
        self.show_position();
    }

    pub(super) fn remove(&mut self, index: usize) {
        let Some(title) = self
            .queue
            .tracks()
            .get(index)
            .map(|track| track.title.clone())
        else {
            return;
        };
        let plays = self.plays();
        let was_on = self.queue.remove(index);
        if self.queue.current().is_none() {
            self.close();
            return;
        }
        if was_on {
            self.begin_at = None;
            self.take_track();
            if plays {
                self.resume();
            }
        }
        self.view.announce(&(Self::texts().removed)(&title));
        self.view.queue(&self.queue);
        self.open(Open::Queue);
        // The button that had the focus is gone; its neighbour takes it.
        let last = self.queue.tracks().len() - 1;
        let selector = format!("[{}=\"{}\"]", REMOVE_ATTRIBUTE, index.min(last));
        if let Ok(Some(button)) = self.view.panel.query_selector(&selector) {
            focus(&button);
        }
        self.remember();
    }

    /// Fills the open panel for the song that has come, or closes the one of lyrics when it has none.
    pub(super) fn renew_panel(&mut self, has_lyrics: bool) {
        let focused = self.view.focused();
        dom::show(&self.view.lyrics, has_lyrics);
        self.panel = None;
        if self.open == Open::Lyrics && !has_lyrics {
            self.open(Open::Nothing);
        } else if self.open != Open::Nothing {
            self.open(self.open);
        }
        if let Some(focused) = focused {
            self.keep_focus(&focused);
        }
    }

    /// The focus was on `focused` before another song came. If that is gone, its like takes the focus, or else the
    /// panel, or the button that plays: keys lead the player only from within.
    fn keep_focus(&self, focused: &Element) {
        let is_hidden = focused
            .closest("[hidden]")
            .is_ok_and(|hidden| hidden.is_some());
        if focused.is_connected() && !is_hidden {
            return;
        }
        let View { panel, play, .. } = &self.view;
        let like = [SELECT_ATTRIBUTE, REMOVE_ATTRIBUTE]
            .into_iter()
            .find_map(|name| {
                let place = focused.get_attribute(name)?;
                let selector = format!("[{name}=\"{place}\"]");
                panel.query_selector(&selector).ok()?
            });
        let otherwise = match self.open {
            Open::Nothing => play,
            Open::Lyrics | Open::Queue => panel,
        };
        focus(like.as_ref().unwrap_or(otherwise));
    }

    pub(super) fn expand(&mut self) {
        let is_open = self.view.more.get_attribute("aria-expanded").as_deref() == Some("true");
        dom::set(
            &self.view.more,
            "aria-expanded",
            Some(if is_open { "false" } else { "true" }),
        );
        dom::set(&self.view.root, "data-expanded", (!is_open).then_some(""));
    }
}
