//! An article read aloud by a voice of the device, paragraph by paragraph.

mod course;
mod panel;
mod sentences;
mod speech;
mod text;
mod voice;

use std::cell::RefCell;

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Element, Event, HtmlElement, HtmlMediaElement, ScrollBehavior, ScrollIntoViewOptions,
    ScrollLogicalPosition, VisibilityState, Window,
};

use crate::{
    asked::document,
    dom::{self, storage},
    listener::Listener,
    presence::PresenceWatch,
    sound::{self, Sound},
    texts::{self, texts},
    timer::Timer,
};
use course::{Course, State};
use panel::{Control, Panel};
use speech::{Outcome, Speech};
use text::Paragraph;

/// How long browsers may take to find their voices.
const LONGEST_SEARCH_MS: i32 = 3_000;
/// Set on the paragraph that is being read.
const CURRENT_ATTRIBUTE: &str = "data-reading-aloud";
/// The number of a paragraph from which one can be read to.
const NUMBER_ATTRIBUTE: &str = "data-paragraph";
const BUTTON_CLASS: &str = "read-from-here";
const RATE_KEY: &str = "conglang.reading-rate";
const USUAL_RATE: &str = "1";
/// What a click on a paragraph may be meant for instead.
const OTHER_CONTROLS: &str = "a, button, summary, input, label, select, textarea, audio, video";

thread_local! {
    /// One article is read at a time.
    static READER: RefCell<Option<Reader>> = const { RefCell::new(None) };
}

/// What happens to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Happening {
    Pressed(Control),
    Chosen(usize),
    RateChosen,
    /// The piece with this number came to its end.
    Ended(u32, Outcome),
    VoicesFound,
    SearchEnded,
    /// Something else of the page is heard.
    OtherSound,
    /// The page is seen again.
    Shown,
    /// The page is left, or the article is no longer in it.
    Left,
}

struct Reader {
    window: Window,
    article: Element,
    /// Of its text.
    language: String,
    panel: Panel,
    paragraphs: Vec<Paragraph>,
    course: Course,
    speech: Option<Speech>,
    /// Whether a voice was found, so that the controls are shown.
    is_ready: bool,
    /// The number of the piece that is being said; what ends under another is history.
    turn: u32,
    shown: Option<usize>,
    buttons: Vec<Element>,
    _place: PresenceWatch,
    _search: Timer,
    _listeners: Vec<Listener>,
}

/// Reads the article that `panel` is in, and shows the controls there; asked again, it stops.
pub fn ask(panel: &Element) {
    let is_open = READER.with_borrow(|reader| {
        reader
            .as_ref()
            .is_some_and(|reader| reader.panel.element().is_same_node(Some(panel)))
    });
    // The one that reads goes first, with what it showed.
    close();
    if is_open {
        return;
    }
    let reader = panel
        .clone()
        .dyn_into()
        .ok()
        .and_then(|panel| Reader::new(panel).ok());
    READER.set(reader);
    happen(Happening::VoicesFound);
}

/// Something else of the page is heard.
pub fn give_way() {
    happen(Happening::OtherSound);
}

fn close() {
    // Outside of the borrow, since its end makes things happen.
    drop(READER.take());
}

fn happen(happening: Happening) {
    let goes_on = READER.with(|reader| {
        // What happens because of what the reader itself does, as its own silence, is no news.
        let mut reader = reader.try_borrow_mut().ok()?;
        Some(reader.as_mut()?.take(happening))
    });
    if goes_on == Some(false) {
        close();
    }
}

impl Reader {
    fn new(panel: HtmlElement) -> Result<Self, JsValue> {
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        let document = document().ok_or(JsValue::NULL)?;
        let article = panel.closest("article")?.ok_or(JsValue::NULL)?;
        let paragraphs = text::paragraphs(&article);
        let pieces = paragraphs
            .iter()
            .map(|paragraph| sentences::pieces(&paragraph.text));
        let course = Course::new(pieces.collect());
        let speech = Speech::new();
        let mut listeners = vec![
            Listener::capturing(&panel, "click", |event| {
                let target = event.target().and_then(|target| target.dyn_into().ok());
                if let Some(control) = target.as_ref().and_then(Control::around) {
                    happen(Happening::Pressed(control));
                }
            }),
            Listener::capturing(&panel, "change", |_| happen(Happening::RateChosen)),
            Listener::capturing(&article, "click", |event| {
                if let Some(number) = chosen(&event) {
                    happen(Happening::Chosen(number));
                }
            }),
            Listener::new(&document, "visibilitychange", |_| {
                if document_is_seen() {
                    happen(Happening::Shown);
                }
            }),
            Listener::new(&window, "pagehide", |_| happen(Happening::Left)),
        ];
        listeners.extend(
            speech
                .as_ref()
                .and_then(|speech| speech.on_voices(|| happen(Happening::VoicesFound))),
        );
        let search = Timer::new(LONGEST_SEARCH_MS, || happen(Happening::SearchEnded))?;
        let place = PresenceWatch::new(&article, || happen(Happening::Left))?;
        sound::listen();
        say_open(&panel, true);
        Ok(Self {
            window,
            language: text::language(&article),
            article,
            panel: Panel::new(panel)?,
            paragraphs,
            course,
            speech,
            is_ready: false,
            turn: 0,
            shown: None,
            buttons: Vec::new(),
            _place: place,
            _search: search,
            _listeners: listeners,
        })
    }

