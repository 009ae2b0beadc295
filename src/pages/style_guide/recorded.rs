//! What the extras build in the browser, which the server cannot make: their own markup, written down from
//! the running portal by `tests/browser/style-guide-markup.spec.mjs`, which fails as soon as it differs.

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
