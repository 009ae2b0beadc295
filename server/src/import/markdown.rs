//! The body of an article: Markdown into HTML, with its photographs and files.

use std::fmt::Write as _;

use comrak::{
    Arena, Options, format_html,
    nodes::{Node, NodeLink, NodeValue},
    parse_document,
};
use conglang_contract::article::{Photo, PhotoFormat};

use super::sanitise::{TABLE_BOX_CLASS, sanitise};

/// The text column is at most this wide.
const SIZES: &str = "(min-width: 48rem) 46rem, 100vw";
const FALLBACK_WIDTH: u32 = 960;

/// A rendered body. `html` is sanitised.
pub struct Body {
    pub html: String,
    pub text: String,
    /// The photograph of the first figure.
    pub first_photo: Option<Photo>,
}

/// What the body refers to, by the name that stands in the Markdown.
pub trait Files {
    /// # Errors
    /// Why there is no such photograph.
    fn photo(&self, reference: &str, alt: &str) -> Result<Photo, String>;
    /// The address of a file that the text links to.
    ///
    /// # Errors
    /// Why there is no such file.
    fn link(&self, reference: &str) -> Result<String, String>;
}

/// # Errors
/// All that is wrong, with lines of `markdown` counted from 1.
pub fn render(markdown: &str, files: &impl Files) -> Result<Body, Vec<(usize, String)>> {
    let arena = Arena::new();
    let options = options();
    let root = parse_document(&arena, markdown, &options);
    let mut mistakes = Vec::new();
    refuse_html(root, &mut mistakes);
    let text = text_of(root);
    let mut first_photo = None;
    for node in root.descendants().collect::<Vec<_>>() {
        let line = line_of(node);
        let link = match &node.data.borrow().value {
            NodeValue::Link(link) => Some(link.url.clone()),
            _ => None,
        };
        if let Some(url) = link {
            match address(&url, files) {
                Ok(url) => set_url(node, url),
                Err(reason) => mistakes.push((line, reason)),
            }
        }
        let image = match &node.data.borrow().value {
            NodeValue::Image(image) => Some(image.url.clone()),
            _ => None,
        };
        if let Some(url) = image {
            let alt = text_of(node);
            match files.photo(&url, alt.trim()) {
                Ok(photo) => {
                    put_photo(node, &photo);
                    first_photo.get_or_insert(photo);
                }
                Err(reason) => mistakes.push((line, reason)),
            }
        }
    }
    if !mistakes.is_empty() {
        mistakes.sort();
        return Err(mistakes);
    }
    make_figures(root);
    shift_headings(root);
    let mut html = String::new();
    format_html(root, &options, &mut html).expect("a string takes all that is written to it");
    // Text is escaped, so only real tables have these tags.
    let html = html
        .replace(
            "<table>",
            &format!(
                "<div class=\"{TABLE_BOX_CLASS}\" role=\"group\" aria-label=\"Bảng\" tabindex=\"0\"><table>"
            ),
        )
        .replace("</table>", "</table></div>");
    Ok(Body {
        html: sanitise(&html),
        text,
        first_photo,
    })
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options
}

/// Comments are left out in silence; every other tag is a mistake, since it would be lost.
fn refuse_html(root: Node<'_>, mistakes: &mut Vec<(usize, String)>) {
    for node in root.descendants() {
        let literal = match &node.data.borrow().value {
            NodeValue::HtmlBlock(block) => block.literal.clone(),
            NodeValue::HtmlInline(literal) => literal.clone(),
            _ => continue,
        };
        let literal = literal.trim();
        if literal.starts_with("<!--") || literal.starts_with("</") {
            continue;
        }
        let tag: String = literal
            .chars()
            .take_while(|&character| character != '>' && character != '\n')
            .take(40)
            .chain(['>'])
            .collect();
        mistakes.push((
            line_of(node),
            format!("bài viết không được chứa mã HTML: {tag}"),
        ));
    }
}

/// Where a link leads: as it stands, or to a file of the article.
fn address(url: &str, files: &impl Files) -> Result<String, String> {
    let scheme = url
        .split_once(':')
        .map(|(scheme, _)| scheme)
        .filter(|scheme| !scheme.contains(['/', '?', '#']));
    match scheme.map(str::to_ascii_lowercase).as_deref() {
        Some("http" | "https" | "mailto" | "tel") => Ok(url.to_owned()),
        Some(scheme) => Err(format!("liên kết kiểu “{scheme}:” không được phép")),
        None if url.starts_with('/') || url.starts_with('#') => Ok(url.to_owned()),
        None if url.is_empty() => Err("liên kết không có địa chỉ".to_owned()),
        None => files.link(url),
    }
}

fn set_url(node: Node<'_>, url: String) {
    if let NodeValue::Link(link) = &mut node.data.borrow_mut().value {
        **link = NodeLink {
            url,
            title: link.title.clone(),
        };
    }
}

fn put_photo(node: Node<'_>, photo: &Photo) {
    for child in node.children().collect::<Vec<_>>() {
        child.detach();
    }
    node.data.borrow_mut().value = NodeValue::Raw(picture(photo));
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

/// A paragraph of photographs alone becomes figures.
fn make_figures(root: Node<'_>) {
    for node in root.descendants().collect::<Vec<_>>() {
        if !matches!(node.data.borrow().value, NodeValue::Paragraph) {
            continue;
        }
        let mut figures = String::new();
        for child in node.children() {
            match &child.data.borrow().value {
                NodeValue::Raw(picture) => {
                    let _ = write!(figures, "<figure>{picture}");
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

/// The escaped text of `alt` in what [`picture`] made.
fn alt_of(picture: &str) -> &str {
    picture
        .split_once(" alt=\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map_or("", |(alt, _)| alt)
}

/// The page's own heading is `h1`: the highest of the body becomes `h2`, and no level is left out.
fn shift_headings(root: Node<'_>) {
    let level = |node: Node<'_>| match &node.data.borrow().value {
        NodeValue::Heading(heading) => Some(heading.level),
        _ => None,
    };
    let Some(highest) = root.descendants().filter_map(level).min() else {
        return;
    };
    let mut previous = 1;
    for node in root.descendants() {
        if let NodeValue::Heading(heading) = &mut node.data.borrow_mut().value {
            heading.level = (heading.level + 2 - highest).min(previous + 1).min(6);
            previous = heading.level;
        }
    }
}

/// The text of `node` and all below it, without markup.
fn text_of(node: Node<'_>) -> String {
    let mut text = String::new();
    for node in node.descendants() {
        match &node.data.borrow().value {
            NodeValue::Text(literal) => text.push_str(literal),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::CodeBlock(code) => text.push_str(&code.literal),
            NodeValue::SoftBreak
            | NodeValue::LineBreak
            | NodeValue::Paragraph
            | NodeValue::Heading(_)
            | NodeValue::Item(_)
            | NodeValue::TableCell => text.push(' '),
            _ => {}
        }
    }
    text
}

fn line_of(node: Node<'_>) -> usize {
    node.data.borrow().sourcepos.start.line
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
