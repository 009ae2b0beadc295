//! A photograph in the size that the reader's screen needs.

use conglang_contract::article::{Photo, PhotoFormat};
use leptos::prelude::*;

use super::part::{IntoPart, Part};
use crate::hooks::preference::is_sparing;

/// `sizes` says how wide it stands in the layout. `first` is what a reader sees first, which is fetched
/// before the others.
pub fn photo_view(photo: Photo, sizes: &'static str, first: bool) -> Part {
    let first = first && !is_sparing();
    let webp = photo.srcset(PhotoFormat::Webp);
    let jpeg = photo.srcset(PhotoFormat::Jpeg);
    let source = photo
        .fallback(960)
        .map(|variant| variant.url.clone())
        .unwrap_or_default();
    view! {
        <picture class="photo">
            <source type="image/webp" srcset=webp sizes=sizes/>
            // `loading` comes before the addresses, since browsers fetch as soon as they have one.
            <img
                loading=if first { "eager" } else { "lazy" }
                fetchpriority=if first { "high" } else { "auto" }
                decoding="async"
                width=photo.width.to_string()
                height=photo.height.to_string()
                sizes=sizes
                srcset=jpeg
                src=source
                alt=photo.alt
            />
        </picture>
    }
    .part()
}
