//! What the player asks the portal for.

use conglang_contract::{
    API_PREFIX,
    song::{Song, SongSummary},
};
use serde::de::DeserializeOwned;

use crate::fetch;

/// All songs; none when they cannot be had.
pub async fn songs() -> Option<Vec<SongSummary>> {
    get("songs").await
}

/// The song called `slug`; none when it cannot be had.
pub async fn song(slug: &str) -> Option<Song> {
    get(&format!("songs/{slug}")).await
}

async fn get<T: DeserializeOwned>(path: &str) -> Option<T> {
    let text = fetch::text(&format!("{API_PREFIX}/{path}")).await.ok()?;
    serde_json::from_str(&text).ok()
}
