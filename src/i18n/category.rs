//! Texts of a category's page and of paging.

use conglang_contract::{
    format::{english_count, integer},
    language::Language,
};

pub struct CategoryTexts {
    pub list_heading: &'static str,
    pub empty: &'static str,
    /// The number of articles.
    pub total: fn(u64) -> String,
    /// What the title of a later page adds: the page's number.
    pub page: fn(u32) -> String,
    pub pagination: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    /// The accessible name of a page's link.
    pub go_to_page: fn(u32) -> String,
}

pub const VIETNAMESE: CategoryTexts = CategoryTexts {
    list_heading: "Danh sách bài viết",
    empty: "Chuyên mục này chưa có bài viết nào.",
    total: |count| format!("{} bài viết", integer(Language::Vietnamese, count)),
    page: |number| format!("trang {number}"),
    pagination: "Phân trang",
    previous: "Trang trước",
    next: "Trang sau",
    go_to_page: |number| format!("Trang {number}"),
};

pub const ENGLISH: CategoryTexts = CategoryTexts {
    list_heading: "List of articles",
    empty: "There are no articles in this section yet.",
    total: |count| english_count(count, "article", "articles"),
    page: |number| format!("page {number}"),
    pagination: "Pages",
    previous: "Previous page",
    next: "Next page",
    go_to_page: |number| format!("Page {number}"),
};
