//! Pictures for articles.

use std::io::{Cursor, Write};

use image::{ImageFormat, RgbImage};

/// A JPEG of `width` × `height` pixels.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x % 256) as u8, (y % 256) as u8, 90])
    });
    encode(&image, ImageFormat::Jpeg)
}

pub fn encode(image: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// `jpeg` as a camera that was held the way `orientation` says writes it.
pub fn with_orientation(jpeg: &[u8], orientation: u16, big_endian: bool) -> Vec<u8> {
    let exif = exif(orientation, big_endian);
    let length = u16::try_from(2 + exif.len()).unwrap().to_be_bytes();
    let (start_of_file, rest) = jpeg.split_at(2);
    [start_of_file, &[0xff, 0xe1], &length, &exif, rest].concat()
}

/// An EXIF segment whose only entry is the orientation (EXIF 2.3, 4.6.2 and 4.6.4).
fn exif(orientation: u16, big_endian: bool) -> Vec<u8> {
    let short = |value: u16| {
        if big_endian {
            value.to_be_bytes()
        } else {
            value.to_le_bytes()
        }
    };
    let long = |value: u32| {
        if big_endian {
            value.to_be_bytes()
        } else {
            value.to_le_bytes()
        }
    };
    [
        b"Exif\0\0".as_slice(),
        if big_endian { b"MM" } else { b"II" },
        &short(42),
        // The directory follows at once and has one entry: a tag, the type SHORT, one value.
        &long(8),
        &short(1),
        &short(0x0112),
        &short(3),
        &long(1),
        &short(orientation),
        &short(0),
        // No other directory.
        &long(0),
    ]
    .concat()
}

/// A JPEG of 8 × 8 red pixels as print shops make them: CMYK, stored inverted, as Adobe does.
pub fn cmyk_jpeg() -> Vec<u8> {
    let quantisation = [0xff, 0xdb, 0, 67, 0]
        .into_iter()
        .chain([8; 64])
        .collect::<Vec<u8>>();
    let adobe = b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\0";
    let frame = [
        0xff, 0xc0, 0, 20, 8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0,
    ];
    // Two codes for differences of 7 and 8 bits; one code for "no more coefficients".
    let mut first_codes = vec![0xff, 0xc4, 0, 21, 0x00, 1, 1];
    first_codes.extend([0; 14]);
    first_codes.extend([7, 8]);
    let mut other_codes = vec![0xff, 0xc4, 0, 20, 0x10, 1];
    other_codes.extend([0; 15]);
    other_codes.push(0);
    let scan = [0xff, 0xda, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0];
    // +127, −128, −128, +127: no cyan, all magenta, all yellow, no black.
    let blocks = [0x7f, 0x4f, 0xe9, 0xfc, 0xfe];
    [
        [0xff, 0xd8].as_slice(),
        adobe,
        &quantisation,
        &frame,
        &first_codes,
        &other_codes,
        &scan,
        &blocks,
        &[0xff, 0xd9],
    ]
    .concat()
}

/// A PNG that says it has `width` × `height` black pixels, of which `rows` rows are there. It is
/// small, however large it gets when it is unpacked.
pub fn black_png(width: u32, height: u32, rows: u32) -> Vec<u8> {
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    // One bit of grey a pixel.
    header.extend([1, 0, 0, 0, 0]);
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let row = vec![0; 1 + width.div_ceil(8) as usize];
    for _ in 0..rows {
        packed.write_all(&row).unwrap();
    }
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [
        (b"IHDR", header),
        (b"IDAT", packed.finish().unwrap()),
        (b"IEND", Vec::new()),
    ] {
        let length = u32::try_from(data.len()).unwrap();
        let mut crc = flate2::Crc::new();
        crc.update(kind);
        crc.update(&data);
        png.extend(length.to_be_bytes());
        png.extend(kind);
        png.extend(data);
        png.extend(crc.sum().to_be_bytes());
    }
    png
}
