//! The counter: "Thống kê" and "Online".

use conglang_contract::{format::integer, visits::VisitNumbers};
use leptos::prelude::*;

use super::states::ErrorView;
use crate::{app::SideResources, i18n::texts};

/// The counter as the server sent it last; nothing until it sent something. [`App`](crate::App)
/// provides it as a context.
#[derive(Clone, Copy)]
pub struct LiveVisitNumbers(pub RwSignal<Option<VisitNumbers>>);

/// The counter's figures: the live ones when there are any, else those that the page came with.
pub fn use_visit_numbers(loaded: VisitNumbers) -> Signal<VisitNumbers> {
    let live = use_context::<LiveVisitNumbers>();
    Signal::derive(move || live.and_then(|live| live.0.get()).unwrap_or(loaded))
}

#[component]
pub fn VisitCounter() -> impl IntoView {
    let visits = expect_context::<SideResources>().visits;
    view! {
        <Transition fallback=|| view! { <p class="counter__line">"…"</p> }>
            {move || Suspend::new(async move {
                match visits.await {
                    Ok(visits) => view! { <CounterLines loaded=visits.now/> }.into_any(),
                    Err(error) => view! { <ErrorView error retry=move |()| visits.refetch()/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn CounterLines(
    /// The figures that the page came with.
    loaded: VisitNumbers,
) -> impl IntoView {
    let numbers = use_visit_numbers(loaded);
    let texts = &texts().side_column;
    view! {
        <p class="counter__line">{texts.total} ": " <strong>{move || integer(numbers.get().total)}</strong></p>
        <p class="counter__line">{texts.online} ": " <strong>{move || integer(numbers.get().online)}</strong></p>
    }
}
