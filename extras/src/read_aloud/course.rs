//! Where in the article the voice is, and whether it speaks.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Speaking,
    Paused,
    /// Nothing was said yet, or everything.
    Stopped,
}

/// The way through the paragraphs of an article, each in pieces.
///
/// To pause is to stop and to know the piece, which is then said again from its beginning: the browsers'
/// own pause loses the rest on some phones.
#[derive(Debug)]
pub struct Course {
    paragraphs: Vec<Vec<String>>,
    paragraph: usize,
    piece: usize,
    state: State,
}

impl Course {
    /// `paragraphs` are not empty, and neither is any of them.
    pub fn new(paragraphs: Vec<Vec<String>>) -> Self {
        Self {
            paragraphs,
            paragraph: 0,
            piece: 0,
            state: State::Stopped,
        }
    }

    pub fn state(&self) -> State {
        self.state
    }

    /// Counted from 0.
    pub fn paragraph(&self) -> usize {
        self.paragraph
    }

    pub fn paragraph_count(&self) -> usize {
        self.paragraphs.len()
    }

    /// What is to be said now; nothing unless the voice speaks.
    pub fn text(&self) -> Option<&str> {
        let paragraph = self.paragraphs.get(self.paragraph)?;
        let piece = paragraph.get(self.piece)?;
        (self.state == State::Speaking).then_some(piece)
    }

    pub fn play(&mut self) {
        self.state = State::Speaking;
    }

    pub fn pause(&mut self) {
        if self.state == State::Speaking {
            self.state = State::Paused;
        }
    }

    pub fn stop(&mut self) {
        self.begin(0);
        self.state = State::Stopped;
    }

    /// Speaks from the paragraph at `index`; one that is not there changes nothing.
    pub fn go_to(&mut self, index: usize) {
        if index < self.paragraphs.len() {
            self.begin(index);
            self.play();
        }
    }

    /// To the beginning of the paragraph, or of the one before where it has just begun.
    pub fn back(&mut self) {
        let has_begun = self.piece > 0;
        let back = usize::from(!has_begun);
        self.begin(self.paragraph.saturating_sub(back));
    }

    /// To the next paragraph, or past the last one.
    pub fn forward(&mut self) {
        if self.paragraph + 1 < self.paragraphs.len() {
            self.begin(self.paragraph + 1);
        } else {
            self.stop();
        }
    }

    /// The piece was said to its end.
    pub fn said(&mut self) {
        let pieces = self.paragraphs.get(self.paragraph).map_or(0, Vec::len);
        if self.piece + 1 < pieces {
            self.piece += 1;
        } else {
            self.forward();
        }
    }

    fn begin(&mut self, paragraph: usize) {
        self.paragraph = paragraph;
        self.piece = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course() -> Course {
        let paragraphs = [&["a", "b"][..], &["c"], &["d", "e"]];
        let owned = |pieces: &[&str]| pieces.iter().map(|&piece| piece.to_owned()).collect();
        Course::new(paragraphs.into_iter().map(owned).collect())
    }

    #[test]
    fn the_voice_goes_through_everything_and_stops() {
        let mut course = course();
        assert_eq!(course.text(), None);
        course.play();
        let mut heard = String::new();
        while let Some(text) = course.text() {
            heard.push_str(text);
            course.said();
        }
        assert_eq!(heard, "abcde");
        assert_eq!(course.state(), State::Stopped);
        course.play();
        assert_eq!(course.text(), Some("a"));
    }

    #[test]
    fn a_pause_keeps_the_piece() {
        let mut course = course();
        course.pause();
        assert_eq!(course.state(), State::Stopped);
        course.play();
        course.said();
        course.pause();
        assert_eq!(course.text(), None);
        course.play();
        assert_eq!(course.text(), Some("b"));
        course.stop();
        course.play();
        assert_eq!(course.text(), Some("a"));
    }

    #[test]
    fn back_is_first_the_beginning_of_the_paragraph() {
        let mut course = course();
        course.go_to(2);
        course.said();
        for text in ["d", "c", "a", "a"] {
            course.back();
            assert_eq!(course.text(), Some(text));
        }
    }

    #[test]
    fn forward_goes_by_paragraphs_and_ends_behind_the_last() {
        let mut course = course();
        course.play();
        course.forward();
        assert_eq!((course.paragraph(), course.text()), (1, Some("c")));
        course.pause();
        course.forward();
        assert_eq!((course.paragraph(), course.state()), (2, State::Paused));
        course.forward();
        assert_eq!((course.paragraph(), course.state()), (0, State::Stopped));
        course.go_to(3);
        assert_eq!(course.state(), State::Stopped);
    }
}
