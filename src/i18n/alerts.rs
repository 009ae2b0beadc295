//! Texts of alerts, which the server alone writes.

use conglang_contract::{alert::AlertLevel, format::english_count};

use super::format;

pub struct AlertTexts {
    pub title: &'static str,
    pub lead: &'static str,
    pub warning: &'static str,
    pub urgent: &'static str,
    /// Names of the two lists above every page.
    pub warnings: &'static str,
    pub urgent_ones: &'static str,
    /// Before the time at which it ends.
    pub until: &'static str,
    pub from: &'static str,
    pub more: &'static str,
    /// The accessible name of the link: the alert's title.
    pub more_about: fn(&str) -> String,
    /// Leads to all of them; how many there are.
    pub all: fn(u64) -> String,
    pub more_areas: fn(u64) -> String,
    pub everywhere: &'static str,
    pub in_force: &'static str,
    pub none: &'static str,
    pub ended_today: &'static str,
    pub ended_at: &'static str,
    pub hotlines: &'static str,
    pub shelters: &'static str,
    pub no_shelters: &'static str,
    pub closed_roads: &'static str,
    pub no_closed_roads: &'static str,
    /// Where the rest of a list is.
    pub all_on_map: &'static str,
    pub newer: &'static str,
    pub older: &'static str,
    pub home: &'static str,
    pub map: &'static str,
    /// Shown when the page no longer hears from the server.
    pub offline: &'static str,
    /// Before the time at which the page was made.
    pub as_of: &'static str,
}

impl AlertTexts {
    /// "Khẩn cấp"
    pub fn level(&self, level: AlertLevel) -> &'static str {
        match level {
            AlertLevel::CanhBao => self.warning,
            AlertLevel::KhanCap => self.urgent,
        }
    }

    /// What a list of such alerts is called.
    pub fn of_level(&self, level: AlertLevel) -> &'static str {
        match level {
            AlertLevel::CanhBao => self.warnings,
            AlertLevel::KhanCap => self.urgent_ones,
        }
    }
}

pub const VIETNAMESE: AlertTexts = AlertTexts {
    title: "Cảnh báo",
    lead: "Cảnh báo đang có hiệu lực, số điện thoại khẩn, nơi tránh trú và đường đang cấm.",
    warning: "Cảnh báo",
    urgent: "Khẩn cấp",
    warnings: "Cảnh báo",
    urgent_ones: "Cảnh báo khẩn cấp",
    until: "Đến",
    from: "Từ",
    more: "Xem chi tiết",
    more_about: |title| format!("Xem chi tiết: {title}"),
    all: |count| format!("Xem cả {} cảnh báo", format::integer(count)),
    more_areas: |count| format!(" và {} nơi khác", format::integer(count)),
    everywhere: "Toàn địa bàn",
    in_force: "Đang có hiệu lực",
    none: "Hiện không có cảnh báo nào.",
    ended_today: "Đã hết hiệu lực hôm nay",
    ended_at: "Hết lúc",
    hotlines: "Điện thoại khẩn",
    shelters: "Nơi tránh trú",
    no_shelters: "Chưa có nơi tránh trú nào được ghi trên bản đồ.",
    closed_roads: "Đường đang cấm",
    no_closed_roads: "Không có đường nào được báo là đang cấm.",
    all_on_map: "Xem tất cả trên bản đồ",
    newer: "Trang trước",
    older: "Trang sau",
    home: "Về trang chủ",
    map: "Bản đồ",
    offline: "Mất kết nối: nội dung có thể đã cũ.",
    as_of: "Cập nhật lúc",
};

pub const ENGLISH: AlertTexts = AlertTexts {
    title: "Alerts",
    lead: "Alerts in force, emergency numbers, shelters and closed roads.",
    warning: "Warning",
    urgent: "Emergency",
    warnings: "Warnings",
    urgent_ones: "Emergencies",
    until: "Until",
    from: "From",
    more: "Details",
    more_about: |title| format!("Details: {title}"),
    all: |count| format!("See all {}", english_count(count, "alert", "alerts")),
    more_areas: |count| format!(" and {} more", english_count(count, "place", "places")),
    everywhere: "The whole area",
    in_force: "In force",
    none: "No alerts are in force.",
    ended_today: "Ended today",
    ended_at: "Ended",
    hotlines: "Emergency numbers",
    shelters: "Shelters",
    no_shelters: "No shelters are marked on the map yet.",
    closed_roads: "Closed roads",
    no_closed_roads: "No roads are reported closed.",
    all_on_map: "See all on the map",
    newer: "Previous page",
    older: "Next page",
    home: "To the home page",
    map: "Map",
    offline: "Connection lost: this may be out of date.",
    as_of: "As of",
};
