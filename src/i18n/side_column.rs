//! Texts of the column beside every page.

pub struct SideColumnTexts {
    pub label: &'static str,
    /// The accessible name of the map's picture: the names of its areas.
    pub map_description: fn(&str) -> String,
    pub map_note: &'static str,
    pub counter: &'static str,
    pub total: &'static str,
    pub online: &'static str,
    pub more_statistics: &'static str,
}

pub const VIETNAMESE: SideColumnTexts = SideColumnTexts {
    label: "Bản đồ, ca khúc, liên kết và thống kê",
    map_description: |areas| format!("Sơ đồ các phường, xã: {areas}."),
    map_note: "Sơ đồ minh họa, không có giá trị pháp lý",
    counter: "Lượt truy cập",
    total: "Thống kê",
    online: "Online",
    more_statistics: "Xem số liệu 30 ngày",
};

pub const ENGLISH: SideColumnTexts = SideColumnTexts {
    label: "Map, songs, links and visits",
    map_description: |areas| format!("Outline of the wards and communes: {areas}."),
    map_note: "Illustrative outline without legal force",
    counter: "Visits",
    total: "Total",
    online: "Online",
    more_statistics: "See the last 30 days",
};
