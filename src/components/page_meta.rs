//! What a page says about itself to browsers, search engines and messengers.

use conglang_contract::{article::Photo, site::Site};
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

use crate::hooks::navigation::use_page_arrival;

/// The width that previews in Zalo and Facebook are made for, in pixels.
const PREVIEW_WIDTH: u32 = 1200;

/// Title, description, canonical address and Open Graph of a page. Every page has one, in the view
/// that it shows when its data is there.
#[component]
pub fn PageMeta(
    /// The page's own title, without the portal's name; empty on the home page.
    #[prop(into)]
    title: String,
    /// One or two sentences; the portal's own when empty.
    #[prop(into, optional)]
    description: String,
    /// The page's path and query, beginning with a slash.
    #[prop(into)]
    path: String,
    /// `website` or `article`.
    #[prop(default = "website")]
    kind: &'static str,
    /// The picture for previews.
    #[prop(optional_no_strip)]
    photo: Option<Photo>,
    /// The town.
    site: Site,
) -> impl IntoView {
    let full_title = if title.is_empty() {
        site.name.clone()
    } else {
        format!("{title} · {}", site.name)
    };
    use_page_arrival(full_title.clone());
    let og_title = if title.is_empty() {
        site.name.clone()
    } else {
        title
    };
    let description = if description.is_empty() {
        site.description
    } else {
        description
    };
    let address = format!("{}{path}", site.base_url);
    let image = photo
        .as_ref()
        .and_then(|photo| photo.fallback(PREVIEW_WIDTH))
        .map(|variant| absolute(&site.base_url, &variant.url));
    view! {
        <Title text=full_title/>
        <Meta name="description" content=description.clone()/>
        <Link rel="canonical" href=address.clone()/>
        <Meta property="og:type" content=kind/>
        <Meta property="og:locale" content="vi_VN"/>
        <Meta property="og:site_name" content=site.name/>
        <Meta property="og:title" content=og_title/>
        <Meta property="og:description" content=description/>
        <Meta property="og:url" content=address/>
        {image.map(|image| view! { <Meta property="og:image" content=image/> })}
    }
}

fn absolute(base_url: &str, url: &str) -> String {
    if url.starts_with('/') {
        format!("{base_url}{url}")
    } else {
        url.to_owned()
    }
}
