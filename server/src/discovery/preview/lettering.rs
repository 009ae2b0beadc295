//! Lines of text as outlines. `usvg` would bring a font database and its own text layout, and break no lines.

use std::sync::LazyLock;

use harfrust::{Buffer, ShapeOptions, ShaperFont};
use resvg::tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Transform};
use skrifa::{DrawMemory, Font, GlyphId, PathSink, ScalerFont};
use unicode_normalization::UnicodeNormalization;

/// The pages' own fonts (`public/fonts`), unpacked.
static REGULAR: LazyLock<Lettering> =
    LazyLock::new(|| Lettering::new(include_bytes!("../../../fonts/be-vietnam-pro-400.ttf")));
static BOLD: LazyLock<Lettering> =
    LazyLock::new(|| Lettering::new(include_bytes!("../../../fonts/be-vietnam-pro-700.ttf")));

/// What stands at the end of a text that was cut.
const ELLIPSIS: char = '…';

/// A font that texts are measured and drawn with. Sizes are pixels an em.
pub struct Lettering {
    font: Font,
    units_per_em: f32,
}

/// A glyph at its place, in units of the font.
struct Placed {
    glyph: GlyphId,
    x: f32,
    y: f32,
}

impl Lettering {
    pub fn regular() -> &'static Self {
        &REGULAR
    }

    pub fn bold() -> &'static Self {
        &BOLD
    }

    fn new(bytes: &'static [u8]) -> Self {
        let font = Font::new(bytes, 0).expect("the font that is built in can be read");
        let units_per_em = f32::from(font.units_per_em());
        Self { font, units_per_em }
    }

    /// `text` in one piece for each mark that it stacks, without what the font cannot draw.
    pub fn drawable(&self, text: &str) -> String {
        let charmap = self.font.charmap();
        text.nfc()
            .filter(|&character| charmap.map_unicode(character).is_some())
            .collect::<String>()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    pub fn width(&self, text: &str, size: f32) -> f32 {
        self.place(text).1 * size / self.units_per_em
    }

    /// `text` in lines of at most `width` pixels, broken between words and evenly long; none when it takes
    /// more than `most` lines or a word is longer than a line.
    pub fn lines(&self, text: &str, size: f32, width: f32, most: usize) -> Option<Vec<String>> {
        let space = self.width(" ", size);
        let words: Vec<(&str, f32)> = text
            .split(' ')
            .map(|word| (word, self.width(word, size)))
            .collect();
        let lines = broken(&words, space, width)?;
        if lines.len() > most {
            return None;
        }
        // A last line of one syllable looks lost.
        let narrower = (1..20)
            .map(|step| width * (1.0 - step as f32 / 40.0))
            .map_while(|width| broken(&words, space, width))
            .take_while(|narrower| narrower.len() == lines.len())
            .last();
        Some(narrower.unwrap_or(lines))
    }

    /// [`Self::lines`] of as much of `text` as fits into `most` lines.
    pub fn cut_lines(&self, text: &str, size: f32, width: f32, most: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let mut rest = text;
        while !rest.is_empty() && lines.len() < most {
            let is_last = lines.len() + 1 == most;
            let (line, behind) = self.first_line(rest, size, width, is_last);
            lines.push(line);
            rest = behind;
        }
        lines
    }

    /// The first line of `text` and what comes behind it. The last line ends with an ellipsis unless the
    /// text does.
    fn first_line<'a>(
        &self,
        text: &'a str,
        size: f32,
        width: f32,
        is_last: bool,
    ) -> (String, &'a str) {
        let fits = |line: &str| self.width(line, size) <= width;
        if fits(text) {
            return (text.to_owned(), "");
        }
        let ended = |line: &str| {
            let mut line = line.trim_end().to_owned();
            if is_last {
                line.push(ELLIPSIS);
            }
            line
        };
        let words = text.match_indices(' ').map(|(index, _)| index);
        let letters = text.char_indices().skip(1).map(|(index, _)| index);
        // Within a word only where not even that fits.
        let end = words
            .take_while(|&end| fits(&ended(&text[..end])))
            .last()
            .or_else(|| letters.take_while(|&end| fits(&ended(&text[..end]))).last())
            .unwrap_or(text.len());
        (ended(&text[..end]), text[end..].trim_start())
    }

    /// Draws `text` from `x` on, its baseline at `y`.
    pub fn draw(
        &self,
        pixmap: &mut Pixmap,
        text: &str,
        size: f32,
        (x, y): (f32, f32),
        color: Color,
    ) {
        let scale = size / self.units_per_em;
        let scaler = ScalerFont::unhinted(self.font.clone(), Some(size));
        let mut pen = Pen::default();
        for placed in self.place(text).0 {
            pen.x = x + placed.x * scale;
            pen.y = y - placed.y * scale;
            if let Some(outline) = scaler.outline(placed.glyph) {
                // A glyph that the font describes wrongly is left out.
                let _ = outline.draw(DrawMemory::Scratch, &mut pen);
            }
        }
        let mut paint = Paint::default();
        paint.set_color(color);
        if let Some(path) = pen.path.finish() {
            pixmap.fill_path(
                &path,
                &paint,
                FillRule::Winding,
                Transform::identity(),
                None,
            );
        }
    }

    /// The glyphs of `text` and how wide they are together.
    fn place(&self, text: &str) -> (Vec<Placed>, f32) {
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let shaper = ShaperFont::new(&self.font);
        if harfrust::shape(&shaper, &mut buffer, ShapeOptions::new()).is_err() {
            return (Vec::new(), 0.0);
        }
        let mut pen = 0;
        let mut placed = Vec::new();
        let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
        for (info, position) in glyphs {
            placed.push(Placed {
                glyph: GlyphId::new(info.glyph_id),
                x: (pen + position.x_offset) as f32,
                y: position.y_offset as f32,
            });
            pen += position.x_advance;
        }
        (placed, pen as f32)
    }
}

