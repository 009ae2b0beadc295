//! Files that other programs write, and those that are no map.

use super::*;

#[test]
fn files_as_programs_for_maps_write_them_are_no_mistakes() {
    let hole = square(105.02, 18.02, 0.02);
    let with_hole = format!("[{},{hole}]", square(105.0, 18.0, 0.1));
    let features = [
        // Whole numbers as decimals, a height in each point, an id and a bounding box of the feature.
        r#"{"type":"Feature","id":17,"bbox":[105,18,105.1,18.1],"properties":{"fid":1,"code":18115.0,"name":"Có lỗ","kind":"phường","population":6107.0,"population_year":2014.0,"office":null},"geometry":{"type":"MultiPolygon","coordinates":[[[[105,18,3],[105.1,18,3],[105.1,18.1,3.5],[105,18.1,3],[105,18,3]],[[105.02,18.02,3],[105.02,18.04,3],[105.04,18.04,3],[105.04,18.02,3],[105.02,18.02,3]]],[[[105.2,18,0],[105.3,18,0],[105.3,18.1,0],[105.2,18,0]]]]}}"#.to_owned(),
        // What fills the hole, without any fact.
        area("2", "Nằm giữa", "", &format!("[{hole}]")),
        // A neighbour, its points in the other direction.
        r#"{"type":"Feature","properties":{"code":"3","name":"Bên cạnh","kind":"xã"},"geometry":{"type":"Polygon","coordinates":[[[105.1,18],[105.1,18.1],[105.2,18.1],[105.1,18]]]}}"#.to_owned(),
    ];
    let places = [
        place(
            "Trên ranh giới",
            "",
            r#"{"type":"Point","coordinates":[105.1,18.05]}"#,
        ),
        place(
            "Ở góc",
            "",
            r#"{"type":"Point","coordinates":[105.02,18.02]}"#,
        ),
        place(
            "Chợ",
            r#","id":"cho-1""#,
            r#"{"type":"Point","coordinates":[105.05,18.05]}"#,
        ),
        place(
            "Chợ",
            r#","id":"cho-2""#,
            r#"{"type":"Point","coordinates":[105.05,18.05]}"#,
        ),
    ];
    let places = collection(&places);
    assert_told(&told(&collection(&features), Some(&places)), &[]);
    for crs in [
        "null",
        r#"{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}}"#,
        r#"{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4326"}}"#,
        r#"{"type":"name","properties":{"name":"EPSG:4326"}}"#,
        r#"{"type":"EPSG","properties":{"code":4326}}"#,
    ] {
        assert_told(&told(&with_crs(crs, &with_hole), None), &[]);
    }
}

fn with_crs(crs: &str, polygon: &str) -> Vec<u8> {
    let feature = area("1", "Một", "", polygon);
    format!("{{\"type\":\"FeatureCollection\",\"name\":\"ranh_gioi\",\"crs\":{crs},\"features\":[{feature}]}}")
        .into_bytes()
}

#[test]
fn files_that_cannot_be_a_map_are_told_with_the_reason() {
    let good = format!("[{}]", square(105.0, 18.0, 0.1));
    let wide = |from: &[u8], mark: &[u8]| {
        let text = std::str::from_utf8(from).unwrap();
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [mark, &units.collect::<Vec<u8>>()].concat()
    };
    let collected = r#"{"type":"Feature","properties":{"code":"1","name":"Gộp","kind":"xã"},"geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[105,18]}]}}"#;
    let vn_2000 = r#"{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3405"}}"#;
    for (areas, start, part) in [
        (
            wide(&good_areas(), b"\xff\xfe"),
            "areas.geojson:1: ",
            "UTF-16",
        ),
        (wide(&good_areas(), b""), "areas.geojson:1: ", "UTF-16"),
        (
            with_crs(vn_2000, &good),
            "areas.geojson: ",
            "`crs` là “urn:ogc:def:crs:EPSG::3405”",
        ),
        (with_crs("{}", &good), "areas.geojson: ", "không rõ tên"),
        (
            collection(&[collected.to_owned()]),
            "areas.geojson:2: vùng thứ 1 “Gộp” (1): ",
            "GeometryCollection, cần Polygon",
        ),
        (
            area("1", "Một", "", &good).into_bytes(),
            "areas.geojson: ",
            "Feature đơn lẻ",
        ),
        (
            collection(&[area("1", "Một", r#","population":6107.5"#, &good)]),
            "areas.geojson:2: vùng thứ 1 “Một” (1): ",
            "`population` phải là số nguyên",
        ),
        (
            collection(&[area(
                "1",
                "Một",
                "",
                "[[[105,18],[105.1,null],[105.1,18.1],[105,18]]]",
            )]),
            "areas.geojson:2: vùng thứ 1 “Một” (1): ",
            "bằng số",
        ),
    ] {
        assert_told(&told(&areas, None), &[(start, part)]);
    }
    let twice = place(
        "Chợ Một",
        "",
        r#"{"type":"Point","coordinates":[105.05,18.05]}"#,
    );
    assert_told(
        &told(&good_areas(), Some(&collection(&[twice.clone(), twice]))),
        &[(
            "places.geojson:3: địa điểm thứ 2 “Chợ Một”: ",
            "hãy ghi `id` riêng",
        )],
    );
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("logo.svg"), LOGO).unwrap();
    let areas = fs::File::create(folder.path().join("areas.geojson")).unwrap();
    areas.set_len(65 * 1024 * 1024).unwrap();
    let path = folder.path().join("site.toml");
    fs::write(&path, format!("map = \"areas.geojson\"\n{SITE_TOML}")).unwrap();
    let mistakes = settings::load(&path).unwrap_err();
    assert_eq!(mistakes.len(), 1);
    assert!(mistakes[0].reason.contains("tệp lớn hơn 64 MB"));
}
