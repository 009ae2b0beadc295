//! An article passed on: by the device's own sheet where it has one, else by Zalo, Facebook or its address.

use conglang_contract::article::Article;
use js_sys::{Promise, Reflect};
use leptos::{
    ev::{FocusEvent, KeyboardEvent, MouseEvent},
    html::Details,
    prelude::*,
    task::spawn_local,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::{
    components::{
        article_card::article_path,
        icon::{Icon, icon},
        part::{IntoPart, Part},
    },
    i18n::{href, texts},
};

/// Shares `article`, whose page is known under `address`. Without scripts it is a list of links.
pub fn share(article: &Article, address: &str) -> Part {
    let texts = &texts().reading;
    let disclosure = NodeRef::<Details>::new();
    let told = RwSignal::new(String::new());
    let address = StoredValue::new(address.to_owned());
    let title = StoredValue::new(article.title.clone());
    let set_open = move |open: bool| {
        if let Some(disclosure) = disclosure.try_get_untracked().flatten() {
            disclosure.set_open(open);
        }
    };
    let by_device = move |event: MouseEvent| {
        told.set(String::new());
        let data = [("title", title.get_value()), ("url", address.get_value())];
        let Some(sharing) = navigator_share(&data) else {
            return;
        };
        event.prevent_default();
        spawn_local(async move {
            // Who closed the sheet has had the choice; a sheet that did not come is replaced.
            if let Err(error) = JsFuture::from(sharing).await
                && !is_abort(&error)
            {
                set_open(true);
            }
        });
    };
    let copy = move |_| {
        spawn_local(async move {
            let copied = match write_to_clipboard(&address.get_value()) {
                Some(writing) => JsFuture::from(writing).await.is_ok(),
                None => false,
            };
            told.try_set(if copied {
                texts.copied.to_owned()
            } else {
                format!("{} {}", texts.copy_failed, address.get_value())
            });
        });
    };
    let close = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            set_open(false);
        }
    };
    let leave = move |event: FocusEvent| {
        let next = event.related_target().and_then(|next| next.dyn_into().ok());
        let disclosure = disclosure.try_get_untracked().flatten();
        if let (Some(next), Some(disclosure)) = (next, disclosure)
            && !disclosure.contains(Some(&next))
        {
            disclosure.set_open(false);
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
        <details class="share" node_ref=disclosure on:keydown=close on:focusout=leave>
            <summary class="tool" on:click=by_device>
                {icon(Icon::Share)}
                {texts.share}
            </summary>
            <div class="share__panel">
                <ul class="share__ways">
                    {link("zalo", texts.zalo)}
                    {link("facebook", texts.facebook)}
                    <li class="tool--scripted">
                        <button class="share__way" type="button" on:click=copy>
                            {icon(Icon::Copy)}
                            {texts.copy}
                        </button>
                    </li>
                </ul>
                <p class="share__told" role="status">{move || told.get()}</p>
            </div>
        </details>
    }
    .part()
}

/// The promise of the device's own sheet; none where there is no such sheet.
fn navigator_share(data: &[(&str, String)]) -> Option<Promise> {
    let navigator = window().navigator();
    let sheet = js_sys::Object::new();
    for (name, value) in data {
        Reflect::set(&sheet, &(*name).into(), &value.into()).ok()?;
    }
    call(&navigator, "share", &sheet)
}

/// The promise of a copy; none where the browser does not let pages copy, as over plain HTTP.
fn write_to_clipboard(text: &str) -> Option<Promise> {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into()).ok()?;
    call(&clipboard, "writeText", &text.into())
}

/// Calls the method `name`, if there is one, which gives a promise.
fn call(object: &JsValue, name: &str, argument: &JsValue) -> Option<Promise> {
    // What is undefined has no properties to get.
    let method = Reflect::get(object, &name.into()).ok()?;
    let method: js_sys::Function = method.dyn_into().ok()?;
    method.call1(object, argument).ok()?.dyn_into().ok()
}

fn is_abort(error: &JsValue) -> bool {
    Reflect::get(error, &"name".into()).is_ok_and(|name| name == "AbortError")
}
