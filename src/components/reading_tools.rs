//! What helps to read an article, under its heading: it is read aloud, shown calmly, printed, passed on.

use conglang_contract::{
    article::{Article, Recording},
    extra::{Extra, KEPT_SOMETHING},
};
use leptos::{
    ev::MouseEvent,
    html::{Button, Div},
    prelude::*,
};

use crate::{
    components::{
        icon::{Icon, icon},
        part::{IntoPart, Part},
        reading_mode::reading_mode,
        share::share,
    },
    hooks::{extras::ask, storage},
    i18n::{format, texts},
};

const LISTEN_ID: &str = "nghe-bai";

/// The tools for `article`, whose page is known under `address`. Style sheets hide those that need scripts
/// where there are none.
pub fn reading_tools(article: &Article, address: &str) -> Part {
    let texts = &texts().reading;
    let panel = NodeRef::<Div>::new();
    let listen = move |_| {
        if let Some(panel) = panel.get_untracked() {
            ask(&panel, Extra::ReadAloud);
        }
    };
    let print = |_| {
        // A browser that cannot print does nothing.
        let _ = window().print();
    };
    view! {
        <div class="tools" role="group" aria-label=texts.tools>
            {tool(Icon::Speaker, texts.listen, Some(LISTEN_ID), listen)}
            {reading_mode()}
            {tool(Icon::Print, texts.print, None, print)}
            {keep()}
            {share(article, address)}
        </div>
        <div class="read-aloud" id=LISTEN_ID node_ref=panel></div>
        <p class="read-aloud__failed" role="alert">{texts.failed}</p>
    }
    .part()
}

/// Keeps the article on the device, or lets it go. Whether it is kept the worker knows, who is asked only on
/// devices that have kept something.
fn keep() -> Part {
    let button = NodeRef::<Button>::new();
    let ask_for = move |extra| {
        if let Some(button) = button.get() {
            ask(&button, extra);
        }
    };
    Effect::new(move || {
        if storage::read(KEPT_SOMETHING).is_some() {
            ask_for(Extra::Kept);
        }
    });
    view! {
        <button class="tool tool--scripted" type="button" node_ref=button on:click=move |_| ask_for(Extra::Keep)>
            {icon(Icon::Keep)}
            {texts().reading.keep}
        </button>
    }
    .part()
}

/// A button that needs scripts; `controls` is the id of what it opens.
fn tool(
    sign: Icon,
    label: &'static str,
    controls: Option<&'static str>,
    act: impl FnMut(MouseEvent) + 'static,
) -> Part {
    view! {
        <button class="tool tool--scripted" type="button" aria-controls=controls on:click=act>
            {icon(sign)}
            {label}
        </button>
    }
    .part()
}

/// The article as somebody reads it out.
pub fn recording(recording: &Recording) -> Part {
    let texts = &texts().reading;
    let length = format::duration(recording.duration_s);
    let size = format::file_size(recording.size_bytes);
    view! {
        <figure class="recording">
            <figcaption class="recording__title">
                {texts.recording} " " <span class="recording__size">{format!("{length} · {size}")}</span>
            </figcaption>
            <audio class="recording__player" controls preload="none" aria-label=texts.recording src=recording.url.clone()></audio>
        </figure>
    }
    .part()
}

/// Where the article at `path` is found, for those who hold it on paper; `address` is the whole of it.
pub fn paper_address(path: &str, address: &str) -> Part {
    let texts = &texts().reading;
    view! {
        <div class="paper">
            <img class="paper__code" src=format!("{path}/qr.svg") alt=texts.qr_code width="120" height="120" loading="lazy"/>
            <p>{texts.on_paper} <br/> <span class="paper__address">{address.to_owned()}</span></p>
        </div>
    }
    .part()
}
