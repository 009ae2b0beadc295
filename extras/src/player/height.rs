//! How high the player stands, for the page behind it.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, HtmlElement, ResizeObserver};

use crate::asked::document;

/// In pixels, on the document's root; style/components/player.css keeps what has the focus above it.
const HEIGHT: &str = "--player-height";

/// Keeps [`HEIGHT`] at that of `player`; it is absent while the player is hidden.
///
/// # Errors
/// Those of the browser.
pub fn follow(player: &Element) -> Result<(), JsValue> {
    let page: HtmlElement = document()
        .and_then(|document| document.document_element())
        .ok_or(JsValue::NULL)?
        .dyn_into()?;
    let changed = Closure::<dyn FnMut()>::new({
        let player = player.clone();
        move || {
            // A valid property; it does not fail.
            let _ = match player.get_bounding_client_rect().height() {
                0.0 => page.style().remove_property(HEIGHT).map(drop),
                height => page.style().set_property(HEIGHT, &format!("{height}px")),
            };
        }
    });
    // The player lives as long as the page, and so does its observer.
    ResizeObserver::new(changed.into_js_value().unchecked_ref())?.observe(player);
    Ok(())
}
