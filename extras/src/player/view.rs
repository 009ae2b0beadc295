//! What one sees of the player: a bar at the foot of the window, and a panel above it.

use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlImageElement, HtmlInputElement, HtmlSelectElement};

use super::{
    dom::{append, draw, element, icon, icon_button, name_button, set, show, typed, write},
    queue::{Queue, Repeat, Track},
};
use crate::{
    asked::document,
    texts::{other_lang, player::PlayerTexts, texts},
};

/// The speeds that are offered, in hundredths.
const SPEEDS: [u32; 6] = [50, 75, 100, 125, 150, 200];
/// On what a button of the queue does: the place of its song.
pub const SELECT_ATTRIBUTE: &str = "data-select";
pub const REMOVE_ATTRIBUTE: &str = "data-remove";

/// Which panel is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    Nothing,
    Lyrics,
    Queue,
}

/// The elements that change, or are pressed.
pub struct View {
    pub root: Element,
    status: Element,
    pub panel: Element,
    cover: HtmlImageElement,
    title: Element,
    artist: Element,
    pub previous: Element,
    pub play: Element,
    pub next: Element,
    pub more: Element,
    pub close: Element,
    time: Element,
    pub seek: HtmlInputElement,
    length: Element,
    pub repeat: Element,
    pub speed: HtmlSelectElement,
    pub mute: Element,
    pub volume: HtmlInputElement,
    pub lyrics: Element,
    pub queue: Element,
    error: Element,
    error_text: Element,
    pub retry: Element,
}

impl View {
    /// Builds the player in `place`, hidden.
    ///
    /// # Errors
    /// When the tree does not take it.
    pub fn build(place: &Element) -> Result<Self, JsValue> {
        let texts = &texts().player;
        let view = Self::elements(texts)?;
        let error = [&view.error_text, &view.retry];
        append(&view.error, &error)?;

        let now = element("div", &[("class", "player__now")])?;
        append(&now, &[&view.title, &view.artist])?;
        let main = element("div", &[("class", "player__main")])?;
        append(
            &main,
            &[
                &view.cover,
                &now,
                &view.previous,
                &view.play,
                &view.next,
                &view.more,
            ],
        )?;
        let seek = element("div", &[("class", "player__seek")])?;
        append(&seek, &[&view.time, &view.seek, &view.length])?;
        let volume = element("div", &[("class", "player__volume")])?;
        append(&volume, &[&view.mute, &view.volume])?;
        let more = element("div", &[("class", "player__more")])?;
        append(
            &more,
            &[
                &view.repeat,
                &view.speed,
                &volume,
                &view.lyrics,
                &view.queue,
            ],
        )?;
        let bar = element("div", &[("class", "player__bar")])?;
        append(&bar, &[&main, &seek, &more, &view.close])?;
        append(&view.root, &[&view.status, &view.panel, &view.error, &bar])?;
        place.append_child(&view.root)?;
        Ok(view)
    }

