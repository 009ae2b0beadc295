//! The player that stays when one moves between pages. It is built by the extras; here is its place.

use conglang_contract::{
    extra::Extra,
    song::{PLAYER_ID, PLAYER_MEMORY},
};
use leptos::prelude::*;

use super::{extras::ask, storage};

/// The place of the player, outside all pages. Who left in the middle of a song is offered to go on.
#[component]
pub fn PlayerPlace() -> impl IntoView {
    Effect::new(|_| {
        if storage::read(PLAYER_MEMORY).is_some()
            && let Some(place) = document().get_element_by_id(PLAYER_ID)
        {
            ask(&place, Extra::Player);
        }
    });
    view! { <div id=PLAYER_ID class="player-place"></div> }
}
