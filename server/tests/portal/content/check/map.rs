//! `conglang check`: mistakes of the files of areas and places.

mod odd_files;

use std::fs;

use crate::{
    content::map::basemap,
    site::{ENGLISH_TOML, LOGO, SITE_TOML},
};
use conglang_server::site::settings;

/// A closed square that lies in the town, `[x, y]` from its south-west.
fn square(x: f64, y: f64, size: f64) -> String {
    let (east, north) = (x + size, y + size);
    format!("[[{x},{y}],[{east},{y}],[{east},{north}],[{x},{north}],[{x},{y}]]")
}

fn area(code: &str, name: &str, more: &str, polygon: &str) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{"code":"{code}","name":"{name}","kind":"phường"{more}}},"geometry":{{"type":"Polygon","coordinates":{polygon}}}}}"#
    )
}

fn place(name: &str, more: &str, geometry: &str) -> String {
    format!(
        r#"{{"type":"Feature","properties":{{"name":"{name}","kind":"Chợ"{more}}},"geometry":{geometry}}}"#
    )
}

/// One feature a line, from line 2 on.
fn collection(features: &[String]) -> Vec<u8> {
    format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}",
        features.join(",\n")
    )
    .into_bytes()
}

fn good_areas() -> Vec<u8> {
    collection(&[area(
        "1",
        "Một",
        "",
        &format!("[{}]", square(105.0, 18.0, 0.1)),
    )])
}

/// The mistakes of the files, each as `file:line: reason` or `file: reason`.
fn told(areas: &[u8], places: Option<&[u8]>) -> Vec<String> {
    match places {
        Some(places) => told_with(
            areas,
            "places = \"places.geojson\"\n",
            &[("places.geojson", places)],
        ),
        None => told_with(areas, "", &[]),
    }
}

/// [`told`] of more `files`, which `keys` name.
fn told_with(areas: &[u8], keys: &str, files: &[(&str, &[u8])]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("logo.svg"), LOGO).unwrap();
    fs::write(folder.path().join("areas.geojson"), areas).unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let path = folder.path().join("site.toml");
    fs::write(&path, format!("map = \"areas.geojson\"\n{keys}{SITE_TOML}")).unwrap();
    let Err(mistakes) = settings::load(&path) else {
        return Vec::new();
    };
    let prefix = format!("{}/", folder.path().display());
    let told = mistakes
        .iter()
        .map(|mistake| mistake.to_string().replace(&prefix, ""));
    told.collect()
}

/// Each of `told` begins and goes on as expected, in order.
fn assert_told(told: &[String], expected: &[(&str, &str)]) {
    let is_expected = |(told, (start, part)): (&String, &(&str, &str))| {
        told.starts_with(start) && told.contains(part)
    };
    assert!(
        told.len() == expected.len() && told.iter().zip(expected).all(is_expected),
        "{told:#?} is not {expected:#?}"
    );
}

