//! Texts of the column beside every page.

pub struct SideColumnTexts {
    pub label: &'static str,
    /// The accessible name of the map's drawing.
    pub drawing: &'static str,
    /// Who composed a song.
    pub by_composer: fn(&str) -> String,
    /// Who wrote a song's words.
    pub by_lyricist: fn(&str) -> String,
    pub counter: &'static str,
    pub total: &'static str,
    pub online: &'static str,
    pub more_statistics: &'static str,
}

pub const VIETNAMESE: SideColumnTexts = SideColumnTexts {
    label: "Bản đồ, ca khúc, liên kết và thống kê",
    drawing: "Sơ đồ các phường, xã; mỗi phường, xã là một liên kết",
    by_composer: |name| format!("Nhạc: {name}"),
    by_lyricist: |name| format!("Lời: {name}"),
    counter: "Lượt truy cập",
    total: "Thống kê",
    online: "Online",
    more_statistics: "Xem số liệu 30 ngày",
};

pub const ENGLISH: SideColumnTexts = SideColumnTexts {
    label: "Map, songs, links and visits",
    drawing: "Drawing of the wards and communes; each is a link",
    by_composer: |name| format!("Music: {name}"),
    by_lyricist: |name| format!("Words: {name}"),
    counter: "Visits",
    total: "Total",
    online: "Online",
    more_statistics: "See the last 30 days",
};
