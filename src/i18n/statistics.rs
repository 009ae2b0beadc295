//! Texts of the statistics page.

use conglang_contract::{
    format::{english_count, integer},
    language::Language,
};

pub struct StatisticsTexts {
    pub title: &'static str,
    pub introduction: &'static str,
    pub total: &'static str,
    pub today: &'static str,
    pub online: &'static str,
    pub days: &'static str,
    /// What the picture says: the sum, the highest number and its date.
    pub chart_description: fn(u64, u64, &str) -> String,
    pub table: &'static str,
    pub date: &'static str,
    pub visits: &'static str,
}

pub const VIETNAMESE: StatisticsTexts = StatisticsTexts {
    title: "Thống kê truy cập",
    introduction: "Một lượt là một người đọc cổng trong 30 phút. Cổng đếm mà không đặt cookie.",
    total: "Tổng số lượt truy cập",
    today: "Hôm nay",
    online: "Đang xem (5 phút qua)",
    days: "30 ngày gần đây",
    chart_description: |sum, highest, date| {
        format!(
            "Biểu đồ cột: tổng cộng {} lượt, cao nhất {} lượt ngày {date}.",
            integer(Language::Vietnamese, sum),
            integer(Language::Vietnamese, highest)
        )
    },
    table: "Xem bảng số liệu",
    date: "Ngày",
    visits: "Số lượt",
};

pub const ENGLISH: StatisticsTexts = StatisticsTexts {
    title: "Visits to the portal",
    introduction: "A visit is one person reading the portal within 30 minutes. Visits are counted without cookies.",
    total: "Visits in total",
    today: "Today",
    online: "Reading now (last 5 minutes)",
    days: "The last 30 days",
    chart_description: |sum, highest, date| {
        format!(
            "Bar chart: {} in total, at most {} on {date}.",
            english_count(sum, "visit", "visits"),
            integer(Language::English, highest)
        )
    },
    table: "See the figures as a table",
    date: "Date",
    visits: "Visits",
};