    fn elements(texts: &PlayerTexts) -> Result<Self, JsValue> {
        let more = icon_button("player__expand", texts.more, "up")?;
        set(&more, "aria-expanded", Some("false"));
        let retry = element("button", &[("type", "button"), ("class", "button")])?;
        write(&retry, texts.retry);
        let speed: HtmlSelectElement = typed(
            "select",
            &[
                ("class", "player__speed"),
                ("aria-label", texts.speed),
                ("title", texts.speed),
            ],
        )?;
        for hundredths in SPEEDS {
            let value = f64::from(hundredths) / 100.0;
            let option = element("option", &[("value", &value.to_string())])?;
            write(&option, &speed_text(value, texts));
            speed.append_child(&option)?;
        }
        Ok(Self {
            root: element(
                "section",
                &[
                    ("class", "player"),
                    ("aria-label", texts.label),
                    ("hidden", ""),
                ],
            )?,
            status: element(
                "p",
                &[("class", "visually-hidden"), ("aria-live", "polite")],
            )?,
            // Its scroll bar needs to be reached with the keyboard where no line is a button.
            panel: element(
                "div",
                &[
                    ("class", "player__panel"),
                    ("role", "group"),
                    ("tabindex", "0"),
                    ("hidden", ""),
                ],
            )?,
            cover: typed("img", &[("class", "player__cover"), ("alt", "")])?,
            title: element("a", &[("class", "player__title")])?,
            artist: element("span", &[("class", "player__artist")])?,
            previous: icon_button("player__previous", texts.previous, "previous")?,
            play: icon_button("player__play", texts.play, "play")?,
            next: icon_button("player__next", texts.next, "next")?,
            more,
            close: icon_button("player__close", texts.close, "close")?,
            time: element("span", &[("class", "player__time")])?,
            seek: typed(
                "input",
                &[
                    ("type", "range"),
                    ("min", "0"),
                    ("step", "1"),
                    ("class", "player__range"),
                    ("aria-label", texts.seek),
                ],
            )?,
            length: element("span", &[("class", "player__time")])?,
            repeat: icon_button("player__repeat", texts.repeat_off, "repeat")?,
            speed,
            mute: icon_button("player__mute", texts.mute, "speaker")?,
            volume: typed(
                "input",
                &[
                    ("type", "range"),
                    ("min", "0"),
                    ("max", "100"),
                    ("step", "5"),
                    ("class", "player__range"),
                    ("aria-label", texts.volume),
                ],
            )?,
            lyrics: toggle("player__toggle", texts.lyrics, "music")?,
            queue: toggle("player__toggle", texts.queue, "queue")?,
            error: element("div", &[("class", "player__error"), ("hidden", "")])?,
            error_text: element("p", &[("role", "alert")])?,
            retry,
        })
    }

    /// What of the player has the focus.
    pub fn focused(&self) -> Option<Element> {
        let focused = document()?.active_element()?;
        self.root.contains(Some(&focused)).then_some(focused)
    }

    /// The song that is on; `page` is the address of its page.
    pub fn track(&self, track: &Track, page: &str) {
        write(&self.title, &track.title);
        set(&self.title, "lang", other_lang());
        set(&self.title, "href", Some(page));
        write(&self.artist, &track.artist);
        set(&self.artist, "lang", other_lang());
        set(
            &self.cover,
            "src",
            track.covers.first().map(|cover| cover.url.as_str()),
        );
        show(&self.cover, !track.covers.is_empty());
    }

    /// A line in the place of the makers: what to do next.
    pub fn hint(&self, text: &str) {
        write(&self.artist, text);
        set(&self.artist, "lang", None);
    }

    /// Seconds.
    pub fn position(&self, position: f64, length: f64) {
        let texts = &texts().player;
        let (now, all) = (clock(position), clock(length));
        write(&self.time, &now);
        write(&self.length, &all);
        set(
            &self.seek,
            "max",
            Some(&length.max(1.0).round().to_string()),
        );
        set(
            &self.seek,
            "aria-valuetext",
            Some(&(texts.position)(&now, &all)),
        );
        self.seek.set_value(&position.round().to_string());
    }

    pub fn playing(&self, plays: bool, waits: bool) {
        let texts = &texts().player;
        name_button(&self.play, if plays { texts.pause } else { texts.play });
        draw(&self.play, if plays { "pause" } else { "play" });
        set(
            &self.root,
            "data-state",
            Some(if plays { "playing" } else { "paused" }),
        );
        set(&self.play, "aria-busy", waits.then_some("true"));
    }

    pub fn queue(&self, queue: &Queue) {
        let texts = &texts().player;
        let (name, drawing) = match queue.repeat {
            Repeat::Off => (texts.repeat_off, "off"),
            Repeat::All => (texts.repeat_all, "all"),
            Repeat::One => (texts.repeat_one, "one"),
        };
        name_button(&self.repeat, name);
        set(&self.repeat, "data-repeat", Some(drawing));
        // `disabled` would take the focus away from who goes on to the last song.
        set(
            &self.next,
            "aria-disabled",
            (!queue.has_next()).then_some("true"),
        );
    }

