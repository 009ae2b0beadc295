//! Texts of the comments and of their form.

use conglang_contract::{
    comment::{AUTHOR_NAME_LIMITS, CommentStatus, Limits},
    format,
};

pub struct CommentTexts {
    pub title: &'static str,
    pub none_yet: &'static str,
    pub official_answer: &'static str,
    pub removed: &'static str,
    pub reply: fn(&str) -> String,
    pub reply_short: &'static str,
    pub replying_to: fn(&str) -> String,
    pub stop_replying: &'static str,
    pub more: &'static str,
    pub loading: &'static str,
    pub loading_failed: &'static str,
    pub retry: &'static str,
    pub form_title: &'static str,
    pub author_name: &'static str,
    pub author_name_help: fn() -> String,
    pub body: &'static str,
    pub body_help: fn(Limits) -> String,
    pub counter: fn(usize, Limits) -> String,
    pub consent: &'static str,
    pub consent_details: &'static str,
    pub submit: &'static str,
    pub sending: &'static str,
    pub check_fields: &'static str,
    pub kept: &'static str,
    pub received: &'static str,
    pub receipt_label: &'static str,
    pub receipt_help: &'static str,
    pub follow: &'static str,
    pub yours_title: &'static str,
    pub status: fn(CommentStatus) -> &'static str,
}

pub const VIETNAMESE: CommentTexts = CommentTexts {
    title: "Bình luận",
    none_yet: "Chưa có bình luận. Mời bạn là người đầu tiên.",
    official_answer: "Trả lời chính thức",
    removed: "Bình luận đã được người viết xóa",
    reply,
    reply_short: "Trả lời",
    replying_to,
    stop_replying: "Bỏ trả lời",
    more: "Xem thêm",
    loading: "Đang tải bình luận…",
    loading_failed: "Chưa tải được bình luận.",
    retry: "Thử lại",
    form_title: "Viết bình luận",
    author_name: "Họ và tên",
    author_name_help,
    body: "Nội dung",
    body_help,
    counter,
    consent: "Tôi đồng ý để cổng lưu và công khai họ tên cùng nội dung bình luận này.",
    consent_details: "Cổng chỉ lưu họ tên, nội dung và thời gian gửi, cho đến khi bài viết được gỡ hoặc bạn xóa bình luận bằng mã biên nhận. Bình luận được duyệt trước khi đăng.",
    submit: "Gửi bình luận",
    sending: "Đang gửi bình luận…",
    check_fields: "Bình luận chưa gửi được. Mời bạn xem lại các mục được đánh dấu.",
    kept: "Nội dung bạn viết vẫn được giữ ở đây; mời bạn bấm gửi lại.",
    received: "Cổng đã nhận bình luận của bạn.",
    receipt_label: "Mã biên nhận",
    receipt_help: "Hãy giữ mã này để theo dõi hoặc xóa bình luận.",
    follow: "Theo dõi bình luận",
    yours_title: "Bình luận bạn đã gửi",
    status,
};

fn reply(name: &str) -> String {
    format!("Trả lời {name}")
}

fn replying_to(name: &str) -> String {
    format!("Bạn đang trả lời {name}.")
}

fn author_name_help() -> String {
    let Limits { minimum, maximum } = AUTHOR_NAME_LIMITS;
    format!("Từ {minimum} đến {maximum} ký tự.")
}

fn body_help(limits: Limits) -> String {
    format!(
        "Từ {} đến {} ký tự.",
        number(limits.minimum),
        number(limits.maximum)
    )
}

fn counter(length: usize, limits: Limits) -> String {
    if length > limits.maximum {
        format!("Thừa {} ký tự", number(length - limits.maximum))
    } else {
        format!("{}/{} ký tự", number(length), number(limits.maximum))
    }
}

pub(super) fn status(status: CommentStatus) -> &'static str {
    match status {
        CommentStatus::Pending => "Đang chờ duyệt",
        CommentStatus::Approved => "Đã duyệt",
        CommentStatus::Rejected => "Không được duyệt",
    }
}

fn number(number: usize) -> String {
    format::integer(u64::try_from(number).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use conglang_contract::comment::BODY_LIMITS;

    use super::*;

    #[test]
    fn the_counter_tells_what_is_written_and_then_what_is_too_much() {
        assert_eq!(counter(0, BODY_LIMITS), "0/2.000 ký tự");
        assert_eq!(counter(1999, BODY_LIMITS), "1.999/2.000 ký tự");
        assert_eq!(counter(2003, BODY_LIMITS), "Thừa 3 ký tự");
    }

    #[test]
    fn the_limits_are_those_of_the_contract() {
        assert_eq!(author_name_help(), "Từ 2 đến 80 ký tự.");
        assert_eq!(body_help(BODY_LIMITS), "Từ 2 đến 2.000 ký tự.");
    }
}
