//! The browser's side: fetches the page, shows its content, and brings it to life.

use conglang_contract::extra::{Extra, KEPT_SOMETHING};
use leptos::{
    ev::MouseEvent, html::Div, prelude::*, reactive::spawn_local_scoped_with_cancellation,
};
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::{Document, DomParser, Element, HtmlMediaElement, SupportedType};

use super::{CLICK_ATTRIBUTE, EXTRA_ATTRIBUTE, OWN_PAGE_MARK, SERVED_CLASS};
use crate::{
    api::{self, ApiError, ApiResult},
    app::RENDERED_MARK,
    components::{
        part::{IntoPart, Part},
        states::{error_page, loading_page},
    },
    hooks::{
        extras::ask,
        page_head::{PageHead, use_page_head},
        storage,
    },
};

/// The class of a page whose buttons are answered.
const ALIVE_CLASS: &str = "served--alive";
/// Set on what was played before they were.
const PLAYS_ATTRIBUTE: &str = "data-plays";

/// What the app shows of a page.
#[derive(Clone)]
struct Content {
    /// None when it is in the document already.
    html: Option<String>,
    head: PageHead,
}

#[component]
pub fn ServedPage() -> impl IntoView {
    let location = use_location();
    let address = Memo::new(move |_| {
        let search = location.search.get();
        let mark = if search.is_empty() { "" } else { "?" };
        format!("{}{mark}{search}", location.pathname.get())
    });
    let again = Trigger::new();
    let is_here = Owner::current_shared_context().is_some_and(|context| context.during_hydration());
    let content = RwSignal::new(is_here.then(|| {
        Ok(Content {
            html: None,
            head: head_of(&document()),
        })
    }));
    // The effect's first run has nothing to do for the page that is here.
    let mut shown = is_here.then(|| address.get_untracked());
    Effect::new(move |_| {
        again.track();
        let wanted = address.get();
        if shown.take().is_some_and(|shown| shown == wanted) {
            return;
        }
        content.set(None);
        // Another address, or leaving the page, ends the transfer.
        spawn_local_scoped_with_cancellation(async move {
            content.try_set(fetch(&wanted).await);
        });
    });
    move || match content.get() {
        None => loading_page(),
        Some(Ok(content)) => alive(content),
        Some(Err(error)) => error_page(error, move || again.notify()),
    }
}

/// The page at `address`; none when the browser leaves for it.
async fn fetch(address: &str) -> Option<ApiResult<Content>> {
    let response = api::page(address).await;
    if response.status == 0 {
        return Some(Err(ApiError::Unreachable));
    }
    let content = content_of(&response.body);
    if content.is_none() {
        // The address is of this portal, to which one may always go.
        let _ = window().location().assign(address);
    }
    content
}

/// What there is to show of a page; none of one that stands without the app, or that is another page of the app, as
/// where an address of the old portal leads to its article.
fn content_of(html: &str) -> Option<ApiResult<Content>> {
    // Asked of the text: a page that is parsed has its style refused by the policy of this one.
    if html.contains(OWN_PAGE_MARK) {
        return None;
    }
    // The page of an error says more than its status.
    let page = DomParser::new().ok()?;
    let page = page.parse_from_string(html, SupportedType::TextHtml).ok()?;
    let content = page.query_selector(&format!(".{SERVED_CLASS}"));
    if let Ok(Some(content)) = content {
        return Some(Ok(Content {
            html: Some(content.inner_html()),
            head: head_of(&page),
        }));
    }
    // A host that renders nothing answers every address with the empty shell.
    let is_shell = !page.body()?.has_attribute(RENDERED_MARK);
    is_shell.then(|| Err(ApiError::Problem(api::not_found())))
}

fn head_of(page: &Document) -> PageHead {
    let canonical = page.query_selector("link[rel=canonical]").ok().flatten();
    PageHead {
        canonical: canonical.and_then(|link| link.get_attribute("href")),
        ..PageHead::unlisted(page.title(), 200)
    }
}

fn alive(content: Content) -> Part {
    use_page_head(content.head);
    let place = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            enliven(&place);
        }
    });
    match content.html {
        None => view! { <div class=SERVED_CLASS node_ref=place on:click=press></div> }.part(),
        Some(html) => view! {
            <div class=SERVED_CLASS node_ref=place on:click=press inner_html=html></div>
        }
        .part(),
    }
}

fn enliven(place: &Element) {
    // A class that is well formed is always taken.
    let _ = place.class_list().add_1(ALIVE_CLASS);
    for_each(place, "audio", &|audio| {
        // What plays already in the browser's own player is left to play.
        if !audio.unchecked_ref::<HtmlMediaElement>().paused() {
            let _ = audio.set_attribute(PLAYS_ATTRIBUTE, "");
        }
    });
    let keeps = storage::read(KEPT_SOMETHING).is_some();
    for_each(place, &format!("[{EXTRA_ATTRIBUTE}]"), &|element| {
        // On a device that has kept nothing this page is not kept either.
        if keeps || element.get_attribute(EXTRA_ATTRIBUTE).as_deref() != Some(Extra::Kept.as_str())
        {
            ask_for(element, EXTRA_ATTRIBUTE);
        }
    });
}

fn for_each(place: &Element, selector: &str, act: &dyn Fn(&Element)) {
    let Ok(elements) = place.query_selector_all(selector) else {
        return;
    };
    for index in 0..elements.length() {
        if let Some(element) = elements.get(index).and_then(|node| node.dyn_into().ok()) {
            act(&element);
        }
    }
}

fn press(event: MouseEvent) {
    // The icon may be what was hit.
    let button = event_target::<Element>(&event).closest(&format!("[{CLICK_ATTRIBUTE}]"));
    if let Ok(Some(button)) = button {
        ask_for(&button, CLICK_ATTRIBUTE);
    }
}

fn ask_for(element: &Element, attribute: &str) {
    if let Some(extra) = element
        .get_attribute(attribute)
        .and_then(|name| Extra::from_value(&name))
    {
        ask(element, extra);
    }
}
