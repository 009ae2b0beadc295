//! All outside sites, by group.

use leptos::prelude::*;

use crate::{
    app::{SideResources, SiteResource},
    components::{
        page_meta::PageMeta,
        states::{EmptyView, ErrorPage, Loading},
    },
    i18n::texts,
};

#[component]
pub fn LinksPage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let links = expect_context::<SideResources>().links;
    let texts = &texts().links;
    let retry = move |()| {
        site.refetch();
        links.refetch();
    };
    view! {
        <Suspense fallback=|| view! { <Loading/> }>
            {move || Suspend::new(async move {
                let (site, groups) = match (site.await, links.await) {
                    (Ok(site), Ok(groups)) => (site, groups),
                    (Err(error), _) | (_, Err(error)) => return view! { <ErrorPage error retry/> }.into_any(),
                };
                let list = if groups.is_empty() {
                    view! { <EmptyView text=texts.empty/> }.into_any()
                } else {
                    groups
                        .into_iter()
                        .map(|group| {
                            let links = group
                                .links
                                .into_iter()
                                .map(|link| view! {
                                    <li>
                                        <a class="links__link" href=link.url.clone() rel="external noopener">
                                            {link.name}
                                            <span class="links__url">{host(&link.url).to_owned()}</span>
                                        </a>
                                    </li>
                                })
                                .collect_view();
                            view! {
                                <section class="links">
                                    <h2 class="section-title">{group.title}</h2>
                                    <ul class="links__list">{links}</ul>
                                </section>
                            }
                        })
                        .collect_view()
                        .into_any()
                };
                view! {
                    <PageMeta title=texts.title description=texts.introduction path="/lien-ket" site/>
                    <h1 class="page-title">{texts.title}</h1>
                    <p class="page-lead">{texts.introduction}</p>
                    <div class="links-page">{list}</div>
                }
                .into_any()
            })}
        </Suspense>
    }
}

/// The host of an address, as people know sites.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest)
}
