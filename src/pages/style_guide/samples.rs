//! What the style guide shows its components with.

mod search;
mod town;

pub use search::{categories, no_results, search_results};
pub use town::{link_groups, lyrics, map_areas, place_kinds, places, songs};

use conglang_contract::{
    alert::{Alert, AlertLevel, AlertList},
    article::{
        Article, ArticleLink, ArticleSummary, Attachment, PHOTO_OFFER_CLASS, Photo, PhotoFormat,
        PhotoVariant, Recording,
    },
    comment::{Comment, CommentAuthor, CommentStatus, FollowedComment},
    language::Language,
    map::AreaLink,
    rating::{Rating, Stars},
    receipt::Receipt,
    site::CategoryLink,
    slug::Slug,
    timestamp::Timestamp,
};

const TITLE: &str = "Phường đặt thêm ghế đá ở công viên trung tâm, mời bà con góp ý vị trí";
const LEAD: &str = "Hai mươi ghế đá được đặt dọc lối đi quanh hồ trước Tết; ai muốn đổi chỗ thì nói với tổ dân phố.";
const BODY: &str = "<p>Đoạn văn thường có <a href=\"#bai-viet\">một liên kết</a>, <strong>chữ đậm</strong> và <em>chữ nghiêng</em>. \
    Dòng chữ tiếng Việt có dấu chồng như “Nguyễn”, “Ẩn”, “Ễnh” cần khoảng cách đủ rộng để không chạm nhau.</p>\
    <h2>Đầu mục cấp hai: Ủy ban ở Huyện Kỳ</h2><h3>Đầu mục cấp ba: Đường Ẩn, Giếng Ễnh</h3>\
    <ul><li>Một việc cần làm</li><li>Một việc khác, dài hơn, để xem dòng thứ hai thụt vào thế nào khi màn hình hẹp</li></ul>\
    <ol><li>Bước thứ nhất</li><li>Bước thứ hai</li></ol>\
    <figure><a class=\"photo-link\" href=\"/logo.svg\"><img src=\"/logo.svg\" alt=\"Con dấu của cổng\" width=\"1200\" height=\"800\"></a>\
    <figcaption>Lời chú dưới ảnh, dài vừa đủ để xuống dòng trên màn hình hẹp. Ảnh: Văn phòng phường</figcaption></figure>\
    <blockquote><p>“Ghế ở chỗ có bóng cây thì người già mới ngồi.”</p></blockquote>\
    <div class=\"table-scroll\" role=\"group\" aria-label=\"Bảng\" tabindex=\"0\"><table><thead><tr><th>Lối đi</th><th>Số ghế</th></tr></thead>\
    <tbody><tr><td>Phía hồ</td><td>12</td></tr><tr><td>Phía đường</td><td>8</td></tr></tbody></table></div>";

/// A photograph as the body of an article has it, with what stands in its place on devices that save data.
pub fn offered_photo() -> String {
    format!(
        "<figure><a class=\"{PHOTO_OFFER_CLASS}\" href=\"/logo.svg\">Tải ảnh (120 KB)</a>\
         <a class=\"photo-link\" href=\"/logo.svg\"><img src=\"/logo.svg\" alt=\"Con dấu của cổng\" width=\"1200\" height=\"800\"></a>\
         <figcaption>Lời chú vẫn đọc được khi chưa tải ảnh. Ảnh: Văn phòng phường</figcaption></figure>"
    )
}

pub fn slug(text: &str) -> Slug {
    text.parse().expect("the samples' slugs are well formed")
}

fn time() -> Timestamp {
    Timestamp::parse_rfc3339("2026-11-20T07:30:00+07:00").expect("the samples' time is well formed")
}

/// The town's seal, since it is there on every site.
pub fn photo() -> Photo {
    Photo {
        alt: "Con dấu của cổng".to_owned(),
        width: 1200,
        height: 800,
        variants: vec![PhotoVariant {
            url: "/logo.svg".to_owned(),
            format: PhotoFormat::Jpeg,
            width: 1200,
            size_bytes: None,
        }],
    }
}

fn category() -> CategoryLink {
    CategoryLink {
        slug: slug("tin-hoat-dong"),
        name: "Tin hoạt động".to_owned(),
    }
}

pub fn summary(with_photo: bool) -> ArticleSummary {
    ArticleSummary {
        slug: slug("bai-mau"),
        title: TITLE.to_owned(),
        lead: LEAD.to_owned(),
        category: category(),
        published_at: time(),
        cover: with_photo.then(photo),
        comment_count: 3,
        views: 1204,
        language: Some(Language::Vietnamese),
        reading_minutes: 4,
    }
}

pub fn article() -> Article {
    let link = |title: &str| ArticleLink {
        slug: slug("bai-khac"),
        title: title.to_owned(),
        language: Some(Language::Vietnamese),
    };
    Article {
        slug: slug("bai-mau"),
        title: TITLE.to_owned(),
        lead: LEAD.to_owned(),
        category: category(),
        published_at: time(),
        cover: None,
        comment_count: 3,
        views: 1204,
        reading_minutes: 4,
        body_html: BODY.to_owned(),
        author: Some("Lê Thị Ngọc Ẩn".to_owned()),
        source: Some("Văn phòng phường".to_owned()),
        tags: vec!["công viên".to_owned(), "góp ý".to_owned()],
        updated_at: time(),
        attachments: vec![Attachment {
            title: "Bản vẽ vị trí đặt ghế".to_owned(),
            file_name: "ban-ve.pdf".to_owned(),
            url: "/media/ban-ve.pdf".to_owned(),
            size_bytes: 1_240_000,
            media_type: "application/pdf".to_owned(),
        }],
        audio: Some(Recording {
            url: "/media/ban-doc.mp3".to_owned(),
            media_type: "audio/mpeg".to_owned(),
            size_bytes: 1_450_000,
            duration_s: 242,
        }),
        rating: Rating::default(),
        related: vec![summary(true), summary(false)],
        newer: Some(link("Đèn đường Nguyễn Ái Quốc đã sáng trở lại")),
        older: Some(link("Lịch tiếp công dân tháng Mười Hai")),
        language: Some(Language::Vietnamese),
        has_english: false,
    }
}

