//! Who answers for the portal, and how to reach them.

use conglang_contract::site::Site;
use leptos::{either::Either, prelude::*};

use crate::{
    app::{CONTENT_ID, SiteResource},
    components::{
        article_card::category_path,
        layout::alerts::ALERTS_PATH,
        part::{IntoPart, Part},
        when_loaded::when_loaded,
    },
    i18n::{href, texts},
};

#[component]
pub fn Footer() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    view! {
        <footer class="footer">
            {when_loaded(|| None, move || site.get()?.ok().map(site_footer))}
        </footer>
    }
}

fn site_footer(site: Site) -> Part {
    let most_read = texts().home.most_read;
    let texts = &texts().layout;
    let contact = site.contact;
    let phone_href = |phone: &str| format!("tel:{}", phone.replace([' ', '.'], ""));
    let email_href = |email: &str| format!("mailto:{email}");
    let categories = site
        .categories
        .into_iter()
        .map(|category| view! { <li><a href=href(&category_path(category.slug.as_str()))>{category.name}</a></li> })
        .collect_view();
    view! {
        <div class="footer__inner">
            <section>
                <h2 class="footer__title">{site.name}</h2>
                <p class="footer__line">{contact.organisation}</p>
                {contact.address.map(|address| line(texts.address, address, None))}
                {contact.phone.map(|phone| line(texts.phone, phone, Some(phone_href)))}
                {contact.fax.map(|fax| line(texts.fax, fax, None))}
                {contact.email.map(|email| line(texts.email, email, Some(email_href)))}
            </section>
            <nav aria-label=texts.categories>
                <h2 class="footer__title">{texts.categories}</h2>
                <ul class="footer__list">
                    {categories}
                    <li><a href=href(ALERTS_PATH) rel="external">{texts.alerts}</a></li>
                    {site.features.visits.then(|| view! { <li><a href=href("/doc-nhieu")>{most_read}</a></li> })}
                    <li><a href=href("/luu-tru")>{texts.archive}</a></li>
                    <li><a href=href("/rss.xml") rel="external">"RSS"</a></li>
                </ul>
            </nav>
            <p class="footer__top">
                <a href=href("/thong-bao")>{texts.push}</a>
                <a href=href("/da-luu")>{texts.shelf}</a>
                <a href=format!("#{CONTENT_ID}") rel="external">{texts.to_top}</a>
            </p>
        </div>
    }
    .part()
}

/// One way to reach the office; `href` makes a link of it.
fn line(label: &'static str, value: String, href: Option<fn(&str) -> String>) -> Part {
    let value = match href {
        Some(href) => {
            let href = href(&value);
            Either::Left(view! { <a href=href>{value}</a> })
        }
        None => Either::Right(value),
    };
    view! { <p class="footer__line">{label} ": " {value}</p> }.part()
}
