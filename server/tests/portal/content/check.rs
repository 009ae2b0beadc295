//! `conglang check`: mistakes of `site.toml`.

mod map;
mod syntax;

use std::fs;

use crate::site::{ENGLISH_TOML, LOGO, SITE_TOML};
use conglang_server::site::settings;

/// The mistakes of `text` as `line: reason`.
fn mistakes(text: impl AsRef<[u8]>) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("logo.svg"), LOGO).unwrap();
    let path = folder.path().join("site.toml");
    fs::write(&path, text).unwrap();
    match settings::load(&path) {
        Ok(_) => Vec::new(),
        Err(mistakes) => mistakes
            .iter()
            .map(|mistake| {
                let prefix = format!("{}:", path.display());
                let told = mistake.to_string();
                told.strip_prefix(&prefix).unwrap().to_owned()
            })
            .collect(),
    }
}

#[test]
fn the_smallest_site_has_no_mistakes() {
    assert_eq!(mistakes(SITE_TOML), Vec::<String>::new());
}

#[test]
fn each_mistake_is_told_with_its_line() {
    for (from, to, line, part) in [
        ("#0f4c4a", "#ffff00", 12, "cần tương phản"),
        ("#a8301f", "red", 13, "#rrggbb"),
        ("https://thu.example", "https://thu.example/", 5, "dấu /"),
        ("https://thu.example", "thu.example", 5, "https://"),
        ("logo.svg", "khong.svg", 7, "không có tệp"),
        ("\"huong-dan\"", "\"tin\"", 23, "đã có ở trên"),
        ("\"huong-dan\"", "\"Hướng dẫn\"", 23, "a–z"),
        (
            "name = \"Cổng thử\"",
            "name = \" \"",
            1,
            "không được để trống",
        ),
        ("tagline", "taglin", 3, "`taglin`"),
        ("name = \"Cổng thử\"", "name = 1", 1, "sai kiểu"),
        ("[colors]", "[colors", 11, "TOML"),
        (
            "logo =",
            "map = \"khong.geojson\"\nlogo =",
            7,
            "không có tệp",
        ),
        ("logo =", "utc_offset = \"7\"\nlogo =", 7, "múi giờ"),
        (
            "[contact]",
            "[limits]\nwrites_per_minute = 0\n[contact]",
            16,
            "lớn hơn 0",
        ),
        (
            "[contact]",
            "[limits]\ntrusted_proxies = [\"a\"]\n[contact]",
            16,
            "CIDR",
        ),
        (
            "[contact]",
            "[embed]\nallowed_origins = [\"*\", \"tinh.example\"]\n[contact]",
            16,
            "https://",
        ),
        (
            "[contact]",
            "[embed]\nallowed_origins = [\"*\", \"https://tinh.example/\"]\n[contact]",
            16,
            "dấu /",
        ),
        (
            "[contact]",
            "[embed]\nallowed_origins = [\"*\", \"https://*.tinh.example\"]\n[contact]",
            16,
            "dấu *",
        ),
        (
            "[contact]",
            "[embed]\nallowed_origins = [\"*\", \"https://tỉnh.example\"]\n[contact]",
            16,
            "xn--",
        ),
        (
            "[contact]",
            "[embed]\nallowed_origins = [\"*\", \"https://tinh.example:443\"]\n[contact]",
            16,
            ":443",
        ),
        (
            "[contact]",
            "[[menu]]\nlabel = \"a\"\nhref = \"/chuyen-muc/la\"\n[contact]",
            17,
            "“la”",
        ),
        (
            "[contact]",
            "[[menu]]\nlabel = \"a\"\nhref = \"javascript:x\"\n[contact]",
            17,
            "đường dẫn",
        ),
        (
            "[contact]",
            "[[link_groups]]\ntitle = \"a\"\nlinks = [{ name = \"b\", url = \"c\" }]\n[contact]",
            17,
            "địa chỉ web",
        ),
    ] {
        let text = SITE_TOML.replacen(from, to, 1);
        assert_ne!(text, SITE_TOML, "{from}");
        let told = mistakes(&text);
        assert!(
            told.len() == 1 && told[0].starts_with(&format!("{line}: ")) && told[0].contains(part),
            "{told:?} is not line {line} with {part}"
        );
    }
}

