//! Pictures of the portal, which browsers show before they install it.

use std::path::{Path, PathBuf};

use image::{ImageFormat, ImageReader};

/// What browsers take (the Web App Manifest tells no limits; these are Chromium's), in pixels.
const SIDES: std::ops::RangeInclusive<u32> = 320..=3840;
/// The longer side over the shorter one, in tenths.
const MOST_RATIO_TENTHS: u32 = 23;

/// A checked picture of the portal in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screenshot {
    pub file: PathBuf,
    /// What it shows, for those who do not see it.
    pub label: String,
    pub media_type: &'static str,
    /// By which its address ends.
    pub extension: &'static str,
    pub width: u32,
    pub height: u32,
}

impl Screenshot {
    /// For which windows browsers show it.
    pub fn form_factor(&self) -> &'static str {
        if self.width > self.height {
            "wide"
        } else {
            "narrow"
        }
    }
}

/// The picture at `path`, which has no label yet.
///
/// # Errors
/// When there is none, or browsers would not show it.
pub fn read(path: &Path) -> Result<Screenshot, String> {
    let cannot_read = |error: std::io::Error| format!("không đọc được {}: {error}", path.display());
    let reader = ImageReader::open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => format!("không có tệp {}", path.display()),
        _ => cannot_read(error),
    })?;
    let reader = reader.with_guessed_format().map_err(cannot_read)?;
    let (media_type, extension) = match reader.format() {
        Some(ImageFormat::Png) => ("image/png", "png"),
        Some(ImageFormat::Jpeg) => ("image/jpeg", "jpg"),
        Some(ImageFormat::WebP) => ("image/webp", "webp"),
        _ => {
            return Err(format!(
                "{} phải là ảnh PNG, JPEG hoặc WebP",
                path.display()
            ));
        }
    };
    let (width, height) = reader
        .into_dimensions()
        .map_err(|error| format!("ảnh {} bị hỏng: {error}", path.display()))?;
    check(width, height)?;
    Ok(Screenshot {
        file: path.to_owned(),
        label: String::new(),
        media_type,
        extension,
        width,
        height,
    })
}

fn check(width: u32, height: u32) -> Result<(), String> {
    if !SIDES.contains(&width) || !SIDES.contains(&height) {
        return Err(format!(
            "ảnh rộng {width}, cao {height} điểm ảnh; mỗi cạnh phải từ {} đến {}",
            SIDES.start(),
            SIDES.end()
        ));
    }
    if width.max(height) * 10 > width.min(height) * MOST_RATIO_TENTHS {
        return Err(format!(
            "ảnh rộng {width}, cao {height} điểm ảnh; cạnh dài không được quá 2,3 lần cạnh ngắn"
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_and_ratio_are_those_that_browsers_take() {
        for right in [(320, 320), (3840, 1670), (1000, 2300), (1280, 800)] {
            assert_eq!(check(right.0, right.1), Ok(()), "{right:?}");
        }
        for wrong in [
            (319, 640),
            (3841, 3000),
            (1000, 2301),
            (0, 0),
            (u32::MAX, 320),
        ] {
            assert!(check(wrong.0, wrong.1).is_err(), "{wrong:?}");
        }
    }
}
