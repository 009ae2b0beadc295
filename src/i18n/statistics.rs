//! Texts of the statistics page.

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
        use conglang_contract::format::integer;
        format!(
            "Biểu đồ cột: tổng cộng {} lượt, cao nhất {} lượt ngày {date}.",
            integer(sum),
            integer(highest)
        )
    },
    table: "Xem bảng số liệu",
    date: "Ngày",
    visits: "Số lượt",
};
