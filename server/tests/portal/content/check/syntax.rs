//! `conglang check`: a `site.toml` that is no TOML.

use super::{assert_told, mistakes};
use crate::site::SITE_TOML;

#[test]
fn all_syntax_errors_are_told_beside_the_other_mistakes() {
    let text = SITE_TOML
        .replace("short_name = \"Thử\"", "short_name: Thử")
        .replace("[colors]", "[colors")
        .replace("\"#0f4c4a\"", "\"#fff\"")
        .replace("\"#a8301f\"", "#a8301f")
        .replace("\"tin\"", "tin")
        .replace("name = \"Tin tức\"", "tên = \"Tin tức")
        + "mô tả\n[[menu]]\nlabel = \"Tin\"\nhref = \"/chuyen-muc/tin\"\n";
    assert_told(
        &mistakes(text),
        &[
            (2, "sai cú pháp TOML"),
            (11, "thiếu dấu ] đóng"),
            (12, "#rrggbb"),
            (13, "dấu nháy kép"),
            (18, "thiếu khóa `name`"),
            (19, "dấu nháy kép"),
            (20, "sai cú pháp TOML"),
            (25, "sai cú pháp TOML"),
        ],
    );
}

#[test]
fn a_value_that_is_not_closed_is_told_once() {
    for (from, to, line) in [
        (
            "[contact]",
            "[limits]\ntrusted_proxies = [\"::1/128\"\n\n[contact]",
            16,
        ),
        (
            "[contact]",
            "[limits]\ntrusted_proxies = [\n  \"::1/128\",\n\n[contact]",
            17,
        ),
        (
            "[contact]",
            "[features]\nmap = {\n  a = 1\n  b = 2,\n}\n[contact]",
            18,
        ),
        ("\"#a8301f\"", "\"\"\"#a8301f", 13),
        ("\"#a8301f\"", "'''\n#a8301f", 13),
    ] {
        let text = SITE_TOML.replacen(from, to, 1).replace("#0f4c4a", "red");
        assert_told(&mistakes(text), &[(12, "#rrggbb"), (line, "TOML")]);
    }
}

#[test]
fn what_stands_twice_is_told_once() {
    let text = SITE_TOML
        .replace("tagline =", "name =")
        .replace("[[categories]]", "[categories]")
        + "[colors]\nprimary = \"red\"\naccent = \"red\"\n";
    assert_told(
        &mistakes(text),
        &[
            (1, "thiếu khóa `tagline`"),
            (3, "`name` đã có ở trên"),
            (18, "`categories` là bảng"),
            (22, "`categories` đã có ở trên"),
            (25, "`colors` đã có ở trên"),
        ],
    );
}

#[test]
fn a_menu_item_is_right_about_a_category_whose_slug_is_not() {
    for (from, to) in [
        ("slug = \"tin\"", "slog = \"tin\""),
        ("slug = \"tin\"", "slug = tin"),
        (
            "[[categories]]\nslug = \"tin\"",
            "[[categories]\nslug = \"tin\"",
        ),
    ] {
        let text = SITE_TOML.replacen(from, to, 1);
        assert_ne!(text, SITE_TOML);
        let menu = "[[menu]]\nlabel = \"Tin\"\nhref = \"/chuyen-muc/tin\"\n";
        assert_eq!(mistakes(text + menu).len(), 1, "{to}");
    }
}

#[test]
fn a_file_that_is_not_utf_8_is_told_with_its_line() {
    assert_told(
        &mistakes(b"logo = 1\nname = \"C\xf4ng th\xf4n\"\n"),
        &[(2, "không phải là văn bản UTF-8")],
    );
}

#[test]
fn deep_nesting_is_told_like_any_mistake() {
    let dotted = ["a"; 79].join(".");
    for (value, mistakes_count) in [
        ("[".repeat(100_000), 1),
        // The list is too deep on line 81 and not closed on the last.
        ("[\n".repeat(10_000), 2),
        ("[".repeat(1_000) + &"]".repeat(1_000), 1),
        ("{ a = ".repeat(10_000), 1),
        // Only the key is unknown; but dropping the value takes thousands of nested calls.
        (
            format!("{{ {dotted} = ").repeat(79) + "1" + &"}".repeat(79),
            1,
        ),
    ] {
        let told = mistakes(format!("{dotted} = {value}\n{SITE_TOML}"));
        assert_eq!(told.len(), mistakes_count, "{told:#?}");
    }
}

#[test]
fn a_file_written_on_windows_is_read_like_any_other() {
    let windows = format!("\u{feff}{}", SITE_TOML.replace('\n', "\r\n"));
    assert_eq!(mistakes(&windows), Vec::<String>::new());
    assert_told(
        &mistakes(windows.replace("name = \"Cổng thử\"", "name = Cổng thử")),
        &[(1, "dấu nháy kép")],
    );
}
