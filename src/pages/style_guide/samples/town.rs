//! What the town's components are shown with.

use conglang_contract::{
    article::ArticleLink,
    day::Day,
    link::{Link, LinkGroup},
    map::{
        Area, AreaLink, AreaOutline, FormerArea, MapAreas, MapOutline, Period, Place, PlaceKind,
        Succession,
    },
    song::{LyricLine, Lyrics, SongSummary},
};

use super::{photo, slug};

/// Six areas beside each other, one of each colour, in two periods.
pub fn map_areas() -> MapAreas {
    let names = [
        "Bắc Sông",
        "Nam Sông",
        "Đông Ẩn",
        "Tây Ễnh",
        "Trung Ậu",
        "Thượng",
    ];
    let outlines = names.into_iter().zip(0..).map(|(name, index)| {
        let (x, y) = (u32::from(index % 3) * 106, u32::from(index / 3) * 90);
        AreaOutline {
            id: area_id(name),
            code: format!("1844{index}"),
            name: name.to_owned(),
            kind: "phường".to_owned(),
            color: index,
            path: format!("M{x} {y}h106v90h-43l-10 -7l-10 7h-43z"),
            label_x: x + 53,
            label_y: y + 45,
        }
    });
    let outline = MapOutline {
        width: 320,
        height: 182,
        period: None,
        notice: Some("Sơ đồ minh họa, không có giá trị pháp lý.".to_owned()),
        areas: outlines.collect(),
    };
    let change = day("2025-07-01");
    let period = |at, from, to| Period { at, from, to };
    MapAreas {
        notice: None,
        attribution: None,
        basemap_url: None,
        area_kinds: Vec::new(),
        periods: vec![
            period(day("2025-06-30"), None, Some(day("2025-06-30"))),
            period(change, Some(change), None),
        ],
        period: 1,
        outline,
        areas: vec![
            area(
                "Bắc Sông",
                Some("Số 12 đường Nguyễn Ái Quốc, mở cửa cả sáng thứ Bảy".to_owned()),
            ),
            area("Nam Sông", None),
        ],
        successions: vec![
            succession("Đông Ẩn", Some("Số 12 đường Nguyễn Ái Quốc".to_owned())),
            succession("Tây Ễnh", None),
        ],
    }
}

fn day(text: &str) -> Day {
    text.parse().expect("the samples' days are well formed")
}

fn area_id(name: &str) -> conglang_contract::slug::Slug {
    slug(match name {
        "Bắc Sông" => "bac-song",
        "Nam Sông" => "nam-song",
        "Đông Ẩn" => "dong-an",
        "Tây Ễnh" => "tay-enh",
        "Trung Ậu" => "trung-au",
        _ => "thuong",
    })
}

fn area(name: &str, office: Option<String>) -> Area {
    Area {
        id: area_id(name),
        code: "18446".to_owned(),
        name: name.to_owned(),
        kind: "phường".to_owned(),
        area_ha: office.is_some().then_some(1_254),
        population: Some(12_480),
        population_year: Some(2024),
        note: office
            .is_none()
            .then(|| "Diện tích đang được đo lại.".to_owned()),
        office,
        places: 4,
        untranslated: Vec::new(),
    }
}

fn succession(name: &str, office: Option<String>) -> Succession {
    Succession {
        from: FormerArea {
            id: office.is_some().then(|| area_id(name)),
            name: name.to_owned(),
            kind: "phường".to_owned(),
        },
        to: area_link(),
        on: Some(day("2025-07-01")),
        office,
        is_office_untranslated: false,
    }
}

fn area_link() -> AreaLink {
    AreaLink {
        id: slug("bac-song"),
        name: "Bắc Sông".to_owned(),
        kind: "phường".to_owned(),
    }
}

pub fn place_kinds() -> Vec<PlaceKind> {
    [("Hành chính", 3), ("Văn hóa", 12)]
        .map(|(name, count)| PlaceKind {
            name: name.to_owned(),
            label: name.to_owned(),
            count,
        })
        .to_vec()
}

/// A place of which everything is known, and one of which little is.
pub fn places() -> Vec<Place> {
    let known = Place {
        id: slug("nha-van-hoa"),
        name: "Nhà văn hóa tổ dân phố Ngọc Ẩn".to_owned(),
        kind: "Văn hóa".to_owned(),
        area: Some(area_link()),
        other_areas: Vec::new(),
        address: Some("Ngõ 7 đường Nguyễn Ái Quốc".to_owned()),
        phone: Some("0239 3 000 000".to_owned()),
        hours: Some("Thứ Hai đến thứ Sáu, 7:30–17:00".to_owned()),
        note: Some("Có lối đi cho xe lăn.".to_owned()),
        article: Some(ArticleLink {
            slug: slug("bai-mau"),
            title: "Nhà văn hóa mở cửa trở lại".to_owned(),
            language: None,
        }),
        position: "18.5, 105.7".to_owned(),
        geo_url: "geo:18.5,105.7".to_owned(),
        is_approximate: false,
        middle_of: None,
        untranslated: Vec::new(),
    };
    let vague = Place {
        id: slug("cho-cu"),
        name: "Chợ cũ".to_owned(),
        address: None,
        phone: None,
        hours: None,
        note: None,
        article: None,
        is_approximate: true,
        middle_of: Some(area_link()),
        ..known.clone()
    };
    vec![known, vague]
}

/// With a cover, without one, and without a recording.
pub fn songs() -> [SongSummary; 3] {
    let named = SongSummary::named(
        "Chiều qua bến Ễnh, người ơi nhớ về".to_owned(),
        Some("Nguyễn Văn Ẩn".to_owned()),
        Some("Trần Thị Quỳ".to_owned()),
    );
    let without_cover = SongSummary {
        slug: Some(slug("bai-hat-mau")),
        singer: Some("Tốp ca phường".to_owned()),
        duration_s: Some(185),
        audio_url: Some("/media/bai-hat-mau.mp3".to_owned()),
        media_type: Some("audio/mpeg".to_owned()),
        has_lyrics: true,
        ..named.clone()
    };
    let with_cover = SongSummary {
        slug: Some(slug("bai-hat-co-bia")),
        cover: Some(photo()),
        ..without_cover.clone()
    };
    [with_cover, without_cover, named]
}

/// Two verses.
pub fn lyrics() -> Lyrics {
    let lines = [
        "Chiều qua bến Ễnh, nước ròng",
        "Thuyền ai neo lại bên dòng sông quê",
        "",
        "Người đi nhớ buổi quay về",
        "Ậu ơ câu hát đê kề bóng tre",
    ];
    Lyrics {
        timed: false,
        lines: lines
            .map(|text| LyricLine {
                time_ms: None,
                text: text.to_owned(),
            })
            .to_vec(),
    }
}

pub fn link_groups() -> Vec<LinkGroup> {
    let link = |name: &str, url: &str| Link {
        name: name.to_owned(),
        url: url.to_owned(),
        language: None,
    };
    vec![LinkGroup {
        title: "Cơ quan nhà nước".to_owned(),
        links: vec![
            link("Cổng dịch vụ công", "https://dich-vu-cong.example"),
            link(
                "Trung tâm phục vụ hành chính công của tỉnh và các phường",
                "https://mot-cua.example",
            ),
        ],
    }]
}
