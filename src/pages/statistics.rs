//! The counter's figures, and the last thirty days as a picture with a table behind it.

use conglang_contract::{
    site::Site,
    visits::{VisitDay, Visits},
};
use leptos::prelude::*;

use crate::{
    api::visits::use_visit_days,
    app::{SideResources, SiteResource},
    components::{
        part::{IntoPart, Part},
        states::{error_page, loading},
        visits::use_visit_numbers,
        when_loaded::when_loaded,
    },
    hooks::page_head::{PageHead, use_page_head},
    i18n::{
        format::{day_and_month, integer},
        texts,
    },
};

/// The chart's size in its own units.
const CHART_WIDTH: u64 = 600;
const CHART_HEIGHT: u64 = 160;

#[component]
pub fn StatisticsPage() -> impl IntoView {
    let site = expect_context::<SiteResource>();
    let visits = expect_context::<SideResources>().visits;
    let days = use_visit_days();
    let retry = move || {
        site.refetch();
        visits.refetch();
        days.refetch();
    };
    when_loaded(
        || Some(loading(6)),
        move || {
            let (site, visits, days) = (site.get(), visits.get(), days.get());
            Some(match (site?, visits?, days?) {
                (Ok(site), Ok(visits), Ok(days)) => page(&site, visits, days),
                (Err(error), _, _) | (_, Err(error), _) | (_, _, Err(error)) => {
                    error_page(error, retry)
                }
            })
        },
    )
}

fn page(site: &Site, visits: Visits, days: Vec<VisitDay>) -> Part {
    let texts = &texts().statistics;
    use_page_head(PageHead {
        description: texts.introduction.to_owned(),
        ..PageHead::new(texts.title, "/thong-ke", site)
    });
    view! {
        <h1 class="page-title">{texts.title}</h1>
        <p class="page-lead">{texts.introduction}</p>
        {figures(visits)}
        {days_section(days)}
    }
    .part()
}

/// `loaded` are the figures that the page came with.
pub fn figures(loaded: Visits) -> impl IntoView {
    let numbers = use_visit_numbers(loaded);
    let texts = &texts().statistics;
    view! {
        <dl class="figures">
            <div class="figures__figure"><dt>{texts.total}</dt><dd>{move || integer(numbers.get().total)}</dd></div>
            <div class="figures__figure"><dt>{texts.today}</dt><dd>{move || integer(numbers.get().today)}</dd></div>
            <div class="figures__figure"><dt>{texts.online}</dt><dd>{move || integer(numbers.get().online)}</dd></div>
        </dl>
    }
}

/// `days` come oldest first.
pub fn days_section(days: Vec<VisitDay>) -> impl IntoView {
    let texts = &texts().statistics;
    let sum = days.iter().map(|day| day.visits).sum();
    let highest = days.iter().max_by_key(|day| day.visits).cloned();
    highest.map(|highest| {
        let description = (texts.chart_description)(sum, highest.visits, &day_and_month(&highest.date));
        let bars = bars(&days)
            .into_iter()
            .map(|bar| view! {
                <rect
                    class="chart__bar"
                    x=bar.x.to_string()
                    y=bar.y.to_string()
                    width=bar.width.to_string()
                    height=bar.height.to_string()
                ></rect>
            })
            .collect_view();
        let label = |day: Option<&VisitDay>| day.map(|day| day_and_month(&day.date)).unwrap_or_default();
        let (first, last) = (label(days.first()), label(days.last()));
        let rows = days
            .into_iter()
            .rev()
            .map(|day| view! { <tr><th scope="row">{day_and_month(&day.date)}</th><td>{integer(day.visits)}</td></tr> })
            .collect_view();
        view! {
            <section aria-labelledby="so-ngay">
                <h2 id="so-ngay" class="section-title">{texts.days}</h2>
                <figure class="chart">
                    <svg
                        class="chart__drawing"
                        role="img"
                        aria-label=description.clone()
                        viewBox=format!("0 0 {CHART_WIDTH} {CHART_HEIGHT}")
                        preserveAspectRatio="none"
                    >
                        {bars}
                    </svg>
                    <p class="chart__dates" aria-hidden="true"><span>{first}</span> <span>{last}</span></p>
                    <figcaption class="chart__caption" aria-hidden="true">{description}</figcaption>
                </figure>
                <details class="chart-table">
                    <summary>{texts.table}</summary>
                    <table>
                        <thead><tr><th scope="col">{texts.date}</th><th scope="col">{texts.visits}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </details>
            </section>
        }
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bar {
    x: u64,
    y: u64,
    width: u64,
    height: u64,
}

/// One bar a day, the highest as high as the chart allows.
fn bars(days: &[VisitDay]) -> Vec<Bar> {
    let highest = days.iter().map(|day| day.visits).max().unwrap_or(0).max(1);
    let step = CHART_WIDTH / (days.len() as u64).max(1);
    days.iter()
        .zip(0..)
        .map(|(day, index)| {
            let height = day.visits * CHART_HEIGHT / highest;
            Bar {
                x: index * step + step / 10,
                y: CHART_HEIGHT - height,
                width: step * 4 / 5,
                height,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_on_one_line_and_the_highest_fills_the_chart() {
        let day = |visits| VisitDay {
            date: "2026-11-23".to_owned(),
            visits,
        };
        let bars = bars(&[day(5), day(10), day(0)]);
        assert_eq!((bars[0].height, bars[1].height), (80, 160));
        assert!(bars.iter().all(|bar| bar.y + bar.height == CHART_HEIGHT));
    }
}
