//! A photograph in full, with its caption and its neighbours (PhotoSwipe).

mod entry;

use std::cell::RefCell;

use conglang_contract::article::PHOTO_LINK_CLASS;
use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, HtmlImageElement};

use crate::{
    asked::document,
    dom::{all_in, is_still, language, object},
    library,
    texts::texts,
};

const SCRIPT: &str = "/vendor/photoswipe/photoswipe.js";
const STYLE_SHEET: &str = "/vendor/photoswipe/photoswipe.css";

#[wasm_bindgen]
extern "C" {
    type PhotoSwipe;

    #[wasm_bindgen(constructor)]
    fn new(options: &JsValue) -> PhotoSwipe;

    #[wasm_bindgen(method)]
    fn init(this: &PhotoSwipe) -> bool;

    #[wasm_bindgen(method)]
    fn on(this: &PhotoSwipe, event: &str, listener: &JsValue);

    #[wasm_bindgen(method)]
    fn close(this: &PhotoSwipe);

    #[wasm_bindgen(method, getter, js_name = isDestroying)]
    fn is_closing(this: &PhotoSwipe) -> bool;

    #[wasm_bindgen(method, getter)]
    fn element(this: &PhotoSwipe) -> Element;

    #[wasm_bindgen(method, getter, js_name = currSlide)]
    fn current_slide(this: &PhotoSwipe) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn ui(this: &PhotoSwipe) -> Interface;

    type Interface;

    #[wasm_bindgen(method, js_name = registerElement)]
    fn register_element(this: &Interface, element: &JsValue);
}

thread_local! {
    /// What was pressed last while the library is on its way.
    static PRESSED: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// Shows the photograph that `link` leads to, unless its reader presses another one or goes on before the library
/// is there. When that cannot be loaded the link is followed, as it would be without scripts.
pub fn open(link: &Element) {
    let is_loading = PRESSED.replace(Some(link.clone())).is_some();
    if is_loading {
        return;
    }
    spawn_local(async {
        let loaded = load().await;
        let pressed = PRESSED.take().filter(|link| link.is_connected());
        if let Some(link) = pressed
            && loaded.and_then(|()| show(&link)).is_err()
            && let Some(address) = link.get_attribute("href")
            && let Some(window) = web_sys::window()
        {
            // Leaving for a file of the portal itself is always allowed.
            let _ = window.location().assign(&address);
        }
    });
}

async fn load() -> Result<(), JsValue> {
    library::style_sheet(STYLE_SHEET).await?;
    library::script(SCRIPT).await
}

fn show(link: &Element) -> Result<(), JsValue> {
    if is_open()? {
        return Ok(());
    }
    let links = links_beside(link)?;
    let photographs = links.iter().map(photograph).collect::<Result<Array, _>>()?;
    let index = links.iter().position(|other| other == link).unwrap_or(0);
    let viewer = PhotoSwipe::new(&options(photographs, index)?);
    let registering = viewer.clone().unchecked_into::<PhotoSwipe>();
    let register = Closure::<dyn FnMut()>::new(move || {
        if let Ok(caption) = caption_element() {
            registering.ui().register_element(&caption);
        }
    });
    // The viewer keeps it; it is some hundred bytes a viewing.
    viewer.on("uiRegister", &register.into_js_value());
    viewer.init();
    let dialog = viewer.element();
    dialog.set_attribute("aria-modal", "true")?;
    dialog.set_attribute("aria-label", texts().photograph.label)?;
    entry::make(viewer);
    Ok(())
}

/// Whether there is a viewer. Until it has faded in, the focus is still on the link that opened it.
fn is_open() -> Result<bool, JsValue> {
    let viewer = document().ok_or(JsValue::NULL)?.query_selector(".pswp")?;
    Ok(viewer.is_some())
}

/// The links of all photographs of the article that `link` is in.
fn links_beside(link: &Element) -> Result<Vec<Element>, JsValue> {
    let Some(article) = link.closest("article")? else {
        return Ok(vec![link.clone()]);
    };
    Ok(all_in(&article, &format!("a.{PHOTO_LINK_CLASS}")))
}

/// What PhotoSwipe wants to know of a photograph: the file in full, its size, the small one that is
/// shown while it loads.
fn photograph(link: &Element) -> Result<JsValue, JsValue> {
    let image = link.query_selector("img")?;
    let image: Option<HtmlImageElement> = image.and_then(|image| image.dyn_into().ok());
    let number = |name| {
        let value = image.as_ref().and_then(|image| image.get_attribute(name));
        value
            .and_then(|value| value.parse::<f64>().ok())
            .unwrap_or(1.0)
    };
    object(&[
        ("src", link.get_attribute("href").into()),
        ("width", number("width").into()),
        ("height", number("height").into()),
        ("alt", image.as_ref().map(HtmlImageElement::alt).into()),
        (
            "msrc",
            image.as_ref().map(HtmlImageElement::current_src).into(),
        ),
        ("element", link.into()),
    ])
}

fn options(photographs: Array, index: usize) -> Result<JsValue, JsValue> {
    let texts = &texts().photograph;
    let index = u32::try_from(index).unwrap_or(0);
    object(&[
        ("dataSource", photographs.into()),
        ("index", index.into()),
        ("bgOpacity", JsValue::from(1)),
        (
            "showHideAnimationType",
            if is_still() { "none" } else { "fade" }.into(),
        ),
        ("closeTitle", texts.close.into()),
        ("zoomTitle", texts.zoom.into()),
        ("arrowPrevTitle", texts.previous.into()),
        ("arrowNextTitle", texts.next.into()),
        ("errorMsg", texts.failed.into()),
        ("loop", false.into()),
    ])
}

/// The line under the photograph, which changes with it.
fn caption_element() -> Result<JsValue, JsValue> {
    let on_init = Closure::<dyn FnMut(HtmlElement, PhotoSwipe)>::new(
        |line: HtmlElement, viewer: PhotoSwipe| {
            // Valid names; setting them does not fail.
            let _ = line.set_attribute("aria-live", "polite");
            let shown = viewer.clone().unchecked_into::<PhotoSwipe>();
            let change = Closure::<dyn FnMut()>::new(move || {
                let caption = caption(&shown);
                let lang = caption.as_ref().map_or("", |(_, lang)| lang);
                let _ = line.set_attribute("lang", lang);
                line.set_text_content(caption.as_ref().map(|(text, _)| text.as_str()));
            });
            viewer.on("change", &change.into_js_value());
        },
    );
    object(&[
        ("name", "caption".into()),
        ("order", 9.into()),
        ("isButton", false.into()),
        ("appendTo", "root".into()),
        ("onInit", on_init.into_js_value()),
    ])
}

/// The caption of the photograph that is shown, with its language: its figure's, or else what it shows.
fn caption(viewer: &PhotoSwipe) -> Option<(String, String)> {
    let data = Reflect::get(&viewer.current_slide(), &"data".into()).ok()?;
    let link: Element = Reflect::get(&data, &"element".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let figure = link.closest("figure").ok()??;
    let line = figure.query_selector("figcaption").ok()?;
    let text = line
        .and_then(|line| line.text_content())
        .or_else(|| Reflect::get(&data, &"alt".into()).ok()?.as_string())?;
    Some((text, language(&figure)))
}
