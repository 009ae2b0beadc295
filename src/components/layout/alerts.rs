//! Dated notices on top of every page.

use conglang_contract::site::Alert;
use leptos::prelude::*;

use crate::{
    app::SiteResource,
    components::{
        part::{IntoPart, Part},
        when_loaded::when_loaded,
    },
    i18n::texts,
};

#[component]
pub fn Alerts() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    when_loaded(
        || None,
        move || {
            let alerts = site.get()?.ok()?.alerts;
            (!alerts.is_empty()).then(|| list(alerts))
        },
    )
}

fn list(alerts: Vec<Alert>) -> Part {
    let alerts = alerts
        .into_iter()
        .map(|alert| view! { <p class="alerts__alert"><strong>{alert.title}</strong> " " {alert.body}</p> })
        .collect_view();
    view! { <section class="alerts" aria-label=texts().layout.alerts>{alerts}</section> }.part()
}
