//! What the style guide shows its components with.

use conglang_contract::{
    article::{
        Article, ArticleLink, ArticleSummary, Attachment, Photo, PhotoFormat, PhotoVariant,
        Recording,
    },
    comment::{Comment, CommentAuthor},
    language::Language,
    rating::{Rating, Stars},
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
    <blockquote><p>“Ghế ở chỗ có bóng cây thì người già mới ngồi.”</p></blockquote>\
    <div class=\"table-scroll\" role=\"group\" aria-label=\"Bảng\" tabindex=\"0\"><table><thead><tr><th>Lối đi</th><th>Số ghế</th></tr></thead>\
    <tbody><tr><td>Phía hồ</td><td>12</td></tr><tr><td>Phía đường</td><td>8</td></tr></tbody></table></div>";

pub fn slug(text: &str) -> Slug {
    text.parse().expect("the samples' slugs are well formed")
}

fn time() -> Timestamp {
    Timestamp::parse_rfc3339("2026-11-20T07:30:00+07:00").expect("the samples' time is well formed")
}

/// The town's seal, since it is there on every site.
fn photo() -> Photo {
    Photo {
        alt: "Con dấu của cổng".to_owned(),
        width: 1200,
        height: 800,
        variants: vec![PhotoVariant {
            url: "/logo.svg".to_owned(),
            format: PhotoFormat::Jpeg,
            width: 1200,
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
