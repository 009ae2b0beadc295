//! What pages show of songs.

use conglang_contract::{extra::Extra, language::Language, slug::Slug, song::SongSummary};
use leptos::{ev::MouseEvent, html::Audio, prelude::*};
use web_sys::Element;

use super::{
    icon::{Icon, icon},
    in_language::in_language,
    part::{IntoPart, Part},
};
use crate::{
    hooks::extras::ask,
    i18n::{href, texts},
};

/// The path of a song's page, in Vietnamese.
pub fn song_path(slug: &Slug) -> String {
    format!("/ca-khuc/{slug}")
}

/// `Nhạc: … · Lời: …`; empty when nobody is known.
pub fn makers(composer: Option<&str>, lyricist: Option<&str>) -> String {
    let texts = &texts().songs;
    let makers = [
        composer.map(texts.by_composer),
        lyricist.map(texts.by_lyricist),
    ];
    makers.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The title, linked where the song has a page, and its makers.
pub fn song_line(song: SongSummary) -> Part {
    let makers = makers(song.composer.as_deref(), song.lyricist.as_deref());
    let name = in_language(song.title, Some(Language::Vietnamese));
    let title = match song.slug {
        Some(slug) => view! {
            <a class="songs__title songs__link" href=href(&song_path(&slug))>
                {icon(Icon::Music)} {name}
            </a>
        }
        .part(),
        None => view! { <span class="songs__title">{name}</span> }.part(),
    };
    view! {
        <li class="songs__song">
            {title}
            {(!makers.is_empty()).then(|| view! { <span class="songs__makers">{makers}</span> })}
        </li>
    }
    .part()
}

/// The recording: the browser's own player until scripts run, then a button for the player that stays.
/// What plays already is left to play.
pub fn play_box(slug: &Slug, title: &str, audio_url: String, media_type: String) -> Part {
    let texts = &texts().songs;
    let native = NodeRef::<Audio>::new();
    let has_scripts = RwSignal::new(false);
    Effect::new(move || {
        let plays = native.get().is_some_and(|audio| !audio.paused());
        has_scripts.set(!plays);
    });
    let button = play_button(slug.to_string(), title.to_owned());
    view! {
        <div class="play-box" class:play-box--scripts=has_scripts>
            <audio
                class="play-box__audio"
                node_ref=native
                controls
                preload="none"
                aria-label=(texts.recording)(title)
            >
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
            on:click=|event| play(&event, Extra::Song)
        >
            <span class="play-box__play">{icon(Icon::Play)} {texts.play}</span>
            <span class="play-box__pause">{icon(Icon::Pause)} {texts.pause}</span>
            <span class="visually-hidden">" " {title}</span>
        </button>
    }
    .part()
}

/// Plays the whole list. Without scripts there is nothing that could.
pub fn play_all_button() -> Part {
    let has_scripts = RwSignal::new(false);
    Effect::new(move || has_scripts.set(true));
    view! {
        <p class="play-all" class:play-all--scripts=has_scripts>
            <button class="button" type="button" on:click=|event| play(&event, Extra::AllSongs)>
                {icon(Icon::Queue)} " " {texts().songs.play_all}
            </button>
        </p>
    }
    .part()
}

fn play(event: &MouseEvent, extra: Extra) {
    // The icon may be what was hit.
    let button = event_target::<Element>(event).closest("button");
    if let Ok(Some(button)) = button {
        ask(&button, extra);
    }
}
