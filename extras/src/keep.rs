//! "Lưu để đọc sau": a page kept on the device with its pictures and its sound.

use conglang_contract::{API_PREFIX, extra::KEPT_SOMETHING, song::LYRICS_ATTRIBUTE};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlImageElement};

use crate::{
    dom,
    texts::texts,
    worker::{self, Done, Wish},
};

/// On a button that was pressed.
const BUSY: &str = "aria-disabled";

/// Keeps the page of `button`, or lets it go.
pub fn toggle(button: &Element) {
    let pressed = button.clone();
    unless_busy(button, async move {
        let told = changed(&pressed).await;
        tell(&pressed, told);
    });
}

/// Does what a press of `button` begins. Presses while it is under way begin nothing.
pub fn unless_busy(button: &Element, act: impl Future<Output = ()> + 'static) {
    // `disabled` would take the focus away.
    if button.has_attribute(BUSY) || button.set_attribute(BUSY, "true").is_err() {
        return;
    }
    let button = button.clone();
    spawn_local(async move {
        act.await;
        // Removing an attribute fails only for a name that is none.
        let _ = button.remove_attribute(BUSY);
    });
}

/// Lets the page at `path` go; whether the worker has.
pub async fn forget(path: &str) -> bool {
    let done = worker::ask::<Done>(&Wish::Forget { path }).await;
    done.is_ok_and(|done| done.ok)
}

/// What there is to tell when a page was to be let go.
pub fn told_of_forgetting(is_forgotten: bool) -> &'static str {
    if is_forgotten {
        texts().keep.forgotten
    } else {
        texts().keep.not_forgotten
    }
}

/// Shows whether the page of `button` is kept.
pub fn show_state(button: &Element) {
    let button = button.clone();
    spawn_local(async move { show(&button, is_kept(&path()).await.unwrap_or(false)) });
}

/// Keeps the page of `button` or lets it go; what there is to tell of it.
async fn changed(button: &Element) -> &'static str {
    let texts = &texts().keep;
    if worker::is_switched_off() {
        return if is_song(button) {
            texts.switched_off_song
        } else {
            texts.switched_off
        };
    }
    // Of the page as it was when the button was pressed.
    let (path, mut files) = (path(), files());
    // Of a song the sound is what is wanted.
    let is_text_alone = dom::is_sparing() && !is_song(button) && !files.is_empty();
    if is_text_alone {
        files.clear();
    }
    if !worker::is_running().await {
        tell(button, texts.keeping);
    }
    let is_kept = match worker::arrived().await {
        Ok(()) => is_kept(&path).await,
        Err(error) => Err(error),
    };
    match is_kept {
        Ok(true) => {
            let is_forgotten = forget(&path).await;
            show(button, !is_forgotten);
            told_of_forgetting(is_forgotten)
        }
        Ok(false) => {
            tell(button, texts.keeping);
            let wish = Wish::Keep { path: &path, files };
            let kept = worker::ask::<Done>(&wish).await.is_ok_and(|done| done.ok);
            show(button, kept);
            remember();
            match (kept, is_song(button)) {
                (true, false) if is_text_alone => texts.kept_text,
                (true, false) => texts.kept,
                (true, true) => texts.kept_song,
                (false, _) => texts.failed,
            }
        }
        Err(_) if is_song(button) => texts.impossible_song,
        Err(_) => texts.impossible,
    }
}

async fn is_kept(path: &str) -> Result<bool, JsValue> {
    let done: Done = worker::ask(&Wish::IsKept { path }).await?;
    Ok(done.ok)
}

fn is_song(button: &Element) -> bool {
    matches!(button.closest(".song"), Ok(Some(_)))
}

fn path() -> String {
    web_sys::window()
        .and_then(|window| window.location().pathname().ok())
        .unwrap_or_default()
}

/// The pictures of the article or the song as they are shown, the sound, and what the player asks for of a song with
/// lyrics. Pictures of other articles stand behind it, to lead on.
fn files() -> Vec<String> {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok());
    let origin = origin.unwrap_or_default();
    let pictures = dom::all("main .article img, main .song img").into_iter();
    let pictures = pictures.filter_map(|picture| {
        let picture: HtmlImageElement = picture.dyn_into().ok()?;
        let shown = picture.current_src();
        Some(if shown.is_empty() {
            picture.src()
        } else {
            shown
        })
    });
    let sounds = dom::all("main audio[src], main audio > source").into_iter();
    let sounds = sounds.filter_map(|sound| sound.get_attribute("src"));
    let media = pictures.chain(sounds).filter_map(|file| {
        let path = file.strip_prefix(&origin).unwrap_or(&file);
        path.starts_with("/media/").then(|| path.to_owned())
    });
    let lyrics = dom::all(&format!("main [{LYRICS_ATTRIBUTE}]")).into_iter();
    let songs = lyrics.filter_map(|lyrics| lyrics.get_attribute(LYRICS_ATTRIBUTE));
    let songs = songs.map(|slug| format!("{API_PREFIX}/songs/{slug}"));
    let mut files: Vec<String> = media.chain(songs).collect();
    files.sort();
    files.dedup();
    files
}

fn show(button: &Element, is_kept: bool) {
    // Setting an attribute fails only for a name that is none.
    let _ = button.set_attribute("aria-pressed", if is_kept { "true" } else { "false" });
}

fn tell(button: &Element, text: &str) {
    let group = button.parent_element();
    let line = group.and_then(|group| match group.query_selector(".keep__told").ok()? {
        Some(line) => Some(line),
        None => {
            let line: Element = dom::add(&group, "p", "keep__told").ok()?;
            line.set_attribute("role", "status").ok()?;
            Some(line)
        }
    });
    if let Some(line) = line {
        line.set_text_content(Some(text));
    }
}

fn remember() {
    if let Some(storage) = dom::storage() {
        // Where nothing can be remembered a button only learns its state when it is pressed.
        let _ = storage.set_item(KEPT_SOMETHING, "1");
    }
}
