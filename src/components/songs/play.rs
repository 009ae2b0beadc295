//! How songs are heard: by the browser's own player, or by the one that stays.

use conglang_contract::{extra::Extra, language::Language, slug::Slug};
use leptos::prelude::*;

use crate::{
    components::{
        icon::{Icon, icon},
        in_language::in_language,
        part::{IntoPart, Part},
    },
    i18n::texts,
};

/// The recording: the browser's own player, and a button for the player that stays. The style sheet shows
/// the one that works.
pub fn play_box(slug: &Slug, title: &str, audio_url: String, media_type: String) -> Part {
    let texts = &texts().songs;
    let button = play_button(slug.to_string(), title.to_owned());
    view! {
        <div class="play-box">
            <audio class="play-box__audio" controls preload="none" aria-label=(texts.recording)(title)>
                <source src=audio_url type=media_type/>
            </audio>
            {button}
        </div>
    }
    .part()
}

/// Asks for the player; its attributes tell of what, and the player's tell whether it plays.
fn play_button(slug: String, title: String) -> Part {
    let texts = &texts().songs;
    view! {
        <button
            class="button play-box__button"
            type="button"
            data-song=slug
            data-click-extra=Extra::Song.as_str()
        >
            <span class="play-box__play">{icon(Icon::Play)} {texts.play}</span>
            <span class="play-box__pause">{icon(Icon::Pause)} {texts.pause}</span>
            <span class="visually-hidden">" " {in_language(title, Some(Language::Vietnamese))}</span>
        </button>
    }
    .part()
}

/// Plays the whole list. Without scripts there is nothing that could.
pub fn play_all_button() -> Part {
    view! {
        <p class="play-all">
            <button class="button" type="button" data-click-extra=Extra::AllSongs.as_str()>
                {icon(Icon::Queue)} " " {texts().songs.play_all}
            </button>
        </p>
    }
    .part()
}
