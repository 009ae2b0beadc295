//! `GET map…`: areas by period, places, the basemap.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use serde_json::Value;

use crate::site::{SITE_TOML, TestSite, bytes};

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
    for (query, expected) in [
        ("", ["Đức Hòa", "Núi"].as_slice()),
        ("?at=2025-07-01", &["Đức Hòa", "Núi"]),
        ("?at=2025-06-30", &["Đức Thuận", "Dương Hòa", "Núi"]),
        ("?at=1900-01-01", &["Đức Thuận", "Dương Hòa", "Núi"]),
    ] {
        let areas = site.json(&format!("/map/areas{query}")).await;
        assert_eq!(names(&areas["areas"]), expected, "{query}");
        let outline = site.json(&format!("/map/outline{query}")).await;
        assert_eq!(names(&outline["areas"]), expected, "{query}");
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
    assert_eq!(areas["areas"][0]["area_ha"], 854);
    assert_eq!(areas["areas"][0]["population"], 6107);
    assert_eq!(areas["areas"][0]["places"], 2);
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
            "\"Đức Thuận\" > \"duc-hoa\", \"Số 1 đường Mới\"",
            "\"Dương Hòa\" > \"duc-hoa\", \"Số 1 đường Mới\"",
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
        ("", ["Chợ Đường", "Chợ Dương", "Đền Song Trạng"].as_slice()),
        ("?q=duong", &["Chợ Đường", "Chợ Dương"]),
        ("?q=%C4%91%C6%B0%E1%BB%9Dng", &["Chợ Đường"]),
        ("?q=d%C6%B0%C6%A1ng", &["Chợ Dương"]),
        ("?q=den%20song", &["Đền Song Trạng"]),
        ("?q=nga%20ba", &["Chợ Dương"]),
        ("?kind=Ch%E1%BB%A3", &["Chợ Đường", "Chợ Dương"]),
        ("?kind=X", &[]),
        ("?area=duc-thuan", &["Chợ Đường", "Đền Song Trạng"]),
        (
            "?area=duc-hoa",
            &["Chợ Đường", "Chợ Dương", "Đền Song Trạng"],
        ),
        ("?area=khong", &[]),
        ("?per_page=1&page=2", &["Chợ Dương"]),
        ("?page=9999", &[]),
    ] {
        let list = site.json(&format!("/map/places{query}")).await;
        assert_eq!(names(&list["items"]), expected, "{query}");
        assert_eq!(list["kinds"][0]["name"], "Chợ");
        assert_eq!(list["kinds"][0]["count"], 2);
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
    let article = |list: &Value| list["items"][0]["article"].clone();
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

#[tokio::test]
async fn the_basemap_is_sent_in_ranges() {
    let mut tiles = b"PMTiles\x03".to_vec();
    tiles.resize(4096, 0);
    tiles[99] = 1;
    tiles[4095] = 7;
    let site = TestSite::with_files(
        &format!(
            "basemap = \"nen.pmtiles\"
{SITE_TOML}"
        ),
        &[("nen.pmtiles", &tiles)],
    )
    .await;
    let address = site.json("/map/areas").await["basemap_url"]
        .as_str()
        .unwrap()
        .to_owned();
    let request = Request::get(&address)
        .header(header::RANGE, "bytes=4000-4095")
        .header(header::ACCEPT_ENCODING, "br, gzip");
    let answer = site.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(
        answer.headers()[header::CONTENT_RANGE],
        "bytes 4000-4095/4096"
    );
    assert_eq!(answer.headers().get(header::CONTENT_ENCODING), None);
    assert_eq!(bytes(answer).await, &tiles[4000..]);

    let none = TestSite::new().await;
    let answer = none
        .send(Request::get(&address).body(Body::empty()).unwrap())
        .await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
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