/// `words` with their widths in lines of at most `width`; none when one alone is wider.
fn broken(words: &[(&str, f32)], space: f32, width: f32) -> Option<Vec<String>> {
    let mut lines: Vec<(String, f32)> = Vec::new();
    for &(word, word_width) in words {
        if word_width > width {
            return None;
        }
        match lines.last_mut() {
            Some((line, used)) if *used + space + word_width <= width => {
                line.push(' ');
                line.push_str(word);
                *used += space + word_width;
            }
            _ => lines.push((word.to_owned(), word_width)),
        }
    }
    Some(lines.into_iter().map(|(line, _)| line).collect())
}

/// Puts glyphs, whose y grows upwards, at a place of a picture.
#[derive(Default)]
struct Pen {
    path: PathBuilder,
    x: f32,
    y: f32,
}

impl PathSink for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, self.y - y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, self.y - y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.path
            .quad_to(self.x + cx0, self.y - cy0, self.x + x, self.y - y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let (left, top) = (self.x, self.y);
        self.path.cubic_to(
            left + cx0,
            top - cy0,
            left + cx1,
            top - cy1,
            left + x,
            top - y,
        );
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TITLE: &str = "Hai phường mới Bắc Hồng Lĩnh và Nam Hồng Lĩnh bắt đầu làm việc";

    #[test]
    fn lines_break_between_words_and_keep_all_of_them() {
        let bold = Lettering::bold();
        let lines = bold.lines(TITLE, 60.0, 800.0, 5).expect("few words");
        assert_eq!(lines.join(" "), TITLE);
        let widths: Vec<f32> = lines.iter().map(|line| bold.width(line, 60.0)).collect();
        assert!(widths.iter().all(|width| *width <= 800.0), "{widths:?}");
        let shortest = widths.iter().copied().fold(f32::INFINITY, f32::min);
        assert!(shortest > 400.0, "{lines:?}");
        assert_eq!(bold.lines(TITLE, 60.0, 800.0, 1), None);
        assert_eq!(
            bold.lines("abcdefghijklmnopqrstuvwxyz", 60.0, 100.0, 9),
            None
        );
    }

    #[test]
    fn what_does_not_fit_is_cut_with_an_ellipsis() {
        let bold = Lettering::bold();
        let long = TITLE.repeat(20);
        let endless = "ườ".repeat(500);
        for text in [long.as_str(), endless.as_str()] {
            let lines = bold.cut_lines(text, 40.0, 900.0, 3);
            assert_eq!(lines.len(), 3);
            assert!(lines[2].ends_with(ELLIPSIS), "{lines:?}");
            for line in &lines {
                assert!(bold.width(line, 40.0) <= 900.0, "{line}");
            }
        }
        assert_eq!(bold.cut_lines("Ngắn", 40.0, 900.0, 3), ["Ngắn"]);
        assert!(bold.cut_lines("", 40.0, 900.0, 3).is_empty());
        // Nothing fits, and it comes to an end all the same.
        assert_eq!(bold.cut_lines("abc def", 40.0, 1.0, 2).len(), 1);
    }

    #[test]
    fn marks_are_put_together_and_pictures_left_out() {
        let bold = Lettering::bold();
        let apart: String = "Nghệ thuật ẫ Ặ Ộ ữ".nfd().collect();
        assert_eq!(bold.drawable(&apart), "Nghệ thuật ẫ Ặ Ộ ữ");
        assert_eq!(bold.drawable("Tết 🎆 村 đến"), "Tết đến");
        let vietnamese = "ăâđêôơưĂÂĐÊÔƠƯ áàảãạ ấầẩẫậ ắằẳẵặ éèẻẽẹ ếềểễệ óòỏõọ ốồổỗộ ớờởỡợ úùủũụ ứừửữự \
                          íìỉĩị ýỳỷỹỵ “”–…";
        for font in [bold, Lettering::regular()] {
            assert_eq!(font.drawable(vietnamese), vietnamese);
        }
    }
}
