//! `GET map…`: areas by period, places, the basemap.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
    response::Response,
};
use conglang_contract::map::MOST_PLACES;
use serde_json::Value;

use crate::site::{ENGLISH_TOML, SITE_TOML, TestSite, bytes};

/// Two old areas, the west and the east, that became one; and an area that stays.
const AREAS: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"1","name":"Đức Thuận","kind":"phường","area_km2_official":8.54,"population":6107,"population_year":2014,"valid_to":"2025-06-30","successors":["1"]},
 "geometry":{"type":"Polygon","coordinates":[[[105,18],[105.1,18],[105.1,18.1],[105,18.1],[105,18]]]}},
{"type":"Feature","properties":{"code":"2","name":"Dương Hòa","kind":"xã","valid_to":"2025-06-30","successors":["1"]},
 "geometry":{"type":"Polygon","coordinates":[[[105.1,18],[105.2,18],[105.2,18.1],[105.1,18.1],[105.1,18]]]}},
{"type":"Feature","properties":{"code":"1","name":"Đức Hòa","kind":"phường","office":"Số 1 đường Mới","also_from":["xã Xuân Lam"],"valid_from":"2025-07-01"},
 "geometry":{"type":"Polygon","coordinates":[[[105,18],[105.2,18],[105.2,18.1],[105,18.1],[105,18]]]}},
{"type":"Feature","properties":{"code":"3","name":"Núi","kind":"xã"},
 "geometry":{"type":"Polygon","coordinates":[[[105,18.1],[105.2,18.1],[105.1,18.2],[105,18.1]]]}}
]}"#;

const PLACES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Chợ Đường","kind":"Chợ","article":"cho-duong","phone":"0239.3.835.356"},"geometry":{"type":"Point","coordinates":[105.05,18.05]}},
{"type":"Feature","properties":{"id":"cho-duong-2","name":"Chợ Dương","kind":"Chợ","address":"Ngã ba"},"geometry":{"type":"Point","coordinates":[105.15,18.05]}},
{"type":"Feature","properties":{"name":"Đền Song Trạng","kind":"Di tích","area":"duc-thuan"},"geometry":null}
]}"#;

pub async fn town() -> TestSite {
    TestSite::with_files(
        &format!("places = \"places.geojson\"\nmap_attribution = \"Thị xã\"\n{SITE_TOML}"),
        &[
            ("map.geojson", AREAS.as_bytes()),
            ("places.geojson", PLACES.as_bytes()),
        ],
    )
    .await
}

fn names(list: &Value) -> Vec<&str> {
    let name = |item: &Value| -> &str { item["name"].as_str().unwrap().to_owned().leak() };
    list.as_array().unwrap().iter().map(name).collect()
}

