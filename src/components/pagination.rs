//! Links to the pages of a list, which a person can share.

use leptos::{either::Either, prelude::*};
use leptos_router::params::ParamsMap;

use super::part::{IntoPart, Part};
use crate::i18n::{href, texts};

/// `path` is the list's own, with the rest of its query; pages are counted from 1.
pub fn pagination(path: &str, page: u32, last_page: u32) -> Option<Part> {
    (last_page > 1).then(|| links(path, page, last_page))
}

fn links(path: &str, page: u32, last_page: u32) -> Part {
    let texts = &texts().category;
    let numbers = shown_pages(page, last_page)
        .into_iter()
        .map(|number| match number {
            None => Either::Left(view! { <li class="pagination__gap" aria-hidden="true">"…"</li> }),
            Some(number) => Either::Right(view! {
                <li>
                    <a
                        class="pagination__link"
                        href=href(&page_path(path, number))
                        aria-label=(texts.go_to_page)(number)
                        aria-current=(number == page).then_some("page")
                    >
                        {number}
                    </a>
                </li>
            }),
        })
        .collect_view();
    let previous = (page > 1).then(|| {
        view! { <a class="pagination__link pagination__step" rel="prev" href=href(&page_path(path, page - 1))>"‹ " {texts.previous}</a> }
    });
    let next = (page < last_page).then(|| {
        view! { <a class="pagination__link pagination__step" rel="next" href=href(&page_path(path, page + 1))>{texts.next} " ›"</a> }
    });
    view! {
        <nav class="pagination" aria-label=texts.pagination>
            {previous}
            <ol class="pagination__list">{numbers}</ol>
            {next}
        </nav>
    }
    .part()
}

/// The page that the query of an address asks for; the first for one that was cut off.
pub fn asked_page(query: &ParamsMap) -> u32 {
    let page = query.get("trang").and_then(|page| page.parse().ok());
    page.unwrap_or(1).max(1)
}

/// The address of a page of a list; the first is the list itself.
pub fn page_path(path: &str, page: u32) -> String {
    if page <= 1 {
        path.to_owned()
    } else {
        let separator = if path.contains('?') { '&' } else { '?' };
        format!("{path}{separator}trang={page}")
    }
}

/// The first, the last and the pages around `page`; `None` is a gap.
fn shown_pages(page: u32, last_page: u32) -> Vec<Option<u32>> {
    let mut shown = Vec::new();
    let mut before = 0;
    let near = page.saturating_sub(1).max(1)..=page.saturating_add(1).min(last_page);
    for number in std::iter::once(1)
        .chain(near)
        .chain(std::iter::once(last_page))
    {
        if number <= before {
            continue;
        }
        if number == before + 2 {
            shown.push(Some(number - 1));
        } else if number > before + 2 {
            shown.push(None);
        }
        shown.push(Some(number));
        before = number;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_pages_are_all_shown() {
        assert_eq!(shown_pages(1, 3), [Some(1), Some(2), Some(3)]);
        assert_eq!(
            shown_pages(3, 5),
            [Some(1), Some(2), Some(3), Some(4), Some(5)]
        );
    }

    #[test]
    fn many_pages_have_gaps() {
        assert_eq!(
            shown_pages(10, 20),
            [Some(1), None, Some(9), Some(10), Some(11), None, Some(20)]
        );
        assert_eq!(shown_pages(1, 20), [Some(1), Some(2), None, Some(20)]);
    }

    #[test]
    fn the_first_page_is_the_list_itself() {
        assert_eq!(page_path("/chuyen-muc/tin", 1), "/chuyen-muc/tin");
        assert_eq!(page_path("/chuyen-muc/tin", 2), "/chuyen-muc/tin?trang=2");
    }
}