    /// `volume` from 0 to 1.
    pub fn sound(&self, volume: f64, muted: bool, speed: f64) {
        let texts = &texts().player;
        let is_silent = muted || volume == 0.0;
        name_button(
            &self.mute,
            if is_silent { texts.unmute } else { texts.mute },
        );
        draw(&self.mute, if is_silent { "muted" } else { "speaker" });
        let shown = if muted { 0.0 } else { volume };
        self.volume.set_value(&(shown * 100.0).round().to_string());
        set(
            &self.volume,
            "aria-valuetext",
            Some(&format!("{} %", (shown * 100.0).round())),
        );
        self.speed.set_value(&speed.to_string());
    }

    /// Why the music does not play, and whether another try is offered; none takes it away.
    pub fn error(&self, reason: Option<&str>) {
        write(&self.error_text, reason.unwrap_or_default());
        show(&self.error, reason.is_some());
    }

    /// Reads `text` out when the reader has a moment.
    pub fn announce(&self, text: &str) {
        write(&self.status, text);
    }

    pub fn open(&self, open: Open) {
        let texts = &texts().player;
        for (button, panel) in [(&self.lyrics, Open::Lyrics), (&self.queue, Open::Queue)] {
            set(
                button,
                "aria-expanded",
                Some(if open == panel { "true" } else { "false" }),
            );
        }
        let name = if open == Open::Queue {
            texts.queue
        } else {
            texts.lyrics
        };
        set(&self.panel, "aria-label", Some(name));
        show(&self.panel, open != Open::Nothing);
    }

    /// The songs that wait, in the panel.
    ///
    /// # Errors
    /// When the tree does not take them.
    pub fn list(&self, queue: &Queue) -> Result<(), JsValue> {
        let texts = &texts().player;
        self.panel.set_text_content(None);
        let list = element("ol", &[("class", "player__queue")])?;
        for (index, track) in queue.tracks().iter().enumerate() {
            let place = index.to_string();
            let select = element(
                "button",
                &[
                    ("type", "button"),
                    ("class", "player__line"),
                    (SELECT_ATTRIBUTE, &place),
                ],
            )?;
            write(&select, &track.title);
            set(&select, "lang", other_lang());
            let is_on = index == queue.position();
            set(&select, "aria-current", is_on.then_some("true"));
            let length = element("span", &[("class", "player__time")])?;
            write(&length, &clock(f64::from(track.duration_s)));
            let remove = icon_button("player__remove", &(texts.remove)(&track.title), "close")?;
            remove.set_attribute(REMOVE_ATTRIBUTE, &place)?;
            let item = element("li", &[])?;
            append(&item, &[&select, &length, &remove])?;
            list.append_child(&item)?;
        }
        self.panel.append_child(&list)?;
        Ok(())
    }
}

fn toggle(class: &str, label: &str, drawing: &str) -> Result<Element, JsValue> {
    let class = format!("player__button {class}");
    let button = element("button", &[("type", "button"), ("class", &class)])?;
    set(&button, "aria-expanded", Some("false"));
    name_button(&button, label);
    button.append_child(&*icon(drawing)?)?;
    Ok(button)
}

/// `1:05`, of seconds.
pub fn clock(seconds: f64) -> String {
    // A length that is not known yet is no number.
    let whole = if seconds.is_finite() {
        seconds.max(0.0)
    } else {
        0.0
    };
    conglang_contract::format::duration(whole as u32)
}

fn speed_text(speed: f64, texts: &PlayerTexts) -> String {
    let text = speed.to_string();
    let text = if texts.decimal_comma {
        text.replace('.', ",")
    } else {
        text
    };
    format!("{text}×")
}
