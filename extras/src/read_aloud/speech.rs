//! The device's voices.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{EventTarget, SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

use super::voice::{self, Voice};
use crate::{listener::Listener, timer::Timer};

/// The device's speech.
pub struct Speech {
    synthesis: SpeechSynthesis,
    /// What is being said. Chromium forgets an utterance, and its events, that nobody else keeps.
    saying: Option<Saying>,
}

struct Saying {
    _utterance: SpeechSynthesisUtterance,
    _listeners: [Listener; 2],
    _start: Option<Timer>,
}

/// How a piece came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Said,
    Failed,
}

impl Speech {
    /// None where the browser does not speak, as inside of some apps.
    pub fn new() -> Option<Self> {
        let window = web_sys::window()?;
        let synthesis = Reflect::get(&window, &"speechSynthesis".into()).ok()?;
        synthesis.is_object().then(|| Self {
            synthesis: synthesis.unchecked_into(),
            saying: None,
        })
    }

    /// Calls `act` when there may be other voices; browsers load them in their own time.
    pub fn on_voices(&self, act: impl FnMut() + 'static) -> Option<Listener> {
        let mut act = act;
        // Some old browsers have the event but no listeners for it.
        let target: &EventTarget = self.synthesis.as_ref();
        let can_listen = Reflect::get(target, &"addEventListener".into());
        can_listen
            .is_ok_and(|method| method.is_function())
            .then(|| Listener::new(target, "voiceschanged", move |_| act()))
    }

    /// A voice for a text in `language`.
    pub fn voice(&self, language: &str) -> Option<SpeechSynthesisVoice> {
        let voices: Vec<SpeechSynthesisVoice> = self
            .synthesis
            .get_voices()
            .iter()
            .map(JsValue::unchecked_into)
            .collect();
        let languages: Vec<String> = voices.iter().map(SpeechSynthesisVoice::lang).collect();
        let known: Vec<Voice<'_>> = voices
            .iter()
            .zip(&languages)
            .map(|(voice, language)| Voice {
                language,
                is_default: voice.default(),
                is_local: voice.local_service(),
            })
            .collect();
        voices.get(voice::choose(&known, language)?).cloned()
    }

    /// Says `text` instead of whatever was being said, and calls `done` once with its outcome.
    ///
    /// # Errors
    /// When the browser does not take it.
    pub fn say(
        &mut self,
        text: &str,
        voice: &SpeechSynthesisVoice,
        rate: f32,
        done: impl Fn(Outcome) + Clone + 'static,
    ) -> Result<(), JsValue> {
        let was_busy = self.is_busy();
        self.be_silent();
        let utterance = SpeechSynthesisUtterance::new_with_text(text)?;
        utterance.set_lang(&voice.lang());
        utterance.set_voice(Some(voice));
        utterance.set_rate(rate);
        let listeners = [
            Listener::new(&utterance, "end", {
                let done = done.clone();
                move |_| done(Outcome::Said)
            }),
            Listener::new(&utterance, "error", move |_| done(Outcome::Failed)),
        ];
        let start = if was_busy {
            // Browsers lose what is said in the same breath as a silence.
            let (synthesis, utterance) = (self.synthesis.clone(), utterance.clone());
            Some(Timer::new(0, move || synthesis.speak(&utterance))?)
        } else {
            self.synthesis.speak(&utterance);
            None
        };
        self.saying = Some(Saying {
            _utterance: utterance,
            _listeners: listeners,
            _start: start,
        });
        Ok(())
    }

    /// Stops the voice; what was being said has no outcome.
    pub fn be_silent(&mut self) {
        // Its listeners go first.
        self.saying = None;
        self.synthesis.cancel();
    }

    /// Whether the device says something, or will.
    pub fn is_busy(&self) -> bool {
        self.synthesis.speaking() || self.synthesis.pending()
    }
}

impl Drop for Speech {
    fn drop(&mut self) {
        self.be_silent();
    }
}
