//! Drawings as towns make them, and as nobody should.

use resvg::tiny_skia::PremultipliedColorU8;

use super::*;

const PRIMARY: &str = "#0f4c4a";
const SEAL: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
<circle cx="50" cy="50" r="50" fill="#f5d993"/><circle cx="50" cy="50" r="40" fill="#0f4c4a"/></svg>"##;
const SQUARE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" fill="#0b5563"/><path d="M8 8h16v16H8z" fill="#fff"/></svg>"##;

fn load(svg: impl AsRef<[u8]>) -> Result<Icons, Vec<String>> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("logo.svg");
    fs::write(&path, svg).expect("a file");
    Icons::load(&path, PRIMARY).map_err(|mistakes| {
        let prefix = format!("{}:", path.display());
        let told = mistakes.iter().map(ToString::to_string);
        told.map(|told| told.strip_prefix(&prefix).expect("the file").to_owned())
            .collect()
    })
}

fn icons(svg: &str) -> Icons {
    load(svg).expect("it can be drawn")
}

fn pixels(icons: &Icons, icon: Icon) -> Pixmap {
    let pixmap = Pixmap::decode_png(icons.png(icon)).expect("a PNG");
    assert_eq!(
        (pixmap.width(), pixmap.height()),
        (icon.size(), icon.size())
    );
    pixmap
}

fn corner(pixmap: &Pixmap) -> PremultipliedColorU8 {
    pixmap.pixel(0, 0).expect("a pixel")
}

fn middle(pixmap: &Pixmap) -> PremultipliedColorU8 {
    let half = pixmap.width() / 2;
    pixmap.pixel(half, half).expect("a pixel")
}

#[test]
fn a_round_seal_is_as_large_as_phones_leave_it_and_a_square_one_smaller() {
    assert!((icons(SEAL).cut_scale - 0.8).abs() < 0.02);
    assert!((icons(SQUARE).cut_scale - 0.566).abs() < 0.02);
}

#[test]
fn only_what_is_cut_by_phones_is_filled_to_the_edge() {
    let icons = icons(SEAL);
    for icon in [Icon::Small, Icon::Large, Icon::Monochrome] {
        assert_eq!(corner(&pixels(&icons, icon)).alpha(), 0, "{icon:?}");
    }
    for icon in [Icon::Maskable, Icon::AppleTouch] {
        let pixmap = pixels(&icons, icon);
        assert!(
            pixmap.pixels().iter().all(|pixel| pixel.alpha() == 255),
            "{icon:?}"
        );
        let corner = corner(&pixmap);
        assert_eq!(
            (corner.red(), corner.green(), corner.blue()),
            (0x0f, 0x4c, 0x4a)
        );
    }
}

#[test]
fn the_drawing_stays_within_the_circle_that_phones_keep() {
    for svg in [SEAL, SQUARE] {
        let pixmap = pixels(&icons(svg), Icon::Maskable);
        let center = pixmap.width() as f32 / 2.0;
        let background = corner(&pixmap);
        for (index, pixel) in (0_u16..).zip(pixmap.pixels().chunks(pixmap.width() as usize)) {
            for (column, pixel) in (0_u16..).zip(pixel) {
                let [x, y] = [column, index].map(|place| f32::from(place) + 0.5 - center);
                let is_outside = x.hypot(y) > pixmap.width() as f32 * SAFE_RADIUS + 2.0;
                assert!(!is_outside || *pixel == background, "{column}, {index}");
            }
        }
    }
}

#[test]
fn a_silhouette_shows_what_is_dark_and_is_no_filled_square() {
    // The light figure on a dark square is cut out of it.
    let square = pixels(&icons(SQUARE), Icon::Monochrome);
    assert_eq!(middle(&square).alpha(), 0);
    assert!(square.pixels().iter().any(|pixel| pixel.alpha() == 255));
    // A figure of one colour is its own silhouette, also a white one.
    let white = SEAL.replace("#f5d993", "#fff").replace("#0f4c4a", "#fff");
    assert_eq!(
        middle(&pixels(&icons(&white), Icon::Monochrome)).alpha(),
        255
    );
}

#[test]
fn a_drawing_that_is_not_square_stands_in_the_middle() {
    let flag = r##"<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="#da251d"/></svg>"##;
    let pixmap = pixels(&icons(flag), Icon::Small);
    assert_eq!(corner(&pixmap).alpha(), 0);
    assert_eq!(pixmap.pixel(0, 96).expect("a pixel").alpha(), 255);
}

#[test]
fn what_cannot_be_drawn_is_told_with_its_line_and_its_reason() {
    let text_and_image = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>\n<text>a</text>\n\
                          <image href='file:///etc/passwd'/>\n</svg>";
    for (svg, told) in [
        ("", vec![" tệp không có thẻ <svg>"]),
        ("không phải SVG", vec!["1: cột 1"]),
        (
            "<svg xmlns='http://www.w3.org/2000/svg'><g>",
            vec![" tệp bị cắt ngang"],
        ),
        (
            "<svg>\n<g>\n</svg>",
            vec!["3: thẻ đóng </svg> không khớp với <g>"],
        ),
        (
            "<html/>",
            vec!["1: thẻ gốc phải là <svg>, không phải <html>"],
        ),
        (
            "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='9'/>",
            vec!["1: thiếu kích thước"],
        ),
        (
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>",
            vec![" bản vẽ trống"],
        ),
        ("<svg viewBox='0 0 9 9'/>", vec!["1: thẻ <svg> thiếu xmlns"]),
        (text_and_image, vec!["2: chữ <text>", "3: ảnh <image>"]),
    ] {
        let mistakes = load(svg).expect_err(svg);
        assert_eq!(mistakes.len(), told.len(), "{svg}: {mistakes:?}");
        for (mistake, told) in mistakes.iter().zip(told) {
            assert!(mistake.starts_with(told), "{svg}: {mistake}");
        }
    }
    assert!(load(b"\xff\xfe<\0s\0").expect_err("UTF-16")[0].contains("UTF-8"));
    assert!(load(b"\x1f\x8b\x08").expect_err("gzip")[0].contains("SVGZ"));
    assert!(load(vec![b' '; MOST_BYTES + 1]).expect_err("large")[0].contains("512 KB"));
}

#[test]
fn a_hostile_drawing_is_refused_and_stops_nothing() {
    let svg = |inner: &str| {
        format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{inner}</svg>")
    };
    let deep = svg(&("<g>".repeat(40_000) + &"</g>".repeat(40_000)));
    assert!(load(deep).is_err());
    let many = svg(&"<g/>".repeat(MOST_NODES as usize));
    assert!(load(many).is_err());
    // Each of the groups is drawn ten times by the next one.
    let doubling: String = (1..12)
        .map(|n| {
            format!(
                "<g id='g{n}'>{}</g>",
                format!("<use href='#g{}'/>", n - 1).repeat(10)
            )
        })
        .collect();
    assert!(load(svg(&format!("<path id='g0' d='M0 0h9v9z'/>{doubling}"))).is_err());
    let laughs = "<!DOCTYPE svg [<!ENTITY a '<path d=\"M0 0h9v9z\"/>'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>\
                  <!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'>]>";
    assert!(load(format!("{laughs}{}", svg("&d;&d;"))).is_err());
    let itself = svg("<g id='a'><use href='#a'/></g>");
    assert!(load(itself).is_err());
}
