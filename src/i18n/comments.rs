//! Texts of the comments and of their form.

use conglang_contract::{
    comment::{AUTHOR_NAME_LIMITS, CommentStatus, Limits},
    format::{english_count, integer},
    language::Language,
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
    reply: |name| format!("Trả lời {name}"),
    reply_short: "Trả lời",
    replying_to: |name| format!("Bạn đang trả lời {name}."),
    stop_replying: "Bỏ trả lời",
    more: "Xem thêm",
    loading: "Đang tải bình luận…",
    loading_failed: "Chưa tải được bình luận.",
    form_title: "Viết bình luận",
    author_name: "Họ và tên",
    author_name_help: || vietnamese_limits(AUTHOR_NAME_LIMITS),
    body: "Nội dung",
    body_help: vietnamese_limits,
    counter: vietnamese_counter,
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
    status: vietnamese_status,
};

pub const ENGLISH: CommentTexts = CommentTexts {
    title: "Comments",
    none_yet: "There are no comments yet. Be the first to write one.",
    official_answer: "Official answer",
    removed: "The comment was deleted by its writer",
    reply: |name| format!("Reply to {name}"),
    reply_short: "Reply",
    replying_to: |name| format!("You are replying to {name}."),
    stop_replying: "Stop replying",
    more: "Show more",
    loading: "Loading comments…",
    loading_failed: "The comments could not be loaded.",
    form_title: "Write a comment",
    author_name: "Your name",
    author_name_help: || english_limits(AUTHOR_NAME_LIMITS),
    body: "Your comment",
    body_help: english_limits,
    counter: english_counter,
    consent: "I agree that the portal keeps and publishes my name and this comment.",
    consent_details: "The portal keeps only your name, the text and the time, until the article is taken down or you delete the comment with its receipt code. Comments are approved before they appear.",
    submit: "Send comment",
    sending: "Sending your comment…",
    check_fields: "The comment was not sent. Please look at the marked fields again.",
    kept: "What you wrote is still here; please press send again.",
    received: "The portal has received your comment.",
    receipt_label: "Receipt code",
    receipt_help: "Keep this code to follow or delete your comment.",
    follow: "Follow comment",
    yours_title: "Comments that you sent",
    status: english_status,
};

fn vietnamese_limits(limits: Limits) -> String {
    let Limits { minimum, maximum } = limits;
    format!("Từ {minimum} đến {} ký tự.", number(maximum))
}

fn vietnamese_counter(length: usize, limits: Limits) -> String {
    if length > limits.maximum {
        format!("Thừa {} ký tự", number(length - limits.maximum))
    } else {
        format!("{}/{} ký tự", number(length), number(limits.maximum))
    }
}

pub(super) fn vietnamese_status(status: CommentStatus) -> &'static str {
    match status {
        CommentStatus::Pending => "Đang chờ duyệt",
        CommentStatus::Approved => "Đã duyệt",
        CommentStatus::Rejected => "Không được duyệt",
    }
}

fn english_limits(limits: Limits) -> String {
    let Limits { minimum, maximum } = limits;
    format!("{minimum} to {}.", characters(maximum))
}

fn english_counter(length: usize, limits: Limits) -> String {
    if length > limits.maximum {
        format!("{} too many", characters(length - limits.maximum))
    } else {
        let length = integer(Language::English, wide(length));
        format!("{length} of {}", characters(limits.maximum))
    }
}

pub(super) fn english_status(status: CommentStatus) -> &'static str {
    match status {
        CommentStatus::Pending => "Waiting for approval",
        CommentStatus::Approved => "Approved",
        CommentStatus::Rejected => "Not approved",
    }
}

fn number(number: usize) -> String {
    integer(Language::Vietnamese, wide(number))
}

fn characters(number: usize) -> String {
    english_count(wide(number), "character", "characters")
}

fn wide(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use conglang_contract::comment::BODY_LIMITS;

    use super::*;

    #[test]
    fn the_counter_tells_what_is_written_and_then_what_is_too_much() {
        let counted = |length| {
            (
                vietnamese_counter(length, BODY_LIMITS),
                english_counter(length, BODY_LIMITS),
            )
        };
        let told = |vietnamese: &str, english: &str| (vietnamese.to_owned(), english.to_owned());
        assert_eq!(counted(0), told("0/2.000 ký tự", "0 of 2,000 characters"));
        assert_eq!(
            counted(1999),
            told("1.999/2.000 ký tự", "1,999 of 2,000 characters")
        );
        assert_eq!(counted(2001), told("Thừa 1 ký tự", "1 character too many"));
        assert_eq!(counted(2003), told("Thừa 3 ký tự", "3 characters too many"));
    }

    #[test]
    fn the_limits_are_those_of_the_contract() {
        assert_eq!((VIETNAMESE.author_name_help)(), "Từ 2 đến 80 ký tự.");
        assert_eq!((ENGLISH.author_name_help)(), "2 to 80 characters.");
        assert_eq!((VIETNAMESE.body_help)(BODY_LIMITS), "Từ 2 đến 2.000 ký tự.");
        assert_eq!((ENGLISH.body_help)(BODY_LIMITS), "2 to 2,000 characters.");
    }
}
