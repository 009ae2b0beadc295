//! Texts of keeping a page on the device.

pub struct KeepTexts {
    pub keeping: &'static str,
    pub kept: &'static str,
    /// When the reader saves data, and the article has files.
    pub kept_text: &'static str,
    /// When the page is a song's.
    pub kept_song: &'static str,
    pub forgotten: &'static str,
    pub not_forgotten: &'static str,
    pub failed: &'static str,
    /// When the browser keeps nothing.
    pub impossible: &'static str,
    pub impossible_song: &'static str,
    /// When the portal does without.
    pub switched_off: &'static str,
    pub switched_off_song: &'static str,
}

pub const VIETNAMESE: KeepTexts = KeepTexts {
    keeping: "Đang lưu…",
    kept: "Đã lưu vào máy, đọc được cả khi không có mạng.",
    kept_text: "Đã lưu phần chữ vào máy, đọc được cả khi không có mạng. Ảnh và âm thanh không được lưu vì bạn đang tiết kiệm dữ liệu.",
    kept_song: "Đã lưu vào máy, nghe được cả khi không có mạng.",
    forgotten: "Đã bỏ lưu.",
    not_forgotten: "Chưa bỏ lưu được. Mời bạn bấm lại.",
    failed: "Chưa lưu được. Kiểm tra kết nối mạng và bộ nhớ còn trống của máy rồi bấm lại.",
    impossible: "Trình duyệt này không lưu được bài để đọc khi không có mạng.",
    impossible_song: "Trình duyệt này không lưu được bài hát để nghe khi không có mạng.",
    switched_off: "Cổng thông tin này hiện không lưu bài để đọc khi không có mạng.",
    switched_off_song: "Cổng thông tin này hiện không lưu bài hát để nghe khi không có mạng.",
};

pub const ENGLISH: KeepTexts = KeepTexts {
    keeping: "Saving…",
    kept: "Saved on this device; you can read it offline.",
    kept_text: "The text is saved on this device; you can read it offline. Pictures and sound are left out because you save data.",
    kept_song: "Saved on this device; you can listen to it offline.",
    forgotten: "No longer saved.",
    not_forgotten: "It could not be removed. Please press again.",
    failed: "It could not be saved. Check your connection and the free space of your device, and press again.",
    impossible: "This browser cannot save pages to read offline.",
    impossible_song: "This browser cannot save songs to listen to offline.",
    switched_off: "This portal does not save articles for reading offline at present.",
    switched_off_song: "This portal does not save songs for listening offline at present.",
};
