//! Texts of the home page.

pub struct HomeTexts {
    pub lead: &'static str,
    pub latest: &'static str,
    pub most_read: &'static str,
    pub empty: &'static str,
    /// The accessible name of a block's link: the category.
    pub all_of: fn(&str) -> String,
    pub all: &'static str,
}

pub const VIETNAMESE: HomeTexts = HomeTexts {
    lead: "Tin nổi bật",
    latest: "Tin mới",
    most_read: "Đọc nhiều",
    empty: "Cổng chưa có bài viết nào. Mời bạn quay lại sau.",
    all_of: |category| format!("Xem tất cả bài của chuyên mục {category}"),
    all: "Xem tất cả",
};

pub const ENGLISH: HomeTexts = HomeTexts {
    lead: "Top story",
    latest: "Latest news",
    most_read: "Most read",
    empty: "There are no articles on the portal yet. Please come back later.",
    all_of: |category| format!("See all articles in {category}"),
    all: "See all",
};
