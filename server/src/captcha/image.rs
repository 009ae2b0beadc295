//! The image of a code captcha.

use captcha::{
    Captcha,
    filters::{Dots, Noise, Wave},
};

const WIDTH: u32 = 260;
const HEIGHT: u32 = 100;
const INK: [u8; 3] = [31, 41, 74];

/// Draws `characters` as a PNG, differently each time.
pub fn png(characters: &str) -> Option<Vec<u8>> {
    let mut captcha = Captcha::new();
    for character in characters.chars() {
        captcha.set_chars(&[character]).add_char();
    }
    captcha
        .set_color(INK)
        .apply_filter(Noise::new(0.15))
        .apply_filter(Wave::new(2.0, 9.0).horizontal())
        .apply_filter(Wave::new(2.0, 7.0).vertical())
        .view(WIDTH, HEIGHT)
        .apply_filter(Dots::new(8).min_radius(2).max_radius(5));
    captcha.as_png()
}
