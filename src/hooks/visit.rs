//! Tells the counter what is being read, where the server cannot see it.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_location;

use crate::{api::visits::post_visit, app::RENDERED_MARK, components::visits::LiveVisits};

/// Counts each page to which the app moves by itself, and the first one where the server did not
/// render it; a rendered page was counted by the server. Call it once, inside the router.
pub fn use_visit_counter() {
    let path = use_location().pathname;
    let live = use_context::<LiveVisits>();
    Effect::new(move |counted: Option<String>| {
        let path = path.get();
        let is_counted = match &counted {
            Some(counted) => *counted == path,
            None => rendered_by_server(),
        };
        if !is_counted {
            let path = path.clone();
            spawn_local(async move {
                // A visit that is not counted is no reason to disturb the reader.
                if let (Ok(visits), Some(live)) = (post_visit(path).await, live) {
                    live.0.try_set(Some(visits));
                }
            });
        }
        path
    });
}

fn rendered_by_server() -> bool {
    document()
        .body()
        .is_some_and(|body| body.has_attribute(RENDERED_MARK))
}