/// One that is shown in Vietnamese pages as it is, with a word about its language.
pub fn english_article() -> Article {
    Article {
        title: "A market for everybody: where the new benches stand".to_owned(),
        lead: "Twenty benches wait in the shade.".to_owned(),
        body_html: "<p>The benches stand along the lake.</p>".to_owned(),
        language: Some(Language::English),
        author: None,
        source: None,
        tags: Vec::new(),
        attachments: Vec::new(),
        audio: None,
        ..article()
    }
}

pub fn receipt(number: u8) -> Receipt {
    Receipt::from_random([number; Receipt::LENGTH])
}

/// One waits, one was refused, one is published and has been answered.
pub fn followed_comments() -> impl Iterator<Item = FollowedComment> {
    let answers = comments().swap_remove(0).replies;
    let statuses = [
        (CommentStatus::Pending, None, Vec::new()),
        (
            CommentStatus::Rejected,
            Some("Có số điện thoại của người khác.".to_owned()),
            Vec::new(),
        ),
        (CommentStatus::Approved, None, answers),
    ];
    statuses
        .into_iter()
        .zip(1..)
        .map(|((status, reason, replies), number)| FollowedComment {
            receipt: receipt(number),
            status,
            article_slug: slug("bai-mau"),
            article_title: TITLE.to_owned(),
            article_language: None,
            author_name: "Đặng Ước".to_owned(),
            body: "Ghế nên có chỗ tựa lưng.".to_owned(),
            created_at: time(),
            reason,
            replies,
        })
}

/// Nobody has rated, somebody has, this reader has.
pub fn ratings() -> [Rating; 3] {
    let rated = Rating {
        count: 1200,
        average: Some(4.46),
        mine: None,
    };
    [
        Rating::default(),
        rated,
        Rating {
            mine: Stars::try_from(4).ok(),
            ..rated
        },
    ]
}

pub fn comments() -> Vec<Comment> {
    let comment = |id, author, body: &str, replies| Comment {
        id,
        author,
        body: body.to_owned(),
        created_at: time(),
        replies,
    };
    let resident = |name: &str| CommentAuthor::Resident {
        name: name.to_owned(),
    };
    let office = CommentAuthor::Office {
        name: "Văn phòng UBND phường".to_owned(),
    };
    vec![
        comment(
            1,
            resident("Nguyễn Văn Hữu"),
            "Nên đặt thêm hai ghế ở cổng phía chợ.\nỞ đó nhiều người chờ xe.",
            vec![
                comment(
                    2,
                    office,
                    "Cảm ơn ông. Phường ghi nhận và sẽ đặt trước 15/12.",
                    Vec::new(),
                ),
                comment(
                    3,
                    resident("Trần Thị Quỳ"),
                    "Tôi cũng thấy vậy.",
                    Vec::new(),
                ),
            ],
        ),
        comment(
            4,
            CommentAuthor::Removed,
            "",
            vec![comment(5, resident("Đặng Ước"), "Đồng ý.", Vec::new())],
        ),
    ]
}

/// One of each level, and more than there is room for.
pub fn alerts() -> AlertList {
    let until = Timestamp::parse_rfc3339("2099-09-30T18:00:00+07:00")
        .expect("the samples' time is well formed");
    let alert = |id, level, title: &str, body: &str, areas| Alert {
        id,
        level,
        title: title.to_owned(),
        body: body.to_owned(),
        english: None,
        areas,
        from: time(),
        until,
        updated_at: time(),
    };
    let area = |id: &str, name: &str| AreaLink {
        id: slug(id),
        name: name.to_owned(),
        kind: "phường".to_owned(),
    };
    let areas = vec![area("bac-an", "Bắc Ẩn"), area("nam-an", "Nam Ẩn")];
    AlertList {
        version: String::new(),
        alerts: vec![
            alert(
                1,
                AlertLevel::KhanCap,
                "Bão số 5 đổ bộ đêm nay, bà con ở ngoài đê sơ tán trước 16 giờ",
                "Mang theo giấy tờ, thuốc và nước uống. Xe của phường đón tại nhà văn hóa các tổ dân phố từ 13 giờ; \
                 người già và trẻ nhỏ đi trước.",
                areas,
            ),
            alert(
                2,
                AlertLevel::CanhBao,
                "Cắt điện để chặt cây dọc đường Nguyễn Ễnh",
                "Từ 8 giờ đến 11 giờ, bà con sạc sẵn đèn và điện thoại.",
                Vec::new(),
            ),
            alert(
                3,
                AlertLevel::CanhBao,
                "Nước sông Lam lên nhanh",
                "Không vớt củi.",
                Vec::new(),
            ),
            alert(
                4,
                AlertLevel::CanhBao,
                "Học sinh nghỉ học",
                "Đến khi có tin mới.",
                Vec::new(),
            ),
        ],
    }
}
