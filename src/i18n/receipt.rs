//! Texts of the page on which a writer follows a comment.

use conglang_contract::comment::CommentStatus;

pub struct ReceiptTexts {
    pub title: &'static str,
    pub code_label: &'static str,
    pub status_label: &'static str,
    pub reason_label: &'static str,
    pub article_label: &'static str,
    pub sent_label: &'static str,
    pub text_title: &'static str,
    pub replies_title: &'static str,
    pub delete: &'static str,
    pub confirm_title: &'static str,
    pub confirm_text: &'static str,
    pub confirm: &'static str,
    pub cancel: &'static str,
    pub deleting: &'static str,
    pub deleted: &'static str,
    pub not_found_title: &'static str,
    pub not_found_help: &'static str,
    pub failed_title: &'static str,
    pub status: fn(CommentStatus) -> &'static str,
}

pub const VIETNAMESE: ReceiptTexts = ReceiptTexts {
    title: "Theo dõi bình luận",
    code_label: "Mã biên nhận",
    status_label: "Tình trạng",
    reason_label: "Lý do",
    article_label: "Bài viết",
    sent_label: "Thời gian gửi",
    text_title: "Nội dung bạn đã gửi",
    replies_title: "Các câu trả lời",
    delete: "Xóa bình luận",
    confirm_title: "Xóa bình luận này?",
    confirm_text: "Họ tên và nội dung sẽ bị xóa hẳn khỏi cổng, không lấy lại được.",
    confirm: "Xóa hẳn",
    cancel: "Giữ lại",
    deleting: "Đang xóa…",
    deleted: "Bình luận đã được xóa khỏi cổng.",
    not_found_title: "Không tìm thấy bình luận",
    not_found_help: "Mã biên nhận chưa đúng, hoặc bình luận đã được xóa.",
    failed_title: "Chưa tải được bình luận",
    status: super::comments::status,
};
