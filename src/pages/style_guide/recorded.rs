//! What the extras build in the browser, which the server cannot make: their own markup, written down from
//! the running portal by the browser tests (`tests/browser/support/recorded.mjs`), which fail as soon as it differs.

use leptos::prelude::*;

use crate::components::{
    part::{IntoPart, Part},
    sanitised_html::SanitisedHtml,
};

/// A state in words, and its markup.
type Recorded = (&'static str, &'static str);

macro_rules! recorded {
    ($name:literal) => {
        include_str!(concat!("recorded/", $name, ".html"))
    };
}

pub const PLAYER: [Recorded; 6] = [
    ("Đang phát", recorded!("player-playing")),
    ("Tạm dừng, mở thêm nút", recorded!("player-paused")),
    ("Lời bài hát", recorded!("player-lyrics")),
    ("Hàng chờ", recorded!("player-queue")),
    ("Không tải được", recorded!("player-failed")),
    ("Mời nghe tiếp", recorded!("player-offered")),
];
pub const READING: [Recorded; 6] = [
    ("Đang đọc", recorded!("read-aloud-speaking")),
    ("Tạm dừng đọc", recorded!("read-aloud-paused")),
    ("Giọng đọc bị ngắt", recorded!("read-aloud-cut-off")),
    ("Máy không có giọng đọc", recorded!("read-aloud-refused")),
    ("Danh sách chia sẻ", recorded!("share-open")),
    ("Không chép được địa chỉ", recorded!("share-copy-failed")),
];
pub const COMMENT_ERRORS: [Recorded; 1] = [(
    "Biểu mẫu có mục chưa đúng",
    recorded!("comment-form-errors"),
)];
pub const MAP: [Recorded; 2] = [
    ("Công cụ của bản đồ", recorded!("map-tools")),
    ("Lớp địa điểm", recorded!("map-layers")),
];
pub const SUGGESTIONS: [Recorded; 1] = [("Gợi ý khi đang gõ", recorded!("search-suggestions"))];
pub const COMPANION: [Recorded; 5] = [
    ("Không có mạng, trang đã lưu", recorded!("companion-saved")),
    ("Có bản mới", recorded!("companion-update")),
    (
        "Mời thêm vào màn hình chính",
        recorded!("companion-install"),
    ),
    ("Hướng dẫn thêm trên iPhone", recorded!("companion-iphone")),
    ("Có nội dung chờ gửi", recorded!("companion-outbox")),
];
pub const SHELF: [Recorded; 3] = [
    ("Nút lưu, vừa lưu xong", recorded!("keep-kept")),
    ("Trang mở khi không có mạng", recorded!("shelf-missing")),
    ("Danh sách đã lưu", recorded!("shelf-kept")),
];
pub const OUTBOX: [Recorded; 4] = [
    ("Đang chờ", recorded!("outbox-waiting")),
    ("Cần nhập mã", recorded!("outbox-code")),
    ("Cổng không nhận", recorded!("outbox-refused")),
    ("Đã gửi", recorded!("outbox-received")),
];
pub const PUSH: [Recorded; 3] = [
    ("Đang tắt", recorded!("push-off")),
    ("Đang bật", recorded!("push-on")),
    ("Trình duyệt chặn", recorded!("push-denied")),
];
pub const DISPLAY: [Recorded; 1] = [("Đang mở", recorded!("display-open"))];

/// Each state under its words.
pub fn states(states: &[Recorded]) -> Part {
    let states = states
        .iter()
        .map(|&(words, html)| {
            view! {
                <div class="guide__state">
                    <p class="guide__words">{words}</p>
                    <SanitisedHtml html=html.to_owned() class="guide__recorded" lang=None/>
                </div>
            }
        })
        .collect_view();
    view! { <div class="guide__states">{states}</div> }.part()
}
