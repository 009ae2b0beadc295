//! The counter.

use conglang_contract::visits::VisitNumbers;
use leptos::prelude::RwSignal;

/// The newest numbers of the counter.
#[derive(Clone, Copy)]
pub struct LiveVisitNumbers(pub RwSignal<Option<VisitNumbers>>);
