//! Texts of the page for an address that leads nowhere.

pub struct NotFoundTexts {
    pub title: &'static str,
    pub explanation: &'static str,
    pub home: &'static str,
    pub or_category: &'static str,
}

pub const VIETNAMESE: NotFoundTexts = NotFoundTexts {
    title: "Không tìm thấy trang này",
    explanation: "Địa chỉ có thể đã gõ nhầm, hoặc bài viết đã được chuyển đi nơi khác.",
    home: "Về trang chủ",
    or_category: "Hoặc chọn một chuyên mục:",
};

pub const ENGLISH: NotFoundTexts = NotFoundTexts {
    title: "Page not found",
    explanation: "The address may be mistyped, or the article has moved elsewhere.",
    home: "To the home page",
    or_category: "Or choose a section:",
};
