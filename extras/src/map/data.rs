//! What the map asks the API for.

use conglang_contract::{
    API_PREFIX,
    language::Language,
    map::{MOST_PLACES, PlaceList},
    query::query_string,
};
use wasm_bindgen::JsValue;

use super::detail::Level;
use crate::{fetch, texts::language};

/// `GET map` without what cannot be seen at `level`.
///
/// # Errors
/// When the answer does not come.
pub async fn areas(at: Option<&str>, level: Level) -> Result<String, JsValue> {
    let zoom = level.zoom().map(|zoom| zoom.to_string());
    get(&format!(
        "map?{}",
        query_string([("at", at.map(str::to_owned)), ("zoom", zoom)])
    ))
    .await
}

/// All places.
///
/// # Errors
/// When the answer does not come, or is none.
pub async fn places(at: Option<&str>) -> Result<PlaceList, JsValue> {
    let per_page = Some(MOST_PLACES.to_string());
    let query = query_string([
        ("at", at.map(str::to_owned)),
        ("per_page", per_page),
        (Language::PARAMETER, Some(language().code().to_owned())),
    ]);
    let text = get(&format!("map/places?{query}")).await?;
    serde_json::from_str(&text).map_err(|error| JsValue::from(error.to_string()))
}

async fn get(path: &str) -> Result<String, JsValue> {
    fetch::text(&format!("{API_PREFIX}/{path}")).await
}
