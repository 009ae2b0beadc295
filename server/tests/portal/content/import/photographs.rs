//! Photographs as cameras, phones and print shops make them, and those that are none.

use std::fs;

use conglang_contract::article::{Article, Photo, PhotoFormat};
use image::{ImageFormat, Rgb, RgbImage};

use super::told;
use crate::{
    content::photo::{black_png, cmyk_jpeg, encode, jpeg, with_orientation},
    site::TestSite,
};

const RED: [u8; 3] = [230, 20, 20];
const GREEN: [u8; 3] = [20, 200, 20];
const BLUE: [u8; 3] = [20, 20, 230];
const WHITE: [u8; 3] = [255, 255, 255];
const MEGABYTE: usize = 1 << 20;

/// Writes an article `slug` whose only photograph is `bytes`, in a file called `name`.
fn write(site: &TestSite, slug: &str, name: &str, bytes: impl AsRef<[u8]>) {
    let folder = site.write_article(slug, &format!("![Ảnh]({name})"));
    fs::write(folder.join(name), bytes).unwrap();
}

async fn photo(site: &TestSite, slug: &str) -> Photo {
    let article = site.json(&format!("/articles/{slug}")).await;
    let article: Article = serde_json::from_value(article).unwrap();
    article.cover.unwrap()
}

fn variants(site: &TestSite, photo: &Photo) -> Vec<RgbImage> {
    let media = site.site.data_folder.join("media");
    photo
        .variants
        .iter()
        .map(|variant| {
            let bytes = fs::read(media.join(variant.url.strip_prefix("/media/").unwrap())).unwrap();
            let format = match variant.format {
                PhotoFormat::Webp => ImageFormat::WebP,
                PhotoFormat::Jpeg => ImageFormat::Jpeg,
            };
            let image = image::load_from_memory_with_format(&bytes, format).unwrap();
            assert_eq!(image.width(), variant.width);
            image.into_rgb8()
        })
        .collect()
}

/// Whether `pixel` is `expected` as far as a lossy format keeps colours.
fn is_near(pixel: &Rgb<u8>, expected: [u8; 3]) -> bool {
    pixel
        .0
        .iter()
        .zip(expected)
        .all(|(channel, expected)| channel.abs_diff(expected) < 40)
}

/// What a camera stores of `upright` when it is held so that EXIF calls it `orientation`: where row
/// 0 and column 0 are seen, after the table of EXIF 2.3, 4.6.4 A, 0x0112.
fn as_stored(upright: &RgbImage, orientation: u16) -> RgbImage {
    let (right, bottom) = (upright.width() - 1, upright.height() - 1);
    let (width, height) = if orientation < 5 {
        upright.dimensions()
    } else {
        (upright.height(), upright.width())
    };
    RgbImage::from_fn(width, height, |column, row| {
        let (x, y) = match orientation {
            1 => (column, row),
            2 => (right - column, row),
            3 => (right - column, bottom - row),
            4 => (column, bottom - row),
            5 => (row, column),
            6 => (right - row, column),
            7 => (right - row, bottom - column),
            _ => (row, bottom - column),
        };
        *upright.get_pixel(x, y)
    })
}

#[tokio::test]
async fn a_photograph_stands_upright_however_the_camera_was_held() {
    let site = TestSite::new().await;
    let upright = RgbImage::from_fn(484, 600, |x, y| {
        Rgb(match (x < 242, y < 300) {
            (true, true) => RED,
            (false, true) => GREEN,
            (true, false) => BLUE,
            (false, false) => WHITE,
        })
    });
    // Phones write the one order or the other.
    let cameras = (1..=8)
        .map(|orientation| (orientation, orientation % 2 == 0))
        .chain([(6, false)]);
    for (orientation, big_endian) in cameras.clone() {
        let stored = encode(&as_stored(&upright, orientation), ImageFormat::Jpeg);
        let bytes = with_orientation(&stored, orientation, big_endian);
        write(
            &site,
            &format!("anh-{orientation}-{}", u8::from(big_endian)),
            "anh.jpg",
            bytes,
        );
    }
    let report = site.import().await;
    assert_eq!(report.created, 9, "{:?}", told(&report));
    for (orientation, big_endian) in cameras {
        let slug = format!("anh-{orientation}-{}", u8::from(big_endian));
        let photo = photo(&site, &slug).await;
        assert_eq!((photo.width, photo.height), (484, 600), "{slug}");
        let variants = variants(&site, &photo);
        assert_eq!(variants.len(), 6);
        for image in variants {
            let (width, height) = image.dimensions();
            assert_eq!(height, (width * 600 + 242) / 484, "{slug}");
            for (x, y, color) in [(1, 1, RED), (3, 1, GREEN), (1, 3, BLUE), (3, 3, WHITE)] {
                let pixel = image.get_pixel(width * x / 4, height * y / 4);
                assert!(is_near(pixel, color), "{slug} at {x}/4, {y}/4: {pixel:?}");
            }
        }
    }
}

#[tokio::test]
async fn an_orientation_that_exif_does_not_know_leaves_the_photograph_as_it_is() {
    let site = TestSite::new().await;
    for orientation in [0, 9, 0xffff] {
        let bytes = with_orientation(&jpeg(60, 40), orientation, true);
        write(&site, &format!("anh-{orientation}"), "anh.jpg", bytes);
    }
    let mut cut = with_orientation(&jpeg(60, 40), 6, true);
    // The directory says that it has 65,535 entries.
    cut[20..22].fill(0xff);
    write(&site, "anh-hong", "anh.jpg", cut);
    assert_eq!(site.import().await.created, 4);
    for slug in ["anh-0", "anh-9", "anh-65535"] {
        let photo = photo(&site, slug).await;
        assert_eq!((photo.width, photo.height), (60, 40), "{slug}");
    }
}

