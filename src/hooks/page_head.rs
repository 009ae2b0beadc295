//! What a page says of itself beside its content.

use std::sync::{Arc, Mutex, PoisonError};

use conglang_contract::{article::Article, site::Site};
use leptos::prelude::*;

use super::navigation::use_page_arrival;
use crate::i18n::href;

/// Title, address and HTTP status of a page. The server writes it into `<head>`; when the app moves
/// by itself, title and canonical address follow.
#[derive(Clone, Debug, PartialEq)]
pub struct PageHead {
    /// The whole title, with the portal's name.
    pub title: String,
    /// One or two sentences for search engines; the portal's own when empty.
    pub description: String,
    /// The absolute address under which the page is known; without one it is kept out of search engines.
    pub canonical: Option<String>,
    /// Whether the page is there in the other language too, under the address that goes with this one.
    pub is_translated: bool,
    /// The article whose page it is.
    pub article: Option<Arc<Article>>,
    pub status: u16,
    /// Whether the page stays as the server rendered it: it is sent without the app's scripts.
    pub without_app: bool,
}

impl PageHead {
    /// A page of the portal. `title` is its own, empty on the home page; `path` is that of the Vietnamese
    /// page, begins with a slash and may have a query.
    pub fn new(title: &str, path: &str, site: &Site) -> Self {
        let title = if title.is_empty() {
            site.name.clone()
        } else {
            format!("{title} · {}", site.name)
        };
        Self {
            canonical: Some(format!("{}{}", site.base_url, href(path))),
            is_translated: site.features.english,
            ..Self::unlisted(title, 200)
        }
    }

    /// A page that no search engine should keep: an error, or what one person alone may read.
    pub fn unlisted(title: impl Into<String>, status: u16) -> Self {
        Self {
            title: title.into(),
            description: String::new(),
            canonical: None,
            is_translated: false,
            article: None,
            status,
            without_app: false,
        }
    }
}

/// Where the server finds the head of the page that it rendered. It provides one as a context.
#[derive(Clone, Default)]
pub struct PageHeadSlot(Arc<Mutex<Option<PageHead>>>);

impl PageHeadSlot {
    /// The head of the rendered page; none when no page was reached.
    pub fn take(&self) -> Option<PageHead> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn put(&self, head: PageHead) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(head);
    }
}

/// Tells what the page is that is shown from now on. Every page calls it, in the view that it shows when
/// its data is there.
pub fn use_page_head(head: PageHead) {
    use_page_arrival(head.title.clone());
    if let Some(slot) = use_context::<PageHeadSlot>() {
        slot.put(head);
    } else {
        Effect::new(move |_| show_head(&head));
    }
}

fn show_head(head: &PageHead) {
    document().set_title(&head.title);
    // Phones share the canonical address. The empty shell has none, and its own address does.
    let Ok(Some(link)) = document().query_selector("link[rel=canonical]") else {
        return;
    };
    let has_moved = link.get_attribute("href") != head.canonical;
    match &head.canonical {
        // An element takes every attribute that has a valid name.
        Some(address) => drop(link.set_attribute("href", address)),
        None => link.remove(),
    }
    // The addresses of translations are read by machines, which load each page anew.
    while has_moved && let Ok(Some(link)) = document().query_selector("link[hreflang]") {
        link.remove();
    }
}
