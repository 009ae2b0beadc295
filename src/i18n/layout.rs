//! Texts around every page.

pub struct LayoutTexts {
    pub skip: &'static str,
    pub menu: &'static str,
    /// What the brand's link adds to the portal's name for those who do not see it.
    pub home: &'static str,
    /// The other language, by its own name.
    pub other_language: &'static str,
    pub alerts: &'static str,
    pub search: &'static str,
    pub archive: &'static str,
    pub contact: &'static str,
    pub address: &'static str,
    pub phone: &'static str,
    pub fax: &'static str,
    pub email: &'static str,
    pub categories: &'static str,
    pub push: &'static str,
    pub shelf: &'static str,
    pub to_top: &'static str,
}

pub const VIETNAMESE: LayoutTexts = LayoutTexts {
    skip: "Đến nội dung chính",
    menu: "Chuyên mục",
    home: "Về trang chủ",
    other_language: "English",
    alerts: "Cảnh báo",
    search: "Tìm kiếm",
    archive: "Lưu trữ",
    contact: "Liên hệ",
    address: "Địa chỉ",
    phone: "Điện thoại",
    fax: "Fax",
    email: "Thư điện tử",
    categories: "Các mục của cổng",
    push: "Nhận thông báo",
    shelf: "Đã lưu trên máy này",
    to_top: "Về đầu trang",
};

pub const ENGLISH: LayoutTexts = LayoutTexts {
    skip: "Skip to main content",
    menu: "Sections",
    home: "To the home page",
    other_language: "Tiếng Việt",
    alerts: "Alerts",
    search: "Search",
    archive: "Archive",
    contact: "Contact",
    address: "Address",
    phone: "Telephone",
    fax: "Fax",
    email: "Email",
    categories: "Sections of the portal",
    push: "Get notifications",
    shelf: "Saved on this device",
    to_top: "Back to top",
};
