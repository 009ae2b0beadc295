//! Texts of the column beside every page.

pub struct SideColumnTexts {
    pub label: &'static str,
    pub counter: &'static str,
    pub total: &'static str,
    pub online: &'static str,
    pub more_statistics: &'static str,
}

pub const VIETNAMESE: SideColumnTexts = SideColumnTexts {
    label: "Bản đồ, ca khúc, liên kết và thống kê",
    counter: "Lượt truy cập",
    total: "Thống kê",
    online: "Online",
    more_statistics: "Xem số liệu 30 ngày",
};

pub const ENGLISH: SideColumnTexts = SideColumnTexts {
    label: "Map, songs, links and visits",
    counter: "Visits",
    total: "Total",
    online: "Online",
    more_statistics: "See the last 30 days",
};
