//! Who answers for the portal, and how to reach them.

use conglang_contract::site::Site;
use leptos::prelude::*;

use crate::{
    app::{CONTENT_ID, SiteResource},
    i18n::texts,
};

#[component]
pub fn Footer() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    view! {
        <footer class="footer">
            <Suspense>
                {move || Suspend::new(async move { site.await.ok().map(|site| view! { <SiteFooter site/> }) })}
            </Suspense>
        </footer>
    }
}

#[component]
fn SiteFooter(
    /// The town.
    site: Site,
) -> impl IntoView {
    let texts = &texts().layout;
    let contact = site.contact;
    let line = |label: &'static str, value: Option<String>, scheme: Option<&'static str>| {
        value.map(|value| {
            let text = match scheme {
                Some(scheme) => {
                    let href = format!(
                        "{scheme}:{}",
                        value.replace([' ', '.'], if scheme == "tel" { "" } else { "." })
                    );
                    view! { <a href=href>{value}</a> }.into_any()
                }
                None => value.into_any(),
            };
            view! { <p class="footer__line">{label} ": " {text}</p> }
        })
    };
    let categories = site
        .categories
        .into_iter()
        .map(|category| view! { <li><a href=format!("/chuyen-muc/{}", category.slug)>{category.name}</a></li> })
        .collect_view();
    view! {
        <div class="footer__inner">
            <section>
                <h2 class="footer__title">{site.name}</h2>
                <p class="footer__line">{contact.organisation}</p>
                {line(texts.address, contact.address, None)}
                {line(texts.phone, contact.phone, Some("tel"))}
                {line(texts.fax, contact.fax, None)}
                {line(texts.email, contact.email, Some("mailto"))}
            </section>
            <nav aria-label=texts.categories>
                <h2 class="footer__title">{texts.categories}</h2>
                <ul class="footer__list">{categories}</ul>
            </nav>
            <p class="footer__top"><a href=format!("#{CONTENT_ID}")>{texts.to_top}</a></p>
        </div>
    }
}