    /// Whether the reader goes on after `happening`.
    fn take(&mut self, happening: Happening) -> bool {
        match happening {
            Happening::Left | Happening::Pressed(Control::Stop) => return false,
            Happening::Pressed(Control::Recording) => {
                self.play_recording();
                return false;
            }
            Happening::VoicesFound => self.look_for_voice(),
            Happening::SearchEnded => self.refuse_without_voice(),
            _ if !self.is_ready => {}
            Happening::Pressed(Control::Toggle) => {
                match self.course.state() {
                    State::Speaking => self.course.pause(),
                    State::Paused | State::Stopped => self.course.play(),
                }
                self.follow(true);
            }
            Happening::Pressed(Control::Back) => {
                self.course.back();
                self.follow(true);
            }
            Happening::Pressed(Control::Forward) => {
                self.course.forward();
                self.follow(true);
            }
            Happening::Chosen(number) => {
                self.course.go_to(number);
                self.follow(true);
            }
            Happening::RateChosen => {
                remember_rate(self.panel.rate());
                self.follow(false);
            }
            Happening::Ended(turn, outcome) if turn == self.turn => match outcome {
                Outcome::Said => {
                    self.course.said();
                    self.follow(false);
                }
                Outcome::Failed => {
                    self.course.pause();
                    self.follow(false);
                    self.panel.tell(texts().read_aloud.interrupted, "");
                }
            },
            Happening::OtherSound => {
                self.course.pause();
                self.follow(false);
            }
            // Some phones end a speech when their screen goes dark, and tell nobody.
            Happening::Shown => {
                let is_busy = self.speech.as_ref().is_some_and(Speech::is_busy);
                if self.course.state() == State::Speaking && !is_busy {
                    self.follow(false);
                }
            }
            Happening::Ended(..) => {}
        }
        true
    }

    fn look_for_voice(&mut self) {
        let texts = &texts().read_aloud;
        let Some(speech) = &self.speech else {
            self.refuse(texts.no_speech, texts.no_speech_help);
            return;
        };
        if self.is_ready || speech.voice(&self.language).is_none() {
            return;
        }
        self.is_ready = true;
        // What the page does not take is not shown; the article is heard all the same.
        let _ = self.panel.show_controls(&rate());
        self.offer_paragraphs();
        self.panel.focus_toggle();
        self.course.play();
        self.follow(true);
    }

    /// Another voice that comes later is still taken.
    fn refuse_without_voice(&self) {
        if !self.is_ready && self.speech.is_some() {
            let texts = &texts().read_aloud;
            self.refuse(texts.no_voice, texts.no_voice_help);
        }
    }

    fn refuse(&self, reason: &str, help: &str) {
        let has_recording = self.recording().is_some();
        // What the page does not take is not shown.
        let _ = self.panel.show_refusal(reason, help, has_recording);
    }

    /// Lets voice, controls and mark follow the course. What the reader of the page asked for is scrolled
    /// to; what comes by itself only if they have not gone elsewhere meanwhile.
    fn follow(&mut self, is_asked: bool) {
        self.turn += 1;
        let number = self.course.paragraph();
        let count = self.course.paragraph_count();
        self.panel.tell("", "");
        self.panel.update(self.course.state(), number, count);
        let marked = (self.course.state() != State::Stopped).then_some(number);
        if self.shown != marked {
            self.mark(marked, is_asked);
        }
        let Some(speech) = &mut self.speech else {
            return;
        };
        let Some(text) = self.course.text() else {
            speech.be_silent();
            return;
        };
        let voice = self
            .paragraphs
            .get(number)
            .and_then(|paragraph| speech.voice(&paragraph.language))
            // A foreign sentence is read as a speaker of the article's language would.
            .or_else(|| speech.voice(&self.language));
        sound::begins(&Sound::Voice);
        let turn = self.turn;
        let rate = self.panel.rate().and_then(|rate| rate.parse().ok());
        let said = voice.ok_or(JsValue::NULL).and_then(|voice| {
            speech.say(text, &voice, rate.unwrap_or(1.0), move |outcome| {
                happen(Happening::Ended(turn, outcome));
            })
        });
        if said.is_err() {
            self.course.pause();
            self.panel.update(self.course.state(), number, count);
            self.panel.tell(texts().read_aloud.interrupted, "");
        }
    }

    fn mark(&mut self, marked: Option<usize>, is_asked: bool) {
        let before = self.shown.and_then(|number| self.paragraphs.get(number));
        let is_followed = before.is_none_or(|before| self.is_in_sight(&before.element));
        if let Some(before) = before {
            // Removing an attribute fails only for a name that is none; so does setting one.
            let _ = before.element.remove_attribute(CURRENT_ATTRIBUTE);
        }
        self.shown = marked;
        let Some(paragraph) = marked.and_then(|number| self.paragraphs.get(number)) else {
            return;
        };
        let _ = paragraph.element.set_attribute(CURRENT_ATTRIBUTE, "");
        if is_asked || is_followed {
            self.scroll_to(&paragraph.element);
        }
    }

