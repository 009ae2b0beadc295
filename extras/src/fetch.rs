//! What the portal's server answers.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

/// What stands at `address`.
///
/// # Errors
/// When it does not come.
pub async fn text(address: &str) -> Result<String, JsValue> {
    let response = send("GET", address, None).await?;
    if !response.ok() {
        return Err(JsValue::from(response.status()));
    }
    body(&response).await
}

/// The answer, whatever it is, to a request with a body of JSON.
///
/// # Errors
/// When none comes.
pub async fn send(method: &str, address: &str, json: Option<&str>) -> Result<Response, JsValue> {
    let options = RequestInit::new();
    options.set_method(method);
    if let Some(json) = json {
        let headers = Headers::new()?;
        headers.set("content-type", "application/json")?;
        options.set_headers(&headers);
        options.set_body(&json.into());
    }
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    JsFuture::from(window.fetch_with_str_and_init(address, &options))
        .await?
        .dyn_into()
}

/// The text of an answer.
///
/// # Errors
/// When it does not come whole.
pub async fn body(response: &Response) -> Result<String, JsValue> {
    let text = JsFuture::from(response.text()?).await?;
    text.as_string().ok_or(JsValue::NULL)
}