/// Compares the lines of `told` and a part of each reason with `expected`, in order.
fn assert_told(told: &[String], expected: &[(usize, &str)]) {
    let is_expected = |(told, (line, part)): (&String, &(usize, &str))| {
        told.starts_with(&format!("{line}: ")) && told.contains(part)
    };
    assert!(
        told.len() == expected.len() && told.iter().zip(expected).all(is_expected),
        "{told:#?} is not {expected:#?}"
    );
}

#[test]
fn english_that_is_switched_on_and_not_written_is_told_text_by_text() {
    let off = format!("{SITE_TOML}\n[features]\nenglish = false\n");
    assert!(mistakes(&off).is_empty());
    let told = mistakes(off.replace("false", "true"));
    assert_told(
        &told,
        &[
            (1, "thiếu khóa `description_en`"),
            (1, "thiếu khóa `map_title_en`"),
            (1, "thiếu khóa `name_en`"),
            (1, "thiếu khóa `songs_title_en`"),
            (1, "thiếu khóa `tagline_en`"),
            (15, "thiếu khóa `organisation_en`"),
            (18, "thiếu khóa `name_en`"),
            (22, "thiếu khóa `name_en`"),
        ],
    );
    let empty = ENGLISH_TOML.replace("\"News\"", "\" \"");
    assert_told(&mistakes(&empty), &[(30, "`name_en` không được để trống")]);
    assert!(mistakes(ENGLISH_TOML).is_empty());
}

#[test]
fn all_mistakes_of_all_tables_are_told_at_once() {
    let told = mistakes(
        r##"name = 1
short_name = " "
tagline = "Tin thử"
host = "thu.example"
languag = "vi"
logo = "khong.svg"
utc_offset = 7
map_title = "Bản đồ"
songs_title = true
mau = "đỏ"

[colors]
primary = "#ffff00"
secondary = "#0f4c4a"

[contact]
address = ["đường", "phường"]
telephone = "1"

[counter]
baseline = -1

[features]
rating = "có"
captcha = true

[limits]
writes_per_minute = 0
code_captcha_from_per_minute = 5_000_000_000
trusted_proxies = ["127.0.0.1/32", "a", 8]

[[categories]]
slug = "Tin"
title = "Tin tức"

[[categories]]
slug = "huong-dan"
name = "Hướng dẫn"
description = 1.5

[[categories]]
slug = "huong-dan"
name = "Hướng dẫn"

[[menu]]
label = ""
href = "/chuyen-muc/la"

[[menu]]
labels = "Trang chủ"
href = "trang-chu"

[[link_groups]]
name = "Tỉnh"
links = [
  { name = "Báo", url = "bao.example" },
  { url = "https://bao.example", icon = "b" },
  "https://bao.example",
]

[[songs]]
composer = 2026-11-23

[songs.title]
"##,
    );
    assert_told(
        &told,
        &[
            (1, "sai kiểu: `name` là số nguyên, cần chuỗi trong dấu nháy"),
            (1, "thiếu khóa `description`"),
            (2, "`short_name` không được để trống"),
            (4, "“thu.example” phải bắt đầu bằng https://"),
            (
                5,
                "không có khóa nào tên `languag`, chỉ có `name`, `name_en`, `short_name`",
            ),
            (6, "không có tệp"),
            (7, "sai kiểu: `utc_offset` là số nguyên"),
            (9, "sai kiểu: `songs_title` là true hoặc false"),
            (10, "không có khóa nào tên `mau`"),
            (12, "thiếu khóa `accent`"),
            (13, "cần tương phản"),
            (
                14,
                "không có khóa nào tên `secondary`, chỉ có `primary`, `accent`",
            ),
            (16, "thiếu khóa `organisation`"),
            (17, "sai kiểu: `address` là danh sách"),
            (
                18,
                "`telephone`, chỉ có `organisation`, `organisation_en`, `address`, `address_en`, `phone`, `fax`, `email`",
            ),
            (21, "`baseline` phải là số nguyên từ 0"),
            (
                24,
                "sai kiểu: `rating` là chuỗi trong dấu nháy, cần true hoặc false",
            ),
            (
                25,
                "`captcha`, chỉ có `rating`, `comments`, `map`, `songs`, `visits`, `english`",
            ),
            (28, "lớn hơn 0"),
            (29, "không được quá 4294967295"),
            (30, "phần tử của `trusted_proxies` là số nguyên"),
            (30, "“a” không phải là dải địa chỉ CIDR"),
            (32, "thiếu khóa `name`"),
            (33, "“Tin” phải có từ 1 đến 120 ký tự"),
            (
                34,
                "không có khóa nào tên `title`, chỉ có `slug`, `name`, `name_en`, `description`, `description_en`",
            ),
            (39, "sai kiểu: `description` là số thập phân"),
            (42, "chuyên mục “huong-dan” đã có ở trên"),
            (46, "`label` không được để trống"),
            (47, "không có chuyên mục “la”"),
            (
                50,
                "`labels`, chỉ có `label`, `label_en`, `href`; có lẽ là `label` còn thiếu",
            ),
            (51, "“trang-chu” phải là một đường dẫn"),
            (53, "thiếu khóa `title`"),
            (
                54,
                "không có khóa nào tên `name`, chỉ có `title`, `title_en`, `links`",
            ),
            (56, "“bao.example” không phải là địa chỉ web"),
            (
                57,
                "không có khóa nào tên `icon`, chỉ có `name`, `name_en`, `url`",
            ),
            (57, "thiếu khóa `name`"),
            (58, "phần tử của `links` là chuỗi trong dấu nháy, cần bảng"),
            (62, "sai kiểu: `composer` là ngày giờ"),
            (64, "sai kiểu: `title` là bảng"),
        ],
    );
}

