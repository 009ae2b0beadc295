//! An article passed on: by the device's own sheet where it has one, else by Zalo, Facebook or its address.

use conglang_contract::{article::Article, extra::Extra};
use js_sys::Reflect;
use leptos::{ev::MouseEvent, html::Details, prelude::*};

use crate::{
    components::{
        article_card::article_path,
        icon::{Icon, icon},
        part::{IntoPart, Part},
    },
    hooks::{disclosure::close_when_left, extras::ask},
    i18n::{href, texts},
};

/// Shares `article`, whose page is known under `address`. Without scripts it is a list of links.
pub fn share(article: &Article, address: &str) -> Part {
    let texts = &texts().reading;
    let disclosure = NodeRef::<Details>::new();
    let ask_for = move |extra: Extra| {
        if let Some(disclosure) = disclosure.get_untracked() {
            ask(&disclosure, extra);
        }
    };
    let pressed = move |event: MouseEvent| {
        let is_open = disclosure.get_untracked().is_some_and(|ways| ways.open());
        // The ways stand there where the sheet did not come.
        if !is_open && Reflect::has(&window().navigator(), &"share".into()).unwrap_or(false) {
            event.prevent_default();
            ask_for(Extra::Share);
        }
    };
    let path = href(&article_path(article.slug.as_str()));
    let link = |service: &str, label: &'static str| {
        view! {
            <li>
                <a class="share__way" href=format!("{path}/{service}") target="_blank" rel="external nofollow noopener">
                    {label} <span class="visually-hidden">" " {texts.new_tab}</span>
                </a>
            </li>
        }
    };
    view! {
        <details
            class="share"
            node_ref=disclosure
            data-title=article.title.clone()
            data-address=address.to_owned()
            on:keydown=close_when_left(disclosure)
        >
            <summary class="tool" on:click=pressed>
                {icon(Icon::Share)}
                {texts.share}
            </summary>
            <div class="share__panel">
                <ul class="share__ways">
                    {link("zalo", texts.zalo)}
                    {link("facebook", texts.facebook)}
                    <li class="tool--scripted">
                        <button class="share__way" type="button" on:click=move |_| ask_for(Extra::CopyAddress)>
                            {icon(Icon::Copy)}
                            {texts.copy}
                        </button>
                    </li>
                </ul>
                <p class="share__told" role="status"></p>
            </div>
        </details>
    }
    .part()
}
