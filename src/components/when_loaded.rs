//! What waits for the API.

use std::sync::Arc;

use super::part::{IntoPart, Part};

type View = Arc<dyn Fn() -> Option<Part> + Send + Sync>;

/// What `view` gives once every answer that it asks for is there; until then `fallback`.
pub fn when_loaded(
    fallback: impl Fn() -> Option<Part> + Send + Sync + 'static,
    view: impl Fn() -> Option<Part> + Send + Sync + 'static,
) -> Part {
    // One type for all views, so that the wasm holds the machine for waiting once.
    wait(Arc::new(fallback), Arc::new(view))
}

fn wait(fallback: View, view: View) -> Part {
    (move || view().or_else(|| fallback())).part()
}
