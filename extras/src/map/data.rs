//! What the map asks the API for.

use conglang_contract::{
    API_PREFIX,
    map::{PlaceList, query_string},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// More places than this no map shows at once.
const MOST_PLACES: u32 = 10_000;

/// `GET map` without what cannot be seen at `zoom`; everything without one.
///
/// # Errors
/// When the answer does not come.
pub async fn areas(at: Option<&str>, zoom: impl Into<Option<u32>>) -> Result<String, JsValue> {
    let zoom = zoom.into().map(|zoom| zoom.to_string());
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
    let query = query_string([("at", at.map(str::to_owned)), ("per_page", per_page)]);
    let text = get(&format!("map/places?{query}")).await?;
    serde_json::from_str(&text).map_err(|error| JsValue::from(error.to_string()))
}

async fn get(path: &str) -> Result<String, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response = JsFuture::from(window.fetch_with_str(&format!("{API_PREFIX}/{path}"))).await?;
    let response: Response = response.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::from(response.status()));
    }
    let text = JsFuture::from(response.text()?).await?;
    text.as_string().ok_or(JsValue::NULL)
}
