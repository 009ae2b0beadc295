//! `GET search` and its suggestions, and the index behind them.

mod follow;
mod process;
mod queries;
mod results;

use std::fs;

use conglang_server::search::catch_up;
use serde_json::Value;

use crate::site::TestSite;

/// Articles: slug, what front matter says besides, and the text.
const ARTICLES: [(&str, &str, &str); 20] = [
    (
        "lang-ren",
        "title: Làng rèn Trung Lương đỏ lửa trở lại\nlead: Những lò rèn ở Trung Lương lại vang tiếng búa.\ntags: [làng nghề, \"Trung Lương\"]",
        "Thợ rèn ở phường Trung Lương làm dao, kéo và nông cụ. Nghề rèn có từ lâu đời ở thị xã Hồng Lĩnh.",
    ),
    (
        "duong-tranh",
        "title: Khởi công đường tránh thị xã\nlead: Con đường dài bảy ki-lô-mét.",
        "Đường tránh nối quốc lộ 1 với quốc lộ 8, giảm xe tải qua trung tâm.",
    ),
    (
        "ho-duong",
        "title: Trồng dương liễu ven hồ\nlead: Hàng dương mới ven hồ Thiên Tượng.",
        "Thanh niên trồng ba trăm cây dương liễu quanh hồ trong một buổi sáng.",
    ),
    (
        "duc-thuan",
        "title: Phường Đức Thuận ra quân dọn vệ sinh\nlead: Bà con phường Đức Thuận dọn kênh mương.",
        "Hơn hai trăm người tham gia dọn rác dọc kênh chính của phường.",
    ),
    (
        "nghi-quyet-02",
        "title: Thị ủy ban hành Nghị quyết 02-NQ/TU về chuyển đổi số\nlead: Nghị quyết số 02-NQ/TU đặt mục tiêu cho năm năm.",
        "Nghị quyết 02-NQ/TU giao mỗi phường một tổ công nghệ số cộng đồng.",
    ),
    (
        "nghi-quyet-12",
        "title: Triển khai Nghị quyết 12-NQ/HU\nlead: Hội nghị trực tuyến.",
        "Các đơn vị học tập Nghị quyết 12-NQ/HU trong tháng.",
    ),
    (
        "bao-so-ba",
        "title: Bão số 3 đổi hướng, mưa lớn diện rộng\nlead: Thị xã cấm tàu thuyền ra khơi.",
        "Bão số 3 gây mưa từ 200 đến 300 mm. Số điện thoại trực ban được niêm yết tại ba phường.",
    ),
    (
        "hoa-phuong",
        "title: Hoà giải ở cơ sở, gắn kết xóm giềng\nlead: Tổ hoà giải làm việc kiên trì.",
        "Thuý, tổ trưởng, kể chuyện hoà giải hai gia đình ở ngõ nhỏ.",
    ),
    (
        "hoa-dao",
        "title: Hoa đào nở sớm trên núi Hồng\nlead: Hoa nở trước Tết.",
        "Du khách lên núi ngắm hoa và chụp ảnh.",
    ),
    (
        "duc-tho",
        "title: Giao lưu bóng chuyền với Đức Thọ\nlead: Hai đội gặp nhau tại sân vận động.",
        "Đội chủ nhà thắng đội Đức Thọ ba một.",
    ),
    (
        "an-toan-dien",
        "title: An toàn điện mùa mưa bão\nlead: Sáu điều cần nhớ.",
        "Ngắt cầu dao khi nước vào nhà. Không đứng dưới đường dây điện khi có dông.",
    ),
    (
        "an-uong",
        "title: Ăn uống lành mạnh cho học sinh\nlead: Bữa trưa ở trường.",
        "Trường mầm non đổi thực đơn theo mùa, bớt đường trong sữa.",
    ),
    (
        "cu",
        "title: Lễ hội đền Cả năm 2019\nlead: Lễ hội truyền thống của vùng.",
        "Rước kiệu từ đền Cả về đình làng.",
    ),
    (
        "moi",
        "title: Lễ hội đền Cả năm 2026\nlead: Lễ hội truyền thống của vùng.",
        "Rước kiệu từ đền Cả về đình làng.",
    ),
    (
        "cap-nuoc",
        "title: Cấp nước sạch cho tổ dân phố 5\nlead: Đường ống mới dài 1.200 m.",
        "Công ty cấp nước thay 1.200 m ống ở tổ dân phố 5.",
    ),
    (
        "chi-nhac-qua",
        "title: Họp giao ban tháng Mười\nlead: Nhiều việc được bàn.",
        "Cuộc họp nhắc đến lò rèn, lễ hội đền Cả và tuyến xe buýt 77.",
    ),
    (
        "doi-song",
        "title: Đời sống mới ở khu dân cư\nlead: Nếp sống văn minh.",
        "Các gia đình ký giao ước về nếp sống.",
    ),
    (
        "song-minh",
        "title: Nạo vét sông Minh\nlead: Dòng sông được khơi thông.",
        "Máy xúc nạo vét lòng sông trước mùa mưa.",
    ),
    (
        "quyet-dinh",
        "title: Công bố danh sách trúng cử\nlead: Ban bầu cử thông báo.\nauthor: Phan Huy Ích\nattachments:\n  - file: qd-1234.pdf\n    title: Quyết định 1234/QĐ-UBND kèm phụ lục",
        "Danh sách gồm mười hai người.",
    ),
    (
        "mot-cua",
        "title: Bộ phận một cửa xử lý hồ sơ nhanh hơn\nlead: Làm việc từ 1/7/2025.",
        "Điện thoại 0239.3.835.356 hoặc 0912 345 678. Bình luận của bạn đọc được trả lời.",
    ),
];

/// A site whose index has [`ARTICLES`], two areas and the portal's pages.
async fn site_with_articles() -> TestSite {
    let site = TestSite::new().await;
    for (day, (slug, head, body)) in ARTICLES.iter().enumerate() {
        let published_at = match *slug {
            "cu" => "2019-02-20T07:00:00+07:00".to_owned(),
            _ => format!("2026-11-{:02}T07:00:00+07:00", 20 - day),
        };
        let category = if slug.starts_with("nghi-quyet") {
            "huong-dan"
        } else {
            "tin"
        };
        let folder = site.write(
            slug,
            format!("---\nslug: {slug}\n{head}\ncategory: {category}\npublished_at: {published_at}\n---\n{body}\n"),
        );
        if head.contains("qd-1234.pdf") {
            fs::write(folder.join("qd-1234.pdf"), "%PDF-1.4\n").unwrap();
        }
    }
    let report = site.import().await;
    assert_eq!(report.created, ARTICLES.len(), "{:?}", report.mistakes);
    catch_up(&site.site).await.unwrap();
    site
}

/// The answer to a search for `typed`, with `more` parameters.
async fn search(site: &TestSite, typed: &str, more: &str) -> Value {
    let typed: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
    site.json(&format!("/search?q={typed}{more}")).await
}

/// The last parts of the paths of what was found.
fn names(answer: &Value) -> Vec<String> {
    let items = answer["items"].as_array().unwrap().iter();
    items
        .map(|item| {
            item["path"]
                .as_str()
                .unwrap()
                .rsplit('/')
                .next()
                .unwrap()
                .to_owned()
        })
        .collect()
}
