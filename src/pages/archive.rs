//! `/luu-tru`: all months with articles; `/luu-tru/{yyyy}/{mm}`: one of them.

pub mod calendar;
pub mod month;

use conglang_contract::{archive::ArchiveMonth, month::Month, site::Site};
use leptos::prelude::*;

use crate::{
    api::archive::use_archive,
    app::SiteResource,
    components::{
        part::{IntoPart, Part},
        states::{empty_view, error_page, loading_page},
        when_loaded::when_loaded,
    },
    hooks::page_head::{PageHead, use_page_head},
    i18n::{format::integer, href, texts},
};

/// The path of the page of all months, for [`href`].
pub const ARCHIVE_PATH: &str = "/luu-tru";

/// The path of a month's page, for [`href`].
pub fn archive_path(month: Month) -> String {
    format!("{ARCHIVE_PATH}/{:04}/{:02}", month.year(), month.month())
}

#[component]
pub fn ArchivePage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let months = use_archive();
    let retry = move || {
        site.refetch();
        months.refetch();
    };
    when_loaded(
        || Some(loading_page()),
        move || {
            let (site, months) = (site.get(), months.get());
            Some(match (site?, months?) {
                (Ok(site), Ok(months)) => page(&site, &months),
                (Err(error), _) | (_, Err(error)) => error_page(error, retry),
            })
        },
    )
}

fn page(site: &Site, months: &[ArchiveMonth]) -> Part {
    let texts = &texts().archive;
    use_page_head(PageHead {
        description: texts.introduction.to_owned(),
        ..PageHead::new(texts.title, ARCHIVE_PATH, site)
    });
    let years = if months.is_empty() {
        empty_view(texts.empty)
    } else {
        years(months, None)
    };
    view! {
        <h1 class="page-title">{texts.title}</h1>
        <p class="page-lead">{texts.introduction}</p>
        {years}
    }
    .part()
}

/// The years with their months, the newest first; `current` is the month whose page it is.
pub fn years(months: &[ArchiveMonth], current: Option<Month>) -> Part {
    let text = &texts().archive;
    months
        .chunk_by(|one, next| one.month.year() == next.month.year())
        .map(|of_year| {
            let year = of_year.first().map_or(0, |first| first.month.year());
            let total: u64 = of_year.iter().map(|month| month.articles).sum();
            let links = of_year
                .iter()
                .rev()
                .map(|entry| {
                    let month = entry.month;
                    view! {
                        <li>
                            <a
                                class="archive-month"
                                href=href(&archive_path(month))
                                aria-current=(current == Some(month)).then_some("page")
                            >
                                <span>{(text.month)(month.month())}</span>
                                " "
                                <span class="archive-month__count">
                                    {integer(entry.articles)}
                                    <span class="visually-hidden">{articles_behind(entry.articles)}</span>
                                </span>
                            </a>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <section class="archive-year">
                    <h2 class="section-title">
                        {(text.year)(year)}
                        <span class="archive-year__total">{(texts().category.total)(total)}</span>
                    </h2>
                    <ul class="archive-months">{links}</ul>
                </section>
            }
        })
        .collect_view()
        .part()
}

/// What a number of articles is of, for those who do not see that it stands in a list of articles.
fn articles_behind(count: u64) -> String {
    let whole = (texts().category.total)(count);
    whole
        .strip_prefix(&integer(count))
        .unwrap_or_default()
        .to_owned()
}
