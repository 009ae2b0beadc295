//! Texts around a photograph in full.

pub struct PhotographTexts {
    /// The accessible name of the viewer.
    pub label: &'static str,
    pub close: &'static str,
    pub zoom: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
    pub failed: &'static str,
}

pub const VIETNAMESE: PhotographTexts = PhotographTexts {
    label: "Xem ảnh",
    close: "Đóng",
    zoom: "Phóng to hoặc thu nhỏ",
    previous: "Ảnh trước",
    next: "Ảnh sau",
    failed: "Không tải được ảnh.",
};

pub const ENGLISH: PhotographTexts = PhotographTexts {
    label: "Photo viewer",
    close: "Close",
    zoom: "Zoom in or out",
    previous: "Previous photo",
    next: "Next photo",
    failed: "The photo could not be loaded.",
};
