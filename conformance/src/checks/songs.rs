//! `songs` and `songs/{slug}`

use conglang_contract::{
    problem::ProblemCode,
    song::{Song, SongSummary},
};

use super::{Check, check};
use crate::portal::{Portal, Verdict, none};

pub const CHECKS: &[Check] = &[
    check("a song that can be heard has a page", pages),
    check("a recording is served in parts", parts),
    check("an unknown song is not found", unknown),
];

fn pages(portal: &Portal) -> Verdict {
    let answer = portal.get("/songs")?;
    let songs: Vec<SongSummary> = answer.json()?;
    for summary in &songs {
        answer.require(
            summary.slug.is_some() == summary.audio_url.is_some(),
            || {
                format!(
                    "“{}” has a page without a recording, or a recording without a page",
                    summary.title
                )
            },
        )?;
        let Some(slug) = &summary.slug else {
            continue;
        };
        let answer = portal.get(&format!("/songs/{slug}"))?;
        let song: Song = answer.json()?;
        let agrees = song.slug == *slug
            && song.title == summary.title
            && Some(&song.audio_url) == summary.audio_url.as_ref()
            && Some(song.duration_s) == summary.duration_s
            && song.lyrics.is_some() == summary.has_lyrics;
        answer.require(agrees, || "it says other things than the list".to_owned())?;
        let Some(lyrics) = &song.lyrics else {
            continue;
        };
        let times = lyrics.lines.iter().map(|line| line.time_ms);
        let are_timed = times.clone().all(|time| time.is_some()) && times.is_sorted();
        answer.require(!lyrics.timed || are_timed, || {
            "the lines are not in the order of their times".to_owned()
        })?;
    }
    Ok(())
}

fn parts(portal: &Portal) -> Verdict {
    let songs: Vec<SongSummary> = portal.get("/songs")?.json()?;
    let url = songs.iter().find_map(|song| song.audio_url.as_deref());
    let url = url.ok_or_else(|| none("recordings"))?;
    let part = portal.get_url(url, &[("range", "bytes=0-9")])?;
    part.require_status(206)?;
    part.require(part.body.len() == 10, || {
        format!("{} bytes, not 10", part.body.len())
    })?;
    part.require(
        part.header("content-range").starts_with("bytes 0-9/"),
        || "Content-Range does not say which bytes these are".to_owned(),
    )
}

fn unknown(portal: &Portal) -> Verdict {
    portal
        .get("/songs/no-such-song")?
        .refused(ProblemCode::NotFound)
        .map(drop)
}
