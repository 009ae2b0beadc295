//! Texts of the page with what is on the device; its list has its own (`extras/src/texts/shelf.rs`).

pub struct ShelfTexts {
    pub title: &'static str,
    pub introduction: &'static str,
    pub needs_scripts: &'static str,
}

pub const VIETNAMESE: ShelfTexts = ShelfTexts {
    title: "Đã lưu trên máy này",
    introduction: "Những trang dưới đây đọc được cả khi không có mạng. Chỉ máy này giữ danh sách; cổng thông tin không biết bạn đã đọc gì.",
    needs_scripts: "Danh sách cần JavaScript, mà trình duyệt này không chạy hoặc chưa tải xong.",
};

pub const ENGLISH: ShelfTexts = ShelfTexts {
    title: "Saved on this device",
    introduction: "You can read these pages without a network. Only this device keeps the list; the portal does not know what you have read.",
    needs_scripts: "The list needs JavaScript, which this browser does not run or has not loaded yet.",
};
