//! The image of a code captcha.

use captcha::{Captcha, filters::Wave};
use image::{
    ImageFormat, Rgb, RgbImage,
    codecs::png::{CompressionType, FilterType, PngEncoder},
};

use super::noise::Noise;

const WIDTH: u32 = 260;
const HEIGHT: u32 = 100;
const INK: Rgb<u8> = Rgb([31, 41, 74]);
/// Of 256 points so many are ink, whatever is under them.
const SPECKS: u8 = 38;
const DOTS: usize = 8;
const LEAST_RADIUS: u32 = 2;
const MOST_RADIUS: u32 = 5;

/// Draws `characters` under `noise` as a PNG; `None` when one of them cannot be drawn.
pub fn png(characters: &str, mut noise: Noise) -> Option<Vec<u8>> {
    let mut drawing = waved(characters)?;
    // The crate's own noise is another one in each picture.
    for point in drawing.pixels_mut() {
        if noise.byte() < SPECKS {
            *point = INK;
        }
    }
    for _ in 0..DOTS {
        let center = [noise.below(WIDTH), noise.below(HEIGHT)];
        let radius = LEAST_RADIUS + noise.below(MOST_RADIUS - LEAST_RADIUS + 1);
        draw_dot(&mut drawing, center, radius);
    }
    let mut file = Vec::new();
    // Two colours without a pattern: filters, which are meant for photographs, would make six times as much of it.
    let encoder =
        PngEncoder::new_with_quality(&mut file, CompressionType::Best, FilterType::NoFilter);
    drawing.write_with_encoder(encoder).ok()?;
    Some(file)
}

/// The characters in a row that bends.
fn waved(characters: &str) -> Option<RgbImage> {
    let mut captcha = Captcha::new();
    for character in characters.chars() {
        captcha.set_chars(&[character]).add_char();
    }
    captcha
        .set_color(INK.0)
        .apply_filter(Wave::new(2.0, 9.0).horizontal())
        .apply_filter(Wave::new(2.0, 7.0).vertical())
        .view(WIDTH, HEIGHT);
    let png = captcha.as_png()?;
    let drawing = image::load_from_memory_with_format(&png, ImageFormat::Png).ok()?;
    Some(drawing.into_rgb8())
}

fn draw_dot(drawing: &mut RgbImage, [x, y]: [u32; 2], radius: u32) {
    for (across, down, point) in drawing.enumerate_pixels_mut() {
        if across.abs_diff(x).pow(2) + down.abs_diff(y).pow(2) <= radius.pow(2) {
            *point = INK;
        }
    }
}
