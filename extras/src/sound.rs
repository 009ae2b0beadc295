//! Who is heard: the music, the voice that reads, or one of the page's own players. Whoever begins silences the
//! others.

use std::cell::OnceCell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlMediaElement};

use crate::{asked::document, dom, listener::Listener, player, read_aloud};

/// What can be heard.
pub enum Sound {
    /// The player's.
    Music,
    /// The one that reads an article.
    Voice,
    /// A player of the browser, in the page.
    OfPage(Element),
}

thread_local! {
    static OF_PAGE: OnceCell<Option<Listener>> = const { OnceCell::new() };
}

/// Pauses everything but `sound`, which begins.
pub fn begins(sound: &Sound) {
    for element in dom::all("audio, video") {
        let is_it = matches!(sound, Sound::OfPage(playing) if *playing == element);
        if !is_it && let Ok(media) = element.dyn_into::<HtmlMediaElement>() {
            // One that does not play is left as it is.
            let _ = media.pause();
        }
    }
    if !matches!(sound, Sound::Music) {
        player::give_way();
    }
    if !matches!(sound, Sound::Voice) {
        read_aloud::give_way();
    }
}

/// Hears from now on when one of the page's players begins.
pub fn listen() {
    OF_PAGE.with(|listener| {
        listener.get_or_init(|| {
            // Events of media do not bubble.
            Some(Listener::capturing(&*document()?, "play", |event| {
                if let Some(playing) = event.target().and_then(|target| target.dyn_into().ok()) {
                    begins(&Sound::OfPage(playing));
                }
            }))
        });
    });
}
