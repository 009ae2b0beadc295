//! `/ca-khuc`: all songs.

use conglang_contract::{language::Language, site::Site, song::SongSummary};
use leptos::prelude::*;

use crate::{
    app::{SideResources, SiteResource},
    components::{
        in_language::in_language,
        part::{IntoPart, Part},
        photo::photo_view,
        songs::{
            makers,
            play::{play_all_button, play_box},
            song_line, song_path,
        },
        states::{empty_view, error_page, loading},
        when_loaded::when_loaded,
    },
    hooks::page_head::{PageHead, use_page_head},
    i18n::{format, href, texts},
};

#[component]
pub fn SongsPage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let songs = expect_context::<SideResources>().songs;
    let retry = move || {
        site.refetch();
        songs.refetch();
    };
    when_loaded(
        || Some(loading(12)),
        move || {
            let (site, songs) = (site.get(), songs.get());
            Some(match (site?, songs?) {
                (Ok(site), Ok(songs)) => page(&site, songs),
                (Err(error), _) | (_, Err(error)) => error_page(error, retry),
            })
        },
    )
}

fn page(site: &Site, songs: Vec<SongSummary>) -> Part {
    let texts = &texts().songs;
    use_page_head(PageHead::new(&site.songs_title, "/ca-khuc", site));
    let is_empty = songs.is_empty();
    let (heard, named): (Vec<_>, Vec<_>) =
        songs.into_iter().partition(|song| song.audio_url.is_some());
    let heard = (!heard.is_empty()).then(|| {
        view! {
            <p class="page-lead">{texts.introduction}</p>
            {(heard.len() > 1).then(play_all_button)}
            <section aria-labelledby="songs-heard">
                <h2 class="section-title" id="songs-heard">{texts.heard}</h2>
                <ol class="song-list">{heard.into_iter().filter_map(song_card).collect_view()}</ol>
            </section>
        }
        .part()
    });
    let named = (!named.is_empty()).then(|| {
        view! {
            <section class="songs-named" aria-labelledby="songs-named">
                <h2 class="section-title" id="songs-named">{texts.named}</h2>
                <p class="page-count">{texts.named_note}</p>
                <ul class="songs">{named.into_iter().map(song_line).collect_view()}</ul>
            </section>
        }
        .part()
    });
    view! {
        <h1 class="page-title">{site.songs_title.clone()}</h1>
        {is_empty.then(|| empty_view(texts.empty))}
        {heard}
        {named}
    }
    .part()
}

/// A song that can be heard; nothing of another.
pub fn song_card(song: SongSummary) -> Option<Part> {
    let (slug, audio_url) = (song.slug?, song.audio_url?);
    let makers = makers(song.composer.as_deref(), song.lyricist.as_deref());
    let media_type = song.media_type.unwrap_or_default();
    let box_ = play_box(&slug, &song.title, audio_url, media_type);
    Some(
        view! {
            <li class="song-card">
                <div class="song-card__cover">
                    {song.cover.map(|mut cover| {
                        // The title beside it says all; a second link of the same name would be one too many.
                        cover.alt = String::new();
                        photo_view(cover, "7rem", false)
                    })}
                </div>
                <div class="song-card__text">
                    <h3 class="song-card__title">
                        <a href=href(&song_path(&slug))>{in_language(song.title, Some(Language::Vietnamese))}</a>
                    </h3>
                    {(!makers.is_empty()).then(|| view! { <p class="song-card__makers">{makers}</p> })}
                    <p class="song-card__makers">
                        {song.singer}
                        {song.duration_s.map(|seconds| view! { <span class="song-card__length">{format::duration(seconds)}</span> })}
                    </p>
                </div>
                {box_}
            </li>
        }
        .part(),
    )
}