    fn scroll_to(&self, element: &Element) {
        let place = element.get_bounding_client_rect();
        let height = self.height();
        let bar = self.panel.element().get_bounding_client_rect();
        let is_readable = place.top() > bar.bottom() && place.bottom() < height;
        if is_readable {
            return;
        }
        let is_short = place.height() < height / 2.0;
        let block = if is_short {
            ScrollLogicalPosition::Center
        } else {
            ScrollLogicalPosition::Start
        };
        let options = ScrollIntoViewOptions::new();
        options.set_block(block);
        options.set_behavior(if dom::is_still() {
            ScrollBehavior::Auto
        } else {
            ScrollBehavior::Smooth
        });
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }

    fn is_in_sight(&self, element: &Element) -> bool {
        let place = element.get_bounding_client_rect();
        place.bottom() > 0.0 && place.top() < self.height()
    }

    /// CSS pixels of what is seen of the page.
    fn height(&self) -> f64 {
        let height = self.window.inner_height().ok();
        height.and_then(|height| height.as_f64()).unwrap_or(0.0)
    }

    /// Numbers the paragraphs, and gives those a button who do not point.
    fn offer_paragraphs(&mut self) {
        let texts = &texts().read_aloud;
        let language = texts::language().code();
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            // As above: these are valid names.
            let _ = paragraph
                .element
                .set_attribute(NUMBER_ATTRIBUTE, &index.to_string());
            if !paragraph.has_room_for_button {
                continue;
            }
            let Ok(button) = dom::new("button", BUTTON_CLASS) else {
                continue;
            };
            let _ = button.set_attribute("type", "button");
            if paragraph.language != language {
                let _ = button.set_attribute("lang", language);
            }
            button.set_text_content(Some(&(texts.from_here)(index + 1)));
            if paragraph.element.prepend_with_node_1(&button).is_ok() {
                self.buttons.push(button);
            }
        }
    }

    fn recording(&self) -> Option<HtmlMediaElement> {
        let found = self.article.query_selector(".recording audio").ok()??;
        found.dyn_into().ok()
    }

    fn play_recording(&self) {
        if let Some(recording) = self.recording() {
            recording.scroll_into_view();
            let _ = recording.focus();
            if let Ok(playing) = recording.play() {
                // When the browser does not play, its controls say why.
                spawn_local(async { drop(JsFuture::from(playing).await) });
            }
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.mark(None, false);
        for paragraph in &self.paragraphs {
            let _ = paragraph.element.remove_attribute(NUMBER_ATTRIBUTE);
        }
        let panel = self.panel.element();
        let had_focus = document()
            .and_then(|document| document.active_element())
            .is_some_and(|focused| panel.contains(Some(&focused)));
        let opener = say_open(panel, false);
        if had_focus && let Some(opener) = opener {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            // The page can be used without it.
            let _ = opener.focus_with_options(&options);
        }
        for button in &self.buttons {
            button.remove();
        }
    }
}

/// Tells at the button that opens `panel` whether it is open.
fn say_open(panel: &Element, is_open: bool) -> Option<HtmlElement> {
    let selector = format!("[aria-controls=\"{}\"]", panel.id());
    let opener = document()?.query_selector(&selector).ok()??;
    // It is a valid name.
    let _ = opener.set_attribute("aria-expanded", if is_open { "true" } else { "false" });
    opener.dyn_into().ok()
}

/// The number of the paragraph that a click chooses.
fn chosen(event: &Event) -> Option<usize> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let is_button = target.class_list().contains(BUTTON_CLASS);
    if !is_button {
        let has_selection = web_sys::window()?
            .get_selection()
            .ok()
            .flatten()
            .is_some_and(|selection| !selection.is_collapsed());
        let is_other = target.closest(OTHER_CONTROLS).ok()?.is_some();
        if has_selection || is_other {
            return None;
        }
    }
    let paragraph = target.closest(&format!("[{NUMBER_ATTRIBUTE}]")).ok()??;
    paragraph.get_attribute(NUMBER_ATTRIBUTE)?.parse().ok()
}

fn document_is_seen() -> bool {
    document().is_some_and(|document| document.visibility_state() == VisibilityState::Visible)
}

fn rate() -> String {
    let kept = storage().and_then(|storage| storage.get_item(RATE_KEY).ok()?);
    let is_offered = |rate: &String| {
        let speeds = &texts().read_aloud.speeds;
        speeds.iter().any(|(value, _)| value == rate)
    };
    kept.filter(is_offered)
        .unwrap_or_else(|| USUAL_RATE.to_owned())
}

fn remember_rate(rate: Option<String>) {
    if let (Some(storage), Some(rate)) = (storage(), rate) {
        // Storage that is full or forbidden keeps nothing.
        let _ = storage.set_item(RATE_KEY, &rate);
    }
}
