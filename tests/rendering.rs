//! Pages as the server renders them, from an API that answers with fixtures.
#![cfg(feature = "ssr")]

use std::sync::{Arc, atomic::Ordering};

use conglang::{
    App,
    api::in_process::{ApiRequest, ApiResponse, InProcessApi},
    app::PageStatus,
};
use conglang_contract::{
    article::{ArticleSummary, Photo, PhotoFormat, PhotoVariant},
    link::{Link, LinkGroup},
    page::Page,
    problem::{Problem, ProblemCode},
    site::{Category, CategoryLink, Colors, Contact, Features, MenuItem, Site},
    song::Song,
    timestamp::Timestamp,
    visits::{VisitDay, VisitNumbers, Visits},
};
use futures::{StreamExt, stream};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use leptos_meta::{MetaTags, ServerMetaContext};
use leptos_router::location::RequestUrl;
use serde::Serialize;

const CATEGORIES: [(&str, &str, &str); 4] = [
    (
        "tin-hoat-dong",
        "Tin hoạt động",
        "Việc của phường, của cơ quan và của chính cổng thông tin này.",
    ),
    (
        "huong-dan",
        "Hướng dẫn người dân",
        "Làm giấy tờ, hỏi đúng nơi và dùng cổng thông tin cho tiện.",
    ),
    (
        "dat-va-nguoi",
        "Đất và người",
        "Núi, sông, đường sá và lịch sử của vùng đất Hồng Lĩnh.",
    ),
    (
        "phong-chong-thien-tai",
        "Phòng, chống thiên tai",
        "Chuẩn bị trước bão, an toàn trong bão và dọn dẹp sau bão.",
    ),
];

const ARTICLES: [(&str, &str, &str); 8] = [
    (
        "nop-ho-so-o-dau-sau-sap-xep",
        "Nộp hồ sơ ở đâu sau khi sắp xếp đơn vị hành chính",
        "Từ ngày 1/7/2025, người dân nộp hồ sơ tại trung tâm phục vụ hành chính công của phường mình ở.",
    ),
    (
        "lang-ren-trung-luong",
        "Lửa đỏ lò rèn Trung Lương",
        "Hơn sáu trăm năm, tiếng búa vẫn vang bên dòng sông Minh.",
    ),
    (
        "tui-do-khan-cap-cho-ca-nha",
        "Túi đồ khẩn cấp cho cả nhà trước mùa mưa bão",
        "Đèn pin, nước uống, thuốc men, giấy tờ bọc ni lông: chuẩn bị một lần, yên tâm cả mùa.",
    ),
    (
        "nui-hong-linh-chin-muoi-chin-dinh",
        "Núi Hồng Lĩnh, chín mươi chín đỉnh",
        "Dãy núi chạy từ đông bắc xuống tây nam, là một trong chín danh thắng khắc lên Cửu Đỉnh.",
    ),
    (
        "ho-thien-tuong-va-suoi-tien",
        "Hồ Thiên Tượng và Suối Tiên",
        "Một buổi sáng bên hồ, dưới chân núi.",
    ),
    (
        "doc-cong-khi-mat-mang-va-chu-lon",
        "Đọc cổng thông tin khi mất mạng và khi cần chữ lớn",
        "",
    ),
    (
        "nga-ba-quoc-lo-1-va-quoc-lo-8",
        "Ngã ba quốc lộ 1 và quốc lộ 8",
        "Nơi hai con đường lớn gặp nhau.",
    ),
    (
        "cach-danh-gia-va-binh-luan",
        "Cách đánh giá và bình luận bài viết",
        "Chọn số sao, viết ý kiến, giữ mã biên nhận.",
    ),
];