#[test]
fn a_table_in_place_of_a_list_and_the_reverse_are_told() {
    let text = SITE_TOML
        .replacen("[contact]", "[[contact]]", 1)
        .replacen("[[categories]]", "[categories]", 1)
        .replace(
            "[[categories]]\nslug = \"huong",
            "[[songs]]\nslug = \"huong",
        );
    assert_told(
        &mistakes(text + "[[menu]]\nlabel = \"a\"\nhref = \"/chuyen-muc/tin\"\n"),
        &[
            (15, "sai kiểu: `contact` là danh sách, cần bảng [contact]"),
            (
                18,
                "sai kiểu: `categories` là bảng, cần các bảng [[categories]]",
            ),
            (22, "thiếu khóa `title`"),
            (
                23,
                "không có khóa nào tên `slug`, chỉ có `title`, `composer`, `lyricist`",
            ),
            (24, "không có khóa nào tên `name`"),
        ],
    );
}

#[test]
fn an_empty_file_lacks_every_key_that_is_needed() {
    let keys = [
        "categories",
        "colors",
        "contact",
        "description",
        "host",
        "language",
        "logo",
        "map_title",
        "name",
        "short_name",
        "songs_title",
        "tagline",
    ];
    let expected = keys.map(|key| format!("1: thiếu khóa `{key}`"));
    assert_eq!(mistakes(""), expected);
    assert_eq!(mistakes("# Chưa có gì.\n\n"), expected);
}

#[test]
fn a_missing_file_is_told() {
    let told = settings::load("khong/site.toml".as_ref()).unwrap_err();
    assert_eq!(told[0].to_string(), "khong/site.toml: không có tệp này");
}

