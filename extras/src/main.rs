//! The second wasm of the portal: what a page needs only when somebody uses it. Plain calls of the
//! browser, no framework, and the libraries of others that are worth their size (`/vendor`).
//!
//! How it is asked stands in [`conglang_contract::extra`].

mod asked;
mod dom;
mod library;
mod listener;
mod map;
mod photograph;
mod player;
mod read_aloud;
mod share;
mod texts;
mod timer;

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
        Extra::Share => share::by_device(element),
        Extra::CopyAddress => share::copy_address(element),
    }
}
