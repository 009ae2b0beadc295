//! Texts of the search page.

use conglang_contract::{
    format::{english_count, integer},
    language::Language,
    search::SearchKind,
};

pub struct SearchTexts {
    pub title: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub find: &'static str,
    /// The number of results.
    pub total: fn(u64) -> String,
    /// What was typed.
    pub title_for: fn(&str) -> String,
    pub kinds_label: &'static str,
    pub all_kinds: &'static str,
    pub kind: fn(SearchKind) -> &'static str,
    pub categories: &'static str,
    pub all_categories: &'static str,
    pub dates: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub apply: &'static str,
    pub clear: &'static str,
    pub results: &'static str,
    pub did_you_mean: &'static str,
    pub without_marks: &'static str,
    /// What was typed.
    pub nothing: fn(&str) -> String,
    pub advice: [&'static str; 3],
    pub elsewhere: &'static str,
}

pub const VIETNAMESE: SearchTexts = SearchTexts {
    title: "Tìm kiếm",
    label: "Từ cần tìm",
    hint: "Gõ có dấu hoặc không dấu; đặt cụm từ trong ngoặc kép để tìm đúng cụm.",
    find: "Tìm",
    total: |count| format!("{} kết quả", integer(Language::Vietnamese, count)),
    title_for: |typed| format!("Tìm “{typed}”"),
    kinds_label: "Loại nội dung",
    all_kinds: "Tất cả",
    kind: |kind| match kind {
        SearchKind::Article => "Bài viết",
        SearchKind::Place => "Địa điểm",
        SearchKind::Song => "Ca khúc",
        SearchKind::Page => "Trang",
    },
    categories: "Chuyên mục",
    all_categories: "Mọi chuyên mục",
    dates: "Thời gian đăng",
    from: "Từ ngày",
    to: "Đến ngày",
    apply: "Lọc",
    clear: "Bỏ lọc thời gian",
    results: "Kết quả",
    did_you_mean: "Ý bạn là:",
    without_marks: "Không có kết quả nào đúng dấu như bạn gõ. Dưới đây là kết quả khi bỏ qua dấu.",
    nothing: |typed| format!("Không tìm thấy kết quả nào cho “{typed}”."),
    advice: [
        "Kiểm tra lại chính tả, hoặc gõ không dấu.",
        "Dùng ít từ hơn, hoặc từ gần nghĩa.",
        "Bỏ bộ lọc chuyên mục và thời gian.",
    ],
    elsewhere: "Hoặc xem theo chuyên mục",
};

pub const ENGLISH: SearchTexts = SearchTexts {
    title: "Search",
    label: "What to look for",
    hint: "With or without Vietnamese marks; put a phrase in quotation marks to find it as it is.",
    find: "Search",
    total: |count| english_count(count, "result", "results"),
    title_for: |typed| format!("Search for “{typed}”"),
    kinds_label: "Kind of content",
    all_kinds: "All",
    kind: |kind| match kind {
        SearchKind::Article => "Articles",
        SearchKind::Place => "Places",
        SearchKind::Song => "Songs",
        SearchKind::Page => "Pages",
    },
    categories: "Section",
    all_categories: "All sections",
    dates: "Date of publication",
    from: "From",
    to: "To",
    apply: "Apply",
    clear: "Clear the dates",
    results: "Results",
    did_you_mean: "Did you mean:",
    without_marks: "Nothing has the marks that you typed. These are the results without regard to marks.",
    nothing: |typed| format!("Nothing was found for “{typed}”."),
    advice: [
        "Check the spelling, or type without marks.",
        "Use fewer words, or others that mean the same.",
        "Take away the filters for section and date.",
    ],
    elsewhere: "Or look by section",
};