#[test]
fn numbers_and_kinds_of_the_page_of_alerts_are_checked() {
    let line = SITE_TOML.lines().count() + 1;
    let with = |more: &str| mistakes(format!("{SITE_TOML}{more}"));
    let right = "[alerts]\nshelter_kinds = [\"Trường\"]\n[[alerts.hotlines]]\nname = \"Cứu nạn\"\nphone = \"(0239) 3.835-356\"\n";
    assert_eq!(with(right), Vec::<String>::new());
    let wrong = "[alerts]\nshelter_kinds = \"Trường\"\nclosed_road_kinds = [\" \"]\nroads = []\n\
                 [[alerts.hotlines]]\nname = \" \"\nphone = \"114; rm\"\n[[alerts.hotlines]]\nphone = \"12\"\n";
    let told = with(wrong);
    for (offset, part) in [
        (1, "`shelter_kinds`"),
        (2, "loại địa điểm"),
        (3, "không có khóa nào tên `roads`"),
        (5, "không được để trống"),
        (6, "không phải là số điện thoại"),
        (7, "thiếu khóa `name`"),
        (8, "“12” không phải là số điện thoại"),
    ] {
        let place = format!("{}: ", line + offset);
        let is_told = |mistake: &&String| mistake.starts_with(&place) && mistake.contains(part);
        assert!(
            told.iter().any(|mistake| is_told(&mistake)),
            "{place}{part}: {told:?}"
        );
    }
    let many = "[[alerts.hotlines]]\nname = \"Cứu nạn\"\nphone = \"114\"\n".repeat(13);
    assert!(with(&many).concat().contains("không được quá 12"));
}

#[test]
fn a_logo_that_cannot_be_drawn_is_told_with_its_own_line() {
    let folder = tempfile::tempdir().unwrap();
    let logo = folder.path().join("logo.svg");
    let path = folder.path().join("site.toml");
    fs::write(&path, SITE_TOML).unwrap();
    fs::write(&logo, "<svg viewBox=\"0 0 9 9\">\n<g></svg>").unwrap();
    let mistakes = settings::load(&path).unwrap_err();
    let told: Vec<_> = mistakes.iter().map(ToString::to_string).collect();
    let expected = format!("{}:2: thẻ đóng </svg> không khớp với <g>", logo.display());
    assert_eq!(told, [expected]);
}

#[test]
fn screenshots_are_pictures_that_browsers_show() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("site.toml");
    fs::write(folder.path().join("logo.svg"), LOGO).unwrap();
    for (name, width, height) in [
        ("rong.png", 1280, 800),
        ("dai.png", 400, 1000),
        ("nho.png", 300, 600),
    ] {
        image::RgbImage::new(width, height)
            .save(folder.path().join(name))
            .unwrap();
    }
    fs::write(folder.path().join("khong.png"), "GIF89a").unwrap();
    let check = |file: &str, label: &str| {
        let table = format!("\n[[screenshots]]\nfile = \"{file}\"\n{label}");
        fs::write(&path, format!("{SITE_TOML}{table}")).unwrap();
        settings::load(&path)
    };
    let settings = check("rong.png", "label = \"Trang chủ\"").unwrap();
    let screenshot = &settings.screenshots[0];
    assert_eq!(
        (screenshot.form_factor(), screenshot.media_type),
        ("wide", "image/png")
    );
    for (file, label, part) in [
        ("dai.png", "label = \"Dài\"", "2,3 lần"),
        ("nho.png", "label = \"Nhỏ\"", "từ 320 đến 3840"),
        ("khong.png", "label = \"Khác\"", "PNG, JPEG hoặc WebP"),
        ("vang.png", "label = \"Vắng\"", "không có tệp"),
        ("rong.png", "", "`label`"),
    ] {
        let mistakes = check(file, label).unwrap_err();
        assert_eq!(mistakes.len(), 1, "{mistakes:?}");
        assert!(mistakes[0].reason.contains(part), "{}", mistakes[0]);
        assert!(mistakes[0].line.is_some(), "{}", mistakes[0]);
    }
}
