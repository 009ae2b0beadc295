//! Photographs in the sizes that pages use.

mod jpeg_end;

use std::{
    io::Cursor,
    path::Path,
    sync::{Mutex, PoisonError},
};

use conglang_contract::article::{Photo, PhotoFormat, PhotoVariant};
use fast_image_resize::{PixelType, ResizeOptions, Resizer, images::Image};
use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Rgb, RgbImage, codecs::jpeg::JpegEncoder,
    metadata::Orientation,
};

use super::media::{short_hash, write_once};

/// The smallest is for the pictures beside titles, which stand many in a list.
const WIDTHS: [u32; 3] = [320, 480, 960];
const MAX_WIDTH: u32 = 1600;
const MAX_PIXELS: u64 = 50_000_000;
/// What a picture of the most pixels takes with eight bits a colour and transparency.
const MAX_DECODED_BYTES: u64 = 4 * MAX_PIXELS;
/// Photographs of more pixels are decoded one at a time: several of the largest at once would not
/// fit into a small machine.
const LARGE_PIXELS: u64 = 16_000_000;
static LARGE: Mutex<()> = Mutex::new(());
/// WebP takes no side that is longer.
const MAX_SIDE: u32 = 16_383;
const WEBP_QUALITY: f32 = 78.0;
const JPEG_QUALITY: u8 = 82;

/// Writes the variants of the photograph `bytes` into `media_folder`; those that are there stay.
///
/// # Errors
/// When `bytes` are no whole JPEG, PNG or WebP of at most 50 megapixels, or the disk is full.
pub fn store(media_folder: &Path, bytes: &[u8], alt: &str) -> Result<Photo, String> {
    let hash = short_hash(bytes);
    let mut decoder = decoder(bytes)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let (width, height) = upright(decoder.dimensions(), orientation);
    check_size((width, height), decoder.total_bytes())?;
    let largest = width.min(MAX_WIDTH);
    let widths: Vec<u32> = WIDTHS
        .into_iter()
        .filter(|&width| width < largest)
        .chain([largest])
        .collect();
    let file_name = |width: u32, extension: &str| format!("{hash}-{width}.{extension}");
    let is_complete = widths.iter().all(|&width| {
        ["webp", "jpg"]
            .iter()
            .all(|extension| media_folder.join(file_name(width, extension)).exists())
    });
    if !is_complete {
        let _turn = (pixels((width, height)) > LARGE_PIXELS)
            .then(|| LARGE.lock().unwrap_or_else(PoisonError::into_inner));
        let mut image =
            DynamicImage::from_decoder(decoder).map_err(|error| cannot_decode(&error))?;
        image.apply_orientation(orientation);
        let image = on_white(image);
        for &width in &widths {
            let scaled = scale(&image, width)?;
            for (extension, bytes) in [("webp", webp(&scaled)?), ("jpg", jpeg(&scaled))] {
                write_once(
                    media_folder,
                    &media_folder.join(file_name(width, extension)),
                    &bytes,
                )
                .map_err(|error| format!("không ghi được ảnh: {error}"))?;
            }
        }
    }
    let variants = [(PhotoFormat::Webp, "webp"), (PhotoFormat::Jpeg, "jpg")]
        .into_iter()
        .flat_map(|(format, extension)| widths.iter().map(move |&width| (format, extension, width)))
        .map(|(format, extension, width)| {
            let name = file_name(width, extension);
            let file = media_folder.join(&name).metadata();
            PhotoVariant {
                url: format!("/media/{name}"),
                format,
                width,
                size_bytes: file.ok().map(|file| file.len()),
            }
        })
        .collect();
    Ok(Photo {
        alt: alt.to_owned(),
        width: largest,
        height: scaled_height((width, height), largest),
        variants,
    })
}

/// # Errors
/// When a picture of these pixels is too large to unpack, or has no place on a page.
fn check_size((width, height): (u32, u32), decoded_bytes: u64) -> Result<(), String> {
    let size = format!("ảnh có {width} × {height} điểm ảnh");
    if pixels((width, height)) > MAX_PIXELS {
        Err(format!("{size}, tối đa 50 triệu"))
    } else if decoded_bytes > MAX_DECODED_BYTES {
        Err(format!("{size} quá 8 bit mỗi màu, hãy lưu lại với 8 bit"))
    } else if width == 0 || height == 0 {
        Err("ảnh không có điểm ảnh nào".to_owned())
    } else if scaled_height((width, height), width.min(MAX_WIDTH)) > MAX_SIDE {
        Err(format!("{size}, quá cao so với chiều rộng"))
    } else {
        Ok(())
    }
}

