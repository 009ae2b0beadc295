//! The counter: "Thống kê" and "Online".

use conglang_contract::visits::Visits;
use leptos::prelude::*;

use super::part::{IntoPart, Part};
use crate::i18n::{format::integer, href, texts};

/// The counter as the server sent it last; nothing until it sent something. [`App`](crate::App)
/// provides it as a context.
#[derive(Clone, Copy)]
pub struct LiveVisits(pub RwSignal<Option<Visits>>);

/// The counter's figures: the live ones when there are any, else those that the page came with.
pub fn use_visit_numbers(loaded: Visits) -> Signal<Visits> {
    let live = use_context::<LiveVisits>();
    Signal::derive(move || live.and_then(|live| live.0.get()).unwrap_or(loaded))
}

/// The two lines of the old portal, and the way to the statistics.
pub fn visit_counter(visits: Visits) -> Part {
    let numbers = use_visit_numbers(visits);
    let texts = &texts().side_column;
    view! {
        <div class="counter">
        <p class="counter__line">{texts.total} ": " <strong>{move || integer(numbers.get().total)}</strong></p>
        <p class="counter__line">{texts.online} ": " <strong>{move || integer(numbers.get().online)}</strong></p>
        <p><a href=href("/thong-ke")>{texts.more_statistics}</a></p>
        </div>
    }
    .part()
}