#[tokio::test]
async fn home_is_complete_html() {
    let (status, html) = render("/", Town::Open).await;
    dump("home", &html);
    assert_eq!(status, 200);
    assert!(html.contains("<title>Cổng thông tin điện tử Hồng Lĩnh</title>"));
    assert!(html.contains(r#"<link href="https://honglinh.example/" rel="canonical">"#));
    assert_in_order(
        &html,
        &[
            "Đến nội dung chính",
            "<h1",
            "/bai-viet/nop-ho-so-o-dau-sau-sap-xep",
            "Tin mới",
            "Phòng, chống thiên tai",
            "Đọc nhiều",
            "Bản đồ thị xã Hồng Lĩnh",
            "Sơ đồ minh họa, không có giá trị pháp lý",
            "Núi Hồng sông Lam",
            "Liên kết website",
            "https://hatinh.gov.vn",
            "1.281.540",
            "57",
            "102 Nguyễn Ái Quốc",
        ],
    );
    assert!(html.contains(r#"fetchpriority="high""#));
    assert!(html.contains(r#"property="og:locale" content="vi_VN""#));
}

#[tokio::test]
async fn a_category_is_paged_by_links() {
    let (status, html) = render("/chuyen-muc/dat-va-nguoi?trang=2", Town::Open).await;
    dump("category", &html);
    assert_eq!(status, 200);
    assert!(
        html.contains("<title>Đất và người, trang 2 · Cổng thông tin điện tử Hồng Lĩnh</title>")
    );
    assert!(html.contains(
        r#"<link href="https://honglinh.example/chuyen-muc/dat-va-nguoi?trang=2" rel="canonical">"#
    ));
    assert_in_order(
        &html,
        &[
            "Đất và người</h1>",
            "34 bài viết",
            r#"aria-label="Phân trang""#,
            r#"href="/chuyen-muc/dat-va-nguoi?trang=3""#,
        ],
    );
}

#[tokio::test]
async fn an_unknown_category_and_an_unknown_address_are_404() {
    for path in [
        "/chuyen-muc/khong-co",
        "/chuyen-muc/Kh%C3%B4ng",
        "/khong/co/trang",
        "/chuyen-muc/dat-va-nguoi?trang=99",
    ] {
        let (status, html) = render(path, Town::Open).await;
        dump("not-found", &html);
        assert_eq!(status, 404, "{path}");
        assert_in_order(
            &html,
            &[
                "Không tìm thấy trang này</h1>",
                "Về trang chủ",
                "Hướng dẫn người dân",
            ],
        );
    }
}

#[tokio::test]
async fn links_are_shown_by_group() {
    let (status, html) = render("/lien-ket", Town::Open).await;
    dump("links", &html);
    assert_eq!(status, 200);
    assert_in_order(
        &html,
        &[
            "Liên kết website</h1>",
            "Tỉnh Hà Tĩnh",
            "Cổng thông tin điện tử tỉnh Hà Tĩnh",
            "hatinh.gov.vn",
        ],
    );
}

#[tokio::test]
async fn statistics_have_a_picture_and_a_table() {
    let (status, html) = render("/thong-ke", Town::Open).await;
    dump("statistics", &html);
    assert_eq!(status, 200);
    assert_in_order(
        &html,
        &[
            "Thống kê truy cập</h1>",
            "1.281.540",
            "<svg",
            "<rect",
            "<details",
            "<table",
        ],
    );
    assert_eq!(html.matches("chart__bar").count(), 30);
}

#[tokio::test]
async fn a_failed_call_shows_an_error_with_a_retry() {
    let (status, html) = render("/", Town::Down).await;
    dump("error", &html);
    assert_eq!(status, 503);
    assert_in_order(
        &html,
        &["Chưa tải được nội dung</h1>", "Máy chủ đang bận", "Thử lại"],
    );
}

/// Whether the fixture answers.
#[derive(Clone, Copy)]
enum Town {
    Open,
    Down,
}

async fn render(path: &str, town: Town) -> (u16, String) {
    // Another test of this process may have set it before.
    let _ = any_spawner::Executor::init_tokio();
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
    let (meta, output) = ServerMetaContext::new();
    let status = PageStatus::default();
    let page = owner.with(|| {
        provide_context(meta);
        provide_context(status.clone());
        provide_context(RequestUrl::new(path));
        provide_context(InProcessApi::new(move |request| async move {
            answer(&request, town)
        }));
        let page = view! {
            <!DOCTYPE html>
            <html lang="vi">
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width"/>
                    <MetaTags/>
                </head>
                <body data-rendered="">
                    <App/>
                </body>
            </html>
        };
        page.into_view().to_html_stream_in_order()
    });
    let html: String = page.collect().await;
    let html: String = output
        .inject_meta_context(stream::iter([html]))
        .await
        .collect()
        .await;
    owner.unset_with_forced_cleanup();
    (status.0.load(Ordering::Relaxed), html)
}

fn answer(request: &ApiRequest, town: Town) -> ApiResponse {
    if matches!(town, Town::Down) {
        return problem(ProblemCode::Unavailable);
    }
    let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
    match path {
        "site" => ok(&site()),
        "map" => ApiResponse {
            status: 200,
            body: MAP.to_owned(),
        },
        "songs" => ok(&[
            "Núi Hồng sông Lam",
            "Mời anh về Hà Tĩnh",
            "Hà Tĩnh mình thương",
        ]
        .map(|title| Song {
            title: title.to_owned(),
            composer: Some("Trần Hoàn".to_owned()),
            lyricist: None,
        })),
        "links" => ok(&links()),
        "visits" => ok(&Visits {
            now: VisitNumbers {
                total: 1_281_540,
                today: 312,
                online: 57,
            },
            days: (1..=30)
                .map(|day| VisitDay {
                    date: format!("2026-11-{day:02}"),
                    visits: 200 + day * 37 % 190,
                })
                .collect(),
        }),
        "articles" => articles(query),
        _ => problem(ProblemCode::NotFound),
    }
}

fn articles(query: &str) -> ApiResponse {
    let value = |name: &str| {
        query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    };
    let number = |name| value(name).and_then(|value| value.parse::<u32>().ok());
    let category = value("category");
    let known = CATEGORIES
        .iter()
        .position(|(slug, ..)| Some(*slug) == category);
    if category.is_some() && known.is_none() {
        return problem(ProblemCode::NotFound);
    }
    let count = number("per_page").unwrap_or(20) as usize;
    let start = known.map_or(0, |index| index * 2 + 1);
    ok(&Page {
        items: (0..count)
            .map(|index| article((start + index) % ARTICLES.len(), known))
            .collect(),
        total: 34,
        page: number("page").unwrap_or(1),
        per_page: number("per_page").unwrap_or(20),
    })
}

fn article(index: usize, category: Option<usize>) -> ArticleSummary {
    let (slug, title, lead) = ARTICLES[index];
    let (category, name, _) = CATEGORIES[category.unwrap_or(index % CATEGORIES.len())];
    let variant = |format, extension: &str, width| PhotoVariant {
        url: format!("/media/{slug}/{width}.{extension}"),
        format,
        width,
    };
    ArticleSummary {
        slug: slug.parse().expect("the fixture's slugs are well formed"),
        title: title.to_owned(),
        lead: lead.to_owned(),
        category: CategoryLink {
            slug: category.parse().expect("as above"),
            name: name.to_owned(),
        },
        published_at: Timestamp::parse_rfc3339("2026-11-20T08:30:00+07:00").expect("a time"),
        cover: (index != 5).then(|| Photo {
            alt: title.to_owned(),
            width: 1600,
            height: 1000,
            variants: vec![
                variant(PhotoFormat::Webp, "webp", 480),
                variant(PhotoFormat::Webp, "webp", 960),
                variant(PhotoFormat::Jpeg, "jpg", 480),
                variant(PhotoFormat::Jpeg, "jpg", 960),
            ],
        }),
        comment_count: 3,
        views: 120,
    }
}

fn site() -> Site {
    let menu = |label: &str, href: String| MenuItem {
        label: label.to_owned(),
        href,
    };
    let mut items = vec![menu("Trang chủ", "/".to_owned())];
    items.extend(CATEGORIES.map(|(slug, name, _)| menu(name, format!("/chuyen-muc/{slug}"))));
    items.push(menu("Liên kết", "/lien-ket".to_owned()));
    items.push(menu("Thống kê", "/thong-ke".to_owned()));
    Site {
        name: "Cổng thông tin điện tử Hồng Lĩnh".to_owned(),
        short_name: "Hồng Lĩnh".to_owned(),
        tagline: "Tin của hai phường dưới chân chín mươi chín đỉnh núi".to_owned(),
        description: "Tin tức, thông báo và hướng dẫn thủ tục của vùng Hồng Lĩnh.".to_owned(),
        base_url: "https://honglinh.example".to_owned(),
        logo_url: "/logo.svg".to_owned(),
        colors: Colors {
            primary: "#0f4c4a".to_owned(),
            accent: "#a8301f".to_owned(),
        },
        contact: Contact {
            organisation: "Ủy ban nhân dân phường Bắc Hồng Lĩnh và phường Nam Hồng Lĩnh".to_owned(),
            address: Some("102 Nguyễn Ái Quốc, phường Bắc Hồng Lĩnh, tỉnh Hà Tĩnh".to_owned()),
            phone: Some("0239.3.835.356".to_owned()),
            fax: None,
            email: Some("banbientap@honglinh.example".to_owned()),
        },
        categories: CATEGORIES
            .iter()
            .map(|(slug, name, description)| Category {
                slug: slug.parse().expect("the fixture's slugs are well formed"),
                name: (*name).to_owned(),
                description: (*description).to_owned(),
            })
            .collect(),
        menu: items,
        map_title: "Bản đồ thị xã Hồng Lĩnh".to_owned(),
        songs_title: "Các ca khúc hay về Hồng Lĩnh".to_owned(),
        features: Features::default(),
        alerts: Vec::new(),
    }
}

fn links() -> Vec<LinkGroup> {
    let link = |name: &str, url: &str| Link {
        name: name.to_owned(),
        url: url.to_owned(),
    };
    vec![
        LinkGroup {
            title: "Tỉnh Hà Tĩnh".to_owned(),
            links: vec![
                link(
                    "Cổng thông tin điện tử tỉnh Hà Tĩnh",
                    "https://hatinh.gov.vn",
                ),
                link("Báo Hà Tĩnh", "https://baohatinh.vn"),
            ],
        },
        LinkGroup {
            title: "Dịch vụ công trực tuyến".to_owned(),
            links: vec![link(
                "Cổng Dịch vụ công quốc gia",
                "https://dichvucong.gov.vn",
            )],
        },
    ]
}

fn ok(value: &impl Serialize) -> ApiResponse {
    ApiResponse {
        status: 200,
        body: serde_json::to_string(value).expect("contract values are JSON"),
    }
}

fn problem(code: ProblemCode) -> ApiResponse {
    let problem = Problem::new(code);
    ApiResponse {
        status: problem.status,
        body: serde_json::to_string(&problem).expect("as above"),
    }
}

/// Each text stands after the one before.
fn assert_in_order(html: &str, texts: &[&str]) {
    let mut from = 0;
    for text in texts {
        let found = html[from..].find(text);
        assert!(
            found.is_some(),
            "{text:?} does not stand after byte {from} of\n{html}"
        );
        from += found.unwrap_or_default();
    }
}

/// Leaves the page in the folder that `RENDERED_PAGES` names, for a look at it in a browser.
fn dump(name: &str, html: &str) {
    if let Some(folder) = std::env::var_os("RENDERED_PAGES") {
        std::fs::write(
            std::path::Path::new(&folder).join(format!("{name}.html")),
            html,
        )
        .expect("the folder can be written to");
    }
}

const MAP: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"1","name":"Bắc Hồng Lĩnh","kind":"phường","label":[105.69,18.56]},
 "geometry":{"type":"Polygon","coordinates":[[[105.66,18.54],[105.72,18.53],[105.73,18.57],[105.68,18.58],[105.66,18.54]]]}},
{"type":"Feature","properties":{"code":"2","name":"Nam Hồng Lĩnh","kind":"phường","label":[105.70,18.51]},
 "geometry":{"type":"MultiPolygon","coordinates":[[[[105.66,18.54],[105.72,18.53],[105.74,18.49],[105.67,18.48],[105.66,18.54]]]]}}
]}"#;
