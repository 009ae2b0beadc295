//! What pages show of songs.

#[cfg(feature = "ssr")]
pub mod play;

use conglang_contract::{language::Language, slug::Slug, song::SongSummary};
use leptos::prelude::*;

use super::{
    icon::{Icon, icon},
    in_language::in_language,
    part::{IntoPart, Part},
};
use crate::i18n::{href, texts};

/// The path of a song's page, in Vietnamese.
pub fn song_path(slug: &Slug) -> String {
    format!("/ca-khuc/{slug}")
}

/// `Nhạc: … · Lời: …`; empty when nobody is known.
pub fn makers(composer: Option<&str>, lyricist: Option<&str>) -> String {
    let texts = &texts().side_column;
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
