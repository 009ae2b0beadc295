//! Texts of the archive, of keywords' pages, and of what is read most.

use conglang_contract::{
    day::Day,
    format::{self, english_count, integer},
    language::Language,
    month::Month,
};

pub struct ArchiveTexts {
    pub title: &'static str,
    pub introduction: &'static str,
    /// Of all months.
    pub empty: &'static str,
    pub month_title: fn(Month) -> String,
    pub month_introduction: fn(Month) -> String,
    /// A month in a list of its year.
    pub month: fn(u8) -> String,
    pub year: fn(u16) -> String,
    pub calendar: fn(Month) -> String,
    /// The days of the week from Monday on, short and whole.
    pub weekdays: [(&'static str, &'static str); 7],
    /// The accessible name of a day's link.
    pub day: fn(Day, u64) -> String,
    pub day_heading: fn(Day) -> String,
    pub whole_month: &'static str,
    pub empty_day: &'static str,
    pub neighbours: &'static str,
    pub other_months: &'static str,
    pub no_month: &'static str,
    pub no_month_help: &'static str,
    pub empty_month: fn(Month) -> String,
    pub empty_month_help: &'static str,
    /// A keyword's page.
    pub tag: fn(&str) -> String,
    pub tag_introduction: fn(&str) -> String,
    pub no_tag: &'static str,
    pub no_tag_help: &'static str,
    pub most_read_introduction: &'static str,
    pub periods: [&'static str; 3],
    pub nothing_read: &'static str,
}

pub const VIETNAMESE: ArchiveTexts = ArchiveTexts {
    title: "Lưu trữ",
    introduction: "Tất cả bài viết của cổng, theo năm và tháng đăng.",
    empty: "Cổng chưa có bài viết nào.",
    month_title: |month| format!("Lưu trữ tháng {} năm {}", month.month(), month.year()),
    month_introduction: |month| {
        format!(
            "Các bài viết đăng trong tháng {} năm {}, theo ngày.",
            month.month(),
            month.year()
        )
    },
    month: |month| format!("Tháng {month}"),
    year: |year| format!("Năm {year}"),
    calendar: |month| format!("Lịch tháng {} năm {}", month.month(), month.year()),
    weekdays: [
        ("T2", "Thứ Hai"),
        ("T3", "Thứ Ba"),
        ("T4", "Thứ Tư"),
        ("T5", "Thứ Năm"),
        ("T6", "Thứ Sáu"),
        ("T7", "Thứ Bảy"),
        ("CN", "Chủ Nhật"),
    ],
    day: |day, articles| {
        format!(
            "Ngày {}: {} bài viết",
            format::day(Language::Vietnamese, day),
            integer(Language::Vietnamese, articles)
        )
    },
    day_heading: |day| format!("Ngày {}", format::day(Language::Vietnamese, day)),
    whole_month: "Xem cả tháng",
    empty_day: "Ngày này không có bài viết nào. Mời bạn chọn một ngày được gạch chân trong lịch.",
    neighbours: "Tháng trước và tháng sau",
    other_months: "Các tháng khác",
    no_month: "Không có tháng này",
    no_month_help: "Địa chỉ của một tháng có dạng /luu-tru/2026/11. Mời bạn chọn một tháng dưới đây.",
    empty_month: |month| {
        format!(
            "Tháng {} năm {} không có bài viết nào",
            month.month(),
            month.year()
        )
    },
    empty_month_help: "Mời bạn chọn một tháng khác dưới đây.",
    tag: |tag| format!("Từ khóa: {tag}"),
    tag_introduction: |tag| format!("Các bài viết có từ khóa “{tag}”, bài mới trước."),
    no_tag: "Không có từ khóa này",
    no_tag_help: "Chưa có bài viết nào mang từ khóa này, hoặc từ khóa đã được đổi. Mời bạn xem theo chuyên mục hay theo tháng.",
    most_read_introduction: "Những bài được đọc nhiều nhất hôm nay, trong 7 ngày và trong 30 ngày qua.",
    periods: ["Hôm nay", "7 ngày qua", "30 ngày qua"],
    nothing_read: "Chưa có bài nào được đọc trong thời gian này.",
};

pub const ENGLISH: ArchiveTexts = ArchiveTexts {
    title: "Archive",
    introduction: "All articles of the portal, by year and month.",
    empty: "There are no articles on the portal yet.",
    month_title: |month| format!("Archive: {}", format::month(Language::English, month)),
    month_introduction: |month| {
        format!(
            "The articles published in {}, by day.",
            format::month(Language::English, month)
        )
    },
    month: |month| format::english_month(month).to_owned(),
    year: |year| year.to_string(),
    calendar: |month| format!("Calendar of {}", format::month(Language::English, month)),
    weekdays: [
        ("Mon", "Monday"),
        ("Tue", "Tuesday"),
        ("Wed", "Wednesday"),
        ("Thu", "Thursday"),
        ("Fri", "Friday"),
        ("Sat", "Saturday"),
        ("Sun", "Sunday"),
    ],
    day: |day, articles| {
        let articles = english_count(articles, "article", "articles");
        format!("{}: {articles}", format::day(Language::English, day))
    },
    day_heading: |day| format::day(Language::English, day),
    whole_month: "See the whole month",
    empty_day: "There are no articles of this day. Please choose a day that is underlined in the calendar.",
    neighbours: "Previous and next month",
    other_months: "Other months",
    no_month: "There is no such month",
    no_month_help: "The address of a month looks like /en/luu-tru/2026/11. Please choose a month below.",
    empty_month: |month| format!("No articles in {}", format::month(Language::English, month)),
    empty_month_help: "Please choose another month below.",
    tag: |tag| format!("Keyword: {tag}"),
    tag_introduction: |tag| format!("The articles with the keyword “{tag}”, the newest first."),
    no_tag: "There is no such keyword",
    no_tag_help: "No article has this keyword, or it was renamed. Please look by section or by month.",
    most_read_introduction: "What was read most today, in the last 7 days and in the last 30.",
    periods: ["Today", "The last 7 days", "The last 30 days"],
    nothing_read: "No article has been read in this time yet.",
};
