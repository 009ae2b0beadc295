//! The mistakes of one file, as they are found.

use std::path::Path;

use super::syntax::Mended;
use crate::site::check::{Mistake, line_at};

pub struct Notes<'n> {
    file: &'n Path,
    mended: &'n Mended,
    mistakes: Vec<Mistake>,
}

impl<'n> Notes<'n> {
    /// Begins with the syntax errors of `file`, whose text is `mended`.
    pub fn new(file: &'n Path, mended: &'n Mended) -> Self {
        let mut notes = Self {
            file,
            mended,
            mistakes: Vec::new(),
        };
        for (line, reason) in &mended.errors {
            notes.note_line(*line, reason);
        }
        notes
    }

    /// Notes what is wrong with the key or the value at the byte `position`. Where mending has
    /// changed a line, its mistake is told already, and what is read there only stands in.
    pub fn note(&mut self, position: usize, reason: &str) {
        let line = self.line(position);
        if !self.mended.broken_lines.contains(&line) {
            self.note_line(line, reason);
        }
    }

    /// Notes that the table at the byte `position` has no `key`.
    pub fn note_missing(&mut self, position: usize, key: &str) {
        if !self.mended.lost_keys.contains(key) {
            self.note_line(self.line(position), &format!("thiếu khóa `{key}`"));
        }
    }

    /// All mistakes in the order of their lines.
    pub fn sorted(mut self) -> Vec<Mistake> {
        self.mistakes.sort();
        self.mistakes
    }

    fn note_line(&mut self, line: usize, reason: &str) {
        // A value may have line breaks; a reason is one line.
        let reason = reason.replace(char::is_control, " ");
        self.mistakes
            .push(Mistake::new(self.file, Some(line), reason));
    }

    fn line(&self, position: usize) -> usize {
        line_at(self.mended.text.as_bytes(), position)
    }
}
