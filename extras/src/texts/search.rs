//! Texts of the suggestions under a search field.

use conglang_contract::{format::english_count, search::SearchKind};

pub struct SearchTexts {
    pub list: &'static str,
    /// What was typed.
    pub all_results: fn(&str) -> String,
    pub kind: fn(SearchKind) -> &'static str,
    /// How many suggestions there are, for those who do not see them.
    pub count: fn(usize) -> String,
}

pub const VIETNAMESE: SearchTexts = SearchTexts {
    list: "Gợi ý",
    all_results: |typed| format!("Tất cả kết quả cho “{typed}”"),
    kind: |kind| match kind {
        SearchKind::Article => "Bài viết",
        SearchKind::Place => "Địa điểm",
        SearchKind::Song => "Ca khúc",
        SearchKind::Page => "Trang",
    },
    count: |count| format!("{count} gợi ý"),
};

pub const ENGLISH: SearchTexts = SearchTexts {
    list: "Suggestions",
    all_results: |typed| format!("All results for “{typed}”"),
    kind: |kind| match kind {
        SearchKind::Article => "Article",
        SearchKind::Place => "Place",
        SearchKind::Song => "Song",
        SearchKind::Page => "Page",
    },
    count: |count| english_count(count as u64, "suggestion", "suggestions"),
};
