use conglang_contract::song::Song;

use super::ApiResource;

/// `GET songs`
pub fn use_songs() -> ApiResource<Vec<Song>> {
    ApiResource::new(|| Some("songs".to_owned()))
}
