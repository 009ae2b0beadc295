//! What stands around every page.

pub mod alerts;
mod display;
mod footer;
mod header;

use leptos::prelude::*;

pub use self::{alerts::Alerts, footer::Footer, header::Header};
use crate::{app::CONTENT_ID, i18n::texts};

/// The first stop of the Tab key: past the menu. The browser follows it, not the router, since only the
/// browser then goes on from there with the next Tab.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! {
        <a class="skip-link" href=format!("#{CONTENT_ID}") rel="external">
            {texts().layout.skip}
        </a>
    }
}
