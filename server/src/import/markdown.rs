//! The body of an article: Markdown into HTML, with its photographs and files.

mod figures;
mod links;
mod refuse;
mod spaces;

use comrak::{
    Arena, Options, format_html,
    nodes::{Node, NodeValue},
    parse_document,
};
use conglang_contract::{article::Photo, language::Language};

use super::sanitise::{TABLE_BOX_CLASS, sanitise};
use figures::{make_figures, put_photo};
use links::{lead_to_english, set_url};
use refuse::refuse;
use spaces::fold;

/// A rendered body. `html` is sanitised.
pub struct Body {
    pub html: String,
    /// What English pages show of a Vietnamese text, if its links are to lead elsewhere there. Sanitised.
    pub english_page_html: Option<String>,
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

/// Lines of the Markdown, counted from 1, and reasons.
pub type Mistakes = Vec<(usize, String)>;

/// A text in `language`, with the files that it names.
///
/// # Errors
/// All that is wrong.
pub fn render(language: Language, markdown: &str, files: &impl Files) -> Result<Body, Mistakes> {
    let arena = Arena::new();
    let options = options();
    let root = parse_document(&arena, markdown, &options);
    let mut mistakes = Vec::new();
    refuse(root, markdown, &mut mistakes);
    fold(root);
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
                    put_photo(node, &photo, language);
                    first_photo.get_or_insert(photo);
                }
                Err(reason) => mistakes.push((line, reason)),
            }
        }
    }
    if !mistakes.is_empty() {
        mistakes.sort();
        mistakes.dedup();
        return Err(mistakes);
    }
    make_figures(root);
    shift_headings(root);
    let (html, english_page_html) = match language {
        Language::Vietnamese => {
            let html = html_of(root, language, &options);
            let is_other = lead_to_english(root);
            (html, is_other.then(|| html_of(root, language, &options)))
        }
        Language::English => {
            lead_to_english(root);
            (html_of(root, language, &options), None)
        }
    };
    Ok(Body {
        html,
        english_page_html,
        text,
        first_photo,
    })
}

/// `root`, a text in `language`, as sanitised HTML.
fn html_of(root: Node<'_>, language: Language, options: &Options<'_>) -> String {
    let mut html = String::new();
    format_html(root, options, &mut html).expect("a string takes all that is written to it");
    let table = match language {
        Language::Vietnamese => "Bảng",
        Language::English => "Table",
    };
    // Text is escaped, so only real tables have these tags.
    let html = html
        .replace(
            "<table>",
            &format!(
                "<div class=\"{TABLE_BOX_CLASS}\" role=\"group\" aria-label=\"{table}\" tabindex=\"0\"><table>"
            ),
        )
        .replace("</table>", "</table></div>");
    sanitise(&html)
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options
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