fn pixels((width, height): (u32, u32)) -> u64 {
    u64::from(width) * u64::from(height)
}

fn decoder(bytes: &[u8]) -> Result<impl ImageDecoder + '_, String> {
    if bytes.is_empty() {
        return Err("tệp ảnh trống".to_owned());
    }
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| format!("không đọc được ảnh: {error}"))?;
    if !matches!(
        reader.format(),
        Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)
    ) {
        return Err("tệp không phải là ảnh JPEG, PNG hoặc WebP".to_owned());
    }
    if reader.format() == Some(ImageFormat::Jpeg) && !jpeg_end::has_end(bytes) {
        return Err("ảnh bị cắt cụt, thiếu phần cuối".to_owned());
    }
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    reader.limits(limits);
    reader.into_decoder().map_err(|error| cannot_decode(&error))
}

fn cannot_decode(error: &image::ImageError) -> String {
    match error {
        image::ImageError::Limits(_) => "ảnh quá lớn, tối đa 50 triệu điểm ảnh".to_owned(),
        _ => format!("ảnh bị hỏng hoặc không đọc được: {error}"),
    }
}

fn upright((width, height): (u32, u32), orientation: Orientation) -> (u32, u32) {
    match orientation {
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => (height, width),
        _ => (width, height),
    }
}

/// JPEG has no transparency, and pages are white.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0.map(u32::from);
        let blend = |channel: u32| {
            u8::try_from((channel * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        Rgb([blend(red), blend(green), blend(blue)])
    })
}

fn scaled_height((width, height): (u32, u32), new_width: u32) -> u32 {
    let (width, height, new_width) = (u64::from(width), u64::from(height), u64::from(new_width));
    let new_height = (height * new_width + width / 2) / width;
    u32::try_from(new_height).unwrap_or(u32::MAX).max(1)
}

fn scale(image: &RgbImage, width: u32) -> Result<RgbImage, String> {
    let height = scaled_height(image.dimensions(), width);
    if (width, height) == image.dimensions() {
        return Ok(image.clone());
    }
    let failed = |error: &dyn std::fmt::Display| format!("không thu nhỏ được ảnh: {error}");
    let source = fast_image_resize::images::ImageRef::new(
        image.width(),
        image.height(),
        image.as_raw(),
        PixelType::U8x3,
    )
    .map_err(|error| failed(&error))?;
    let mut target = Image::new(width, height, PixelType::U8x3);
    Resizer::new()
        .resize(&source, &mut target, &ResizeOptions::new())
        .map_err(|error| failed(&error))?;
    RgbImage::from_raw(width, height, target.into_vec())
        .ok_or_else(|| failed(&"kích thước không khớp"))
}

fn webp(image: &RgbImage) -> Result<Vec<u8>, String> {
    webp::Encoder::from_rgb(image.as_raw(), image.width(), image.height())
        .encode_simple(false, WEBP_QUALITY)
        .map(|encoded| encoded.to_vec())
        .map_err(|error| format!("không nén được ảnh thành WebP: {error:?}"))
}

fn jpeg(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY)
        .encode_image(image)
        .expect("an RGB image of a size that WebP took is written to memory");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifty_megapixels_of_eight_bits_are_the_most() {
        assert_eq!(check_size((10_000, 5_000), 200_000_000), Ok(()));
        for (size, bytes, part) in [
            ((10_000, 5_001), 1, "tối đa 50 triệu"),
            ((u32::MAX, u32::MAX), 1, "tối đa 50 triệu"),
            ((10_000, 5_000), 400_000_000, "8 bit"),
            ((0, 1), 0, "không có điểm ảnh"),
            ((1, 16_384), 1, "quá cao"),
        ] {
            assert!(
                check_size(size, bytes).unwrap_err().contains(part),
                "{size:?}"
            );
        }
    }
}
