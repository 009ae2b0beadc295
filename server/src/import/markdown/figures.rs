//! Photographs in the text, and figures made of them.

use std::fmt::Write as _;

use comrak::nodes::{Node, NodeValue};
use conglang::i18n::{texts, with_language};
use conglang_contract::{
    article::{PHOTO_LINK_CLASS, PHOTO_OFFER_CLASS, Photo, PhotoFormat},
    format::file_size,
    language::Language,
};

/// The text column is at most this wide.
const SIZES: &str = "(min-width: 48rem) 46rem, 100vw";
const FALLBACK_WIDTH: u32 = 960;

/// Puts the responsive picture of `photo` in the place of `node`, after the offer to load it, which is in
/// `language`.
pub fn put_photo(node: Node<'_>, photo: &Photo, language: Language) {
    for child in node.children().collect::<Vec<_>>() {
        child.detach();
    }
    // A link in a link is none.
    let is_linked = node
        .ancestors()
        .skip(1)
        .any(|around| matches!(around.data.borrow().value, NodeValue::Link(_)));
    let offer = if is_linked {
        String::new()
    } else {
        offer(photo, language)
    };
    node.data.borrow_mut().value = NodeValue::Raw(offer + &picture(photo));
}

/// A paragraph of photographs alone becomes figures.
pub fn make_figures(root: Node<'_>) {
    for node in root.descendants().collect::<Vec<_>>() {
        if !matches!(node.data.borrow().value, NodeValue::Paragraph) {
            continue;
        }
        let mut figures = String::new();
        for child in node.children() {
            match &child.data.borrow().value {
                NodeValue::Raw(picture) => {
                    let _ = write!(figures, "<figure>{}", linked(picture));
                    let caption = alt_of(picture);
                    if !caption.is_empty() {
                        let _ = write!(figures, "<figcaption>{caption}</figcaption>");
                    }
                    figures.push_str("</figure>\n");
                }
                NodeValue::SoftBreak | NodeValue::LineBreak => {}
                NodeValue::Text(text) if text.trim().is_empty() => {}
                _ => {
                    figures.clear();
                    break;
                }
            }
        }
        if !figures.is_empty() {
            for child in node.children().collect::<Vec<_>>() {
                child.detach();
            }
            node.data.borrow_mut().value = NodeValue::Raw(figures);
        }
    }
}

/// What [`put_photo`] wrote, with the picture as a link to its largest file.
fn linked(photo: &str) -> String {
    let (offer, picture) = photo.split_at(photo.find("<picture>").unwrap_or_default());
    let largest = largest_of(picture);
    format!("{offer}<a class=\"{PHOTO_LINK_CLASS}\" href=\"{largest}\">{picture}</a>")
}

/// What readers who save data see first: a link to a small file, with its size.
fn offer(photo: &Photo, language: Language) -> String {
    let Some((variant, bytes)) = photo.offer() else {
        return String::new();
    };
    let label = with_language(language, || texts().article.load_photo);
    let size = file_size(language, bytes);
    format!(
        "<a class=\"{PHOTO_OFFER_CLASS}\" href=\"{}\">{label} ({size})</a>",
        variant.url
    )
}

/// The last address in the `srcset` of the image in what [`picture`] made.
fn largest_of(picture: &str) -> &str {
    picture
        .rsplit_once(" srcset=\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .and_then(|(srcset, _)| srcset.rsplit(", ").next()?.split(' ').next())
        .unwrap_or_default()
}

/// The escaped text of `alt` in what [`picture`] made.
fn alt_of(picture: &str) -> &str {
    picture
        .split_once(" alt=\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map_or("", |(alt, _)| alt)
}

fn picture(photo: &Photo) -> String {
    let mut html = String::new();
    let fallback = photo
        .fallback(FALLBACK_WIDTH)
        .map_or("", |variant| variant.url.as_str());
    // Addresses are made of digits and letters; only the text needs escaping.
    let _ = write!(
        html,
        "<picture><source type=\"image/webp\" srcset=\"{}\" sizes=\"{SIZES}\">\
         <img src=\"{fallback}\" srcset=\"{}\" sizes=\"{SIZES}\" width=\"{}\" height=\"{}\" \
         alt=\"{}\" loading=\"lazy\" decoding=\"async\"></picture>",
        photo.srcset(PhotoFormat::Webp),
        photo.srcset(PhotoFormat::Jpeg),
        photo.width,
        photo.height,
        escape(&photo.alt),
    );
    html
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
