//! `GET songs` and `GET songs/{slug}`: the town's songs.

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use conglang_contract::{
    slug::Slug,
    song::{Song, SongSummary},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    http::{
        entity_tag,
        problem::{ApiError, ApiResult, ReadRefusals},
    },
    site::{Site, SiteState},
};

pub fn router() -> OpenApiRouter<SiteState> {
    OpenApiRouter::new()
        .routes(routes!(get_songs))
        .routes(routes!(get_song))
}

/// The songs in the town's order, those with a recording first; none while the feature is off.
#[utoipa::path(get, path = "/songs", tag = "songs", responses((status = 200, body = Vec<SongSummary>)))]
async fn get_songs(State(site): State<SiteState>, headers: HeaderMap) -> ApiResult<Response> {
    entity_tag::json(&headers, &songs(&site).await?)
}

/// One song with its lyrics. Songs without a recording have no answer of their own.
#[utoipa::path(
    get,
    path = "/songs/{slug}",
    tag = "songs",
    params(("slug" = Slug, Path)),
    responses(
        (status = 200, body = Song),
        ReadRefusals,
    )
)]
async fn get_song(
    State(site): State<SiteState>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let slug: Slug = slug.parse().map_err(|_| ApiError::not_found())?;
    if !site.settings.features.songs {
        return Err(ApiError::not_found());
    }
    let song = site.store.song(&slug).await?;
    entity_tag::json(&headers, &song.ok_or_else(ApiError::not_found)?)
}

/// The songs that `GET songs` answers with.
///
/// # Errors
/// When the database fails.
pub async fn songs(site: &Site) -> ApiResult<Vec<SongSummary>> {
    if !site.settings.features.songs {
        return Ok(Vec::new());
    }
    let mut songs = site.store.songs().await?;
    let named = site.settings.songs.iter();
    // A song that was only named until its recording came is not told twice.
    let named: Vec<_> = named
        .filter(|named| songs.iter().all(|song| song.title != named.title))
        .cloned()
        .collect();
    songs.extend(named);
    Ok(songs)
}
