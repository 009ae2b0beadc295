//! Texts of the captcha.

pub struct CaptchaTexts {
    pub legend: &'static str,
    pub image_alt: &'static str,
    pub code_label: &'static str,
    pub code_help: &'static str,
    pub listen: &'static str,
    pub another: &'static str,
    pub wrong: &'static str,
    pub please_type: &'static str,
    pub empty: &'static str,
}

pub const VIETNAMESE: CaptchaTexts = CaptchaTexts {
    legend: "Xác thực",
    image_alt: "Ảnh có các ký tự cần nhập; nếu không xem được ảnh, hãy bấm Nghe mã",
    code_label: "Mã xác thực",
    code_help: "Nhập các ký tự trong ảnh, không phân biệt chữ hoa, chữ thường.",
    listen: "Nghe mã",
    another: "Mã khác",
    wrong: "Mã xác thực không đúng.",
    please_type: "Mời bạn nhập mã xác thực trong ảnh rồi gửi lại.",
    empty: "Bạn chưa nhập mã xác thực.",
};

pub const ENGLISH: CaptchaTexts = CaptchaTexts {
    legend: "Verification",
    image_alt: "Picture with the characters to type; if you cannot see it, press Listen to the code in Vietnamese",
    code_label: "Verification code",
    code_help: "Type the characters in the picture; capital and small letters are the same.",
    listen: "Listen to the code in Vietnamese",
    another: "Another code",
    wrong: "The verification code is wrong.",
    please_type: "Please type the verification code in the picture and send again.",
    empty: "You have not typed the verification code.",
};
