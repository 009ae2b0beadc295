//! Texts of the article page.

pub struct ArticleTexts {
    pub breadcrumb_label: &'static str,
    pub home: &'static str,
    pub author: &'static str,
    pub source: &'static str,
    pub attachments: &'static str,
    pub tags: &'static str,
    pub related: &'static str,
    pub neighbours_label: &'static str,
    pub newer: &'static str,
    pub older: &'static str,
    /// Stands beside a title in the other language.
    pub in_other_language: &'static str,
    /// Stands over a text in the other language.
    pub only_other_language: &'static str,
    /// Stands before the size of the file in parentheses.
    pub load_photo: &'static str,
    pub not_found_title: &'static str,
    pub not_found_help: &'static str,
}

pub const VIETNAMESE: ArticleTexts = ArticleTexts {
    breadcrumb_label: "Đường dẫn",
    home: "Trang chủ",
    author: "Tác giả",
    source: "Nguồn",
    attachments: "Tệp đính kèm",
    tags: "Từ khóa",
    related: "Bài viết liên quan",
    neighbours_label: "Bài viết trước và sau",
    newer: "Bài mới hơn",
    older: "Bài cũ hơn",
    in_other_language: "Bằng tiếng Anh",
    only_other_language: "Bài viết này chỉ có bằng tiếng Anh.",
    load_photo: "Tải ảnh",
    not_found_title: "Không tìm thấy bài viết",
    not_found_help: "Bài viết đã được chuyển đi, hoặc địa chỉ chưa đúng.",
};

pub const ENGLISH: ArticleTexts = ArticleTexts {
    breadcrumb_label: "Breadcrumb",
    home: "Home",
    author: "Author",
    source: "Source",
    attachments: "Attachments",
    tags: "Tags",
    related: "Related articles",
    neighbours_label: "Next and previous articles",
    newer: "Newer article",
    older: "Older article",
    in_other_language: "In Vietnamese",
    only_other_language: "This article is available in Vietnamese only.",
    load_photo: "Load the photo",
    not_found_title: "Article not found",
    not_found_help: "The article has moved, or the address is not right.",
};
