//! What a preview shows, and where.

use resvg::tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Rect, Transform};
use sha2::{Digest, Sha256};

use super::lettering::Lettering;
use crate::site::{
    icons::{Icons, parse_color},
    settings::Settings,
};

/// Pixels, as Facebook and Zalo ask for.
pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 630;

/// Goes up when pictures of the same texts look different.
const DESIGN: &str = "1";
const MARGIN: f32 = 72.0;
const TEXT_WIDTH: f32 = WIDTH as f32 - 2.0 * MARGIN;
/// The stripe at the bottom.
const STRIPE_HEIGHT: f32 = 16.0;
const SEAL_SIDE: f32 = 104.0;
/// The largest that a title fits with is taken.
const TITLE_SIZES: [f32; 6] = [80.0, 70.0, 62.0, 54.0, 48.0, 42.0];
/// Of the size: from the top of Ễ to the dot under ậ, as in the style sheet.
const LINE_HEIGHT: f32 = 1.42;
/// Of the size: from the baseline to the top of Ễ.
const ASCENT: f32 = 1.12;
/// Between the seal and the stripe.
const TITLE_TOP: f32 = 200.0;
const TITLE_BOTTOM: f32 = HEIGHT as f32 - STRIPE_HEIGHT - 36.0;

/// The texts and colours of a preview.
#[derive(Clone, Debug)]
pub struct Card {
    title: String,
    /// Beside the seal: the portal's name, and what kind of news it is.
    name: String,
    label: String,
    primary: String,
    accent: String,
}

impl Card {
    pub fn of_article(title: &str, category: &str, settings: &Settings) -> Self {
        Self::new(title, &settings.name, category, settings)
    }

    /// For pages without a picture of their own.
    pub fn of_portal(settings: &Settings) -> Self {
        let organisation = &settings.contact.organisation;
        Self::new(&settings.name, organisation, &settings.tagline, settings)
    }

    fn new(title: &str, name: &str, label: &str, settings: &Settings) -> Self {
        Self {
            title: Lettering::bold().drawable(title),
            name: Lettering::bold().drawable(name),
            label: Lettering::regular().drawable(label),
            primary: settings.colors.primary.clone(),
            accent: settings.colors.accent.clone(),
        }
    }

    /// Differs between pictures that differ, the seal excepted.
    pub fn version(&self) -> String {
        let mut hash = Sha256::new();
        for part in [
            DESIGN,
            &self.title,
            &self.name,
            &self.label,
            &self.primary,
            &self.accent,
        ] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
        hex::encode(&hash.finalize()[..8])
    }

    /// The picture as a PNG, with the seal of `icons`.
    ///
    /// # Errors
    /// When it cannot be encoded.
    pub fn draw(&self, icons: Option<&Icons>) -> Result<Vec<u8>, String> {
        let mut pixmap = Pixmap::new(WIDTH, HEIGHT).ok_or("no room for the picture")?;
        // The settings are refused unless white can be read on it.
        let color = |text: &str| parse_color(text).unwrap_or(Color::BLACK);
        pixmap.fill(color(&self.primary));
        let stripe_top = HEIGHT as f32 - STRIPE_HEIGHT;
        if let Some(stripe) = Rect::from_xywh(0.0, stripe_top, WIDTH as f32, STRIPE_HEIGHT) {
            let mut paint = Paint::default();
            paint.set_color(color(&self.accent));
            pixmap.fill_rect(stripe, &paint, Transform::identity(), None);
        }
        let mut text_left = MARGIN;
        if let Some(icons) = icons {
            draw_seal(&mut pixmap, icons);
            text_left += SEAL_SIDE + 28.0;
        }
        let width = WIDTH as f32 - MARGIN - text_left;
        for (font, text, size, baseline) in [
            (Lettering::bold(), &self.name, 36.0, 106.0),
            (Lettering::regular(), &self.label, 30.0, 156.0),
        ] {
            if let Some(line) = font.cut_lines(text, size, width, 1).first() {
                font.draw(&mut pixmap, line, size, (text_left, baseline), Color::WHITE);
            }
        }
        self.draw_title(&mut pixmap);
        pixmap.encode_png().map_err(|error| error.to_string())
    }

    fn draw_title(&self, pixmap: &mut Pixmap) {
        let font = Lettering::bold();
        let room = TITLE_BOTTOM - TITLE_TOP;
        let most = |size: f32| (room / (size * LINE_HEIGHT)) as usize;
        let fitting = TITLE_SIZES.into_iter().find_map(|size| {
            let lines = font.lines(&self.title, size, TEXT_WIDTH, most(size))?;
            Some((size, lines))
        });
        let (size, lines) = fitting.unwrap_or_else(|| {
            let size = TITLE_SIZES[TITLE_SIZES.len() - 1];
            let lines = font.cut_lines(&self.title, size, TEXT_WIDTH, most(size));
            (size, lines)
        });
        let line_height = size * LINE_HEIGHT;
        let top = TITLE_TOP + (room - line_height * lines.len() as f32) / 2.0;
        for (index, line) in lines.iter().enumerate() {
            let baseline = top + line_height * index as f32 + size * ASCENT;
            font.draw(pixmap, line, size, (MARGIN, baseline), Color::WHITE);
        }
    }
}

/// The seal on a white tile, since it may be of the background's colour.
fn draw_seal(pixmap: &mut Pixmap, icons: &Icons) {
    const TOP: f32 = 64.0;
    const RADIUS: f32 = 20.0;
    const PADDING: f32 = 10.0;
    if let Some(tile) = rounded(MARGIN, TOP, SEAL_SIDE, RADIUS) {
        let mut paint = Paint::default();
        paint.set_color(Color::WHITE);
        pixmap.fill_path(
            &tile,
            &paint,
            FillRule::Winding,
            Transform::identity(),
            None,
        );
    }
    let side = SEAL_SIDE - 2.0 * PADDING;
    icons.draw_onto(pixmap, MARGIN + PADDING, TOP + PADDING, side);
}

/// A square with round corners.
fn rounded(left: f32, top: f32, side: f32, radius: f32) -> Option<resvg::tiny_skia::Path> {
    let (right, bottom) = (left + side, top + side);
    let mut path = PathBuilder::new();
    path.move_to(left + radius, top);
    path.line_to(right - radius, top);
    path.quad_to(right, top, right, top + radius);
    path.line_to(right, bottom - radius);
    path.quad_to(right, bottom, right - radius, bottom);
    path.line_to(left + radius, bottom);
    path.quad_to(left, bottom, left, bottom - radius);
    path.line_to(left, top + radius);
    path.quad_to(left, top, left + radius, top);
    path.close();
    path.finish()
}
