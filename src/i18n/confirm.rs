//! The page on which those without JavaScript prove that they are people.

pub struct ConfirmTexts {
    pub rating_title: &'static str,
    pub comment_title: &'static str,
    pub why: &'static str,
    pub about: &'static str,
    pub image_alt: &'static str,
    pub audio_label: &'static str,
    pub code_label: &'static str,
    pub code_hint: &'static str,
    pub submit: &'static str,
    pub back: &'static str,
    pub refused_title: &'static str,
    pub outcome_rated: &'static str,
    pub outcome_commented: &'static str,
    pub outcome_deleted: &'static str,
    pub outcome_receipt: &'static str,
}

pub const VIETNAMESE: ConfirmTexts = ConfirmTexts {
    rating_title: "Xác nhận đánh giá",
    comment_title: "Xác nhận bình luận",
    why: "Mời bạn nhập mã trong ảnh để gửi. Mã giúp cổng phân biệt người với máy gửi tự động.",
    about: "Bài viết:",
    image_alt: "Ảnh có năm ký tự của mã xác thực. Nếu không nhìn được ảnh, mời bạn nghe mã ngay bên dưới.",
    audio_label: "Nghe mã xác thực",
    code_label: "Mã xác thực",
    code_hint: "Không phân biệt chữ hoa, chữ thường.",
    submit: "Gửi",
    back: "Quay lại bài viết",
    refused_title: "Chưa gửi được",
    outcome_rated: "Đã ghi nhận đánh giá của bạn.",
    outcome_commented: "Cổng đã nhận bình luận của bạn. Bình luận đang chờ duyệt.",
    outcome_deleted: "Đã xóa bình luận.",
    outcome_receipt: "Mã biên nhận của bạn:",
};
