//! Texts of passing an article on.

pub struct ShareTexts {
    pub copied: &'static str,
    /// In front of the address, which the reader then copies.
    pub copy_failed: &'static str,
}

pub const VIETNAMESE: ShareTexts = ShareTexts {
    copied: "Đã sao chép địa chỉ bài viết.",
    copy_failed: "Máy không cho sao chép tự động. Địa chỉ bài viết:",
};

pub const ENGLISH: ShareTexts = ShareTexts {
    copied: "The article’s address was copied.",
    copy_failed: "This device does not let us copy. The article’s address:",
};
