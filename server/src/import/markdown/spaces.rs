//! Runs of spaces in the text of an article.
//!
//! Texts that come from a word processor or another portal have no-break spaces beside spaces, tabs,
//! and paragraphs of nothing else. A browser folds common spaces only, so the others would be seen
//! as holes.

use std::borrow::Cow;

use comrak::{
    arena_tree::NodeEdge,
    nodes::{Node, NodeValue},
};
use unicode_normalization::UnicodeNormalization;

const NO_BREAK_SPACES: [char; 2] = ['\u{a0}', '\u{202f}'];

/// Folds every run of white space to one space, takes it away at the ends of lines and blocks, and
/// writes text in NFC. A single no-break space between words stays, and so does all code.
pub fn fold(root: Node<'_>) {
    let mut folding = Folding {
        is_after_space: true,
        last_text: None,
        emptied: Vec::new(),
    };
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => folding.enter(node),
            NodeEdge::End(node) => folding.leave(node),
        }
    }
    for node in folding.emptied {
        remove(node);
    }
}

struct Folding<'a> {
    /// Whether a space now would be a second one, or the first of its line.
    is_after_space: bool,
    /// The text that ends where we are.
    last_text: Option<Node<'a>>,
    emptied: Vec<Node<'a>>,
}

impl<'a> Folding<'a> {
    fn enter(&mut self, node: Node<'a>) {
        let mut data = node.data.borrow_mut();
        match &mut data.value {
            NodeValue::Text(text) => {
                if text.starts_with(char::is_whitespace) {
                    self.widen_run();
                }
                *text = Cow::Owned(self.fold_text(text));
                if !text.is_empty() {
                    self.is_after_space = text.ends_with(char::is_whitespace);
                    self.last_text = Some(node);
                } else {
                    self.emptied.push(node);
                }
            }
            NodeValue::SoftBreak | NodeValue::LineBreak => {
                drop(data);
                self.end_line();
            }
            // The text of a picture is a line of its own, and the picture is no space.
            NodeValue::Image(_) => {
                self.is_after_space = true;
                self.last_text = None;
            }
            value if value.block() => {
                drop(data);
                self.end_line();
            }
            NodeValue::Code(_) => {
                self.is_after_space = false;
                self.last_text = None;
            }
            _ => {}
        }
    }

    fn leave(&mut self, node: Node<'a>) {
        let (is_block, is_image) = {
            let value = &node.data.borrow().value;
            (value.block(), matches!(value, NodeValue::Image(_)))
        };
        if is_block || is_image {
            self.end_line();
        }
        if is_image {
            self.is_after_space = false;
        }
    }

    fn fold_text(&self, text: &str) -> String {
        let mut folded = String::with_capacity(text.len());
        let mut is_after_space = self.is_after_space;
        let mut characters = text.nfc().peekable();
        while let Some(character) = characters.next() {
            if !character.is_whitespace() {
                folded.push(character);
                is_after_space = false;
                continue;
            }
            let mut is_run = false;
            while characters.next_if(|next| next.is_whitespace()).is_some() {
                is_run = true;
            }
            if !is_after_space {
                folded.push(if NO_BREAK_SPACES.contains(&character) && !is_run {
                    character
                } else {
                    ' '
                });
            }
            is_after_space = true;
        }
        folded
    }

    /// A no-break space at the end of the text before is the first of several spaces after all.
    fn widen_run(&mut self) {
        if let Some(node) = self.last_text
            && let NodeValue::Text(text) = &mut node.data.borrow_mut().value
            && let Some(start) = text.strip_suffix(NO_BREAK_SPACES)
        {
            *text = Cow::Owned(format!("{start} "));
        }
    }

    /// Takes away the space before the end of a line.
    fn end_line(&mut self) {
        self.is_after_space = true;
        let Some(node) = self.last_text.take() else {
            return;
        };
        if let NodeValue::Text(text) = &mut node.data.borrow_mut().value {
            let length = text.trim_end().len();
            text.to_mut().truncate(length);
            if text.is_empty() {
                self.emptied.push(node);
            }
        }
    }
}

/// Takes `node` out, and the paragraph or emphasis that holds nothing else.
fn remove(node: Node<'_>) {
    let parent = node.parent();
    node.detach();
    if let Some(parent) = parent {
        let is_wrapping = matches!(
            parent.data.borrow().value,
            NodeValue::Paragraph
                | NodeValue::Emph
                | NodeValue::Strong
                | NodeValue::Strikethrough
                | NodeValue::Heading(_)
        );
        if is_wrapping && parent.first_child().is_none() {
            remove(parent);
        }
    }
}
