//! What the player asks the portal for.

use conglang_contract::{
    API_PREFIX,
    song::{Song, SongSummary},
};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// All songs; none when they cannot be had.
pub async fn songs() -> Option<Vec<SongSummary>> {
    get("songs").await
}

/// The song called `slug`; none when it cannot be had.
pub async fn song(slug: &str) -> Option<Song> {
    get(&format!("songs/{slug}")).await
}

async fn get<T: DeserializeOwned>(path: &str) -> Option<T> {
    let text = text(&format!("{API_PREFIX}/{path}")).await.ok()?;
    serde_json::from_str(&text).ok()
}

async fn text(address: &str) -> Result<String, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response = JsFuture::from(window.fetch_with_str(address)).await?;
    let response: Response = response.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    let text = JsFuture::from(response.text()?).await?;
    text.as_string().ok_or(JsValue::NULL)
}