#[tokio::test]
async fn colours_stay_whatever_the_file_is() {
    let site = TestSite::new().await;
    write(&site, "cmyk", "anh.jpg", cmyk_jpeg());
    let grey = image::GrayImage::from_pixel(20, 20, image::Luma([90]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    grey.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    write(&site, "xam", "ANH.JPG", bytes.into_inner());
    let transparent = image::RgbaImage::from_fn(20, 20, |x, _| {
        image::Rgba([230, 20, 20, if x < 10 { 0 } else { 255 }])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    transparent.write_to(&mut bytes, ImageFormat::Png).unwrap();
    // The name says one kind, the content another.
    write(&site, "trong-suot", "anh.jpg", bytes.into_inner());
    let report = site.import().await;
    assert_eq!(report.created, 3, "{:?}", told(&report));
    for (slug, left, right) in [
        ("cmyk", [255, 0, 0], [255, 0, 0]),
        ("xam", [90; 3], [90; 3]),
        ("trong-suot", WHITE, RED),
    ] {
        let photo = photo(&site, slug).await;
        for image in variants(&site, &photo) {
            let (width, height) = image.dimensions();
            let middle = height / 2;
            let (first, last) = (
                image.get_pixel(1, middle),
                image.get_pixel(width - 2, middle),
            );
            assert!(is_near(first, left), "{slug}: {first:?}");
            assert!(is_near(last, right), "{slug}: {last:?}");
        }
    }
}

#[tokio::test]
async fn what_is_no_whole_photograph_is_told() {
    let site = TestSite::new().await;
    let whole = jpeg(600, 400);
    let mut png = encode(&RgbImage::new(60, 40), ImageFormat::Png);
    png.truncate(png.len() - 30);
    let mut gif = b"GIF89a".to_vec();
    gif.extend([0; 30]);
    let cases: [(&str, Vec<u8>, &str); 8] = [
        ("cut", whole[..whole.len() / 2].to_vec(), "bị cắt cụt"),
        ("empty", Vec::new(), "tệp ảnh trống"),
        ("gif", gif, "không phải là ảnh JPEG, PNG hoặc WebP"),
        (
            "heic",
            b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(),
            "không phải là ảnh JPEG, PNG hoặc WebP",
        ),
        ("jpeg-without-picture", whole[..4].to_vec(), "bị cắt cụt"),
        ("png", png, "bị hỏng"),
        (
            "svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>".to_vec(),
            "không phải là ảnh JPEG, PNG hoặc WebP",
        ),
        ("tall", black_png(1, 20_000, 20_000), "quá cao"),
    ];
    for (slug, bytes, _) in &cases {
        write(&site, slug, "anh.jpg", bytes);
    }
    write(&site, "whole", "anh.jpg", whole);
    let report = site.import().await;
    assert_eq!((report.created, report.failed), (1, 8));
    for ((slug, _, part), told) in cases.iter().zip(told(&report)) {
        assert!(
            told.starts_with("7: “anh.jpg”: ") && told.contains(part),
            "{slug}: {told}"
        );
    }
}

#[tokio::test]
async fn a_file_of_more_than_40_megabytes_is_told() {
    let site = TestSite::new().await;
    // What a camera appends to a photograph does not make it another.
    let mut largest = jpeg(60, 40);
    largest.resize(40 * MEGABYTE, 0);
    write(&site, "largest", "anh.jpg", &largest);
    largest.push(0);
    write(&site, "too-large", "anh.jpg", &largest);
    let report = site.import().await;
    assert_eq!((report.created, report.failed), (1, 1));
    assert_eq!(told(&report), ["7: tệp “anh.jpg” lớn 41 MB, tối đa 40 MB"]);
}

#[tokio::test]
async fn a_photograph_of_more_than_50_megapixels_is_told_before_it_is_unpacked() {
    let site = TestSite::new().await;
    write(&site, "a", "anh.png", black_png(10_000, 5_001, 0));
    // What these say they are would fill 4 GB and more.
    write(&site, "b", "anh.png", black_png(65_000, 65_000, 0));
    write(&site, "c", "anh.png", black_png(1 << 30, 1 << 30, 0));
    let mut huge = jpeg(16, 16);
    let frame = huge
        .windows(2)
        .position(|pair| pair == [0xff, 0xc0])
        .unwrap();
    huge[frame + 5..frame + 9].fill(0xff);
    write(&site, "d", "anh.jpg", huge);
    let report = site.import().await;
    assert_eq!(
        told(&report),
        [
            "7: “anh.png”: ảnh có 10000 × 5001 điểm ảnh, tối đa 50 triệu",
            "7: “anh.png”: ảnh có 65000 × 65000 điểm ảnh, tối đa 50 triệu",
            "7: “anh.png”: ảnh quá lớn, tối đa 50 triệu điểm ảnh",
            "7: “anh.jpg”: ảnh có 65535 × 65535 điểm ảnh, tối đa 50 triệu",
        ]
    );
    assert_eq!((report.created, report.failed), (0, 4));
}