#[test]
fn holes_islands_and_both_periods_are_no_mistakes() {
    let with_hole = format!(
        "[{},{}]",
        square(105.0, 18.0, 0.1),
        square(105.02, 18.02, 0.02)
    );
    let islands = format!(
        "[[{}],[{}]]",
        square(105.2, 18.0, 0.1),
        square(105.4, 18.0, 0.1)
    );
    let islands = format!(
        r#"{{"type":"Feature","properties":{{"code":2,"name":"Đảo","kind":"xã"}},"geometry":{{"type":"MultiPolygon","coordinates":{islands}}}}}"#
    );
    let old = area(
        "1",
        "Cũ",
        r#","valid_to":"2025-06-30","successors":["1"]"#,
        &with_hole,
    );
    let new = area("1", "Mới", r#","valid_from":"2025-07-01""#, &with_hole);
    let places = collection(&[
        place("Chợ Mới", r#","area":"1""#, "null"),
        place(
            "Chợ Cũ",
            "",
            r#"{"type":"Point","coordinates":[105.05,18.05,12]}"#,
        ),
    ]);
    assert_told(&told(&collection(&[old, new, islands]), Some(&places)), &[]);
}

#[test]
fn all_mistakes_of_all_areas_are_told_with_line_feature_and_reason() {
    let good = format!("[{}]", square(105.0, 18.0, 0.1));
    let features = [
        area("1", "Hở", "", "[[[105,18],[105.1,18],[105.1,18.1],[105,18.1]]]"),
        area("2", "Chéo", "", "[[[105,18],[105.1,18.1],[105.1,18],[105,18.1],[105,18]]]"),
        area("3", "Ngược", "", "[[[18,105],[18,105.1],[18.1,105.1],[18,105]]]"),
        area("4", "Mét", "", "[[[551000,2049000],[552000,2049000],[552000,2050000],[551000,2049000]]]"),
        area("5", "Pháp", "", "[[[2,48],[2.1,48],[2.1,48.1],[2,48]]]"),
        area("6", "Dẹt", "", "[[[105,18],[105.1,18],[105,18]]]"),
        area("7", "Trống", "", "[]"),
        area("8", "Chữ", "", r#"[[["105","18"]]]"#),
        area("9", "Tốt", "", &good),
        area("9", "Trùng", "", &good),
        area("10", "PhÆ°á»ng", "", &good),
        area("11", "Ngày", r#","valid_from":"1/7/2025""#, &good),
        area("12", "Trước sau", r#","valid_from":"2025-07-01","valid_to":"2025-01-01""#, &good),
        area("13", "Lạc", r#","valid_to":"2025-06-30","successors":["99"]"#, &good),
        area("14", "Nhãn", r#","label":[106,18]"#, &good),
        area("15", "Số", r#","population":-1"#, &good),
        area("16", "Lỗ", "", &format!("[{},{}]", square(105.0, 18.0, 0.1), square(105.3, 18.0, 0.1))),
        r#"{"type":"Feature","properties":{"code":"17"},"geometry":{"type":"Point","coordinates":[105,18]}}"#.to_owned(),
        r#"{"type":"Feature","properties":null,"geometry":null}"#.to_owned(),
        "17".to_owned(),
    ];
    assert_told(
        &told(&collection(&features), None),
        &[
            (
                "areas.geojson:2: vùng thứ 1 “Hở” (1): ",
                "đường bao thứ 1 không khép kín",
            ),
            (
                "areas.geojson:3: vùng thứ 2 “Chéo” (2): ",
                "tự cắt ở gần [105.05000, 18.05000]",
            ),
            ("areas.geojson:4: vùng thứ 3 “Ngược” (3): ", "đảo thứ tự"),
            ("areas.geojson:5: vùng thứ 4 “Mét” (4): ", "VN-2000"),
            (
                "areas.geojson:6: vùng thứ 5 “Pháp” (5): ",
                "nằm ngoài Việt Nam",
            ),
            ("areas.geojson:7: vùng thứ 6 “Dẹt” (6): ", "ít hơn ba điểm"),
            (
                "areas.geojson:8: vùng thứ 7 “Trống” (7): ",
                "không có đường bao",
            ),
            ("areas.geojson:9: vùng thứ 8 “Chữ” (8): ", "bằng số"),
            (
                "areas.geojson:11: vùng thứ 10 “Trùng” (9): ",
                "mã 9 đã dùng cho vùng thứ 9 “Tốt”",
            ),
            ("areas.geojson:12: vùng thứ 11: `name`", "bị hỏng chữ"),
            (
                "areas.geojson:13: vùng thứ 12 “Ngày” (11): ",
                "không phải là ngày",
            ),
            (
                "areas.geojson:14: vùng thứ 13 “Trước sau” (12): ",
                "đứng trước `valid_from`",
            ),
            (
                "areas.geojson:16: vùng thứ 15 “Nhãn” (14): ",
                "`label` nằm ngoài vùng",
            ),
            (
                "areas.geojson:17: vùng thứ 16 “Số” (15): ",
                "`population` phải là số nguyên",
            ),
            (
                "areas.geojson:18: vùng thứ 17 “Lỗ” (16): ",
                "đường bao thứ 2 phải là lỗ",
            ),
            ("areas.geojson:19: vùng thứ 18: ", "thiếu `name`"),
            ("areas.geojson:19: vùng thứ 18 (17): ", "thiếu `kind`"),
            (
                "areas.geojson:19: vùng thứ 18 (17): ",
                "`geometry` là Point",
            ),
            ("areas.geojson:20: vùng thứ 19: ", "thiếu `name`"),
            ("areas.geojson:20: vùng thứ 19: ", "thiếu `code`"),
            ("areas.geojson:20: vùng thứ 19: ", "thiếu `kind`"),
            ("areas.geojson:20: vùng thứ 19: ", "thiếu `geometry`"),
            (
                "areas.geojson:21: vùng thứ 20: ",
                "không phải là một GeoJSON Feature",
            ),
            ("areas.geojson: vùng “Lạc” (13): ", "`successors` nêu “99”"),
        ],
    );
}

#[test]
fn an_area_that_a_wrong_digit_moves_far_away_is_told() {
    let at = |code: &str, name: &str, x: f64| {
        area(code, name, "", &format!("[{}]", square(x, 18.0, 0.1)))
    };
    let island = at("4", "Đảo", 112.0).replace("phường", "Đặc khu");
    let far = "cách mọi vùng khác hơn 50 km";
    let moved = [
        at("1", "Một", 105.7),
        at("2", "Hai", 106.8),
        at("3", "Ba", 105.8),
    ];
    assert_told(
        &told(&collection(&moved), None),
        &[("areas.geojson:3: vùng thứ 2 “Hai” (2): ", far)],
    );
    // Of two, either may be the one.
    assert_told(
        &told(&collection(&moved[..2]), None),
        &[
            ("areas.geojson:2: vùng thứ 1 “Một” (1): ", far),
            ("areas.geojson:3: vùng thứ 2 “Hai” (2): ", far),
        ],
    );
    // Some forty kilometres apart, and an island far out in the sea.
    let wide = [
        at("1", "Một", 105.0),
        at("2", "Hai", 105.5),
        at("3", "Ba", 106.0),
        island,
    ];
    assert_told(&told(&collection(&wide), None), &[]);
    assert_told(&told(&collection(&wide[2..]), None), &[]);
}

#[test]
fn all_mistakes_of_all_places_are_told() {
    let features = [
        // A mistyped digit, four kilometres away.
        place("Xa", "", r#"{"type":"Point","coordinates":[105.14,18.05]}"#),
        place(
            "Ngược",
            "",
            r#"{"type":"Point","coordinates":[18.05,105.05]}"#,
        ),
        place("Vô danh", r#","area":"99""#, "null"),
        place("Lơ lửng", "", "null"),
        place(
            "Một",
            r#","id":"cho""#,
            r#"{"type":"Point","coordinates":[105.05,18.05]}"#,
        ),
        place(
            "Hai",
            r#","id":"cho""#,
            r#"{"type":"Point","coordinates":[105.05,18.05]}"#,
        ),
        place(
            "Ba",
            r#","article":"Bài Viết""#,
            r#"{"type":"Point","coordinates":[105.05,18.05]}"#,
        ),
        place(
            "Bốn",
            "",
            r#"{"type":"LineString","coordinates":[[105.05,18.05],[105.06,18.05]]}"#,
        ),
    ];
    assert_told(
        &told(&good_areas(), Some(&collection(&features))),
        &[
            (
                "places.geojson:2: địa điểm thứ 1 “Xa”: ",
                "nằm ngoài các vùng của bản đồ",
            ),
            ("places.geojson:3: địa điểm thứ 2 “Ngược”: ", "đảo thứ tự"),
            (
                "places.geojson:4: địa điểm thứ 3 “Vô danh”: ",
                "không có vùng nào có mã hoặc `id` “99”",
            ),
            (
                "places.geojson:5: địa điểm thứ 4 “Lơ lửng”: ",
                "không có tọa độ",
            ),
            (
                "places.geojson:7: địa điểm thứ 6 “Hai” (cho): ",
                "`id` “cho” đã có ở trên",
            ),
            ("places.geojson:8: địa điểm thứ 7 “Ba”: ", "`article`"),
            (
                "places.geojson:9: địa điểm thứ 8 “Bốn”: ",
                "LineString, cần Point",
            ),
        ],
    );
}

#[test]
fn a_file_that_is_no_collection_is_told_as_a_whole() {
    for (areas, start, part) in [
        (&b""[..], "areas.geojson:", "tệp trống"),
        (b" \n", "areas.geojson:", "tệp trống"),
        (
            b"\xff\xfe{\x00}",
            "areas.geojson:1:",
            "không phải là văn bản UTF-8",
        ),
        (
            b"{\"type\":\"FeatureCollection\",\n\"features\": [}",
            "areas.geojson:2:",
            "cột 14",
        ),
        (
            b"{\"type\":\"Feature\"}",
            "areas.geojson:",
            "FeatureCollection",
        ),
        (
            b"{\"type\":\"FeatureCollection\"}",
            "areas.geojson:",
            "FeatureCollection",
        ),
        (b"[]", "areas.geojson:", "FeatureCollection"),
        (
            b"{\"type\":\"FeatureCollection\",\"features\":[]}",
            "areas.geojson:",
            "không có vùng nào",
        ),
    ] {
        assert_told(&told(areas, None), &[(start, part)]);
    }
    let nested = "[".repeat(100_000);
    assert_told(
        &told(nested.as_bytes(), None),
        &[("areas.geojson:1:", "không phải là JSON")],
    );
    // A mark of the byte order is no mistake.
    let marked = [b"\xef\xbb\xbf", good_areas().as_slice()].concat();
    assert_told(&told(&marked, None), &[]);
}

#[test]
fn mistakes_of_settings_areas_and_places_are_told_together() {
    let areas = collection(&[area(
        "1",
        "Hở",
        "",
        "[[[105,18],[105.1,18],[105.1,18.1],[105,18.1]]]",
    )]);
    let places = collection(&[place("", "", "null")]);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("areas.geojson"), areas).unwrap();
    fs::write(folder.path().join("places.geojson"), places).unwrap();
    fs::write(folder.path().join("streets.pmtiles"), "PMTiles\u{2}").unwrap();
    let keys =
        "map = \"areas.geojson\"\nplaces = \"places.geojson\"\nbasemap = \"streets.pmtiles\"\n";
    let path = folder.path().join("site.toml");
    fs::write(&path, format!("{keys}{SITE_TOML}")).unwrap();
    let told: Vec<String> = settings::load(&path)
        .unwrap_err()
        .iter()
        .map(ToString::to_string)
        .collect();
    for part in [
        "logo.svg",
        "không khép kín",
        "thiếu `name`",
        "không phải là tệp PMTiles",
    ] {
        assert!(
            told.iter().any(|told| told.contains(part)),
            "{part} in {told:#?}"
        );
    }
}

#[test]
fn a_basemap_that_browsers_cannot_draw_is_told_with_the_reason() {
    let changed = |at: usize, bytes: &[u8]| {
        let mut tiles = basemap("earth");
        tiles[at..at + bytes.len()].copy_from_slice(bytes);
        tiles
    };
    let page = b"<!doctype html><title>404</title>".repeat(8);
    for (tiles, reason) in [
        (basemap("earth"), None),
        (basemap("roads"), None),
        (Vec::new(), Some("không phải là tệp PMTiles")),
        (page, Some("không phải là tệp PMTiles")),
        (changed(7, &[2]), Some("phiên bản 3")),
        (
            basemap("earth")[..100].to_vec(),
            Some("không phải là tệp PMTiles"),
        ),
        (
            basemap("earth")[..4000].to_vec(),
            Some("bị cắt cụt: phải có 4096 byte nhưng chỉ còn 4000"),
        ),
        (changed(64, &[0xff; 8]), Some("bị cắt cụt")),
        (
            changed(99, &[2]),
            Some("dạng véc-tơ (MVT), tệp này chứa ảnh"),
        ),
        (changed(98, &[3]), Some("cần gzip")),
        (changed(102, &[0; 16]), Some("không phủ lên vùng nào")),
        (changed(127, b"????"), Some("phần mô tả (metadata) bị hỏng")),
        (changed(97, &[2]), Some("phần mô tả (metadata) bị hỏng")),
        (basemap("transportation"), Some("tệp có: transportation")),
    ] {
        let expected: Vec<(&str, &str)> = reason
            .map(|reason| ("streets.pmtiles: ", reason))
            .into_iter()
            .collect();
        let told = told_with(
            &good_areas(),
            "basemap = \"streets.pmtiles\"\n",
            &[("streets.pmtiles", &tiles)],
        );
        assert_told(&told, &expected);
    }
}

#[test]
fn a_portal_in_english_needs_the_english_of_every_kind() {
    let areas = collection(&[area(
        "1",
        "Một",
        r#","also_from":["xã Hai"]"#,
        &format!("[{}]", square(105.0, 18.0, 0.1)),
    )]);
    let places = collection(&[place("Chợ Một", r#","area":"1""#, "null")]);
    let told = |settings: &str| {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in [
            ("logo.svg", LOGO.as_bytes()),
            ("areas.geojson", &areas),
            ("places.geojson", &places),
        ] {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        let path = folder.path().join("site.toml");
        let keys = "map = \"areas.geojson\"\nplaces = \"places.geojson\"\n";
        fs::write(&path, format!("{keys}{settings}")).unwrap();
        let mistakes = settings::load(&path).err().unwrap_or_default();
        mistakes
            .iter()
            .map(|mistake| mistake.reason.clone())
            .collect::<Vec<_>>()
    };
    assert!(told(SITE_TOML).is_empty());
    let missing = told(ENGLISH_TOML);
    assert_eq!(missing.len(), 2, "{missing:#?}");
    assert!(missing[0].contains("loại “xã” chưa có tên tiếng Anh"));
    assert!(missing[1].contains("loại “Chợ” chưa có tên tiếng Anh"));
    let more = "[[map_kinds]]\nname = \"xã\"\nname_en = \"commune\"\n\n[[map_kinds]]\nname = \"Chợ\"\nname_en = \"Market\"\n";
    assert!(told(&format!("{ENGLISH_TOML}\n{more}")).is_empty());
}