#[tokio::test]
async fn areas_are_those_of_the_day() {
    let site = town().await;
    // By name, as Vietnamese has it: "Đ" comes after "D".
    let (before, since) = (
        ["Dương Hòa", "Đức Thuận", "Núi"].as_slice(),
        ["Đức Hòa", "Núi"].as_slice(),
    );
    for (query, expected) in [
        ("", since),
        ("?at=2025-07-01", since),
        ("?at=2025-06-30", before),
        ("?at=1900-01-01", before),
    ] {
        let areas = site.json(&format!("/map/areas{query}")).await;
        assert_eq!(names(&areas["areas"]), expected, "{query}");
        let outline = site.json(&format!("/map/outline{query}")).await;
        let drawn = names(&outline["areas"]);
        assert_eq!(drawn.len(), expected.len(), "{query}");
        assert!(expected.iter().all(|name| drawn.contains(name)), "{query}");
        let map = site.json(&format!("/map{query}")).await;
        assert_eq!(map["features"].as_array().unwrap().len(), expected.len());
    }
    for wrong in [
        "/map?at=1/7/2025",
        "/map?zoom=-1",
        "/map/outline?at=x",
        "/map/places?page=0",
    ] {
        assert_eq!(
            site.get(wrong).await.status(),
            StatusCode::BAD_REQUEST,
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn areas_tell_facts_periods_and_what_became_of_them() {
    let site = town().await;
    let areas = site.json("/map/areas?at=2025-06-30").await;
    assert_eq!(areas["areas"][1]["area_ha"], 854);
    assert_eq!(areas["areas"][1]["population"], 6107);
    assert_eq!(areas["areas"][1]["places"], 2);
    assert_eq!(areas["periods"][0]["at"], "2025-06-30");
    assert_eq!(areas["periods"][1]["from"], "2025-07-01");
    assert_eq!(areas["period"], 0);
    assert_eq!(areas["attribution"], "Thị xã");
    let told: Vec<String> = areas["successions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            format!(
                "{} > {}, {}",
                one["from"]["name"], one["to"]["id"], one["office"]
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "\"Dương Hòa\" > \"duc-hoa\", \"Số 1 đường Mới\"",
            "\"Đức Thuận\" > \"duc-hoa\", \"Số 1 đường Mới\"",
            "\"Xuân Lam\" > \"duc-hoa\", \"Số 1 đường Mới\"",
        ]
    );
    let found = site.json("/map/areas?q=duc%20thuan").await;
    assert_eq!(names(&found["areas"]), Vec::<&str>::new());
    assert_eq!(found["successions"].as_array().unwrap().len(), 1);
    let old = site.json("/map/areas/duc-thuan").await;
    assert_eq!(old["at"], "2025-06-30");
    assert_eq!(old["successors"][0]["to"]["name"], "Đức Hòa");
    assert_eq!(
        site.get("/map/areas/khong-co").await.status(),
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn places_are_found_with_marks_and_without() {
    let site = town().await;
    for (query, expected) in [
        ("", ["Chợ Dương", "Chợ Đường", "Đền Song Trạng"].as_slice()),
        ("?q=duong", &["Chợ Dương", "Chợ Đường"]),
        // By the names of areas of any time.
        ("?q=duc%20thuan", &["Chợ Đường", "Đền Song Trạng"]),
        ("?q=cho%20duong%20hoa", &["Chợ Dương", "Chợ Đường"]),
        ("?q=duc%20hoa&at=2025-06-30&per_page=1", &["Chợ Dương"]),
        ("?without=Ch%E1%BB%A3%0ADi%20t%C3%ADch", &[]),
        ("?without=Ch%E1%BB%A3", &["Đền Song Trạng"]),
        ("?q=%C4%91%C6%B0%E1%BB%9Dng", &["Chợ Đường"]),
        ("?q=d%C6%B0%C6%A1ng", &["Chợ Dương"]),
        ("?q=den%20song", &["Đền Song Trạng"]),
        ("?q=nga%20ba", &["Chợ Dương"]),
        ("?kind=Ch%E1%BB%A3", &["Chợ Dương", "Chợ Đường"]),
        ("?kind=X", &[]),
        ("?area=duc-thuan", &["Chợ Đường", "Đền Song Trạng"]),
        (
            "?area=duc-hoa",
            &["Chợ Dương", "Chợ Đường", "Đền Song Trạng"],
        ),
        ("?area=khong", &[]),
        ("?per_page=1&page=2", &["Chợ Đường"]),
        ("?page=9999", &[]),
    ] {
        let list = site.json(&format!("/map/places{query}")).await;
        assert_eq!(names(&list["items"]), expected, "{query}");
        assert_eq!(list["kinds"][0]["name"], "Chợ");
        assert_eq!(list["kinds"][0]["count"], 2);
    }
}

#[tokio::test]
async fn a_map_gets_all_of_its_places_at_once() {
    let site = town().await;
    for (per_page, status) in [
        (MOST_PLACES, StatusCode::OK),
        (MOST_PLACES + 1, StatusCode::BAD_REQUEST),
    ] {
        let path = format!("/map/places?per_page={per_page}");
        assert_eq!(site.get(&path).await.status(), status, "{path}");
    }
}

#[tokio::test]
async fn a_place_without_position_stands_in_its_area_and_says_so() {
    let site = town().await;
    let place = site.json("/map/places/den-song-trang?at=2025-06-30").await;
    assert_eq!(place["place"]["is_approximate"], true);
    assert_eq!(place["place"]["area"]["name"], "Đức Thuận");
    assert_eq!(place["place"]["position"], "18.05,105.05");
    assert!(
        place["place"]["geo_url"]
            .as_str()
            .unwrap()
            .starts_with("geo:18.05,105.05?q=%C4%90%E1%BB%81n")
    );
    let today = site.json("/map/places/den-song-trang").await;
    assert_eq!(today["place"]["area"]["name"], "Đức Hòa");
    // It stands in the middle of the area that the file names, not of today's.
    assert_eq!(today["place"]["middle_of"]["name"], "Đức Thuận");
    assert_eq!(
        today["place"]["other_areas"],
        serde_json::json!(["Đức Thuận"])
    );
    assert_eq!(
        site.json("/map/places/cho-duong").await["place"]["is_approximate"],
        false
    );
    assert_eq!(
        site.get("/map/places/khong-co").await.status(),
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn an_article_is_linked_when_it_is_there() {
    let site = town().await;
    let article = |list: &Value| list["items"][1]["article"].clone();
    assert_eq!(article(&site.json("/map/places").await), Value::Null);
    site.write_article("cho-duong", "Chợ họp sớm.");
    site.import().await;
    assert_eq!(
        article(&site.json("/map/places").await)["title"],
        "Bài cho-duong"
    );
}

#[tokio::test]
async fn an_area_has_the_articles_of_what_was_joined_into_it() {
    let site = town().await;
    for (slug, tag) in [
        ("mot", "Đức Thuận"),
        ("hai", "Đức Hòa"),
        ("ba", "Khác"),
        ("bon", "Xuân Lam"),
    ] {
        let text = format!(
            "---\ntitle: {slug}\nslug: {slug}\ncategory: tin\ntags: [{tag}]\npublished_at: 2026-11-01\n---\nA\n"
        );
        site.write(slug, text);
    }
    site.import().await;
    for (area, total) in [
        ("duc-thuan", 1),
        ("duc-hoa", 3),
        ("nui", 0),
        ("khong-co", 0),
    ] {
        assert_eq!(
            site.json(&format!("/articles?area={area}")).await["total"],
            total,
            "{area}"
        );
    }
}

/// A PMTiles file without tiles around the town of the tests, 4,096 bytes long. The layers are named by
/// `layers`.
pub fn basemap(layers: &str) -> Vec<u8> {
    let metadata = format!("{{\"vector_layers\":[{{\"id\":\"{layers}\"}}]}}");
    let mut tiles = b"PMTiles\x03".to_vec();
    tiles.resize(127, 0);
    let mut number = |at: usize, number: u64| {
        tiles[at..at + 8].copy_from_slice(&number.to_le_bytes());
    };
    number(8, 127);
    number(24, 127);
    number(32, metadata.len() as u64);
    number(56, 4000);
    number(64, 96);
    tiles[96..102].copy_from_slice(&[1, 1, 2, 1, 0, 14]);
    for (index, degrees) in [104, 17, 107, 19].into_iter().enumerate() {
        let at = 102 + 4 * index;
        tiles[at..at + 4].copy_from_slice(&i32::to_le_bytes(degrees * 10_000_000));
    }
    tiles.extend(metadata.into_bytes());
    tiles.resize(4096, 0);
    tiles[4095] = 7;
    tiles
}

async fn town_with_basemap() -> TestSite {
    TestSite::with_files(
        &format!("basemap = \"nen.pmtiles\"\n{SITE_TOML}"),
        &[("nen.pmtiles", &basemap("earth"))],
    )
    .await
}

async fn part(site: &TestSite, conditions: &[(header::HeaderName, &str)]) -> Response {
    let mut request = Request::get("/nen-ban-do.pmtiles").header(header::RANGE, "bytes=4000-4095");
    for (name, value) in conditions {
        request = request.header(name, *value);
    }
    site.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn the_basemap_is_sent_in_ranges() {
    let site = town_with_basemap().await;
    let area = site.json("/map/areas").await["areas"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    for path in ["/map/areas".to_owned(), format!("/map/areas/{area}")] {
        assert_eq!(
            site.json(&path).await["basemap_url"],
            "/nen-ban-do.pmtiles",
            "{path}"
        );
    }
    let answer = part(&site, &[(header::ACCEPT_ENCODING, "br, gzip")]).await;
    assert_eq!(answer.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(
        answer.headers()[header::CONTENT_RANGE],
        "bytes 4000-4095/4096"
    );
    assert_eq!(answer.headers().get(header::CONTENT_ENCODING), None);
    assert_eq!(bytes(answer).await, &basemap("earth")[4000..]);

    let none = TestSite::new().await;
    assert_eq!(part(&none, &[]).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn parts_of_two_basemaps_are_not_mixed() {
    let site = town_with_basemap().await;
    let first = part(&site, &[]).await;
    let tag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
    let written = first.headers()[header::LAST_MODIFIED]
        .to_str()
        .unwrap()
        .to_owned();
    let same = part(&site, &[(header::IF_RANGE, &tag)]).await;
    assert_eq!(same.status(), StatusCode::PARTIAL_CONTENT);
    let known = [(header::IF_NONE_MATCH, tag.as_str())];
    assert_eq!(part(&site, &known).await.status(), StatusCode::NOT_MODIFIED);

    let file = site.content.with_file_name("nen.pmtiles");
    std::fs::write(&file, [basemap("earth"), vec![1]].concat()).unwrap();
    let whole = part(&site, &[(header::IF_RANGE, &tag)]).await;
    assert_eq!(whole.status(), StatusCode::OK);
    assert_eq!(bytes(whole).await.len(), 4097);
    // The tag counts, also where the file was changed within the second that a date tells.
    let changed = [
        (header::IF_NONE_MATCH, tag.as_str()),
        (header::IF_MODIFIED_SINCE, written.as_str()),
    ];
    let changed = part(&site, &changed).await;
    assert_eq!(changed.status(), StatusCode::PARTIAL_CONTENT);
    assert_ne!(changed.headers()[header::ETAG], tag);

    std::fs::remove_file(file).unwrap();
    assert_eq!(part(&site, &[]).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(site.get("/map/areas").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_map_that_is_off_has_no_answers() {
    let site = TestSite::with("[features]\nmap = false").await;
    assert_eq!(
        site.json("/map").await["features"],
        Value::Array(Vec::new())
    );
    for path in ["/map/outline", "/map/areas", "/map/places"] {
        assert_eq!(
            site.get(path).await.status(),
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

/// The town of these tests in English, with the English of one note and of nothing else.
pub async fn english_town() -> TestSite {
    let kinds = ["xã", "Chợ", "Di tích"].map(|kind| {
        let english = match kind {
            "xã" => "commune",
            "Chợ" => "Market",
            _ => "Monument",
        };
        format!("[[map_kinds]]\nname = \"{kind}\"\nname_en = \"{english}\"\n")
    });
    let places = PLACES.replace(
        "\"phone\":",
        "\"hours\":\"7 giờ\",\"note\":\"Họp sáng\",\"note_en\":\"In the morning\",\"phone\":",
    );
    TestSite::with_files(
        &format!(
            "places = \"places.geojson\"\n{ENGLISH_TOML}\n{}",
            kinds.join("\n")
        ),
        &[
            ("map.geojson", AREAS.as_bytes()),
            ("places.geojson", places.as_bytes()),
        ],
    )
    .await
}

#[tokio::test]
async fn the_map_speaks_english_where_it_can_and_says_where_not() {
    let site = english_town().await;
    let areas = site.json("/map/areas?lang=en&at=2025-06-30").await;
    assert_eq!(areas["areas"][1]["name"], "Đức Thuận");
    assert_eq!(areas["areas"][1]["kind"], "ward");
    assert_eq!(areas["outline"]["areas"][1]["kind"], "commune");
    assert_eq!(
        areas["area_kinds"],
        serde_json::json!([
            {"kind": "phường", "name": "ward"},
            {"kind": "xã", "name": "commune"},
        ])
    );
    let succession = &areas["successions"][2];
    assert_eq!(succession["from"]["kind"], "commune");
    assert_eq!(succession["is_office_untranslated"], true);
    let places = site.json("/map/places?lang=en").await;
    assert_eq!(places["kinds"][0]["name"], "Chợ");
    assert_eq!(places["kinds"][0]["label"], "Market");
    let market = &places["items"][1];
    assert_eq!(market["kind"], "Market");
    assert_eq!(market["area"]["kind"], "ward");
    assert_eq!(market["note"], "In the morning");
    assert_eq!(market["untranslated"], serde_json::json!(["hours"]));
    for (query, found) in [
        ("q=market&lang=en", 2),
        ("q=market", 0),
        ("q=cho%20duong", 2),
        ("kind=Ch%E1%BB%A3&lang=en", 2),
    ] {
        let list = site.json(&format!("/map/places?{query}")).await;
        assert_eq!(list["total"], found, "{query}");
    }
    let own = site.json("/map/places").await;
    assert_eq!(own["items"][1]["note"], "Họp sáng");
    assert_eq!(own["items"][1].get("untranslated"), None);
    assert_eq!(site.json("/map/areas").await.get("area_kinds"), None);
}

#[tokio::test]
async fn a_place_on_a_border_lies_in_one_area() {
    let places = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"Cầu","kind":"Cầu"},"geometry":{"type":"Point","coordinates":[105.1,18.05]}},
{"type":"Feature","properties":{"name":"Ngoài","kind":"Cầu"},"geometry":{"type":"Point","coordinates":[105.203,18.05]}}
]}"#;
    let site = TestSite::with_files(
        &format!("places = \"places.geojson\"\n{SITE_TOML}"),
        &[
            ("map.geojson", AREAS.as_bytes()),
            ("places.geojson", places.as_bytes()),
        ],
    )
    .await;
    let list = site.json("/map/places?at=2025-06-30").await;
    assert_eq!(list["items"][0]["area"]["name"], "Đức Thuận");
    // Some 300 metres from the town, and in none of its areas.
    assert_eq!(list["items"][1]["area"], Value::Null);
    let areas = site.json("/map/areas?at=2025-06-30").await;
    let areas = areas["areas"].as_array().unwrap().iter();
    let counts: Vec<(&str, u64)> = areas
        .map(|area| {
            (
                area["name"].as_str().unwrap(),
                area["places"].as_u64().unwrap(),
            )
        })
        .filter(|&(_, places)| places > 0)
        .collect();
    assert_eq!(counts, [("Đức Thuận", 1)]);
}
