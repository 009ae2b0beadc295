//! The second wasm of the portal: what a page needs only when somebody uses it. Plain calls of the
//! browser, no framework, and the libraries of others that are worth their size (`/vendor`).
//!
//! How it is asked stands in [`conglang_contract::extra`].

mod asked;
mod companion;
mod dom;
mod fetch;
mod keep;
mod library;
mod listener;
mod map;
mod notices;
mod outbox;
mod photograph;
mod player;
mod presence;
mod push;
mod read_aloud;
mod search;
mod share;
mod shelf;
mod sound;
mod texts;
mod timer;
mod worker;

use conglang_contract::extra::Extra;
use web_sys::Element;

fn main() {
    console_error_panic_hook::set_once();
    asked::listen(answer);
}

fn answer(extra: Extra, element: &Element) {
    match extra {
        Extra::Photograph => photograph::open(element),
        Extra::ReadAloud => read_aloud::ask(element),
        Extra::Map => map::open(element),
        Extra::Song => player::play(element),
        Extra::AllSongs => player::play_all(),
        Extra::Player => player::offer(),
        Extra::Share => share::open(element),
        Extra::CopyAddress => share::copy_address(element),
        Extra::Companion => companion::tell(),
        Extra::Keep => keep::toggle(element),
        Extra::Kept => keep::show_state(element),
        Extra::Shelf => shelf::show(element),
        Extra::Push => push::offer(element),
        Extra::Outbox => outbox::take(element),
        Extra::Search => search::suggest(element),
    }
}
