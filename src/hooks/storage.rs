//! The browser's local storage. Where it is full, forbidden or absent, nothing is kept, and nothing fails.

use leptos::prelude::document;
use wasm_bindgen::JsCast;

/// What is kept under `key`.
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Keeps `text` under `key`; without a text, nothing.
pub fn write(key: &str, text: Option<&str>) {
    let Some(storage) = storage() else { return };
    let _ = match text {
        Some(text) => storage.set_item(key, text),
        None => storage.remove_item(key),
    };
}

/// Lets the server know, for as long as browsers remember; without a text it forgets.
pub fn write_cookie(name: &str, text: Option<&str>) {
    let age = if text.is_some() { COOKIE_AGE_S } else { 0 };
    let text = text.unwrap_or_default();
    let document = document().unchecked_into::<web_sys::HtmlDocument>();
    // A browser that takes no cookies has none.
    let _ = document.set_cookie(&format!(
        "{name}={text}; Path=/; Max-Age={age}; SameSite=Lax"
    ));
}

/// 400 days, the most that browsers take.
const COOKIE_AGE_S: u32 = 400 * 24 * 60 * 60;

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}
