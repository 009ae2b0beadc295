//! `conglang check`: mistakes of `site.toml`.

use std::fs;

use crate::site::SITE_TOML;
use conglang_server::site::settings;

/// The mistakes of `text` as `line: reason`.
fn mistakes(text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("logo.svg"), "<svg/>").unwrap();
    fs::write(
        folder.path().join("map.geojson"),
        "{\"type\":\"FeatureCollection\"}",
    )
    .unwrap();
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
        ("#0f4c4a", "#ffff00", 12, "độ tương phản"),
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
        ("logo =", "map = \"map.geojson\"\nlogo =", 7, "GeoJSON"),
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

#[test]
fn all_mistakes_are_told_at_once() {
    let text = SITE_TOML
        .replace("#0f4c4a", "#fff")
        .replace("logo.svg", "khong.svg");
    assert_eq!(mistakes(&text).len(), 2);
}

#[test]
fn a_missing_file_is_told() {
    let told = settings::load("khong/site.toml".as_ref()).unwrap_err();
    assert_eq!(told[0].to_string(), "khong/site.toml: không có tệp này");
}
