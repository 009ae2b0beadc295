//! Texts of what waits to be sent.

use conglang_contract::{comment::CommentStatus, format::english_count};

pub struct OutboxTexts {
    pub title: &'static str,
    pub waiting: &'static str,
    pub sending: &'static str,
    pub code: &'static str,
    /// With the server's reason.
    pub refused: fn(&str) -> String,
    pub received: fn(CommentStatus) -> String,
    pub receipt: fn(&str) -> String,
    pub rated: &'static str,
    pub written: fn(&str) -> String,
    pub replying_to: fn(&str) -> String,
    pub stars: fn(u8) -> String,
    pub change: &'static str,
    pub type_code: &'static str,
    pub withdraw: &'static str,
    pub withdrawn: &'static str,
    /// When a vote may have arrived before.
    pub withdrawn_late: &'static str,
    /// When it was sent in the meantime.
    pub too_late: &'static str,
    /// When it is in the outbox no more, and nobody here knows why.
    pub gone: &'static str,
    /// When the browser did not answer.
    pub not_withdrawn: &'static str,
    /// When the form does not take it back.
    pub not_filled: &'static str,
    /// When there is another text in the form.
    pub form_taken: &'static str,
    pub back_in_form: &'static str,
    pub count: fn(usize) -> String,
    pub needs_you: fn(usize) -> String,
    pub see: &'static str,
}

pub const VIETNAMESE: OutboxTexts = OutboxTexts {
    title: "Hộp thư đi",
    waiting: "Đang chờ gửi: sẽ tự gửi khi có mạng",
    sending: "Đang gửi…",
    code: "Cần bạn nhập mã xác thực thì mới gửi được",
    refused: |why| format!("Cổng không nhận: {why}"),
    received: |status| {
        format!(
            "Cổng đã nhận bình luận của bạn. {}.",
            vietnamese_status(status)
        )
    },
    receipt: |code| format!("Theo dõi bằng mã biên nhận {code}"),
    rated: "Đã ghi nhận đánh giá của bạn. Xin cảm ơn!",
    written: |at| format!("Viết lúc {at}"),
    replying_to: |name| format!("Trả lời {name}"),
    stars: |stars| format!("Đánh giá: {stars} sao"),
    change: "Sửa",
    type_code: "Nhập mã và gửi",
    withdraw: "Rút lại",
    withdrawn: "Đã rút lại, cổng sẽ không nhận nội dung này.",
    withdrawn_late: "Đã rút lại, nhưng đánh giá có thể đã tới cổng trước đó. Muốn đổi, mời bạn đánh giá lại.",
    too_late: "Nội dung này vừa được gửi xong.",
    gone: "Nội dung này không còn trong hộp thư đi.",
    not_withdrawn: "Chưa rút lại được, nội dung vẫn ở trong hộp thư đi. Mời bạn thử lại.",
    not_filled: "Chưa đưa nội dung trở lại các ô được, có thể vì máy đã hết chỗ. Nội dung vẫn ở trong hộp thư đi.",
    form_taken: "Trong ô Nội dung đang có một bình luận khác. Mời bạn gửi hoặc xóa bình luận ấy trước.",
    back_in_form: "Đã đưa nội dung trở lại các ô ở trên. Sửa xong, mời bạn bấm gửi.",
    count: |count| format!("{count} nội dung bạn viết đang chờ gửi."),
    needs_you: |count| format!("{count} nội dung bạn viết chưa gửi được và cần bạn xem lại."),
    see: "Xem",
};

pub const ENGLISH: OutboxTexts = OutboxTexts {
    title: "Outbox",
    waiting: "Waiting: it is sent when you are online",
    sending: "Sending…",
    code: "Please type a verification code to send this",
    refused: |why| format!("The portal did not take this: {why}"),
    received: |status| {
        let status = english_status(status);
        format!("The portal has received your comment. {status}.")
    },
    receipt: |code| format!("Follow it with the receipt code {code}"),
    rated: "Your rating has been recorded. Thank you!",
    written: |at| format!("Written at {at}"),
    replying_to: |name| format!("Reply to {name}"),
    stars: |stars| format!("Rating: {}", english_count(stars.into(), "star", "stars")),
    change: "Edit",
    type_code: "Type the code and send",
    withdraw: "Withdraw",
    withdrawn: "Withdrawn. The portal will not take it.",
    withdrawn_late: "Withdrawn, but the rating may have reached the portal before. To change it, please rate again.",
    too_late: "This has just been sent.",
    gone: "This is no longer in the outbox.",
    not_withdrawn: "It could not be withdrawn and is still in the outbox. Please try again.",
    not_filled: "It could not be put back into the fields, maybe because the device is full. It is still in the outbox.",
    form_taken: "There is another comment in the form. Please send or delete that one first.",
    back_in_form: "It is back in the fields above. Change it, then press send.",
    count: |count| match count {
        1 => "1 thing that you wrote is waiting to be sent.".to_owned(),
        _ => format!("{count} things that you wrote are waiting to be sent."),
    },
    needs_you: |count| match count {
        1 => "1 thing that you wrote was not sent and needs you.".to_owned(),
        _ => format!("{count} things that you wrote were not sent and need you."),
    },
    see: "See",
};

fn vietnamese_status(status: CommentStatus) -> &'static str {
    match status {
        CommentStatus::Pending => "Đang chờ duyệt",
        CommentStatus::Approved => "Đã duyệt",
        CommentStatus::Rejected => "Không được duyệt",
    }
}

fn english_status(status: CommentStatus) -> &'static str {
    match status {
        CommentStatus::Pending => "Waiting for approval",
        CommentStatus::Approved => "Approved",
        CommentStatus::Rejected => "Not approved",
    }
}
