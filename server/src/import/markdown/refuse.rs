//! What may not stand in an article because it would be lost, or could not be shown.

use comrak::{
    arena_tree::NodeEdge,
    nodes::{Node, NodeValue},
};

use super::{Mistakes, line_of};

/// How deep quotations, lists and emphasis may stand in each other. What cleans the HTML takes time
/// with the square of the depth.
const MAX_DEPTH: usize = 64;
const SNIPPET_CHARACTERS: usize = 40;

/// Notes HTML, links that are not read as such, and nesting beyond all measure.
pub fn refuse(root: Node<'_>, markdown: &str, mistakes: &mut Mistakes) {
    let lines: Vec<&str> = markdown.lines().collect();
    let mut depth = 0;
    let mut is_too_deep = false;
    for edge in root.traverse() {
        let NodeEdge::Start(node) = edge else {
            depth -= 1;
            continue;
        };
        depth += 1;
        if depth > MAX_DEPTH && !is_too_deep {
            is_too_deep = true;
            let reason = format!("trích dẫn, danh sách hoặc chữ lồng nhau quá {MAX_DEPTH} tầng");
            mistakes.push((line_of(node), reason));
        }
        match &node.data.borrow().value {
            NodeValue::HtmlBlock(block) => refuse_html(node, &block.literal, mistakes),
            NodeValue::HtmlInline(literal) => refuse_html(node, literal, mistakes),
            NodeValue::Text(text) if text.contains("](") => {
                refuse_unread_link(node, &lines, mistakes);
            }
            _ => {}
        }
    }
}

/// Comments are left out in silence; every other tag is a mistake, since it would be lost.
fn refuse_html(node: Node<'_>, html: &str, mistakes: &mut Mistakes) {
    let Some(lost) = lost(html) else {
        return;
    };
    let lines_before = html[..html.len() - lost.len()].matches('\n').count();
    let snippet: String = lost
        .chars()
        .take_while(|&character| character != '>' && character != '\n')
        .take(SNIPPET_CHARACTERS)
        .collect();
    let reason = if lost.starts_with("<!--") {
        "chú thích HTML không có dấu đóng -->".to_owned()
    } else if lost.starts_with('<') {
        format!("bài viết không được chứa mã HTML: {snippet}>")
    } else {
        format!(
            "phần chữ cùng dòng với mã HTML sẽ bị mất: “{}”",
            snippet.trim()
        )
    };
    mistakes.push((line_of(node) + lines_before, reason));
}

/// `html` from the first thing on that somebody would miss: comments are meant to go, and a closing
/// tag was told where it was opened.
fn lost(html: &str) -> Option<&str> {
    let mut rest = html.trim_start();
    while !rest.is_empty() {
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("</") {
            ">"
        } else {
            return Some(rest);
        };
        let Some((_, behind)) = rest.split_once(end) else {
            return Some(rest);
        };
        rest = behind.trim_start();
    }
    None
}

/// `![a](my photo.jpg)` is text to Markdown, and the photograph would be missing on the page.
fn refuse_unread_link(node: Node<'_>, lines: &[&str], mistakes: &mut Mistakes) {
    let position = node.data.borrow().sourcepos;
    // As it is in the file, where brackets that are meant as such have a backslash.
    let is_unread = lines
        .get(position.start.line - 1)
        .and_then(|line| line.get(position.start.column - 1..position.end.column))
        .is_some_and(|text| {
            text.match_indices("](")
                .any(|(index, _)| !text[..index].ends_with('\\'))
        });
    if is_unread {
        mistakes.push((
            position.start.line,
            "ảnh hoặc liên kết không đọc được; tên tệp có dấu cách phải viết trong dấu < >"
                .to_owned(),
        ));
    }
}
