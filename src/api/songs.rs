use conglang_contract::{
    slug::Slug,
    song::{Song, SongSummary},
};

use super::ApiResource;

/// `GET songs`
pub fn use_songs() -> ApiResource<Vec<SongSummary>> {
    ApiResource::new(|| Some("songs".to_owned()))
}

/// `GET songs/{slug}`; not found without a slug.
pub fn use_song(slug: Option<Slug>) -> ApiResource<Song> {
    ApiResource::new(move || Some(format!("songs/{}", slug.as_ref()?)))
}
