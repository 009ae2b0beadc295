//! Texts of the page with what is on the device.

pub struct ShelfTexts {
    /// When somebody was led here from an address that is not on the device.
    pub not_here: &'static str,
    /// The same with a network.
    pub did_not_come: &'static str,
    pub try_again: &'static str,
    pub kept: &'static str,
    pub nothing_kept: &'static str,
    pub read: &'static str,
    pub nothing_read: &'static str,
    /// Pages for the time without network.
    pub ready: &'static str,
    pub latest: &'static str,
    /// With date and time, and the size.
    pub saved: fn(&str, &str) -> String,
    pub forget: &'static str,
    /// When the browser keeps nothing.
    pub impossible: &'static str,
    /// When the portal does without.
    pub switched_off: &'static str,
}

pub const VIETNAMESE: ShelfTexts = ShelfTexts {
    not_here: "Trang bạn mở chưa có trên máy này, và hiện không có mạng.",
    did_not_come: "Trang bạn mở chưa có trên máy này, và lúc nãy chưa tải về được. Mời bạn thử mở lại.",
    try_again: "Thử mở lại",
    kept: "Lưu để đọc sau",
    nothing_kept: "Chưa có bài nào. Khi đọc một bài, bấm “Lưu để đọc sau” để giữ bài ấy lại đây.",
    read: "Đã đọc gần đây",
    nothing_read: "Chưa có trang nào.",
    ready: "Có sẵn khi không có mạng",
    latest: "Tin mới, chưa đọc",
    saved: |at, size| format!("Lưu lúc {at} · {size}"),
    forget: "Bỏ lưu",
    impossible: "Trình duyệt này không lưu được trang để đọc khi không có mạng.",
    switched_off: "Cổng thông tin này hiện không lưu trang để đọc khi không có mạng.",
};

pub const ENGLISH: ShelfTexts = ShelfTexts {
    not_here: "The page that you opened is not on this device, and you are offline.",
    did_not_come: "The page that you opened is not on this device, and could not be loaded just now. Please try again.",
    try_again: "Try again",
    kept: "Saved for later",
    nothing_kept: "Nothing yet. When you read an article, press “Save for later” to keep it here.",
    read: "Read recently",
    nothing_read: "No pages yet.",
    ready: "Ready for when you are offline",
    latest: "Latest news, not read yet",
    saved: |at, size| format!("Saved at {at} · {size}"),
    forget: "Remove",
    impossible: "This browser cannot save pages to read offline.",
    switched_off: "This portal does not save pages for reading offline at present.",
};
