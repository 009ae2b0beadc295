//! Dated notices on top of every page.

use leptos::prelude::*;

use crate::{app::SiteResource, i18n::texts};

#[component]
pub fn Alerts() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let alerts = site.await.map(|site| site.alerts).unwrap_or_default();
                (!alerts.is_empty()).then(|| {
                    let alerts = alerts
                        .into_iter()
                        .map(|alert| view! { <p class="alerts__alert"><strong>{alert.title}</strong> " " {alert.body}</p> })
                        .collect_view();
                    view! { <section class="alerts" aria-label=texts().layout.alerts>{alerts}</section> }
                })
            })}
        </Suspense>
    }
}
