//! `/luu-tru/{yyyy}/{mm}`: a month with its calendar and its articles, or those of one day.

use conglang_contract::{
    archive::{ArchiveDay, ArchiveMonth},
    article::{ArticleQuery, ArticleSummary},
    day::Day,
    month::Month,
    page::Page,
    site::Site,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{
    archive_path,
    calendar::{DAY_PARAMETER, calendar, day_path},
    years,
};
use crate::{
    api::{
        archive::{use_archive, use_archive_days},
        articles::use_articles,
    },
    app::SiteResource,
    components::{
        article_card::stories,
        pagination::{asked_page, page_path, pagination},
        part::{IntoPart, Part},
        states::{error_page, loading_page},
        when_loaded::when_loaded,
    },
    hooks::page_head::{PageHead, use_page_head},
    i18n::{format, href, texts},
};

const PER_PAGE: u32 = 20;

/// What the page shows.
struct Content {
    month: Month,
    /// Of the month that is asked for, if it is in the calendar.
    day: Option<Day>,
    months: Vec<ArchiveMonth>,
    days: Vec<ArchiveDay>,
    list: Page<ArticleSummary>,
}

#[component]
pub fn ArchiveMonthPage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let params = use_params_map();
    let query = use_query_map();
    let month = move || {
        let params = params.read();
        let month = params.get("month")?;
        // `3` is March as well as `03` is.
        let month = month.parse().ok().filter(|_| month.len() <= 2)?;
        let year = params.get("year").filter(|year| year.len() == 4)?;
        Month::new(year.parse().ok()?, month).ok()
    };
    let day = move || {
        // What is no day of the month chooses none.
        let number: usize = query.read().get(DAY_PARAMETER)?.parse().ok()?;
        month()?.days().nth(number.checked_sub(1)?)
    };
    let months = use_archive();
    let days = use_archive_days(month);
    let list = use_articles(move || {
        Some(ArticleQuery {
            month: Some(month()?),
            day: day(),
            page: Some(asked_page(&query.read())),
            per_page: Some(PER_PAGE),
            ..ArticleQuery::default()
        })
    });
    let retry = move || {
        site.refetch();
        months.refetch();
        days.refetch();
        list.refetch();
    };
    when_loaded(
        || Some(loading_page()),
        move || {
            let (site, months) = (site.get(), months.get());
            let (days, list) = (days.get(), list.get());
            Some(match (site?, months?, days?, list?) {
                (Ok(site), Ok(months), Ok(days), Ok(list)) => match month() {
                    Some(month) => {
                        let day = day();
                        page(
                            &site,
                            Content {
                                month,
                                day,
                                months,
                                days,
                                list,
                            },
                        )
                    }
                    None => no_month(&months),
                },
                (Ok(_), Ok(months), Err(error), _) | (Ok(_), Ok(months), _, Err(error))
                    if error.is_not_found() =>
                {
                    no_month(&months)
                }
                (Err(error), ..)
                | (_, Err(error), ..)
                | (_, _, Err(error), _)
                | (_, _, _, Err(error)) => error_page(error, retry),
            })
        },
    )
}

fn no_month(months: &[ArchiveMonth]) -> Part {
    let text = &texts().archive;
    with_other_months(text.no_month.to_owned(), text.no_month_help, months)
}

/// An address under which there is nothing, with those where there is something.
fn with_other_months(title: String, help: &'static str, months: &[ArchiveMonth]) -> Part {
    use_page_head(PageHead::unlisted(title.clone(), 404));
    view! {
        <h1 class="page-title">{title}</h1>
        <p class="page-lead">{help}</p>
        {years(months, None)}
    }
    .part()
}

fn page(site: &Site, content: Content) -> Part {
    let text = &texts().archive;
    let Content {
        month,
        day,
        months,
        days,
        list,
    } = content;
    if days.is_empty() {
        return with_other_months((text.empty_month)(month), text.empty_month_help, &months);
    }
    let title = (text.month_title)(month);
    let path = day.map_or_else(|| archive_path(month), day_path);
    let last_page = list.last_page();
    let is_there = list.page <= last_page && !list.items.is_empty();
    if is_there {
        let day = day.map(format::day);
        let page = (list.page > 1).then(|| (texts().category.page)(list.page));
        let parts: Vec<String> = [Some(title.clone()), day, page]
            .into_iter()
            .flatten()
            .collect();
        let own_title = parts.join(", ");
        use_page_head(PageHead {
            description: (text.month_introduction)(month),
            ..PageHead::new(&own_title, &page_path(&path, list.page), site)
        });
    } else {
        use_page_head(PageHead::unlisted(title.clone(), 404));
    }
    let heading = match day {
        Some(day) => (text.day_heading)(day),
        None => texts().category.list_heading.to_owned(),
    };
    let empty = match day {
        Some(_) => text.empty_day,
        None => texts().not_found.explanation,
    };
    view! {
        <h1 class="page-title">{title}</h1>
        <div class="archive-head">
            {calendar(month, &days, day)}
            {neighbours(month, &months)}
        </div>
        <section class="story-list" aria-labelledby="danh-sach">
            <h2 id="danh-sach" class="section-title">{heading}</h2>
            <p class="page-count">
                {(texts().category.total)(list.total)}
                {day.map(|_| view! { " · " <a href=href(&archive_path(month))>{text.whole_month}</a> })}
            </p>
            {stories(list.items, true, empty)}
        </section>
        {pagination(&path, list.page, last_page)}
        <details class="archive-others">
            <summary>{text.other_months}</summary>
            {years(&months, Some(month))}
        </details>
    }
    .part()
}

/// The nearest months with articles before and after `month`; `months` come newest first.
fn neighbours(month: Month, months: &[ArchiveMonth]) -> Option<Part> {
    let text = &texts().archive;
    let before = months.iter().find(|entry| entry.month < month);
    let after = months.iter().rev().find(|entry| entry.month > month);
    let link = |entry: &ArchiveMonth, rel: &'static str, [left, right]: [&'static str; 2]| {
        let name = format::month(entry.month);
        view! {
            <a class="archive-head__link" rel=rel href=href(&archive_path(entry.month))>
                {left}{name}{right}
            </a>
        }
    };
    (before.is_some() || after.is_some()).then(|| {
        view! {
            <nav class="archive-head__neighbours" aria-label=text.neighbours>
                {before.map(|entry| link(entry, "prev", ["‹ ", ""]))}
                {after.map(|entry| link(entry, "next", ["", " ›"]))}
            </nav>
        }
        .part()
    })
}
