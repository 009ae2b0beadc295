//! Photographs in the text, and figures made of them.

use std::fmt::Write as _;

use comrak::nodes::{Node, NodeValue};
use conglang_contract::article::{PHOTO_LINK_CLASS, Photo, PhotoFormat};

/// The text column is at most this wide.
const SIZES: &str = "(min-width: 48rem) 46rem, 100vw";
const FALLBACK_WIDTH: u32 = 960;

/// Puts the responsive picture of `photo` in the place of `node`.
pub fn put_photo(node: Node<'_>, photo: &Photo) {
    for child in node.children().collect::<Vec<_>>() {
        child.detach();
    }
    node.data.borrow_mut().value = NodeValue::Raw(picture(photo));
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

/// `picture` as a link to its largest file.
fn linked(picture: &str) -> String {
    let largest = largest_of(picture);
    format!("<a class=\"{PHOTO_LINK_CLASS}\" href=\"{largest}\">{picture}</a>")
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
