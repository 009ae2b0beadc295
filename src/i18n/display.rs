//! Texts of the choice how the portal is shown.

pub struct DisplayTexts {
    pub title: &'static str,
    pub theme: &'static str,
    /// Value and label; the empty value is what nobody has to choose.
    pub themes: [(&'static str, &'static str); 4],
    pub text_size: &'static str,
    pub text_sizes: [(&'static str, &'static str); 4],
    pub photos: &'static str,
    pub photo_choices: [(&'static str, &'static str); 3],
}

pub const VIETNAMESE: DisplayTexts = DisplayTexts {
    title: "Hiển thị",
    theme: "Giao diện",
    themes: [
        ("", "Theo máy"),
        ("light", "Sáng"),
        ("dark", "Tối"),
        ("contrast", "Tương phản cao"),
    ],
    text_size: "Cỡ chữ",
    text_sizes: [
        ("small", "Nhỏ"),
        ("", "Vừa"),
        ("large", "Lớn"),
        ("largest", "Rất lớn"),
    ],
    photos: "Ảnh",
    photo_choices: [
        ("", "Theo máy"),
        ("on", "Khi bấm (tiết kiệm dữ liệu)"),
        ("off", "Luôn hiện"),
    ],
};

pub const ENGLISH: DisplayTexts = DisplayTexts {
    title: "Display",
    theme: "Theme",
    themes: [
        ("", "As the device"),
        ("light", "Light"),
        ("dark", "Dark"),
        ("contrast", "High contrast"),
    ],
    text_size: "Text size",
    text_sizes: [
        ("small", "Small"),
        ("", "Medium"),
        ("large", "Large"),
        ("largest", "Very large"),
    ],
    photos: "Photos",
    photo_choices: [
        ("", "As the device"),
        ("on", "When asked for (saves data)"),
        ("off", "Always"),
    ],
};
