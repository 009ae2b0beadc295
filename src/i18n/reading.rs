//! Texts of what helps to read an article.

pub struct ReadingTexts {
    pub tools: &'static str,
    pub listen: &'static str,
    /// When what a tool needs could not be loaded.
    pub failed: &'static str,
    pub mode: &'static str,
    pub leave_mode: &'static str,
    pub print: &'static str,
    pub keep: &'static str,
    pub share: &'static str,
    pub facebook: &'static str,
    pub zalo: &'static str,
    pub new_tab: &'static str,
    pub copy: &'static str,
    pub recording: &'static str,
    /// In front of the address on paper.
    pub on_paper: &'static str,
    pub qr_code: &'static str,
    pub minutes: fn(u32) -> String,
}

pub const VIETNAMESE: ReadingTexts = ReadingTexts {
    tools: "Công cụ đọc bài",
    listen: "Nghe bài",
    failed: "Chưa mở được phần này. Kiểm tra kết nối mạng rồi bấm lại.",
    mode: "Chế độ đọc",
    leave_mode: "Thoát chế độ đọc",
    print: "In bài",
    keep: "Lưu để đọc sau",
    share: "Chia sẻ",
    facebook: "Facebook",
    zalo: "Zalo",
    new_tab: "(mở trong thẻ mới)",
    copy: "Sao chép địa chỉ",
    recording: "Bản thu âm bài viết",
    on_paper: "Đọc bài này trên mạng:",
    qr_code: "Mã QR dẫn tới bài viết",
    minutes: |minutes| format!("{minutes} phút đọc"),
};

pub const ENGLISH: ReadingTexts = ReadingTexts {
    tools: "Reading tools",
    listen: "Listen",
    failed: "This part could not be loaded. Check your connection and press again.",
    mode: "Reading mode",
    leave_mode: "Leave reading mode",
    print: "Print",
    keep: "Save for later",
    share: "Share",
    facebook: "Facebook",
    zalo: "Zalo",
    new_tab: "(opens in a new tab)",
    copy: "Copy address",
    recording: "Recording of the article",
    on_paper: "Read this article online:",
    qr_code: "QR code of the article’s address",
    minutes: |minutes| format!("{minutes} min read"),
};
