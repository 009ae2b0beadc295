//! `/ca-khuc/{slug}`: one song with its makers and its lyrics.

use conglang_contract::{
    extra::Extra,
    language::Language,
    site::Site,
    slug::Slug,
    song::{Lyrics, Song},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    api::songs::use_song,
    app::SiteResource,
    components::{
        icon::{Icon, icon},
        in_language::in_language,
        part::{IntoPart, Part},
        photo::photo_view,
        songs::{makers, play::play_box, song_path},
        states::{error_page, loading, not_found},
        when_loaded::when_loaded,
    },
    hooks::page_head::{PageHead, use_page_head},
    i18n::{format, href, other_lang, texts},
};

/// Songs are told and sung in Vietnamese, whatever the page is in.
const VIETNAMESE: Option<Language> = Some(Language::Vietnamese);

#[component]
pub fn SongPage() -> impl IntoView {
    let params = use_params_map();
    let slug = Memo::new(move |_| params.read().get("slug").unwrap_or_default());
    move || one_song(slug.get().parse().ok())
}

/// The page of one song; none where the address cannot be a song's.
fn one_song(slug: Option<Slug>) -> Part {
    let site = expect_context::<SiteResource>();
    let song = use_song(slug);
    let retry = move || {
        site.refetch();
        song.refetch();
    };
    when_loaded(
        || Some(loading(12)),
        move || {
            let (site, song) = (site.get(), song.get());
            Some(match (song?, site?) {
                (Ok(song), Ok(site)) => page(song, &site),
                (Err(error), _) if error.is_not_found() => {
                    let texts = &texts().songs;
                    not_found(texts.not_found_title, texts.not_found_help)
                }
                (Err(error), _) | (_, Err(error)) => error_page(error, retry),
            })
        },
    )
}

fn page(song: Song, site: &Site) -> Part {
    let texts = &texts().songs;
    let makers = makers(song.composer.as_deref(), song.lyricist.as_deref());
    use_page_head(PageHead {
        description: song.note.clone().unwrap_or(makers),
        ..PageHead::new(&song.title, &song_path(&song.slug), site)
    });
    let facts = [
        (texts.composer, song.composer),
        (texts.lyricist, song.lyricist),
        (texts.singer, song.singer),
        (texts.year, song.year.map(|year| year.to_string())),
        (texts.duration, Some(format::duration(song.duration_s))),
        (texts.licence, song.licence),
    ];
    let facts = facts
        .into_iter()
        .filter_map(|(name, value)| Some(view! { <div><dt>{name}</dt><dd>{value?}</dd></div> }))
        .collect_view();
    let file = format!("{} ({})", texts.file, format::file_size(song.size_bytes));
    view! {
        <nav class="breadcrumb" aria-label=crate::i18n::texts().article.breadcrumb_label>
            <ol class="breadcrumb__list">
                <li><a href=href("/")>{crate::i18n::texts().article.home}</a></li>
                <li><a href=href("/ca-khuc")>{site.songs_title.clone()}</a></li>
            </ol>
        </nav>
        <article class="song">
            <h1 class="page-title">{in_language(song.title.clone(), VIETNAMESE)}</h1>
            <div class="song__head">
                {song.cover.map(|cover| view! { <div class="song__cover">{photo_view(cover, "(min-width: 40rem) 16rem, 100vw", true)}</div> })}
                <div>
                    {song.note.map(|note| view! { <p class="song__note">{in_language(note, VIETNAMESE)}</p> })}
                    {play_box(&song.slug, &song.title, song.audio_url.clone(), song.media_type)}
                    <dl class="song__facts">{facts}</dl>
                    // The router would take the file for a page.
                    <p><a class="song__file" href=song.audio_url download rel="external">{file}</a></p>
                    {keep()}
                </div>
            </div>
            {match song.lyrics {
                Some(lyrics) => lyrics_section(&song.slug, lyrics),
                None => view! { <p class="page-count">{texts.no_lyrics}</p> }.part(),
            }}
        </article>
    }
    .part()
}

/// Keeps the song on the device, or lets it go.
fn keep() -> Part {
    view! {
        <div class="song__keep">
            <button
                class="tool"
                type="button"
                data-extra=Extra::Kept.as_str()
                data-click-extra=Extra::Keep.as_str()
            >
                {icon(Icon::Keep)}
                {texts().songs.keep}
            </button>
            <p class="song__keep-failed" role="alert">{texts().reading.failed}</p>
        </div>
    }
    .part()
}

/// The lyrics by verses.
pub fn lyrics_section(slug: &Slug, lyrics: Lyrics) -> Part {
    // What is sung while nothing is sung is no line on paper, but the end of a verse.
    let mut verses = vec![Vec::new()];
    for line in lyrics.lines {
        match verses.last_mut() {
            Some(verse) if !line.text.is_empty() => verse.push(line),
            _ => verses.push(Vec::new()),
        }
    }
    let verses = verses
        .into_iter()
        .filter(|verse| !verse.is_empty())
        .map(|verse| {
            let lines = verse
                .into_iter()
                .map(|line| {
                    let time = line.time_ms.map(|time| time.to_string());
                    view! { <span class="lyrics__line" data-time=time>{line.text}</span> }
                })
                .collect_view();
            view! { <p class="lyrics__verse" lang=other_lang(VIETNAMESE)>{lines}</p> }
        })
        .collect_view();
    view! {
        <section class="lyrics" aria-labelledby="lyrics" data-lyrics=slug.to_string()>
            <h2 class="section-title" id="lyrics">{texts().songs.lyrics}</h2>
            {verses}
        </section>
    }
    .part()
}
